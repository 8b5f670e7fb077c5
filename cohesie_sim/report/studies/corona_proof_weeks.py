"""Picture of the study *corona-proof*: active coffee clubs, meals and adults out of sight over the weeks."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Final

from matplotlib.figure import Figure

from cohesie_sim.report.conditions import Condition, rows_of
from cohesie_sim.report.lines import Line, draw_lines, mark_months, shade_lockdowns
from cohesie_sim.report.picture import BLUE, INK, QUIET, VERMILION, Caption, Picture, frame
from cohesie_sim.report.results import Results
from cohesie_sim.report.study_words import StudyWords
from cohesie_sim.report.words import Language, level_text

_SCENARIO: Final = "nl_2020_2022"


def draw_weeks(results: Results, words: StudyWords, language: Language) -> Picture:
    """Draw active clubs, meals brought to the door and adults out of sight.

    Parameters
    ----------
    results
        Of the experiment.
    words
        Of the study.
    language
        ``en`` or ``nl``.

    Returns
    -------
    Picture
        Three panels over the same weeks.
    """
    texts = words.figure("weeks")
    caption = Caption(texts["title"], texts["units"], results.sample(language, ["article"]), texts["band"])
    figure = Figure(figsize=(12, 9.6))
    panels = figure.subplots(3, 1, sharex=True)
    figure.subplots_adjust(left=0.06, right=0.8, top=0.88, bottom=0.15, hspace=0.34)
    nobody, some, many = (
        _line(results, level_text(fte), Condition(_SCENARIO, fte=fte), colour, dashes)
        for fte, colour, dashes in ((0.0, INK, "dotted"), (4.0, BLUE, "solid"), (12.0, VERMILION, "dashed"))
    )
    bare = _line(results, words.named("unfacilitated"), Condition(_SCENARIO, "unfacilitated", 4.0), QUIET, "dashdot")
    none = _line(results, words.named("no_delivery"), Condition(_SCENARIO, "no_delivery", 4.0), QUIET, "dashdot")
    delivered = some._replace(label=words.named("delivery"))
    shown = (
        ("active_coffee_club", (many, some, nobody, bare._replace(band=False)), 1.0, ""),
        ("deliveries", (many, some, nobody), 1000 / float(results.weekly["residents"].iloc[0]), ""),
        ("out_of_sight", (delivered, none), 100.0, "%"),
    )
    for panel, (column, lines, factor, unit) in zip(panels, shown, strict=True):
        panel.set_title(texts[column], pad=16)
        draw_lines(panel, column, lines, language, factor, unit, gap=0.12)
        shade_lockdowns(panel, results.lockdowns(_SCENARIO), language)
    first = date.fromisoformat(str(results.manifest["scenarios"][_SCENARIO]["start"]))
    mark_months(panels[-1], first, first + timedelta(weeks=results.weeks(_SCENARIO) - 1), language)
    frame(figure, caption, texts["subtitle"], language)
    return Picture("weeks", language, figure, caption)


def _line(results: Results, label: str, condition: Condition, colour: str, dashes: str) -> Line:
    return Line(label, rows_of(results.weekly, condition), colour, dashes=dashes)
