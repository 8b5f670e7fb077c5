"""Picture: the share of neighbourhoods that are back where they would be without corona, by weeks after reopening."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from cohesie_sim.report.conditions import Condition
from cohesie_sim.report.findings import share_of
from cohesie_sim.report.picture import QUIET, Caption, Picture, frame, label_ends
from cohesie_sim.report.results import Results
from cohesie_sim.report.robustness import by_draw
from cohesie_sim.report.studies.after_lockdown_paths import BAND, EVERY, LOOKS
from cohesie_sim.report.studies.after_lockdown_without import MOMENTS, OUTCOMES, QUARTER, is_back
from cohesie_sim.report.study_words import StudyWords
from cohesie_sim.report.words import Language

_ROOM: Final = 1.5  # weeks between the end of a line and its label


def draw_back(
    results: Results, conditions: Mapping[str, Condition], words: StudyWords, language: Language, name: str = "back"
) -> Picture:
    """Draw, per outcome, the share of neighbourhoods that are back, one line per path.

    Parameters
    ----------
    results
        Of the study.
    conditions
        By path.
    words
        Of the study.
    language
        ``en`` or ``nl``.
    name
        Of the figure.

    Returns
    -------
    Picture
        Under the hypothesis article.
    """
    texts = words.figure(name)
    caption = Caption(texts["title"], texts["units"], results.sample(language), texts["band"])
    figure = Figure(figsize=(12.5, 8.4))
    panels = figure.subplots(2, 2, sharex=True, sharey=True).ravel()
    figure.subplots_adjust(left=0.06, right=0.885, top=0.87, bottom=0.2, hspace=0.22, wspace=0.42)
    for panel, what in zip(panels, OUTCOMES, strict=True):
        panel.set_title(words.named(f"back_{what}"))
        _draw_panel(panel, _shares(results, what, conditions), words)
    for panel in panels[2:]:
        panel.set_xlabel(words.named("weeks_after"), color=QUIET)
    frame(figure, caption, texts["subtitle"], language)
    return Picture(name, language, figure, caption)


def _shares(results: Results, what: str, conditions: Mapping[str, Condition]) -> dict[str, pd.DataFrame]:
    """Return whether each neighbourhood is back, or the share of those of a draw, by path."""
    back = {path: is_back(results, what, condition, "article") for path, condition in conditions.items()}
    return {path: by_draw(table.astype("float64"), results.draws) for path, table in back.items()}


def _draw_panel(panel: Axes, back: Mapping[str, pd.DataFrame], words: StudyWords) -> None:
    ends = []
    for path, table in back.items():
        if table.empty:
            continue
        colour, width, dashes, mark = LOOKS[path]
        chances = [share_of(table[weeks]) for weeks in table]
        shares = [100 * each.mean for each in chances]
        look: Any = {"color": colour, "linewidth": width, "linestyle": dashes, "marker": mark, "markersize": 4.5}
        panel.plot(table.columns, shares, markevery=EVERY, **look)
        if path in BAND:
            low, high = ([100 * end for end in side] for side in zip(*((c.low, c.high) for c in chances), strict=True))
            panel.fill_between(table.columns, low, high, color=colour, alpha=0.15, linewidth=0)
        ends.append((shares[-1], words.named(path), colour))
    panel.set_xlim(QUARTER, MOMENTS[-1])
    panel.set_ylim(0, 102)
    panel.set_xticks([QUARTER, *MOMENTS])
    for weeks in MOMENTS[:-1]:
        panel.axvline(weeks, color=QUIET, linewidth=0.7, linestyle=(0, (1, 3)))
    panel.yaxis.set_major_formatter(lambda value, _: f"{value:.0f} %")
    label_ends(panel, MOMENTS[-1], MOMENTS[-1] + _ROOM, ends, 0.085, 8.5)
