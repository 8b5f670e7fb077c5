"""How far a finding holds over draws of parameters, in words: as it was told, or "depends on ..." below the threshold.

A draw is called a plausible setting (*modelvariant* in Dutch).
"""

from __future__ import annotations

import tomllib
from collections.abc import Collection, Iterable, Mapping
from functools import cache
from math import floor
from pathlib import Path
from string import Template
from typing import Final

from cohesie_sim.declaration import declarations
from cohesie_sim.report.deciding import HYPOTHESIS, UNEXPLAINED
from cohesie_sim.report.findings import Finding
from cohesie_sim.report.quantities import value_text
from cohesie_sim.report.robustness import THRESHOLD
from cohesie_sim.report.words import Language, choose
from cohesie_sim.scenarios.overrides import PARTS

_NAMES: Final = Path(__file__).parent / "texts" / "parameters.toml"
_SETTINGS: Final = _NAMES.with_name("settings.toml")
_OF_WEEK: Final = "parameters."  # in front of dotted keys, not of the names that people see
_ROUNDING: Final = 1e-9
_NOTHING: Final = 0.1  # of a setting: one that says otherwise under one of three hypotheses is a third


def mean_share(group: Mapping[str, Finding]) -> float:
    """Return the share of draws x hypotheses with the direction of the first hypothesis; NaN without draws."""
    return _mean([f.robust.share for f in group.values() if f.robust])


def _mean(shares: list[float]) -> float:
    return sum(shares) / len(shares) if shares else float("nan")


def depends(group: Mapping[str, Finding]) -> str:
    """Return what a difference depends on, when its direction may not be told as such.

    Parameters
    ----------
    group
        The findings of one name by hypothesis.

    Returns
    -------
    str
        Empty at or above the threshold, for levels, and without draws. So too for what is not distinguishable and has
        nothing that decides it: that says enough.
    """
    first = next(iter(group.values()))
    if not first.robust or not first.difference or not mean_share(group) < THRESHOLD:
        return ""
    return first.robust.depends_on if first.sure or first.robust.depends_on != UNEXPLAINED else ""


def decider_text(decider: str, language: Language) -> str:
    """Return what decides in words, with the dotted name of a parameter behind it.

    Parameters
    ----------
    decider
        As in :attr:`~cohesie_sim.report.robustness.Robustness.depends_on`.
    language
        ``en`` or ``nl``.

    Returns
    -------
    str
        To stand after "depends on" or "hangt af van".
    """
    words, name = cause_text(decider, language), decider.removeprefix(_OF_WEEK)
    return words if decider in {HYPOTHESIS, UNEXPLAINED} or words == name else f"{words} ({name})"


def cause_text(decider: str, language: Language) -> str:
    """Return what decides in words alone, for readers who never see the names of parameters.

    Parameters
    ----------
    decider, language
        As in :func:`decider_text`.

    Returns
    -------
    str
        The dotted name of a parameter only where there are no words for it.
    """
    if decider == HYPOTHESIS:
        return choose(language, "the hypothesis", "de hypothese")
    if decider == UNEXPLAINED:
        return choose(
            language, "the setting (no single cause stands out)", "de modelvariant (geen enkele oorzaak springt eruit)"
        )
    name = decider.removeprefix(_OF_WEEK)
    told = _names().get(name, {}).get(language)
    if told is None and language == "en" and decider in _meanings():
        return f"the {_meanings()[decider]}"
    return told or name


@cache
def _names() -> dict[str, dict[str, str]]:
    return tomllib.loads(_NAMES.read_text(encoding="utf-8"))


@cache
def _meanings() -> dict[str, str]:
    return {row.name: row.declaration.meaning for part in PARTS for row in declarations(PARTS[part], f"{part}.")}


def settings_text(share: float, draws: Collection[int], hypotheses: int, language: Language) -> str:
    """Return a share of settings, such as ``98 % of 20 plausible settings × 3 hypotheses``; never rounded up.

    Parameters
    ----------
    share
        From 0 to 1.
    draws
        Of how many; several numbers where hypotheses differ in it.
    hypotheses
        Of how many.
    language
        ``en`` or ``nl``.

    Returns
    -------
    str
        To stand after "in" or "bij".
    """
    times = choose(language, f" × {hypotheses} hypotheses", f" × {hypotheses} hypothesen") if hypotheses > 1 else ""
    few, many = min(draws), max(draws)
    told = f"{many}" if few == many else f"{few} {choose(language, 'to', 'tot')} {many}"
    if many * (1 - share) < _NOTHING:
        return choose(language, f"all {told} plausible settings{times}", f"alle {told} modelvarianten{times}")
    per_cent = floor(100 * share + _ROUNDING)
    return choose(
        language,
        f"{per_cent} % of {told} plausible settings{times}",
        f"{per_cent} % van de {told} modelvarianten{times}",
    )


def range_text(group: Mapping[str, Finding], language: Language) -> str:
    """Return between which numbers nine in ten settings lie: under every hypothesis, or of a level under the first.

    Parameters
    ----------
    group
        The findings of one name by hypothesis.
    language
        ``en`` or ``nl``.

    Returns
    -------
    str
        Such as ``nine in ten between −1.60 and −0.70``; empty without draws.
    """
    first = next(iter(group.values()))
    told = [f.robust for f in (group.values() if first.difference else [first]) if f.robust]
    if not told:
        return ""
    n = told[0].draws
    of = "" if first.difference else choose(language, f" of {n} plausible settings", f" {n} modelvarianten")
    ends = (min(r.low for r in told), max(r.high for r in told))
    low, high = (value_text(end, first.unit, language, difference=first.difference) for end in ends)
    who = choose(language, "nine in ten", "negen van de tien" if first.difference else "negen van de tien van de") + of
    if ends[0] == ends[1]:
        alike = choose(language, "all the same", "alle hetzelfde")
        settings = choose(language, f"{n} plausible settings, ", f"{n} modelvarianten, ")
        return alike if first.difference else settings + alike
    if low == high:
        return f"{who}: {low}"
    return choose(language, f"{who} between {low} and {high}", f"{who} tussen {low} en {high}")


def page_texts(found: Iterable[Finding], language: Language) -> dict[str, str]:
    """Return what pages and figures say about the values of the parameters.

    Parameters
    ----------
    found
        The findings that are told.
    language
        ``en`` or ``nl``.

    Returns
    -------
    dict
        Texts by their place; without draws, that all parameters have their default values.
    """
    texts = _settings()[language]["draws" if any(f.robust for f in found) else "none"]
    return {place: Template(text).substitute(threshold=f"{100 * THRESHOLD:g}") for place, text in texts.items()}


@cache
def _settings() -> dict[str, dict[str, dict[str, str]]]:
    return tomllib.loads(_SETTINGS.read_text(encoding="utf-8"))
