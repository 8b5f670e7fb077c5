"""Which conclusions hold whichever explanation is true, and which only if community work does what the article says?

The headline comparisons of all experiments once more, in one design: community work or none; keeping, halving or
stopping it after reopening; the rescue measures; going out in spite of the advice; matching helpers; brokerage; outdoor
formats. Each is run under the three rival hypotheses, with the same neighbourhoods and the same luck.
Results go to ``results/rival_hypotheses``; open its README.md first. Started again, it goes on.
"""  # noqa: D400 - a question

from __future__ import annotations

import sys

from cohesie_sim.cli.study import run_script
from cohesie_sim.experiment import Design, Grid, Variant
from cohesie_sim.rules.hypothesis import HYPOTHESES

RESCUE = ("corona_fund", "health_advice", "steering_group")
MEASURES = (
    Variant("no_rescue", {f"support.{name}": False for name in RESCUE}),
    Variant("at_home", {"parameters.community_work.discretion": 0.0}),
    Variant("out", {"parameters.community_work.discretion": 1.0}),
    Variant("matching", {"support.organised_matching": True}),
    Variant("no_brokerage", {"support.brokerage": False}),
    Variant("no_formats", {"support.outdoor_formats": False}),
)
PATHS = (
    Variant(),
    Variant("halved", {"funding.phases.after": {"factor": 0.5}}),
    Variant("stop", {"funding.phases.after": 0.0}),
)


def design(replicates: int = 40, residents: int = 4000) -> Design:
    """Return the design: levels, measures, and paths after reopening, under every hypothesis."""
    every = tuple(HYPOTHESES)
    return Design(
        name="rival_hypotheses",
        question="Which conclusions about community work hold under all three rival hypotheses, and which only if its "
        "support protects initiatives and its contacts last?",
        question_nl="Welke conclusies over opbouwwerk blijven staan bij alle drie de hypothesen, en welke alleen als "
        "steun initiatieven beschermt en contact doorwerkt?",
        grids=(
            Grid(levels=(0, 4, 12), scenarios=("nl_2020_2022",), hypotheses=every),
            Grid(levels=(4,), scenarios=("nl_2020_2022",), hypotheses=every, variants=MEASURES),
            Grid(levels=(4,), scenarios=("hold_after",), hypotheses=every, variants=PATHS),
        ),
        replicates=replicates,
        seed=1,
        neighbourhood="heerlen",
        residents=residents,
    )


if __name__ == "__main__":
    sys.exit(run_script(design, __doc__, __file__))
