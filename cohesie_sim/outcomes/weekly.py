"""The weekly outcomes: one definition each, with unit and labels, computed from the tallies of either engine."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from cohesie_sim.kinds import KIND_NAMES, MODE_NAMES
from cohesie_sim.outcomes import columns as tally

Floats = npt.NDArray[np.float64]
FACE_TO_FACE = (
    tally.FAMILY_MET,
    tally.FRIENDS_MET,
    tally.WORK,
    tally.PUBLIC,
    tally.NEIGHBOURS_OUTDOORS,
    tally.NEIGHBOURS_INDOORS,
    tally.INITIATIVE_INDOORS,
    tally.INITIATIVE_OUTDOORS,
    tally.VOLUNTEER_CONTACT,
    tally.WORKER_MET,
)
OUTDOORS = (tally.NEIGHBOURS_OUTDOORS, tally.INITIATIVE_OUTDOORS)  # of residents among themselves
_FULL_STRENGTH = 2.0  # four ties of full strength each, every tie counted once for both ends
IN_THE_NEIGHBOURHOOD = (*OUTDOORS, tally.NEIGHBOURS_INDOORS, tally.INITIATIVE_INDOORS)
OWN_CIRCLE = (
    tally.FAMILY_MET,
    tally.FAMILY_CALLED,
    tally.FRIENDS_MET,
    tally.FRIENDS_CALLED,
    tally.NEIGHBOURS_OUTDOORS,
    tally.NEIGHBOURS_INDOORS,
    tally.NEIGHBOURS_REMOTE,
)

CONTACTS_NL = (  # in the order of the tallies
    "familie gezien",
    "familie gebeld",
    "vrienden gezien",
    "vrienden gebeld",
    "werk of school",
    "winkels, vervoer en clubs",
    "buren buiten",
    "buren binnen",
    "buren op afstand",
    "initiatief binnen",
    "initiatief buiten",
    "initiatief op afstand",
    "vrijwilliger",
    "opbouwwerker gezien",
    "opbouwwerker gebeld",
)


@dataclass(frozen=True)
class Outcome:
    """One outcome of a week.

    Parameters
    ----------
    name
        Column name.
    unit
        Unit of the value; ``share`` for a fraction of adults.
    english, dutch
        Labels.
    of
        Formula: sums over residents (..., resident tallies) to values (...).
    """

    name: str
    unit: str
    english: str
    dutch: str
    of: Callable[[Floats], Floats]


def _ratio(above: Floats, below: Floats) -> Floats:
    return np.asarray(np.divide(above, below, out=np.full(np.shape(above), np.nan), where=below > 0))


def _share(name: str, column: int, english: str, dutch: str, unit: str = "share") -> Outcome:
    return Outcome(name, unit, english, dutch, lambda sums: _ratio(sums[..., column], sums[..., tally.ADULTS]))


def _rate(
    name: str, columns: tuple[int, ...], english: str, dutch: str, days: int = 1, unit: str = "1/week"
) -> Outcome:
    def of(sums: Floats) -> Floats:
        return _ratio(sums[..., list(columns)].sum(axis=-1), days * sums[..., tally.RESIDENTS])

    return Outcome(name, unit, english, dutch, of)


RESIDENT_OUTCOMES = (
    _share(
        "isolated",
        tally.ISOLATED,
        "Isolated: no weekly contact with family, friends or neighbours",
        "Geïsoleerd: niet wekelijks contact met familie, vrienden of buren",
    ),
    _share(
        "out_of_sight",
        tally.OUT_OF_SIGHT,
        "Out of sight: isolated and known to nobody",
        "Uit beeld: geïsoleerd en bij niemand bekend",
    ),
    _share(
        "lonely",
        tally.LONELY,
        "Lonely (De Jong Gierveld score 3 or more)",
        "Eenzaam (De Jong Gierveld-score 3 of hoger)",
    ),
    _share(
        "severely_lonely",
        tally.SEVERELY_LONELY,
        "Severely lonely (score 9 or more)",
        "Ernstig eenzaam (score 9 of hoger)",
    ),
    _share("socially_lonely", tally.SOCIALLY_LONELY, "Socially lonely", "Sociaal eenzaam"),
    _share("emotionally_lonely", tally.EMOTIONALLY_LONELY, "Emotionally lonely", "Emotioneel eenzaam"),
    _share(
        "loneliness_score",
        tally.LONELINESS_SCORE,
        "Mean loneliness score (0-11)",
        "Gemiddelde eenzaamheidsscore (0-11)",
        "score",
    ),
    _share(
        "volunteered",
        tally.VOLUNTEERED,
        "Volunteered in the last four weeks",
        "Vrijwilligerswerk in de laatste vier weken",
    ),
    _share(
        "weekly_neighbours", tally.WEEKLY_NEIGHBOURS, "Weekly contact with neighbours", "Wekelijks contact met buren"
    ),
    _share("weekly_family", tally.WEEKLY_FAMILY, "Weekly contact with family", "Wekelijks contact met familie"),
    _share("weekly_friends", tally.WEEKLY_FRIENDS, "Weekly contact with friends", "Wekelijks contact met vrienden"),
    _share("known_by_worker", tally.KNOWN_BY_WORKER, "Known by a community worker", "Bekend bij een opbouwwerker"),
    _share("need_open", tally.NEED_OPEN, "Practical need unmet", "Onvervulde praktische hulpvraag"),
    _share("fear", tally.FEAR, "Mean fear of infection (0-1)", "Gemiddelde angst voor besmetting (0-1)", "1"),
    _share("trust", tally.TRUST, "Mean trust (0-1)", "Gemiddeld vertrouwen (0-1)", "1"),
    _rate(
        "face_to_face_per_day",
        FACE_TO_FACE,
        "Face-to-face contacts outside the household per day",
        "Persoonlijke contacten buiten het huishouden per dag",
        7,
        "1/day",
    ),
    _rate(
        "own_circle",
        OWN_CIRCLE,
        "Contacts of any kind with family, friends and neighbours per week",
        "Contacten van elke soort met familie, vrienden en buren per week",
    ),
    Outcome(
        "outdoor_share",
        "share",
        "Share of meetings in the neighbourhood that is outdoors",
        "Aandeel ontmoetingen in de buurt dat buiten is",
        lambda sums: _ratio(sums[..., list(OUTDOORS)].sum(axis=-1), sums[..., list(IN_THE_NEIGHBOURHOOD)].sum(axis=-1)),
    ),
    *(
        _rate(
            f"contacts_{tally.RESIDENT_TALLIES[code]}",
            (code,),
            f"Contacts: {tally.RESIDENT_TALLIES[code].replace('_', ' ')}, per week",
            f"Contacten: {dutch}, per week",
        )
        for code, dutch in zip(range(tally.FAMILY_MET, tally.WORKER_CALLED + 1), CONTACTS_NL, strict=True)
    ),
)


def resident_outcomes(sums: Floats) -> dict[str, Floats]:
    """Return the outcomes of residents.

    Parameters
    ----------
    sums
        Sums over residents, shape (..., resident tallies).

    Returns
    -------
    dict
        Name of each outcome to values of shape (...); NaN where nobody belongs to a group.
    """
    return {outcome.name: outcome.of(sums) for outcome in RESIDENT_OUTCOMES}


def cohesion_index(sums: Floats, rows: Floats) -> Floats:
    """Return the cohesion index: the unweighted mean of four shares or levels between 0 and 1.

    Weekly contact with neighbours, trust, strength of ties per resident, and the share of residents who take part or
    volunteer. Strength is added up, not averaged: a new acquaintance is a gain, however weak. It counts as full when
    everybody has four ties of full strength (four or five good relations are enough: De Jong Gierveld & van Tilburg).

    Parameters
    ----------
    sums
        Sums over residents, shape (weeks, resident tallies).
    rows
        Tallies of the neighbourhood, shape (weeks, neighbourhood tallies).

    Returns
    -------
    ndarray
        Shape (weeks,).
    """
    adults, residents = sums[..., tally.ADULTS], sums[..., tally.RESIDENTS]
    active = rows[..., tally.PARTICIPANTS] + rows[..., tally.VOLUNTEERS]
    parts = (
        _ratio(sums[..., tally.WEEKLY_NEIGHBOURS], adults),
        _ratio(sums[..., tally.TRUST], adults),
        np.minimum(_ratio(rows[..., tally.TIE_STRENGTH], residents) / _FULL_STRENGTH, 1.0),
        _ratio(active, residents),
    )
    return np.asarray(sum(parts) / len(parts))


def neighbourhood_outcomes(sums: Floats, rows: Floats) -> dict[str, Floats]:
    """Return the outcomes of the neighbourhood as a whole.

    Parameters
    ----------
    sums
        Sums over residents, shape (weeks, resident tallies).
    rows
        Tallies of the neighbourhood, shape (weeks, neighbourhood tallies).

    Returns
    -------
    dict
        Every tally under its own name, the number of running initiatives, and the cohesion index.
    """
    outcomes = {name: rows[:, code] for code, name in enumerate(tally.NEIGHBOURHOOD_TALLIES)}
    running = rows[:, tally.RUNNING_FIRST : tally.RUNNING_FIRST + len(KIND_NAMES)].sum(axis=1)
    outcomes["running"] = running
    outcomes["active"] = running - rows[:, tally.MODE_FIRST + MODE_NAMES.index("paused")]
    outcomes["mean_energy"] = _ratio(rows[:, tally.ENERGY], running)
    outcomes["mean_tie_strength"] = _ratio(rows[:, tally.TIE_STRENGTH], rows[:, tally.TIES])
    outcomes["cohesion_index"] = cohesion_index(sums, rows)
    return outcomes
