"""All quantities that are predicted, in order: identifier, part, and what computes it."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Final, NamedTuple

from cohesie_sim.calibration.mix import WEIGHTS
from cohesie_sim.predictions import contact, districts, helping, loneliness, volunteering
from cohesie_sim.predictions.foretold import Foretold
from cohesie_sim.predictions.worlds import Worlds


class Quantity(NamedTuple):
    """One row of the predictions.

    Attributes
    ----------
    id
        ``P01`` to ``P25``.
    part
        Which of several numbers of that identifier; empty where there is one.
    foretell
        From finished worlds to the prediction, or None when the model cannot express it.
    """

    id: str
    part: str
    foretell: Callable[[Worlds], Foretold | None]


def _cannot(_: Worlds) -> None:
    """Return nothing: the model has no such thing, and the words of the row say why."""


QUANTITIES: Final = (
    Quantity("P01", "", contact.contacts_june_2020),
    Quantity("P02", "", contact.contacts_may_2023),
    *(Quantity(name, "", foretell) for name, foretell in volunteering.QUANTITIES.items()),
    Quantity("P08", "", helping.sign_ups),
    Quantity("P09", "", helping.requests),
    Quantity("P10", "", helping.groups_lasting),
    Quantity("P11", "", helping.initiatives_stopped),
    Quantity("P12", "", helping.huiskamers_closed),
    *(Quantity(name, "", foretell) for name, foretell in loneliness.NATIONAL.items()),
    Quantity("P19", "", loneliness.severe_early_2022),
    *(Quantity("P20", preset, partial(loneliness.of_preset, preset)) for preset in WEIGHTS),
    Quantity("P21", "", districts.spread_2020),
    Quantity("P22", "", districts.mean_change),
    Quantity("P23", "", contact.neighbours_2020),
    Quantity("P24", "single", partial(loneliness.of_household, "single")),
    Quantity("P24", "single_parent", _cannot),
    Quantity("P24", "couple", partial(loneliness.of_household, "couple")),
    Quantity("P24", "single_minus_couple", loneliness.single_minus_couple),
    Quantity("P25", "first_lockdown", partial(loneliness.of_oldest, "first_lockdown", 4)),
    Quantity("P25", "second_lockdown", partial(loneliness.of_oldest, "second_lockdown", 5)),
    Quantity("P25", "change", loneliness.oldest_second_against_first),
)
