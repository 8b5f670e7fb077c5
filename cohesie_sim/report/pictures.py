"""Which pictures an experiment on funding gets."""

from __future__ import annotations

from collections.abc import Iterator

from cohesie_sim.report.differences import draw_differences
from cohesie_sim.report.dose_response import draw_dose_response
from cohesie_sim.report.over_time import draw_over_time
from cohesie_sim.report.picture import Picture, render, style
from cohesie_sim.report.results import Results
from cohesie_sim.report.rivals import draw_rivals
from cohesie_sim.report.survival import draw_survival
from cohesie_sim.report.words import LANGUAGES


def draw_pictures(results: Results) -> dict[str, bytes]:
    """Draw every picture in every language.

    Parameters
    ----------
    results
        Of an experiment on levels of funding.

    Returns
    -------
    dict
        File name, such as ``dose_response.en.png``, to content.
    """
    files: dict[str, bytes] = {}
    with style():
        for picture in _pictures(results):
            files.update(render(picture))
    return files


def _pictures(results: Results) -> Iterator[Picture]:
    """Yield the pictures one by one, so that only one is in memory; survival is told where something threatens it."""
    for language in LANGUAGES:
        for scenario in results.scenarios:
            if len(results.levels) > 1:
                yield draw_differences(results, scenario, language)
            if len(results.hypotheses(scenario)) > 1:
                yield draw_rivals(results, scenario, language)
        yield draw_dose_response(results, language)
        for scenario in results.scenarios:
            yield draw_over_time(results, scenario, language)
            if results.lockdowns(scenario):
                yield draw_survival(results, scenario, language)
