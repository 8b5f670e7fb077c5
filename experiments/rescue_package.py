"""What kept huiskamers going: the corona fund, health-service advice, the steering group, or community workers?

All sixteen combinations of the four, each under three hypotheses, through the Dutch lockdowns as they were. A measure
that is off never begins. Community work that is off falls away with the first lockdown and comes back when society
reopens, so that the sixteen neighbourhoods are the same until March 2020; workers who are there but support no
initiatives are one further condition. The same years without corona say how many volunteers quit because of it, with
and without the strain that fear gives.
Results go to ``results/rescue_package``; open its README.md first. Started again, it goes on.
"""  # noqa: D400 - a question

from __future__ import annotations

import sys
from itertools import product

from cohesie_sim.cli.study import run_script
from cohesie_sim.experiment import Design, Grid, Variant
from cohesie_sim.rules.hypothesis import HYPOTHESES

OFF: dict[str, dict[str, object]] = {
    "fund": {"support.corona_fund": False},
    "advice": {"support.health_advice": False},
    "steering": {"support.steering_group": False},
    "workers": {"funding.phases.during": 0.0},
}
FEARLESS = Variant("fearless", {"parameters.volunteering.fear": 0.0})
UNUSED = Variant("no_habituation", {"parameters.fear.learn": 0.0})  # nobody becomes used to the threat
# Support does nothing: the four parameters that give it an effect are zero, and an initiative asks for the fewest
# hours and is helped least by an hour, since what support does to recruiting has no parameter of its own.
WITHHELD = Variant(
    "support_withheld",
    {
        "parameters.viability.energy_supported": 0.0,
        "parameters.viability.found_supported": 0.0,
        "parameters.adaptation.supported": 0.0,
        "parameters.volunteering.relief": 0.0,
        "parameters.community_work.support_hours": 0.5,
        "parameters.viability.support_hours": 8.0,
    },
)


def combinations() -> tuple[Variant, ...]:
    """Return the sixteen combinations, named after what is there; all four first, as things were."""
    found = []
    for there in product((True, False), repeat=len(OFF)):
        chosen = [name for name, on in zip(OFF, there, strict=True) if on]
        changes = {key: value for name in OFF if name not in chosen for key, value in OFF[name].items()}
        found.append(Variant("_".join(chosen) if changes else "as_is", changes) if chosen else Variant("none", changes))
    return tuple(found)


def design(replicates: int = 40, residents: int = 4000) -> Design:
    """Return the design: a full factorial under every hypothesis, and the same years without corona."""
    every = tuple(HYPOTHESES)
    return Design(
        name="rescue_package",
        question="Which part of the huiskamers that survived the corona years did the corona fund, health-service "
        "advice, the steering group and community workers each keep going, and how many volunteers quit?",
        question_nl="Welk deel van de huiskamers die de coronajaren overleefden hielden het coronafonds, het advies "
        "van de GGD, de regiegroep en opbouwwerkers elk in stand, en hoeveel vrijwilligers stopten er?",
        grids=(
            Grid(levels=(4.0,), scenarios=("nl_2020_2022",), hypotheses=every, variants=combinations()),
            Grid(levels=(4.0,), scenarios=("no_corona",), hypotheses=every),
            Grid(levels=(4.0,), scenarios=("nl_2020_2022", "no_corona"), variants=(FEARLESS,)),
            Grid(levels=(4.0,), scenarios=("nl_2020_2022",), variants=(WITHHELD, UNUSED)),
        ),
        replicates=replicates,
        seed=1,
        neighbourhood="heerlen",
        residents=residents,
    )


if __name__ == "__main__":
    sys.exit(run_script(design, __doc__, __file__))
