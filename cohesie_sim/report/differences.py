"""Figure: what each level changes against the lowest, within the same neighbourhoods (forest plot)."""

from __future__ import annotations

from matplotlib.figure import Figure

from cohesie_sim.report.dose_response import PERIOD, SHOWN
from cohesie_sim.report.forest import draw_forest
from cohesie_sim.report.picture import Caption, Picture, frame
from cohesie_sim.report.results import Results
from cohesie_sim.report.words import Language, figure_texts, level_text


def draw_differences(results: Results, scenario: str, language: Language) -> Picture:
    """Draw paired differences against the lowest level under one scenario.

    Parameters
    ----------
    results
        Of an experiment with at least two levels.
    scenario
        One of its scenarios.
    language
        ``en`` or ``nl``.

    Returns
    -------
    Picture
        Named ``differences_SCENARIO``.
    """
    title, lowest = results.title(scenario, language), f"{results.levels[0]:g}"
    texts = figure_texts("differences", language, scenario=title, lowest=lowest)
    caption = Caption(texts["title"], texts["units"], results.sample(language), texts["band"])
    figure = Figure(figsize=(13, 7.4))
    panels = figure.subplots(2, 4).ravel()
    figure.subplots_adjust(left=0.05, right=0.985, top=0.82, bottom=0.18, hspace=0.6, wspace=0.24)
    rows = results.of(results.summary, scenario)
    rows = rows[(rows["period"] == PERIOD) & (rows["fte_per_10000"] > results.levels[0])]
    for panel, name in zip(panels, SHOWN, strict=True):
        found = rows[rows["outcome"] == name].sort_values("fte_per_10000").to_dict("records")
        draw_forest(panel, name, [(level_text(row["fte_per_10000"]), row) for row in found], language)
    frame(figure, caption, texts["subtitle"], language)
    return Picture(f"differences_{scenario}", language, figure, caption)
