"""What experiments are judged by: one number per run and period, with unit, direction and short labels.

Most are means of a weekly outcome over the weeks of a period. Two describe survival: the share of those that existed
at week 0 and were still there at the end of the period. Help groups, which come and go with a crisis, do not count
among initiatives that survive.
"""

from __future__ import annotations

from dataclasses import dataclass
from math import inf
from typing import Literal

Unit = Literal["share", "per 1,000 residents", "number", "per day", "0-1"]
Direction = Literal[-1, 0, 1]

INITIATIVES_SURVIVING = "initiatives_surviving"
VOLUNTEERS_STAYING = "volunteers_staying"


@dataclass(frozen=True)
class Measure:
    """One number per run and period.

    Parameters
    ----------
    name
        In ``summary.csv``.
    unit
        ``share`` is a fraction of adults, or of those at week 0 for survival.
    better
        1 when more is better, -1 when less is, 0 when neither.
    english, dutch
        Short labels for figures.
    column
        The weekly outcome that is averaged; empty for survival.
    """

    name: str
    unit: Unit
    better: Direction
    english: str
    dutch: str
    column: str = ""

    @property
    def highest(self) -> float:
        """Highest possible value; the lowest is 0 for all of them."""
        return 1.0 if self.unit in {"share", "0-1"} else inf


def _mean(column: str, better: Direction, english: str, dutch: str, unit: Unit = "share") -> Measure:
    return Measure(column, unit, better, english, dutch, column)


MEASURES = (
    _mean("isolated", -1, "Isolated adults", "Geïsoleerde volwassenen"),
    _mean("out_of_sight", -1, "Adults out of sight", "Volwassenen uit beeld"),
    _mean("lonely", -1, "Lonely adults", "Eenzame volwassenen"),
    _mean("severely_lonely", -1, "Severely lonely adults", "Ernstig eenzame volwassenen"),
    _mean("socially_lonely", -1, "Socially lonely adults", "Sociaal eenzame volwassenen"),
    _mean("emotionally_lonely", -1, "Emotionally lonely adults", "Emotioneel eenzame volwassenen"),
    _mean("weekly_neighbours", 1, "Weekly contact with neighbours", "Wekelijks contact met buren"),
    _mean("known_by_worker", 0, "Known by a community worker", "Bekend bij een opbouwwerker"),
    _mean("need_open", -1, "Practical need unmet", "Onvervulde praktische hulpvraag"),
    _mean("volunteered", 1, "Volunteered in four weeks", "Vrijwilligerswerk in vier weken"),
    _mean("trust", 1, "Trust", "Vertrouwen", "0-1"),
    _mean("cohesion_index", 1, "Cohesion index", "Cohesie-index", "0-1"),
    _mean("cooperation", 1, "Cooperation between services", "Samenwerking tussen diensten", "0-1"),
    _mean("face_to_face_per_day", 0, "Face-to-face contacts a day", "Persoonlijke contacten per dag", "per day"),
    _mean("outdoor_share", 0, "Meetings held outdoors", "Ontmoetingen buiten"),
    Measure(
        "volunteers_per_1000",
        "per 1,000 residents",
        1,
        "Volunteers of initiatives",
        "Vrijwilligers bij initiatieven",
        "volunteers",
    ),
    Measure(
        "participants_per_1000",
        "per 1,000 residents",
        1,
        "Participants of initiatives",
        "Deelnemers aan initiatieven",
        "participants",
    ),
    Measure("initiatives_open", "number", 1, "Initiatives that are open", "Initiatieven die open zijn", "active"),
    Measure(INITIATIVES_SURVIVING, "share", 1, "Initiatives that survived", "Initiatieven die overleefden"),
    Measure(VOLUNTEERS_STAYING, "share", 1, "Volunteers who stayed", "Vrijwilligers die bleven"),
)
BY_NAME = {measure.name: measure for measure in MEASURES}
