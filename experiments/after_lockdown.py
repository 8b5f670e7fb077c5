"""After reopening: what do halving, stopping, keeping or growing community work do, and what does acting late cost?

The same crisis with the same funding until 28 February 2022, and then seven paths, each under three hypotheses. Stop:
no community work from the day society reopens. Two paths stop as well and come back to the old level after half a year
and after a year; one grows a year late. Two mechanisms are taken away in further runs, with funding kept and stopped:
the help of workers to new initiatives (kick-start), and their invitations to residents. The same years without corona
are what recovery is measured against.
Results go to ``results/after_lockdown``; open its README.md first. Started again, it goes on.
"""  # noqa: D400 - a question

from __future__ import annotations

import sys

from cohesie_sim.cli.study import run_script
from cohesie_sim.experiment import Design, Grid, Variant
from cohesie_sim.rules.hypothesis import HYPOTHESES

REOPENING, HALF_YEAR, YEAR = "2022-02-28", "2022-08-29", "2023-02-27"
FTE = 4.0
STOP = {"funding.phases.after": 0.0}
NO_KICK_START = {"parameters.viability.found_supported": 0.0}
NO_INVITATIONS = {"parameters.participation.invited": 0.0}
TO_2023 = Variant("to_2023", {"calendar.weeks": 208})  # as long as the paths


def path(name: str, *steps: tuple[str, float]) -> Variant:
    """Return a variant with dated levels of funding in fte instead of one level after reopening."""
    changes = [{"date": day, "fte_per_10000": fte} for day, fte in steps]
    return Variant(name, {"funding.phases.after": None, "funding.changes": changes})


def design(replicates: int = 40, residents: int = 4000) -> Design:
    """Return the design: three scenarios, stop, three late paths, two mechanisms taken away, no corona."""
    paths = (
        Variant(),
        Variant("stop", STOP),
        path("stop_half_year", (REOPENING, 0.0), (HALF_YEAR, FTE)),
        path("stop_year", (REOPENING, 0.0), (YEAR, FTE)),
        path("grow_late", (YEAR, 1.5 * FTE)),
    )
    without = (
        Variant("no_kick_start", NO_KICK_START),
        Variant("stop_no_kick_start", {**STOP, **NO_KICK_START}),
        Variant("no_invitations", NO_INVITATIONS),
        Variant("stop_no_invitations", {**STOP, **NO_INVITATIONS}),
    )
    every = tuple(HYPOTHESES)
    return Design(
        name="after_lockdown",
        question="The same crisis, and then community work is halved, stopped, kept or grown, at once or late: what "
        "does that do to isolation, contact, trust and initiatives, and how fast does social life come back?",
        question_nl="Dezelfde crisis, en daarna wordt opbouwwerk gehalveerd, gestopt, gelijk gehouden of uitgebreid, "
        "meteen of laat: wat doet dat met isolement, contact, vertrouwen en initiatieven, en hoe snel komt het sociale "
        "leven terug?",
        grids=(
            Grid(levels=(FTE,), scenarios=("hold_after",), hypotheses=every, variants=paths),
            Grid(levels=(FTE,), scenarios=("cut_after", "grow_after"), hypotheses=every),
            Grid(levels=(FTE,), scenarios=("hold_after",), variants=without),
            Grid(levels=(FTE,), scenarios=("no_corona",), hypotheses=every, variants=(TO_2023,)),
        ),
        replicates=replicates,
        seed=1,
        neighbourhood="heerlen",
        residents=residents,
    )


if __name__ == "__main__":
    sys.exit(run_script(design, __doc__, __file__))
