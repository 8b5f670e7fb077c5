"""The page of the sensitivity study: what decides, what is luck, what is worth measuring, and where funding fails."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from string import Template
from typing import Any, Final

import pandas as pd

from cohesie_sim.report.sensitivity_box import facts_of, limits_text
from cohesie_sim.report.sensitivity_shares import told_text
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
from cohesie_sim.report.sensitivity_worth import worth_knowing
from cohesie_sim.report.words import Language, number, template

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
        best=_listed(_best(row, language) for row in _bests(stored.decisions)),
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
    narrowed = int((stored.factors.dropna(subset="rank")["range"] == "posterior").sum())
    return sentence("narrowed", language, narrowed=narrowed, draws=stored.manifest["draws"])


def _shares(stored: Stored, name: str, language: Language) -> str:
    effect, texts = outcome_text(name, language), texts_of("sobol", language)
    fits = stored.emulator[stored.emulator["outcome"] == name].to_dict("records")
    rows = stored.sobol[stored.sobol["outcome"] == name].sort_values("total", ascending=False)[:_NAMED]
    if not fits:
        return sentence("fixed", language, effect=effect)
    told = told_text(fits[0], texts, language)
    if not fits[0]["r2_without_luck"] > 0:
        return sentence("untold", language, effect=effect, told=told)
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


def _bests(decisions: pd.DataFrame) -> list[Any]:
    return decisions[decisions["best"] == "yes"].to_dict("records")


def _best(row: Any, language: Language) -> str:
    return sentence(
        "best",
        language,
        value=number(row["week_value"], 0, language),
        fte=number(row["fte_per_10000"], 0, language),
        worth=number(row["worth"], 0, language),
        share=per_cent(row["best_at"], language),
    )


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
