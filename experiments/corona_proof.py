"""Did small coffee clubs and the restaurant's meals carry residents through the second lockdown, and what made them?

Coffee clubs with none, four and twelve fte of community workers; with the same workers but without any effect of their
support; and with the workers' time for initiatives spent on other work. The restaurant with and without the way out of
delivering meals. Then single ways in which support could help are taken away. Results go to ``results/corona_proof``.
"""  # noqa: D400 - a question

from __future__ import annotations

import sys

from cohesie_sim.cli.study import run_script
from cohesie_sim.experiment import Design, Grid, Variant
from cohesie_sim.kinds import INDOOR, OUTDOOR
from cohesie_sim.rules.hypothesis import HYPOTHESES

EVERY = tuple(HYPOTHESES)
_ADAPTING = {"parameters.adaptation.supported": 0.0}
_HEART = {"parameters.viability.energy_supported": 0.0}
_FOUNDING = {"parameters.viability.found_supported": 0.0}
_RELIEF = {"parameters.volunteering.relief": 0.0}
_CLUB, _RESTAURANT = "parameters.kinds.coffee_club", "parameters.kinds.restaurant"
FACILITATION = (
    Variant("unfacilitated", {**_ADAPTING, **_HEART, **_FOUNDING, **_RELIEF}),
    # workers may not ask less time for initiatives, nor initiatives need more, than the declared ranges allow
    Variant("other_work", {"parameters.community_work.support_hours": 0.5, "parameters.viability.support_hours": 8.0}),
)
ABLATIONS = (
    Variant("no_adapting", _ADAPTING),
    Variant("no_heart", _HEART),
    Variant("no_founding", _FOUNDING),
    Variant("indoors_only", {f"{_CLUB}.second": INDOOR, f"{_CLUB}.third": INDOOR}),
    Variant("not_online", {f"{_CLUB}.third": OUTDOOR}),
    Variant("no_formats", {"support.outdoor_formats": False}),
)
NO_DELIVERY = Variant("no_delivery", {f"{_RESTAURANT}.second": INDOOR, f"{_RESTAURANT}.third": INDOOR})


def design(replicates: int = 50, residents: int = 4000) -> Design:
    """Return the design: clubs by funding and facilitation, the restaurant with and without delivery, and ablations."""
    return Design(
        name="corona_proof",
        question="Do informal coffee clubs and the meals of the neighbourhood restaurant keep residents in contact "
        "through the second lockdown, with and without community workers who encourage and support them?",
        question_nl="Houden informele koffieclubs en de maaltijden van het buurtrestaurant bewoners in contact tijdens "
        "de tweede lockdown, met en zonder opbouwwerkers die hen stimuleren en ondersteunen?",
        grids=(
            Grid((4, 0, 12), ("nl_2020_2022",), EVERY),
            Grid((4,), ("nl_2020_2022",), EVERY, FACILITATION),
            Grid((4, 0), ("nl_2020_2022",), EVERY, (NO_DELIVERY,)),
            Grid((4,), ("nl_2020_2022",), ("article",), ABLATIONS),
        ),
        replicates=replicates,
        seed=1,
        neighbourhood="heerlen",
        residents=residents,
    )


if __name__ == "__main__":
    sys.exit(run_script(design, __doc__, __file__))
