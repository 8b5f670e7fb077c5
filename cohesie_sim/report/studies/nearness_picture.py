"""The main picture of the study of nearness: what each step from strictly home to fully out changes."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from cohesie_sim.outcomes.intervals import mean_interval, paired_difference
from cohesie_sim.report.picture import BLUE, GREEN, QUIET, VERMILION, Caption, Picture, frame, label_ends
from cohesie_sim.report.quantities import UNITS
from cohesie_sim.report.results import Results
from cohesie_sim.report.robustness import by_draw
from cohesie_sim.report.study_words import StudyWords
from cohesie_sim.report.words import Language, hypothesis_text, tick_text

Steps = Mapping[int, Mapping[str, "pd.Series[float]"]]
_LOOKS: Final[Mapping[str, tuple[str, str, str | tuple[int, tuple[float, ...]], float]]] = {
    "article": (BLUE, "o", "solid", 2.2),
    "self_reliance": (VERMILION, "s", (0, (5, 1.5)), 1.2),
    "null": (GREEN, "^", (0, (1, 1)), 1.2),
}
_PER_WEEK: Final = "newly_known"


def draw_nearness(results: Results, steps: Mapping[str, Steps], words: StudyWords, language: Language) -> Picture:
    """Draw outcomes against discretion, a line per hypothesis.

    Parameters
    ----------
    results
        Of the experiment.
    steps
        By outcome, discretion in per cent and hypothesis: values per replicate, empty where it was not run.
    words
        Of the study.
    language
        ``en`` or ``nl``.

    Returns
    -------
    Picture
        Named ``nearness``.
    """
    texts = words.figure("nearness")
    shown = ["article", "self_reliance", "null"]
    caption = Caption(texts["title"], texts["units"], results.sample(language, shown), texts["band"])
    figure = Figure(figsize=(11.5, 8.4))
    panels = figure.subplots(2, 2).ravel()
    figure.subplots_adjust(left=0.05, right=0.88, top=0.86, bottom=0.2, hspace=0.42, wspace=0.52)
    for panel, (name, by_step) in zip(panels, steps.items(), strict=True):
        panel.set_title(texts[name])
        counted = {
            step: {name: by_draw(given, results.draws) for name, given in values.items()}
            for step, values in by_step.items()
        }
        _draw_outcome(panel, name, counted, language)
        panel.set_xticks(list(by_step), [texts["home"], "25 %", "50 %", "75 %", texts["out"]])
    for panel in panels[2:]:
        panel.set_xlabel(texts["axis"], color=QUIET)
    frame(figure, caption, texts["subtitle"], language)
    return Picture("nearness", language, figure, caption)


def _draw_outcome(panel: Axes, name: str, by_step: Steps, language: Language) -> None:
    factor, unit = (1.0, "") if name == _PER_WEEK else (UNITS["share"].factor, "%")
    first, last = min(by_step), max(by_step)
    ends = []
    top = 0.0
    for hypothesis, (colour, marker, dashes, width) in _LOOKS.items():
        found = {step: values[hypothesis] for step, values in by_step.items() if len(values[hypothesis])}
        home = found[first]
        means = [factor * mean_interval(values).mean for values in found.values()]
        gaps = [paired_difference(*values.align(home, join="inner")) for values in found.values()]
        half = [0.0 if step == first else factor * (gap.high - gap.mean) for step, gap in zip(found, gaps, strict=True)]
        panel.errorbar(
            list(found),
            means,
            yerr=half,
            color=colour,
            marker=marker,
            markersize=5,
            linestyle=dashes,
            linewidth=width,
            elinewidth=1.2,
            capsize=3,
        )
        top = max(top, *(mean + bar for mean, bar in zip(means, half, strict=True)))
        ends.append((means[-1], hypothesis_text(hypothesis, language), colour))
    panel.set_ylim(0, 1.08 * top)
    panel.set_xlim(first - 4, last + 2)
    panel.yaxis.set_major_formatter(lambda value, _: f"{tick_text(value, language)} {unit}".rstrip())
    label_ends(panel, last, last + 8, ends, 0.085)
