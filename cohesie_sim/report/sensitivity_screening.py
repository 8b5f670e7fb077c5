"""Pictures of the screenings: mean size against spread of elementary effects, and tornados from the default."""

from __future__ import annotations

from textwrap import wrap
from typing import Final

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from cohesie_sim.report.picture import BLUE, INK, QUIET, VERMILION, Caption, Picture, frame
from cohesie_sim.report.sensitivity_tables import SHOWN, Stored
from cohesie_sim.report.sensitivity_words import outcome_text, shown, texts_of, unit_text, unknown_text
from cohesie_sim.report.words import Language, number, tick_text

_NAMED: Final = 5
_BARS: Final = 10
_LETTERS: Final = 42


def draw_morris(stored: Stored, language: Language) -> Picture:
    """Draw the screening of all parameters, a panel per effect."""
    texts = texts_of(
        "morris",
        language,
        parameters=stored.morris["parameter"].nunique(),
        trajectories=stored.sizes["trajectories"],
        residents=number(stored.sizes["residents"], 0, language),
    )
    figure = Figure(figsize=(13.5, 9.6))
    panels = figure.subplots(2, 2).ravel()
    figure.subplots_adjust(left=0.06, right=0.985, top=0.86, bottom=0.16, hspace=0.38, wspace=0.16)
    for panel, name in zip(panels, SHOWN, strict=True):
        rows = stored.morris[stored.morris["outcome"] == name].sort_values("mu_star", ascending=False)
        _draw_cloud(panel, name, rows, language, texts)
    frame(figure, Caption(texts["title"], texts["units"], texts["n"], texts["band"]), texts["subtitle"], language)
    return Picture("morris", language, figure, Caption(texts["title"], texts["units"], texts["n"], texts["band"]))


def _draw_cloud(panel: Axes, name: str, rows: pd.DataFrame, language: Language, texts: dict[str, str]) -> None:
    panel.set_title(_first_up(outcome_text(name, language)))
    x, y = shown(name, rows["mu_star"].to_numpy()), shown(name, rows["sigma"].to_numpy())
    sure = (rows["mu_star"] > rows["noise"]).to_numpy()
    panel.plot(x[~sure], y[~sure], "o", color=QUIET, markersize=4, mfc="white", linewidth=0)
    panel.plot(x[sure], y[sure], "o", color=BLUE, markersize=5, linewidth=0)
    most = max(float(x.max()), 1e-9), max(float(y.max()), 1e-9)
    panel.set_xlim(-0.02 * most[0], 2.25 * most[0])
    panel.set_xticks([tick for tick in panel.get_xticks() if 0 <= tick <= 1.05 * most[0]])
    panel.set_ylim(-0.03 * most[1], 1.12 * most[1])
    leading = [unknown_text(str(one), language) for one in rows["parameter"][sure][:_NAMED]]
    _name_leading(panel, x[sure], y[sure], leading, most)
    unit = unit_text(name, language)
    panel.set_xlabel(texts["x"].format(unit=unit))
    panel.set_ylabel(texts["y"].format(unit=unit))
    for axis in (panel.xaxis, panel.yaxis):
        axis.set_major_formatter(lambda value, _: tick_text(value, language))


def _name_leading(panel: Axes, x: object, y: object, names: list[str], most: tuple[float, float]) -> None:
    """Write the names of the first points at the right, in the order of their height, each with a thin line."""
    order = sorted(range(len(names)), key=lambda k: y[k])  # type: ignore[index]
    for place, k in enumerate(order):
        height = most[1] * (0.06 + 1.0 * (place + 0.5) / len(names))
        panel.annotate(
            "\n".join(wrap(names[k], _LETTERS)),
            (x[k], y[k]),  # type: ignore[index]
            (1.1 * most[0], height),
            size=8.2,
            va="center",
            arrowprops={"arrowstyle": "-", "color": QUIET, "linewidth": 0.6, "relpos": (0, 0.5)},
        )


def draw_tornado(stored: Stored, language: Language) -> Picture:
    """Draw how far both ends of a parameter's range move the effects, the largest at the top."""
    texts = texts_of(
        "tornado",
        language,
        unit=unit_text(SHOWN[0], language),
        parameters=stored.morris["parameter"].nunique(),
        residents=number(stored.sizes["residents"], 0, language),
        worlds=stored.sizes["worlds"],
    )
    figure = Figure(figsize=(15.5, 9.2))
    panels = figure.subplots(2, 2).ravel()
    figure.subplots_adjust(left=0.24, right=0.985, top=0.87, bottom=0.13, hspace=0.3, wspace=0.86)
    for panel, name in zip(panels, SHOWN, strict=True):
        _draw_bars(panel, name, stored.ends[stored.ends["outcome"] == name], language)
    caption = Caption(texts["title"], texts["units"], texts["n"], texts["band"])
    frame(figure, caption, texts["subtitle"], language)
    return Picture("tornado", language, figure, caption)


def _draw_bars(panel: Axes, name: str, rows: pd.DataFrame, language: Language) -> None:
    middle = shown(name, float(rows.loc[rows["parameter"].isna(), "mean"].iloc[0]))
    moved = rows.dropna(subset="parameter")
    ends = moved.groupby("parameter", sort=False)["mean"].agg(["first", "last"])
    swing = (ends["last"] - ends["first"]).abs().sort_values(ascending=False).index[:_BARS]
    for place, parameter in enumerate(swing[::-1]):
        for end, colour, hatch in (("first", BLUE, ""), ("last", VERMILION, "///")):
            value = shown(name, float(ends.loc[parameter, end]))
            panel.barh(place, value - middle, left=middle, height=0.62, color=colour, hatch=hatch, edgecolor="white")
    panel.axvline(middle, color=INK, linewidth=1)
    labels = ["\n".join(wrap(unknown_text(str(one), language), _LETTERS)) for one in swing[::-1]]
    panel.set_yticks(range(len(labels)), labels, size=8)
    panel.set_title(f"{_first_up(outcome_text(name, language))} ({unit_text(name, language)})", loc="right", size=9.5)
    panel.xaxis.set_major_formatter(lambda value, _: tick_text(value, language))


def _first_up(text: str) -> str:
    return text[0].upper() + text[1:]
