"""Which conclusions hold under every hypothesis: figure and sentences, the highest against the lowest funding."""

from __future__ import annotations

from collections.abc import Mapping
from textwrap import fill
from typing import Any, Final

from matplotlib.figure import Figure

from cohesie_sim.report.contrasts import most_against_least
from cohesie_sim.report.dose_response import PERIOD, SHOWN
from cohesie_sim.report.findings import Finding
from cohesie_sim.report.forest import draw_forest
from cohesie_sim.report.gaps import interval_text, is_sure, signed
from cohesie_sim.report.picture import Caption, Picture, frame
from cohesie_sim.report.results import Results
from cohesie_sim.report.robust_words import decider_text, depends
from cohesie_sim.report.telling import conclusion_text, number_text, others_text
from cohesie_sim.report.words import Language, choose, figure_texts, hypothesis_text, measure_text

_BY_DEFINITION: Final = "out_of_sight"  # whoever a worker knows is not out of sight, whatever the worker brings about
_LETTERS: Final = 40  # in a line below a panel
_FOUND: Final = {1: ("higher", "hoger"), -1: ("lower", "lager"), 0: ("not distinguishable", "niet te onderscheiden")}


def draw_rivals(results: Results, scenario: str, language: Language) -> Picture:
    """Draw paired differences between highest and lowest level under each hypothesis.

    Parameters
    ----------
    results
        Of an experiment with more than one hypothesis for that scenario.
    scenario
        One of its scenarios.
    language
        ``en`` or ``nl``.

    Returns
    -------
    Picture
        Named ``hypotheses_SCENARIO``.
    """
    lowest, highest = (f"{results.levels[end]:g}" for end in (0, -1))
    title = results.title(scenario, language)
    texts = figure_texts("hypotheses", language, scenario=title, lowest=lowest, highest=highest)
    sample = results.sample(language, results.hypotheses(scenario))
    caption = Caption(texts["title"], texts["units"], sample, texts["band"])
    figure = Figure(figsize=(13.5, 6.9))
    panels = figure.subplots(2, 4).ravel()
    groups = most_against_least(results, scenario) if results.draws is not None else {}
    figure.subplots_adjust(left=0.1, right=0.985, top=0.8, bottom=0.235, hspace=0.85, wspace=0.15)
    for place, (panel, name) in enumerate(zip(panels, SHOWN, strict=True)):
        found = _rows(results, scenario, name)
        labels = [hypothesis_text(hypothesis, language) if place % 4 == 0 else "" for hypothesis in found]
        draw_forest(panel, name, list(zip(labels, found.values(), strict=True))[::-1], language)
        decider = depends(groups[name]) if groups else ""
        on = choose(language, "depends on", "hangt af van")
        said = f"{on} {decider_text(decider, language)}" if decider else _conclusion(name, found, language)
        told = fill(said, _LETTERS)
        panel.text(0, -0.26, told, transform=panel.transAxes, size=8.2, weight="bold", va="top")
    frame(figure, caption, texts["subtitle"], language)
    return Picture(f"hypotheses_{scenario}", language, figure, caption)


def compare_hypotheses(results: Results, scenario: str, language: Language) -> list[str]:
    """Return per outcome whether the conclusion holds under every hypothesis.

    Parameters
    ----------
    results
        Of an experiment with more than one hypothesis for that scenario.
    scenario
        One of its scenarios.
    language
        ``en`` or ``nl``.

    Returns
    -------
    list of str
        One sentence per outcome, with the difference and its interval under each hypothesis.
    """
    if results.draws is not None:
        groups = most_against_least(results, scenario)
        return [
            f"{measure_text(name, language)}: {_told(groups[name], language)}.{_given(name, language)}"
            for name in SHOWN
        ]
    told = []
    for name in SHOWN:
        found = _rows(results, scenario, name)
        gaps = "; ".join(f"{hypothesis_text(h, language)} {interval_text(name, r, language)}" for h, r in found.items())
        concluded = f"**{_conclusion(name, found, language)}** ({gaps})"
        told.append(f"{measure_text(name, language)}, {concluded}.{_given(name, language)}")
    return told


def _told(group: Mapping[str, Finding], language: Language) -> str:
    return f"{number_text(group, language)}{others_text(group, language)}{conclusion_text(group, language)}"


def _given(name: str, language: Language) -> str:
    if name != _BY_DEFINITION:
        return ""
    return choose(
        language,
        " By definition: whoever a worker knows is not out of sight, whatever else that contact does.",
        " Dat volgt uit de definitie: wie een opbouwwerker kent, is niet uit beeld, wat het contact ook doet.",
    )


def _rows(results: Results, scenario: str, name: str) -> dict[str, Any]:
    """Return the row of the highest level of every hypothesis of which runs succeeded."""
    rows = results.summary
    rows = rows[(rows["scenario"] == scenario) & (rows["outcome"] == name) & (rows["period"] == PERIOD)]
    rows = rows[rows["fte_per_10000"] == results.levels[-1]]
    found = {row["hypothesis"]: row for row in rows.to_dict("records")}
    return {hypothesis: found[hypothesis] for hypothesis in results.hypotheses(scenario) if hypothesis in found}


def _conclusion(name: str, found: dict[str, Any], language: Language) -> str:
    under: dict[int, list[str]] = {}
    for hypothesis, row in found.items():
        sign = (1 if row["difference"] > 0 else -1) if is_sure(row) else 0
        under.setdefault(sign, []).append(hypothesis_text(hypothesis, language))
    if list(under) == [0]:
        return choose(language, "not distinguishable under any hypothesis", "bij geen hypothese te onderscheiden")
    if len(under) == 1:
        way = choose(language, *_FOUND[next(iter(under))])
        least, most = (signed(name, row["difference"], language) for row in _by_size(found))
        return choose(
            language,
            f"{way} under all {len(found)} hypotheses, by {least} to {most}",
            f"{way} bij alle {len(found)} hypothesen, met {least} tot {most}",
        )
    by, also = choose(language, "under", "bij"), choose(language, " and ", " en ")
    return ", ".join(f"{choose(language, *_FOUND[sign])} {by} {also.join(names)}" for sign, names in under.items())


def _by_size(found: dict[str, Any]) -> tuple[Any, Any]:
    """Return the rows of the smallest and of the largest difference."""
    rows = sorted(found.values(), key=lambda row: abs(row["difference"]))
    return rows[0], rows[-1]
