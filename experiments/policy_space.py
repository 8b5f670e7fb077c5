"""All that a policy maker can choose, in one design: the runs behind the policy page.

Funding before, during and after the lockdowns, each anywhere from none to 12 fte per 10,000 residents; the corona years
as they were, with a long winter, and without corona; seven neighbourhoods; with and without each of three kinds of
support; three hypotheses. Points fill that space evenly (a scrambled Sobol sequence), so that an emulator can be fitted
to them. What people ask first, half the funding after reopening, is computed in every neighbourhood. Further points
come in twos that differ in one lever only: the emulator is tried on them, and on what differs within a pair. Every
point meets the same luck: whatever differs is the choice.
Results go to ``results/policy_space``. Started again, it goes on.
"""

from __future__ import annotations

import sys
from collections.abc import Sequence
from typing import Final

from scipy.stats import qmc

from cohesie_sim.cli.study import run_script
from cohesie_sim.experiment import Design, Grid, Variant
from cohesie_sim.rules.hypothesis import HYPOTHESES

MOST: Final = 12.0  # fte per 10,000 residents
PLACES: Final = (
    "heerlen",
    "moerwijk",
    "archipelbuurt",
    "schildersbuurt",
    "sittard_geleen",
    "stationsbuurt",
    "wateringse_veld",
)
SCENARIOS: Final = ("hold_after", "long_winter", "no_corona")
SUPPORT: Final = ("corona_fund", "health_advice", "steering_group")
WEEKS: Final = 208  # to the end of 2023, so that there is time after reopening
_USUAL: Final = 4.0  # fte per 10,000 residents, unless somebody chooses otherwise
_AT_ENDS: Final = 0.1  # share of the points at no funding, and as many at the most: what people ask about first
_POINTS: Final = 256
_PAIRS: Final = 32
_LEVELS: Final = 3  # the levers that are levels of funding
_FACTORS: Final = _LEVELS + 3 + len(SUPPORT)  # funding in three phases; scenario, neighbourhood, hypothesis; support


def fte(place: float) -> float:
    """Return the funding at a place of the sequence.

    Parameters
    ----------
    place
        From 0 to 1.

    Returns
    -------
    float
        In fte per 10,000 residents, to a hundredth.
    """
    inner = (place - _AT_ENDS) / (1 - 2 * _AT_ENDS)
    return round(MOST * min(max(inner, 0.0), 1.0), 2)


def point(name: str, row: Sequence[float]) -> Grid:
    """Return the condition at a point of the sequence.

    Parameters
    ----------
    name
        Of the condition.
    row
        Its places, each from 0 to 1.

    Returns
    -------
    Grid
        Of one condition.
    """
    before, during, after = (fte(place) for place in row[:3])
    scenario, neighbourhood, hypothesis = (
        names[int(place * len(names))]
        for names, place in zip((SCENARIOS, PLACES, tuple(HYPOTHESES)), row[3:6], strict=True)
    )
    changes: dict[str, object] = {"neighbourhood": neighbourhood, "calendar.weeks": WEEKS}
    changes |= {"funding.phases.during": during, "funding.phases.after": after}
    if scenario != "no_corona":  # where nothing of it exists
        changes |= {f"support.{name}": False for name, place in zip(SUPPORT, row[6:], strict=True) if place < 1 / 2}
    return Grid((before,), (scenario,), (hypothesis,), (Variant(name, changes),))


def pair(number: int, row: Sequence[float]) -> tuple[Grid, Grid]:
    """Return two conditions that are kept out of the fit.

    Parameters
    ----------
    number
        Of the pair; the levers in which pairs differ take turns.
    row
        Places of the first condition, and after them the place of the second one's lever.

    Returns
    -------
    tuple of Grid
        Of one condition each.
    """
    first = list(row[:_FACTORS])
    for step in range(_FACTORS):
        second, lever = [*first], (number + step) % _FACTORS
        # a choice moves on by a half, so that it is another one
        second[lever] = row[_FACTORS] if lever < _LEVELS else (first[lever] + 1 / 2) % 1
        if point("", first) != point("", second):  # both may lie at the same end; without corona there is no support
            break
    return point(f"out{number:03d}_a", first), point(f"out{number:03d}_b", second)


def first_asked() -> list[Grid]:
    """Return the usual funding, and half of it after reopening.

    Returns
    -------
    list of Grid
        Of one condition each: both in every neighbourhood under the first hypothesis, and in the first neighbourhood
        under the others.
    """
    first, *others = HYPOTHESES
    worlds = [(place, first) for place in PLACES] + [(PLACES[0], other) for other in others]
    grids = []
    for neighbourhood, hypothesis in worlds:
        for name, after in (("usual", _USUAL), ("halved", _USUAL / 2)):
            changes = {"neighbourhood": neighbourhood, "calendar.weeks": WEEKS, "funding.phases.after": after}
            variant = Variant(f"{name}_{neighbourhood}_{hypothesis}", changes)
            grids.append(Grid((_USUAL,), SCENARIOS[:1], (hypothesis,), (variant,)))
    return grids


def design(replicates: int = 40, residents: int = 4000, points: int = _POINTS, pairs: int = _PAIRS) -> Design:
    """Return the design; the numbers of points and of pairs are powers of two."""
    inside = qmc.Sobol(_FACTORS, seed=1).random(points)
    outside = qmc.Sobol(_FACTORS + 1, seed=2).random(pairs)
    fitted = [point(f"fit{number:04d}", row) for number, row in enumerate(inside.tolist())]
    kept_out = [grid for number, row in enumerate(outside.tolist()) for grid in pair(number, row)]
    return Design(
        name="policy_space",
        question="What do funding before, during and after the lockdowns, and support for initiatives, do to isolation "
        "and to initiatives, in which neighbourhood and under which hypothesis?",
        question_nl="Wat doen financiering voor, tijdens en na de lockdowns, en steun voor initiatieven, met isolement "
        "en initiatieven, in welke buurt en bij welke hypothese?",
        grids=(*fitted, *first_asked(), *kept_out),
        replicates=replicates,
        seed=1,
        residents=residents,
        condensed=True,
    )


if __name__ == "__main__":
    sys.exit(run_script(design, __doc__, __file__))
