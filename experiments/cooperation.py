"""How did crisis mode change cooperation, did the silos return, and what does a standing broker add?

The Dutch years 2020-2022 as they were, and with one mechanism taken away at a time: no crisis mode (C17), workers who
do not broker, or broker in vain (C19, C23), organisations that never tire of the crisis (C20), no extra hours on a
signal (C18, C22), an organisation whose share of the hours never gives way to residents' needs (C21), and professionals
who do not refer (C02); with three times the workers as well, who meet more residents and may raise the alarm sooner.
Everything runs under every hypothesis, and every condition meets the same residents and the same luck.
Results go to ``results/cooperation``; open its README.md first. Started again, it goes on.
"""  # noqa: D400 - a question

from __future__ import annotations

import sys

from cohesie_sim.cli.study import run_script
from cohesie_sim.experiment import Design, Grid, Variant

EVERY = ("article", "self_reliance", "null")
CRISIS = (Variant(), Variant("no_crisis_mode", {"support.crisis_mode": False}))
OTHERS = (
    Variant("no_brokerage", {"support.brokerage": False}),
    Variant("vain_brokerage", {"parameters.referral.gain": 0.005}),  # the hours are spent, links hardly grow
    Variant("no_fatigue", {"parameters.municipality.tire": 0.0}),
    Variant("no_signal_hours", {"support.signal_hours": False}),
    Variant("organisation_first", {"parameters.community_work.yields": 0.0}),
    Variant("no_referral", {"support.referral": False}),
)


def design(replicates: int = 40, residents: int = 4000) -> Design:
    """Return the design: one mechanism taken away at a time."""
    return Design(
        name="cooperation",
        question="How far did crisis mode lift cooperation between services, did the silos return, and what do "
        "referrals and residents gain from community workers who keep up a network with other professionals?",
        question_nl="Hoeveel samenwerking tussen diensten bracht de crisismodus, kwam het denken in hokjes terug, en "
        "wat winnen doorverwijzingen en bewoners bij opbouwwerkers die een netwerk met andere professionals "
        "onderhouden?",
        grids=(
            Grid(levels=(4,), scenarios=("nl_2020_2022",), hypotheses=EVERY, variants=(*CRISIS, *OTHERS)),
            Grid(levels=(12,), scenarios=("nl_2020_2022",), hypotheses=EVERY, variants=CRISIS),
        ),
        replicates=replicates,
        seed=1,
        neighbourhood="heerlen",
        residents=residents,
    )


if __name__ == "__main__":
    sys.exit(run_script(design, __doc__, __file__))
