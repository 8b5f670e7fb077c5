"""What changes when community workers go out although they are advised to work from home, and whom do they reach?

Discretion from strictly home to fully out (C05) at 4 fte per 10,000 residents, its ends under the rival hypotheses and
without the workers' formats too. Beside that: no community workers at all (C08), no formats (C06, C11), and, for
outdoor space (C10), years without corona and residents who form no habit. Every condition meets the same residents and
the same luck. Results go to ``results/nearness``; open its README.md first. Started again, it goes on.
"""  # noqa: D400 - a question

from __future__ import annotations

import sys

from cohesie_sim.cli.study import run_script
from cohesie_sim.experiment import Design, Grid, Variant

YEARS = ("nl_2020_2022",)
BOTH = ("nl_2020_2022", "no_corona")
EVERY = ("article", "self_reliance", "null")
NO_FORMATS = {"support.outdoor_formats": False}


def out(percent: int, name: str = "out", **more: object) -> Variant:
    """Return a variant in which so many per cent of the work outdoors goes on when working from home is advised."""
    changes = {"parameters.community_work.discretion": percent / 100, **more}
    return Variant(f"{name}_{percent}", changes)


def design(replicates: int = 48, residents: int = 4000) -> Design:
    """Return the design: discretion in five steps, and what it is compared with."""
    ends = (out(0), out(100))
    bare = tuple(out(percent, "bare", **NO_FORMATS) for percent in (0, 100))
    no_habit = Variant("no_habit", {**NO_FORMATS, "parameters.ties.habit_learn": 0.0})
    return Design(
        name="nearness",
        question="What does it change when community workers go into the streets although they are advised to work "
        "from home: whom do they reach, who is out of sight, and is outdoor space rediscovered?",
        question_nl="Wat verandert er als opbouwwerkers de straat op gaan hoewel thuiswerken het advies is: wie "
        "bereiken ze, wie is uit beeld, en wordt de buitenruimte herontdekt?",
        grids=(
            Grid((4,), YEARS, variants=tuple(out(percent) for percent in (0, 25, 50, 75, 100))),
            Grid((4,), YEARS, hypotheses=EVERY[1:], variants=ends),
            Grid((0, 4), YEARS, hypotheses=EVERY),
            Grid((4,), BOTH, hypotheses=EVERY, variants=(Variant("no_formats", NO_FORMATS),)),
            Grid((4,), BOTH, variants=(no_habit,)),
            Grid((4,), YEARS, variants=bare),
        ),
        replicates=replicates,
        seed=1,
        neighbourhood="heerlen",
        residents=residents,
    )


if __name__ == "__main__":
    sys.exit(run_script(design, __doc__, __file__))
