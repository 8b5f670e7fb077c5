"""Does the model change loneliness by more than research allows when funding changes?

A cut of 26 %, as English budgets for community development had, from 4 and from 12 fte per 10,000 residents; one fte
less and one more; in a neighbourhood like Heerlen through the Dutch lockdowns under three hypotheses, without corona,
and in two of the most and two of the least lonely neighbourhoods; and 4 and 12 fte instead of none, for everybody
and for those whom workers reach. The bounds stand in ``cohesie_sim/report/texts/bounds.toml``.
Results go to ``results/plausibility``; open its README.md first. Started again, it goes on.
"""  # noqa: D400 - a question

from __future__ import annotations

import sys

from cohesie_sim.cli.study import run_script
from cohesie_sim.experiment import Design, Grid, Variant
from cohesie_sim.rules.hypothesis import HYPOTHESES

CUTS = {4.0: 2.96, 12.0: 8.88}  # fte per 10,000 residents, and what a cut of 26 % leaves
MOST_LONELY = ("moerwijk", "schildersbuurt")
LEAST_LONELY = ("archipelbuurt", "wateringse_veld")


def places(names: tuple[str, ...]) -> tuple[Variant, ...]:
    """Return a variant per neighbourhood."""
    return tuple(Variant(name, {"neighbourhood": name}) for name in names)


def design(replicates: int = 40, residents: int = 4000) -> Design:
    """Return the design; every level holds from before the first week on, so that its effect is complete."""
    both_cuts = tuple(sorted({*CUTS, *CUTS.values()}))
    years = ("nl_2020_2022",)
    return Design(
        name="plausibility",
        question="How much does loneliness change when community work is cut by 26 %, or by one fte per 10,000 "
        "residents, and is that no more than research has found?",
        question_nl="Hoeveel verandert eenzaamheid als er 26 % op opbouwwerk wordt bezuinigd, of één fte per 10.000 "
        "inwoners, en is dat niet meer dan onderzoek heeft gevonden?",
        grids=(
            Grid(levels=(0, 2.96, 3, 4, 5, 8.88, 12), scenarios=years, hypotheses=tuple(HYPOTHESES)),
            Grid(levels=both_cuts, scenarios=("no_corona",)),
            Grid(levels=both_cuts, scenarios=years, variants=places(MOST_LONELY)),
            Grid(levels=(CUTS[4.0], 4), scenarios=years, variants=places(LEAST_LONELY)),
        ),
        replicates=replicates,
        seed=1,
        neighbourhood="heerlen",
        residents=residents,
        keep_residents=True,
    )


if __name__ == "__main__":
    sys.exit(run_script(design, __doc__, __file__))
