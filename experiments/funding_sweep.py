"""What does the level of funding for community work do to isolation and to the survival of initiatives?

Six levels, from none to 12 fte per 10,000 residents, through the Dutch lockdowns as they were, without corona, and
with a second lockdown twice as long; through the lockdowns as they were under the rival hypotheses as well, to see what
holds under all of them. What does one more fte buy at each level, and from which level on do most initiatives survive?
Every level meets the same residents and the same luck, so that differences come from funding alone.
Results go to ``results/funding_sweep``; open its README.md first. Started again, it goes on.
"""  # noqa: D400 - a question

from __future__ import annotations

import sys

from cohesie_sim.cli.study import run_script
from cohesie_sim.experiment import Design, Grid

LEVELS = (0, 2, 4, 6, 8, 12)


def design(replicates: int = 60, residents: int = 4000) -> Design:
    """Return the design of the sweep."""
    return Design(
        name="funding_sweep",
        question="What does the level of funding for community work do to residents' isolation and to the survival of "
        "initiatives, during lockdowns and after them? What does one more fte buy at each level, and how much presence "
        "is enough to keep most initiatives going?",
        question_nl="Wat doet het niveau van financiering van opbouwwerk met het isolement van bewoners en het "
        "voortbestaan van initiatieven, tijdens lockdowns en erna? Wat levert één fte erbij op, bij elk niveau, en "
        "hoeveel opbouwwerk is genoeg om de meeste initiatieven te behouden?",
        grids=(
            Grid(levels=LEVELS, scenarios=("nl_2020_2022", "no_corona", "long_winter")),
            Grid(levels=LEVELS, scenarios=("nl_2020_2022",), hypotheses=("self_reliance", "null")),
        ),
        replicates=replicates,
        seed=1,
        neighbourhood="heerlen",
        residents=residents,
    )


if __name__ == "__main__":
    sys.exit(run_script(design, __doc__, __file__))
