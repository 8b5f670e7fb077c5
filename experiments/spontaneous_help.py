"""What became of the spontaneous help of 2020, and what changes it: organising, workers, patience?

Helpers sign up, wait, are matched to somebody in need, and leave, with and without matching by community workers and
with none to eight fte of them. Then the mechanisms behind a smaller second wave are taken away one by one: getting used
to the threat, the memory of having waited in vain, and work that calls. Results go to ``results/spontaneous_help``.
"""  # noqa: D400 - a question

from __future__ import annotations

import sys

from cohesie_sim.cli.study import run_script
from cohesie_sim.experiment import Design, Grid, Variant
from cohesie_sim.rules.hypothesis import HYPOTHESES

EVERY = tuple(HYPOTHESES)
_HELP = "parameters.spontaneous_help"
_HABITUATION = {"parameters.fear.learn": 0.0}
_MEMORY = {f"{_HELP}.idle": 0.0}
_WORK = {f"{_HELP}.busy": 1.0}  # whoever works has as much time to spare as whoever does not
ABLATIONS = (
    Variant("no_habituation", _HABITUATION),
    Variant("no_memory", _MEMORY),
    Variant("no_work", _WORK),
    Variant("none_of_three", {**_HABITUATION, **_MEMORY, **_WORK}),
    Variant("patient", {f"{_HELP}.impatience": 0.005}),
    Variant("most_patient", {f"{_HELP}.impatience": 0.005, f"{_HELP}.weariest": 0.05}),
)


def design(replicates: int = 46, residents: int = 4000) -> Design:
    """Return the design: organised or not by funding, what is behind the second wave, and a time without corona."""
    organised = Variant("organised", {"support.organised_matching": True})
    return Design(
        name="spontaneous_help",
        question="What becomes of residents who offer help in a lockdown, with and without community workers who match "
        "them to people in need, and why do fewer of them come forward the second time?",
        question_nl="Wat gebeurt er met bewoners die in een lockdown hulp aanbieden, met en zonder opbouwwerkers die "
        "hen koppelen aan mensen met een hulpvraag, en waarom melden zich de tweede keer minder mensen?",
        grids=(
            Grid((4, 0, 8), ("nl_2020_2022",), EVERY, (Variant(), organised)),
            Grid((4,), ("nl_2020_2022",), ("article",), ABLATIONS),
            Grid((4,), ("no_corona",), EVERY),
        ),
        replicates=replicates,
        seed=1,
        neighbourhood="heerlen",
        residents=residents,
    )


if __name__ == "__main__":
    sys.exit(run_script(design, __doc__, __file__))
