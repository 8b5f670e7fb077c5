"""Formats: the outdoor and creative ways in which community workers bring residents together.

Each format has a reach (share of the cell's residents who come in good weather without restrictions), a largest group,
a share that remains possible when outdoor meetings are closed because people keep apart (from the balcony, at the front
door, in the porch), a dependence on the weather, a place it needs, and how many others a visitor meets. Expected reach
is

    value = reach * (apart + (1 - apart) * open_out) * (1 - weather * (1 - comfort))

and a worker picks the format of highest expected reach, with some taste: ``score = value * (1 - taste + 2 * taste * u)``. An online
format asks for digital access instead of good weather.

Evidence: the list of formats is the article's (C06: porch talks, walks, play spots; C11: balcony bingo, stories at the
front door, bus-stop talks, meetings on the playing field, an online open house); their reach was not measured and is
assumed. Wrong if formats that keep people apart were not preferred in lockdowns. Limits: one format per visit.
Invariant: closing more never raises a value.
"""

from __future__ import annotations

from typing import Annotated, NamedTuple

from cohesie_sim.compiling import rule
from cohesie_sim.declaration import Parameter, assumed

FORMAT_NAMES = (
    "porch_talk",
    "walk",
    "play_spot",
    "balcony_bingo",
    "doorstep_stories",
    "bus_stop_talk",
    "playing_field",
    "online_open_house",
)
ANYWHERE, SQUARE, BUS_STOP, FIELD = 0, 1, 2, 3
ONLINE_OPEN_HOUSE = 7


class Format(NamedTuple):
    """What distinguishes the formats."""

    reach: Annotated[float, Parameter("share of the cell's residents who come under the best conditions", "share", 0.02, 0.2, "uncertainty", assumed("a handful of an address block: one to ten of fifty; many more than the largest group would have no place"))] = 0.05
    group: Annotated[int, Parameter("largest group", "persons", 2, 60, "uncertainty", assumed("what one worker can host"))] = 8
    apart: Annotated[float, Parameter("share that remains possible when outdoor meetings are closed", "share", 0.0, 1.0, "uncertainty", assumed("how far people stay apart anyway"))] = 0.5
    weather: Annotated[float, Parameter("dependence on outdoor comfort", "share", 0.0, 1.0, "uncertainty", assumed("how exposed it is"))] = 0.5
    place: Annotated[int, Parameter("place it needs (0 anywhere, 1 square, 2 bus stop, 3 playing field)", "code", 0, 3, "constant", assumed("definition of the format"))] = ANYWHERE
    mixing: Annotated[float, Parameter("others a visitor meets", "persons", 0.0, 6.0, "uncertainty", assumed("how sociable it is"))] = 2.0


class FormatsParameters(NamedTuple):
    """Parameters of the process *formats*."""

    porch_talk: Format = Format(0.08, 6, 0.8, 0.2, ANYWHERE, 2.0)
    walk: Format = Format(0.06, 8, 0.3, 0.6, ANYWHERE, 3.0)
    play_spot: Format = Format(0.12, 12, 0.3, 0.8, SQUARE, 3.0)
    balcony_bingo: Format = Format(0.16, 30, 1.0, 0.5, ANYWHERE, 1.0)
    doorstep_stories: Format = Format(0.08, 8, 1.0, 0.3, ANYWHERE, 0.5)
    bus_stop_talk: Format = Format(0.10, 6, 0.7, 0.3, BUS_STOP, 1.5)
    playing_field: Format = Format(0.16, 20, 0.4, 0.8, FIELD, 3.0)
    online_open_house: Format = Format(0.05, 20, 1.0, 0.0, ANYWHERE, 1.5)
    taste: Annotated[float, Parameter("how far a worker's taste moves the appeal of a format, up or down", "share", 0.0, 1.0, "uncertainty", assumed("workers differ"))] = 0.5
    wary: Annotated[float, Parameter("share of attendance that full fear takes away", "share", 0.0, 0.8, "uncertainty", assumed("as for outdoor contacts"))] = 0.3
    lonely_shy: Annotated[float, Parameter("attendance of isolated residents relative to others", "factor", 0.2, 2.0, "uncertainty", assumed("isolated people come less easily"))] = 0.7


@rule
def format_of(code: int, p: FormatsParameters) -> Format:
    """Return the description of a format.

    Parameters
    ----------
    code
        Index in ``FORMAT_NAMES``.
    p
        Parameters of the process.

    Returns
    -------
    Format
        Reach, group and conditions.
    """
    if code == 0:
        return p.porch_talk
    if code == 1:
        return p.walk
    if code == 2:
        return p.play_spot
    if code == 3:
        return p.balcony_bingo
    if code == 4:
        return p.doorstep_stories
    if code == 5:
        return p.bus_stop_talk
    if code == 6:
        return p.playing_field
    return p.online_open_house


@rule
def format_value(form: Format, open_out: float, comfort: float) -> float:
    """Return the expected reach of a format this week.

    Parameters
    ----------
    form
        From :func:`format_of`.
    open_out
        Openness of outdoor meetings, 0 to 1.
    comfort
        Outdoor comfort of the season, 0 to 1.

    Returns
    -------
    float
        Share of the cell's residents.
    """
    return form.reach * (form.apart + (1.0 - form.apart) * open_out) * (1.0 - form.weather * (1.0 - comfort))


@rule
def format_score(value: float, u: float, p: FormatsParameters) -> float:
    """Return how attractive a format is to the worker.

    Parameters
    ----------
    value
        From :func:`format_value`.
    u
        Uniform on [0, 1).
    p
        Parameters of the process.

    Returns
    -------
    float
        Score; the highest is chosen.
    """
    return value * (1.0 - p.taste + 2.0 * p.taste * u)


@rule
def come_chance(value: float, fear: float, isolated: bool, p: FormatsParameters) -> float:
    """Return the chance that a resident comes to a format in the own cell.

    Parameters
    ----------
    value
        From :func:`format_value`.
    fear
        0 to 1.
    isolated
        Whether the resident is isolated.
    p
        Parameters of the process.

    Returns
    -------
    float
        Probability.
    """
    chance = value * (1.0 - p.wary * fear)
    return chance * p.lonely_shy if isolated else chance


@rule
def mix_chance(form: Format, present: int) -> float:
    """Return the chance that two visitors of a format meet.

    Parameters
    ----------
    form
        From :func:`format_of`.
    present
        Number of visitors, at least two.

    Returns
    -------
    float
        Probability.
    """
    return min(form.mixing / (present - 1), 1.0)
