"""The page of the sensitivity study: what decides, what is luck, what is worth measuring, and where funding fails."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from string import Template
from typing import Any, Final

import pandas as pd

from cohesie_sim.report.sensitivity_box import facts_of, limits_text
from cohesie_sim.report.sensitivity_shares import fit_of, how_told, told_text
from cohesie_sim.report.sensitivity_tables import SHOWN, Stored
from cohesie_sim.report.sensitivity_words import (
    outcome_text,
    per_cent,
    sentence,
    shown,
    texts_of,
    unit_text,
    unknown_text,
)
from cohesie_sim.report.sensitivity_worth import Choice, choices, worth_knowing
from cohesie_sim.report.words import Language, number, template, tick_text

PAGES: Final[dict[Language, str]] = {"en": "README.md", "nl": "LEESMIJ.md"}
_NAMED: Final = 3
_WORTH: Final = {"most": "evppi", "error": "standard_error", "at": "week_value"}


def write_page(stored: Stored, files: Sequence[str], language: Language) -> str:
    """Return the page in Markdown.

    Parameters
    ----------
    stored
        All tables.
    files
        Names of the pictures.
    language
        ``en`` or ``nl``.

    Returns
    -------
    str
        Findings, limits, pictures.
    """
    sizes = {name: number(size, 0, language) for name, size in stored.sizes.items()}
    pictures = [name for name in files if name.endswith(f".{language}.png")]
    return Template(template("sensitivity", language)).substitute(
        **sizes,
        parameters=stored.morris["parameter"].nunique(),
        ranges=_ranges(stored, language),
        chosen="\n".join(f"{k}. {unknown_text(name, language, key=True)}" for k, name in enumerate(stored.leading, 1)),
        shares=_listed(_shares(stored, name, language) for name in SHOWN),
        enough=_listed(_enough(row, language) for row in stored.replicates.to_dict("records")),
        known=_known(stored, language),
        best=_listed(_best(choice, language) for choice in choices(stored.decisions)),
        box=_box(stored, language),
        least=number(100 * stored.manifest["fails_below"], 2, language),
        low=number(stored.manifest["cost_eur_per_fte_year_assumed"]["low"], 0, language),
        high=number(stored.manifest["cost_eur_per_fte_year_assumed"]["high"], 0, language),
        pictures="\n\n".join(f"![{name.split('.')[0].replace('_', ' ')}]({name})" for name in pictures),
    )


def _listed(texts: Iterable[str]) -> str:
    return "\n".join(f"- {text}" for text in texts)


def _ranges(stored: Stored, language: Language) -> str:
    if not stored.manifest["draws"]:
        return sentence("declared", language)
    leading = stored.factors.dropna(subset="rank").sort_values("rank")
    fitted, drawn = (int((leading["range"] == origin).sum()) for origin in ("fitted", "drawn"))
    numbers = {"narrowed": fitted + drawn, "fitted": fitted, "drawn": drawn, "draws": stored.manifest["draws"]}
    told = [sentence("narrowed", language, **numbers), sentence("apart", language)]
    ratios = [unknown_text(str(name), language) for name in leading[leading["scale"] == "ratios"]["parameter"]]
    if ratios:
        told.insert(1, sentence("ratios", language, unknowns="; ".join(ratios)))
    return "\n\n".join(told)


def _shares(stored: Stored, name: str, language: Language) -> str:
    effect, texts = outcome_text(name, language), texts_of("sobol", language)
    fit = fit_of(stored, name)
    if fit is None:
        return sentence("fixed", language, effect=effect)
    told = told_text(fit, texts, language)
    if how_told(fit) != "tells":
        return sentence("untold", language, effect=effect, told=told)
    rows = stored.sobol[stored.sobol["outcome"] == name].sort_values("total", ascending=False)[:_NAMED]
    parts = "; ".join(_share(row, language) for row in rows.to_dict("records"))
    return sentence("shares", language, effect=effect, told=told, parts=parts)


def _share(row: Any, language: Language) -> str:
    first, total, half = (per_cent(row[key], language) for key in ("first", "total", "total_conf"))
    unknown = unknown_text(str(row["parameter"]), language)
    return sentence("share", language, unknown=unknown, first=first, total=total, half=half)


def _enough(row: Any, language: Language) -> str:
    name = str(row["outcome"])
    return sentence(
        "enough",
        language,
        effect=outcome_text(name, language),
        size=number(shown(name, row["effect"]), 2, language, sign=True),
        unit=unit_text(name, language),
        **{way: _many(row[f"enough_{way}"], language) for way in ("paired", "unpaired")},
    )


def _many(value: Any, language: Language) -> str:
    return sentence("many", language) if pd.isna(value) else number(value, 0, language)


def _known(stored: Stored, language: Language) -> str:
    names = worth_knowing(stored)[:_NAMED]
    return _listed(_worth(stored, name, language) for name in names) if names else sentence("nothing", language)


def _worth(stored: Stored, name: str, language: Language) -> str:
    rows = stored.evppi[stored.evppi["parameter"] == name]
    row = rows[rows["evppi"] > rows["by_chance"]].sort_values("evppi").to_dict("records")[-1]
    numbers = {key: number(row[column], 0, language) for key, column in _WORTH.items()}
    return sentence("worth", language, unknown=unknown_text(name, language, key=True), **numbers)


def _best(choice: Choice, language: Language) -> str:
    best, second = choice.best, choice.second
    told = sentence(
        "best",
        language,
        value=number(best["week_value"], 0, language),
        fte=tick_text(best["fte_per_10000"], language),
        worth=number(best["worth"], 0, language),
        gap=number(second["behind"], 0, language),
        interval=_interval(second, language),
        second=tick_text(second["fte_per_10000"], language),
    )
    alike = [tick_text(fte, language) for fte in choice.alike]
    return f"{told}; {sentence('alike', language, levels=_either(alike, language))}" if alike else told


def _interval(row: Any, language: Language) -> str:
    """Return the interval of a difference; nothing when points do not differ, and so say nothing about luck."""
    if pd.isna(row["behind_low"]):
        return ""
    ends = {end: number(row[f"behind_{end}"], 0, language) for end in ("low", "high")}
    return sentence("interval", language, **ends)


def _either(texts: Sequence[str], language: Language) -> str:
    return sentence("or", language).join([", ".join(texts[:-1]), texts[-1]] if len(texts) > 1 else texts)


def _box(stored: Stored, language: Language) -> str:
    failed = sentence("failed", language, failed=per_cent(stored.cases["failed"].mean(), language))
    facts = facts_of(stored)
    if not facts or not len(stored.box):
        return f"{failed} {sentence('no_box', language)}"
    told = sentence(
        "box",
        language,
        caught=per_cent(facts["seen_coverage"], language),
        dense=per_cent(facts["seen_density"], language),
        caught_unseen=per_cent(facts["unseen_coverage"], language),
        dense_unseen=per_cent(facts["unseen_density"], language),
    )
    verdict = sentence("good" if facts["good"] == "yes" else "bad", language)
    return "\n\n".join([f"{failed} {told} {verdict}", _listed(limits_text(stored, language))])
