"""The picture of where uncertainty comes from: shares of the variance of each effect."""

from __future__ import annotations

from textwrap import wrap
from typing import Any, Final

import numpy as np
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from cohesie_sim.report.picture import BLUE, INK, Caption, Picture, frame
from cohesie_sim.report.sensitivity_tables import SHOWN, Stored
from cohesie_sim.report.sensitivity_words import outcome_text, per_cent, texts_of, unknown_text
from cohesie_sim.report.words import Language, number, tick_text

_ROWS: Final = 8
_PER_ROW: Final = 3.3  # inches of a row of panels
_BESIDE: Final = 2.6  # and of all else
_LIGHT: Final = "#8fbfdd"
_LETTERS: Final = 46


def draw_shares(stored: Stored, language: Language) -> Picture:
    """Draw first and total order of the leading unknowns, a panel per effect."""
    texts = texts_of(
        "sobol",
        language,
        points=stored.sizes["points"],
        worlds=stored.sizes["worlds_in_space"],
        residents=number(stored.sizes["residents"], 0, language),
        leading=len(stored.leading),
    )
    told = {str(row["outcome"]): row for row in stored.emulator.to_dict("records") if row["r2_without_luck"] > 0}
    drawn = [name for name in SHOWN if name in told]  # shares of a stand-in that tells nothing would mislead
    rows = max(1, (len(drawn) + 1) // 2)
    height = _BESIDE + _PER_ROW * rows
    figure = Figure(figsize=(15.5, height))
    figure.subplots_adjust(left=0.24, right=0.985, top=1 - 1.3 / height, bottom=1.7 / height, hspace=0.36, wspace=0.86)
    for place, name in enumerate(drawn):
        _draw_panel(
            figure.add_subplot(rows, 2, place + 1), stored, name, told_text(told[name], texts, language), language
        )
    silent = "; ".join(outcome_text(name, language).lower() for name in SHOWN if name not in told)
    if silent:
        figure.text(0.01, 1.05 / height, texts["silent"].format(effects=silent), size=9)
    caption = Caption(texts["title"], texts["units"], texts["n"], texts["band"])
    frame(figure, caption, texts["subtitle"], language)
    return Picture("sobol", language, figure, caption)


def told_text(fit: Any, texts: dict[str, str], language: Language) -> str:
    """Return the share of luck and how good the stand-in is, from a row of ``emulator.csv``."""
    told = {key: per_cent(fit[key], language) for key in ("r2", "r2_without_luck")}
    how = "nothing" if not fit["r2_without_luck"] > 0 else "all" if fit["r2_without_luck"] >= 1 else "tells"
    r2 = texts[how].format(**told)
    return texts["told"].format(luck=number(100 * fit["luck"], 0, language), r2=r2)


def _draw_panel(panel: Axes, stored: Stored, name: str, told: str, language: Language) -> None:
    title = outcome_text(name, language)
    panel.set_title(f"{title[0].upper()}{title[1:]}\n{told}", loc="right", size=9.2)
    rows = stored.sobol[stored.sobol["outcome"] == name].sort_values("total", ascending=False)[:_ROWS][::-1]
    for place, row in enumerate(rows.to_dict("records")):
        for offset, order, colour in ((0.17, "first", BLUE), (-0.17, "total", _LIGHT)):
            share, half = 100 * row[order], 100 * row[f"{order}_conf"]
            panel.barh(place + offset, share, height=0.32, color=colour)
            panel.plot([share - half, share + half], [place + offset] * 2, color=INK, linewidth=1)
    labels = ["\n".join(wrap(unknown_text(str(one), language), _LETTERS)) for one in rows["parameter"]]
    panel.set_yticks(np.arange(len(labels)), labels, size=8)
    panel.set_xlim(left=min(0.0, panel.get_xlim()[0]))
    panel.axvline(0, color=INK, linewidth=0.8)
    panel.xaxis.set_major_formatter(lambda value, _: tick_text(value, language))
