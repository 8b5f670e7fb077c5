"""The five kinds of initiative, the modes they can run in, and the causes of their endings.

A vocabulary that several processes share, together with the sizes and thresholds that distinguish the kinds. Evidence:
about 30 volunteers in a huiskamer that is open six days a week, five to seven huiskamers per small municipality (local
press); after reopening at most six visitors per half-day (ED). The other sizes are assumed.
"""

from __future__ import annotations

from typing import Annotated, NamedTuple

from cohesie_sim.compiling import rule
from cohesie_sim.declaration import Parameter, assumed

HUISKAMER, COFFEE_CLUB, RESTAURANT, WALKING_GROUP, HELP_GROUP = 0, 1, 2, 3, 4
KIND_NAMES = ("huiskamer", "coffee_club", "restaurant", "walking_group", "help_group")
INDOOR, OUTDOOR, DELIVERY, ONLINE, PAUSED = 0, 1, 2, 3, 4
MODE_NAMES = ("indoor", "outdoor", "delivery", "online", "paused")
RUNNING, FEW_VOLUNTEERS, NO_BOARD, NO_PARTICIPANTS, LOST_HEART, NO_MONEY, MISHAP = 0, 1, 2, 3, 4, 5, 6
CAUSE_NAMES = ("running", "few_volunteers", "no_board", "no_participants", "lost_heart", "no_money", "mishap")


class Kind(NamedTuple):
    """What distinguishes the kinds of initiative."""

    volunteers: Annotated[int, Parameter("usual number of volunteers", "persons", 1, 60, "uncertainty", assumed("huiskamer about 30 (local press); the others smaller"))] = 4
    least_volunteers: Annotated[int, Parameter("number of volunteers below which it cannot go on", "persons", 1, 20, "uncertainty", assumed("about a fifth to a half of the usual number"))] = 2
    board: Annotated[int, Parameter("usual number of board members, among the volunteers", "persons", 0, 9, "uncertainty", assumed("a formal board in a huiskamer and a restaurant"))] = 0
    least_board: Annotated[int, Parameter("number of board members below which it cannot go on", "persons", 0, 5, "uncertainty", assumed("chair, secretary or treasurer"))] = 0
    room: Annotated[int, Parameter("most participants on its list", "persons", 0, 200, "uncertainty", assumed("size of the room and the group"))] = 12
    seats: Annotated[int, Parameter("most visitors in a week", "persons/week", 0, 200, "uncertainty", assumed("half-days times places"))] = 12
    small: Annotated[int, Parameter("visitors in a week that any measure short of closing allows", "persons/week", 0, 80, "uncertainty", assumed("six per half-day (ED) in a huiskamer; a handful in a club"))] = 6
    hours: Annotated[float, Parameter("hours of volunteer work in a week", "hours/week", 0.0, 300.0, "uncertainty", assumed("four hours (CBS) per usual volunteer"))] = 16.0
    formal: Annotated[float, Parameter("running costs that need income, relative to a huiskamer", "factor", 0.0, 1.0, "uncertainty", assumed("rent and insurance; a club needs hardly any"))] = 0.0
    home: Annotated[int, Parameter("home mode (0 indoor, 1 outdoor, 2 delivery)", "code", 0, 3, "constant", assumed("definition of the kind"))] = INDOOR
    second: Annotated[int, Parameter("mode tried first when the home mode is impossible", "code", 0, 3, "constant", assumed("definition of the kind; claims C14, C15"))] = OUTDOOR
    third: Annotated[int, Parameter("mode tried next", "code", 0, 3, "constant", assumed("definition of the kind; claim C11"))] = ONLINE


class KindsParameters(NamedTuple):
    """Sizes and thresholds of the five kinds."""

    huiskamer: Kind = Kind(30, 8, 5, 2, 70, 70, 24, 120.0, 1.0, INDOOR, OUTDOOR, ONLINE)
    coffee_club: Kind = Kind(4, 2, 0, 0, 14, 14, 6, 16.0, 0.1, INDOOR, OUTDOOR, ONLINE)
    restaurant: Kind = Kind(15, 5, 3, 1, 45, 45, 12, 60.0, 0.8, INDOOR, DELIVERY, DELIVERY)
    walking_group: Kind = Kind(4, 2, 0, 0, 16, 16, 4, 12.0, 0.0, OUTDOOR, OUTDOOR, OUTDOOR)
    help_group: Kind = Kind(8, 4, 0, 0, 0, 0, 0, 0.0, 0.0, DELIVERY, DELIVERY, DELIVERY)


@rule
def kind_of(code: int, p: KindsParameters) -> Kind:
    """Return the description of a kind.

    Parameters
    ----------
    code
        ``HUISKAMER`` to ``HELP_GROUP``.
    p
        Parameters of the process.

    Returns
    -------
    Kind
        Sizes, thresholds and modes.
    """
    if code == HUISKAMER:
        return p.huiskamer
    if code == COFFEE_CLUB:
        return p.coffee_club
    if code == RESTAURANT:
        return p.restaurant
    if code == WALKING_GROUP:
        return p.walking_group
    return p.help_group
