"""Seven neighbourhoods: the same fte per resident or the same fte by need, and who gains?

Seven neighbourhoods of one size, made up like real ones, get four fte per 10,000 residents each, or the same total in
proportion to the share of adults who were severely lonely in 2016, which is known beforehand. Both are set beside no
community work, with the same residents and luck, under three hypotheses. Results go to ``results/neighbourhoods``; open
its README.md first. Started again, it goes on.
"""  # noqa: D400 - a question

from __future__ import annotations

import sys
from typing import Final

from cohesie_sim.cli.study import run_script
from cohesie_sim.experiment import Design, Grid, Variant
from cohesie_sim.rules.hypothesis import HYPOTHESES

EQUAL: Final = 4.0  # fte per 10,000 residents
# 7 x EQUAL x the share of severely lonely adults (9.8, 10.3, 13.0, 15.6, 17.5, 22.1, 22.7 %; GGD/CBS/RIVM 2016) / 111
BY_NEED: Final = {
    "wateringse_veld": 2.5,
    "archipelbuurt": 2.6,
    "sittard_geleen": 3.3,
    "heerlen": 3.9,
    "stationsbuurt": 4.4,
    "moerwijk": 5.6,
    "schildersbuurt": 5.7,
}


def design(replicates: int = 40, residents: int = 4000) -> Design:
    """Return the design: per neighbourhood a grid of its own, since the level by need differs."""
    return Design(
        name="neighbourhoods",
        question="What does the same community work per resident do in seven neighbourhoods, and who gains when that "
        "total is divided by need?",
        question_nl="Wat doet evenveel opbouwwerk per inwoner in zeven buurten, en wie wint erbij als hetzelfde totaal "
        "naar behoefte wordt verdeeld?",
        grids=tuple(
            Grid(
                levels=(0, EQUAL, by_need),
                scenarios=("nl_2020_2022",),
                hypotheses=tuple(HYPOTHESES),
                variants=(Variant(place, {"neighbourhood": place}),),
            )
            for place, by_need in BY_NEED.items()
        ),
        replicates=replicates,
        seed=1,
        residents=residents,
    )


if __name__ == "__main__":
    sys.exit(run_script(design, __doc__, __file__))
