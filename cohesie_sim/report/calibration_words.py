"""The words of the calibration, in English and Dutch."""

from __future__ import annotations

import tomllib
from functools import cache
from pathlib import Path
from typing import Any, Final

from cohesie_sim.report.robust_words import decider_text
from cohesie_sim.report.words import Language, choose, number

_FILE: Final = Path(__file__).parent / "texts" / "calibration.toml"
_DECIMALS: Final = {"ratio": 2}


def texts_of(figure: str, language: Language, **values: object) -> dict[str, str]:
    """Return the texts of a figure, with names in braces filled in."""
    return {key: text.format(**values) for key, text in _tables()[figure][language].items()}


def block_text(block: str, language: Language) -> str:
    """Return the name of a block of parameters that are fitted together."""
    return str(_tables()["blocks"][block][language])


def group_text(group: str, language: Language) -> str:
    """Return the heading of a group of targets."""
    return str(_tables()["groups"][group][language])


def about_text(part: str, language: Language) -> str:
    """Return what a picture of targets is about."""
    return str(_tables()["about"][part][language])


def reason_text(target: str, language: Language) -> str:
    """Return why a target is hard to meet; empty when nothing is known about that."""
    return str(_tables()["reasons"].get(target, {}).get(language, ""))


def target_text(row: Any, language: Language) -> str:
    """Return what a target is, from a row of the table of targets."""
    return choose(language, row["english"], row["dutch"])


def value_text(value: float, unit: str, language: Language) -> str:
    """Return a number of a target without its unit, in as many decimals as its unit asks for."""
    return number(value, _DECIMALS.get(unit, 1), language)


def unit_text(unit: str, language: Language) -> str:
    """Return the unit of a target, to stand behind a number; empty for a ratio, which needs none."""
    if unit == "%":
        return choose(language, " %", "%")
    return "" if unit == "ratio" else f" {_tables()['units'][unit][language]}"


def parameter_text(parameter: str, language: Language) -> str:
    """Return what a parameter is, and its dotted name on a second line when there is more to say than that name."""
    meaning, bracket, name = decider_text(parameter, language).rpartition(" (")
    return f"{meaning}\n{name.removesuffix(')')}" if bracket else name


@cache
def _tables() -> dict[str, Any]:
    return tomllib.loads(_FILE.read_text(encoding="utf-8"))
