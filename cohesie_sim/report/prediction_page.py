"""The pages beside the picture of the blind predictions, in English and Dutch."""

from __future__ import annotations

from string import Template
from typing import Any, Final

import numpy as np
import pandas as pd
from scipy.stats import binom

from cohesie_sim.report.prediction_words import PredictionWords
from cohesie_sim.report.words import LANGUAGES, Language, choose, hypothesis_text, number, template
from cohesie_sim.rules.hypothesis import HYPOTHESES

_NAMES: Final[dict[Language, str]] = {"en": "README.md", "nl": "LEESMIJ.md"}
_SOURCES: Final = ("from_hypothesis", "from_parameters", "from_luck", "from_outside")
_CONSIDERABLE: Final = 0.1  # share of the variance from which on one median would hide three


def main_source(row: Any) -> str:
    """Return the column of the largest source of uncertainty of a prediction.

    Parameters
    ----------
    row
        Of the stored table, by column.

    Returns
    -------
    str
        ``from_hypothesis``, ``from_parameters``, ``from_luck`` or ``from_outside``.
    """
    return max(_SOURCES, key=lambda name: float(row[name]))


def write_pages(table: pd.DataFrame) -> dict[str, bytes]:
    """Return the pages of the predictions in Markdown.

    Parameters
    ----------
    table
        As stored.

    Returns
    -------
    dict
        ``README.md`` (English) and ``LEESMIJ.md`` (Dutch) to their content.
    """
    return {_NAMES[language]: _page(table, language).encode() for language in LANGUAGES}


def _page(table: pd.DataFrame, language: Language) -> str:
    predicted = table[table["median"].notna()]
    misses = int(binom.ppf(0.95, len(predicted), 0.1)) + 1
    records: list[Any] = table.to_dict("records")
    return Template(template("predictions", language)).substitute(
        commit=table["commit"].iloc[0] or choose(language, "(no repository)", "(geen repository)"),
        draws=int(table["draws"].iloc[0]),
        worlds=int(table["worlds"].iloc[0]),
        rows=len(table),
        predicted=len(predicted),
        expected=number(0.1 * len(predicted), 0, language),
        misses=misses,
        outside=int(sum(main_source(row) == "from_outside" for row in predicted.to_dict("records"))),
        table="\n".join(_row(row, language) for row in records),
        hypotheses="\n".join(_under_each(predicted.to_dict("records"), language)),
        words="\n".join(_words_of(records, language)),
    )


def _row(row: Any, language: Language) -> str:
    words = PredictionWords(language)
    key, part = row["id"], row["part"]
    if not np.isfinite(row["median"]):
        cells = ["", words.unit(key, part), words.named_how("cannot express"), ""]
    else:
        middle, low, high = (_shown(row, name, language) for name in ("median", "low90", "high90"))
        numbers = f"**{middle}** ({low} {choose(language, 'to', 'tot')} {high})"
        share = number(100 * row[main_source(row)], 0, language)
        cells = [numbers, words.unit(key, part), words.how(key), f"{words.source(main_source(row))} ({share} %)"]
    return f"| {key} | {words.quantity(key, part)} | {' | '.join(cells)} |"


def _shown(row: Any, name: str, language: Language) -> str:
    return number(row[name], 2 if row["unit"] == "ratio" else 1, language)


def _under_each(predicted: list[Any], language: Language) -> list[str]:
    """Return the medians under each hypothesis where it decides a considerable part, or that it does so nowhere."""
    lines = [_medians(row, language) for row in predicted if row["from_hypothesis"] >= _CONSIDERABLE]
    return lines or [f"- {PredictionWords(language).page('nowhere')}"]


def _medians(row: Any, language: Language) -> str:
    words = PredictionWords(language)
    there = [name for name in HYPOTHESES if np.isfinite(row[f"median_{name}"])]
    medians = [(hypothesis_text(name, language), _shown(row, f"median_{name}", language)) for name in there]
    told = words.page(
        "under",
        quantity=words.quantity(row["id"], row["part"]),
        unit=words.unit(row["id"], row["part"]),
        medians="; ".join(f"{name} **{median}**" for name, median in medians),
        share=number(100 * row["from_hypothesis"], 0, language),
    )
    return f"- **{row['id']}** {told}"


def _words_of(records: list[Any], language: Language) -> list[str]:
    """Return definition and limits of every identifier, and why the model cannot express one of its parts."""
    words, lines = PredictionWords(language), []
    for key in dict.fromkeys(row["id"] for row in records):
        parts = [row for row in records if row["id"] == key]
        silent = [row["part"] for row in parts if not np.isfinite(row["median"])]
        said = [words.definition(key)] + ([words.limits(key)] if len(silent) < len(parts) else [])
        for part in silent:
            name = words.part(part) if part else key
            said.append(f"{name}: {words.named_how('cannot express')}. {words.cannot(key)}")
        lines.append(f"- **{key}** {' '.join(said)}")
    return lines
