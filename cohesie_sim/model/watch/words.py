"""The words on the map and in the film, in English and Dutch."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Final, Literal

Language = Literal["en", "nl"]
LANGUAGES: Final[tuple[Language, ...]] = ("en", "nl")

_MONTHS: Final[Mapping[str, tuple[str, ...]]] = {
    "en": tuple(
        "January February March April May June July August September October November December".split()  # noqa: SIM905
    ),
    "nl": tuple(
        "januari februari maart april mei juni juli augustus september oktober november december".split()  # noqa: SIM905
    ),
}
_TEXTS: Final[Mapping[str, tuple[str, str]]] = {
    "residents": ("resident", "bewoner"),
    "known": ("isolated, known to somebody", "geïsoleerd, bij iemand in beeld"),
    "out_of_sight": ("isolated and out of sight", "geïsoleerd en uit beeld"),
    "worker": ("community worker", "opbouwwerker"),
    "kind_0": ("huiskamer (open living room)", "huiskamer"),
    "kind_1": ("coffee club", "koffieclub"),
    "kind_2": ("neighbourhood restaurant", "buurtrestaurant"),
    "kind_3": ("walking or play group", "wandel- of speelgroep"),
    "kind_4": ("neighbours' help group", "burenhulpgroep"),
    "site_0": ("filled: open", "gevuld: open"),
    "site_1": ("hollow: lies still", "hol: ligt stil"),
    "site_2": ("with a cross: not there (any more)", "met kruis: is er niet (meer)"),
    "phase_0": ("no measures", "geen maatregelen"),
    "phase_1": ("some measures", "enkele maatregelen"),
    "phase_2": ("lockdown", "lockdown"),
    "week": ("week of {date}", "week van {date}"),
    "before": ("before the start", "voor het begin"),
    "isolated_count": ("Isolated: {n} of {of} adults", "Geïsoleerd: {n} van {of} volwassenen"),
    "unseen_count": ("Out of sight: {n}", "Uit beeld: {n}"),
    "sites_count": ("Initiatives open: {n} of {of}", "Initiatieven open: {n} van {of}"),
    "rooms_count": ("Huiskamers open: {n} of {of}", "Huiskamers open: {n} van {of}"),
    "without": ("Without community work", "Zonder opbouwwerk"),
    "with": ("With community work: {fte} fte per 10,000 residents", "Met opbouwwerk: {fte} fte per 10.000 inwoners"),
    "range": ("{low} to {high}", "{low} tot {high}"),
    "lines": ("Out of sight, number of adults", "Uit beeld, aantal volwassenen"),
    "line_without": ("without", "zonder"),
    "line_with": ("with", "met"),
    "shade": ("grey: lockdown", "grijs: lockdown"),
    "share": ("% of adults", "% van de volwassenen"),
    "isolated": ("isolated", "geïsoleerd"),
    "unseen": ("out of sight", "uit beeld"),
    "running": ("initiatives that exist", "initiatieven die bestaan"),
    "active": ("of these open", "daarvan open"),
    "settings": (
        "{place}, {n} residents, {fte} fte per 10,000; hypothesis {hypothesis}, seed {seed}",
        "{place}, {n} inwoners, {fte} fte per 10.000; hypothese {hypothesis}, seed {seed}",
    ),
    "caption": (
        "{place}, {n} simulated residents, hypothesis {hypothesis}. Left and right everybody has the same luck.",
        "{place}, {n} gesimuleerde inwoners, hypothese {hypothesis}. Links en rechts heeft iedereen hetzelfde toeval.",
    ),
    "purpose": (
        "This is one example of what the model does, not a result: other luck makes another film.",
        "Dit is één voorbeeld van wat het model doet, geen uitkomst: met ander toeval wordt het een andere film.",
    ),
    "fte": ("Fte per 10,000", "Fte per 10.000"),
    "lockdown": ("Scenario (lockdowns)", "Scenario (lockdowns)"),
    "neighbourhood": ("Neighbourhood", "Buurt"),
    "hypothesis": ("Hypothesis", "Hypothese"),
    "seed": ("Seed (which luck)", "Seed (welk toeval)"),
    "size": ("Residents", "Inwoners"),
}


_HYPOTHESES: Final = {"article": "artikel", "self_reliance": "zelfredzaamheid", "null": "nul"}


def text(key: str, language: Language, **values: object) -> str:
    """Return a text of the map.

    Parameters
    ----------
    key
        Which one.
    language
        ``en`` or ``nl``.
    values
        What is filled in for the names in braces.

    Returns
    -------
    str
        Plain text.
    """
    return _TEXTS[key][language == "nl"].format(**values)


def hypothesis_text(name: str, language: Language) -> str:
    """Return the name of a hypothesis in the language of the reader."""
    return _HYPOTHESES[name] if language == "nl" else name.replace("_", "-")


def date_text(day: date, language: Language) -> str:
    """Return a date as people write it, such as 16 March 2020."""
    return f"{day.day} {_MONTHS[language][day.month - 1]} {day.year}"


def number_text(value: float, language: Language) -> str:
    """Return a short number with the decimal sign of the language."""
    return f"{value:g}" if language == "en" else f"{value:g}".replace(".", ",")


def plain(words: str, most: int) -> str:
    """Return somebody else's text as one short line: what cannot be printed becomes a space.

    Parameters
    ----------
    words
        A title from a file that nobody here wrote.
    most
        Longest length, in letters.

    Returns
    -------
    str
        Perhaps with an ellipsis.
    """
    line = " ".join("".join(letter if letter.isprintable() else " " for letter in words).split())
    return line if len(line) <= most else f"{line[: most - 1].rstrip()}…"
