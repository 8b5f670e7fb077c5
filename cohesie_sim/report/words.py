"""The words of figures and pages, in English and Dutch."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Final, Literal

from cohesie_sim.outcomes.measures import BY_NAME, Unit
from cohesie_sim.outcomes.survival import ALL_KINDS

Language = Literal["en", "nl"]
LANGUAGES: Final[tuple[Language, ...]] = ("en", "nl")

_KINDS: Final[Mapping[str, tuple[str, str]]] = {
    "huiskamer": ("Huiskamers (open living rooms)", "Huiskamers"),
    "coffee_club": ("Coffee clubs", "Koffieclubs"),
    "restaurant": ("Neighbourhood restaurants", "Buurtrestaurants"),
    "walking_group": ("Walking and play groups", "Wandel- en speelgroepen"),
    "help_group": ("Neighbours' help groups", "Burenhulpgroepen"),
    ALL_KINDS: ("All but help groups", "Alle behalve burenhulp"),
}
_HYPOTHESES: Final[Mapping[str, tuple[str, str]]] = {
    "article": ("article", "artikel"),
    "self_reliance": ("self-reliance", "zelfredzaamheid"),
    "null": ("null", "nul"),
}
_LOCKDOWNS: Final[Mapping[str, str]] = {
    "first lockdown": "eerste lockdown",
    "second lockdown": "tweede lockdown",
    "Omicron lockdown": "omikronlockdown",
}
_MONTHS_NL: Final = ("jan", "feb", "mrt", "apr", "mei", "jun", "jul", "aug", "sep", "okt", "nov", "dec")
_MONTHS_EN: Final = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
_MINUS: Final = "\N{MINUS SIGN}"
_TEXTS: Final = Path(__file__).parent / "texts"
_UNITS: Final[Mapping[Unit, tuple[str, str]]] = {
    "share": ("%", "%"),
    "per 1,000 residents": ("per 1,000 residents", "per 1.000 inwoners"),
    "number": ("number", "aantal"),
    "per day": ("per day", "per dag"),
    "0-1": ("0 to 1", "0 tot 1"),
}


def choose(language: Language, english: str, dutch: str) -> str:
    """Return the text of a language.

    Parameters
    ----------
    language
        ``en`` or ``nl``.
    english, dutch
        The same text in both.

    Returns
    -------
    str
        One of the two.
    """
    return english if language == "en" else dutch


def number(value: float, decimals: int, language: Language, sign: bool = False) -> str:
    """Return a number as people write it: 1,234.5 in English, 1.234,5 in Dutch.

    Parameters
    ----------
    value
        What to write.
    decimals
        Digits after the decimal sign.
    language
        ``en`` or ``nl``.
    sign
        Write a plus as well.

    Returns
    -------
    str
        With a true minus sign; zero has no sign.
    """
    text = f"{abs(value):,.{decimals}f}"
    if float(text.replace(",", "")):
        text = (_MINUS if value < 0 else "+" if sign else "") + text
    return text if language == "en" else text.translate(str.maketrans(",.", ".,"))


def tick_text(value: float, language: Language) -> str:
    """Return a number beside an axis, as short as it can be."""
    text = f"{round(value, 9):g}"  # 0.30000000000000004 is 0.3
    return choose(language, text, text.replace(".", ","))


def level_text(fte: float) -> str:
    """Return a level of funding, such as ``4 fte`` or ``0.5 fte``; the same in both languages but for halves."""
    return f"{fte:g} fte"


def measure_text(name: str, language: Language) -> str:
    """Return the short label of a measure.

    Parameters
    ----------
    name
        In :data:`cohesie_sim.outcomes.measures.BY_NAME`.
    language
        ``en`` or ``nl``.

    Returns
    -------
    str
        Label.
    """
    return choose(language, BY_NAME[name].english, BY_NAME[name].dutch)


def unit_text(name: str, language: Language, difference: bool = False) -> str:
    """Return the unit in which figures show a measure.

    Parameters
    ----------
    name
        Of the measure.
    language
        ``en`` or ``nl``.
    difference
        Of a difference: percentage points instead of per cent, and what scale a level is on.

    Returns
    -------
    str
        Unit; shares are shown as per cent.
    """
    unit = BY_NAME[name].unit
    if unit == "share" and difference:
        return choose(language, "percentage points", "procentpunt")
    if unit == "0-1" and difference:
        return choose(language, "on a scale of 0 to 1", "op een schaal van 0 tot 1")
    if unit == "share":
        return "%" if "surviv" in name or "staying" in name else choose(language, "% of adults", "% van volwassenen")
    return choose(language, *_UNITS[unit])


def shown(name: str, value: float) -> float:
    """Return a value in the unit of :func:`unit_text`: shares times 100."""
    return 100 * value if BY_NAME[name].unit == "share" else value


def kind_text(kind: str, language: Language) -> str:
    """Return the name of a kind of initiative, in the plural."""
    return choose(language, *_KINDS[kind])


def hypothesis_text(name: str, language: Language) -> str:
    """Return the name of a hypothesis; what each says stands on the page beside the pictures."""
    return choose(language, *_HYPOTHESES[name])


def lockdown_text(name: str, language: Language) -> str:
    """Return the name of a lockdown as manifests give it, in a language."""
    return choose(language, name, _LOCKDOWNS.get(name, name))


def month_text(month: int, language: Language) -> str:
    """Return the short name of a month, 1 to 12."""
    return choose(language, _MONTHS_EN[month - 1], _MONTHS_NL[month - 1])


def figure_texts(figure: str, language: Language, **values: object) -> dict[str, str]:
    """Return the titles and the small print of a figure, from ``texts/figures.toml``.

    Parameters
    ----------
    figure
        Its table in the file.
    language
        ``en`` or ``nl``.
    values
        What is filled in for the names in braces.

    Returns
    -------
    dict
        Texts by key; every figure has title, subtitle, units and band.
    """
    return {key: text.format(**values) for key, text in _figures()[figure][language].items()}


@cache
def _figures() -> dict[str, dict[str, dict[str, str]]]:
    return tomllib.loads((_TEXTS / "figures.toml").read_text(encoding="utf-8"))


def template(name: str, language: Language) -> str:
    """Return the template of a page, with ``$names`` to fill in."""
    return (_TEXTS / f"{name}.{language}.md").read_text(encoding="utf-8")
