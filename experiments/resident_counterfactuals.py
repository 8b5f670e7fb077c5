"""The same resident with and without community work: how many weeks of isolation differ, and through which contact?

Every resident of a replicate has the same household, means, usual contacts and luck in every condition, so residents
can be compared with themselves. Four fte per 10,000 residents are set beside none under three hypotheses; one way in
which workers reach people is taken away at a time. In a few smaller neighbourhoods every adult is followed week by
week. Results go to ``results/resident_counterfactuals``; open its README.md first. Started again, it goes on.
"""  # noqa: D400 - a question

from __future__ import annotations

import sys

from cohesie_sim.cli.study import run_script
from cohesie_sim.experiment import Design, Grid, Variant
from cohesie_sim.rules.hypothesis import HYPOTHESES

FTE = 4.0  # per 10,000 residents
WITHOUT = (
    Variant("no_formats", {"support.outdoor_formats": False}),
    Variant("no_invitations", {"parameters.participation.invited": 0.0}),
    Variant("no_getting_online", {"parameters.needs.get_online": 0.0}),
)


def design(replicates: int = 40, residents: int = 4000, lives: int = 1000) -> Design:
    """Return the design; without workers there is nothing to take away, so the variants run with workers only."""
    return Design(
        name="resident_counterfactuals",
        question="How does the life of the same resident differ with and without community work: how many weeks of "
        "isolation, for whom, and through which contact?",
        question_nl="Hoe verschilt het leven van dezelfde inwoner met en zonder opbouwwerk: hoeveel weken van "
        "isolement, bij wie, en door welk contact?",
        grids=(
            Grid(levels=(0, FTE), scenarios=("nl_2020_2022",), hypotheses=tuple(HYPOTHESES)),
            Grid(levels=(FTE,), scenarios=("nl_2020_2022",), variants=WITHOUT),
        ),
        replicates=replicates,
        seed=1,
        neighbourhood="heerlen",
        residents=residents,
        keep_residents=True,
        lives=lives,
    )


if __name__ == "__main__":
    sys.exit(run_script(design, __doc__, __file__))
