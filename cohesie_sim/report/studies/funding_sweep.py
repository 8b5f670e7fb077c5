"""The sweep of funding: what each level changes, what one more fte buys, and how much presence is enough."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

import pandas as pd

from cohesie_sim.outcomes.measures import BY_NAME
from cohesie_sim.report.differences import draw_differences
from cohesie_sim.report.dose_response import PERIOD, draw_dose_response
from cohesie_sim.report.effects import draw_effects
from cohesie_sim.report.findings import Finding, compare_by, levels_by
from cohesie_sim.report.over_time import draw_over_time
from cohesie_sim.report.picture import Picture
from cohesie_sim.report.results import Results
from cohesie_sim.report.rivals import draw_rivals
from cohesie_sim.report.studies.funding_sweep_figures import draw_one_more_fte, draw_presence
from cohesie_sim.report.studies.funding_sweep_presence import presence_findings
from cohesie_sim.report.studies.funding_sweep_runs import EXISTING, MAIN, Step, pick, runs_over
from cohesie_sim.report.studies.funding_sweep_steps import step_findings
from cohesie_sim.report.study_words import StudyWords
from cohesie_sim.report.survival import draw_survival
from cohesie_sim.report.words import Language

# The words of a finding, and the measure: the highest against the lowest level, from the first lockdown to the end.
WHOLE: Final = {
    "isolated": "isolated",
    "out_of_sight": "out_of_sight",
    "lonely": "lonely",
    "severely_lonely": "severely_lonely",
    "neighbours": "weekly_neighbours",
    "trust": "trust",
    "surviving": "initiatives_surviving",
    "existing": EXISTING,
    "staying": "volunteers_staying",
    "cohesion": "cohesion_index",
}
AT_NONE: Final = ("isolated", "out_of_sight", "lonely", "surviving", "existing")
FIRST_STEP: Final = ("isolated", "lonely", "surviving", "existing", "staying")
ELSEWHERE: Final = ("isolated", "out_of_sight", "lonely", "surviving", "existing", "staying")
IN_TIME: Final = ("isolated", "out_of_sight", "neighbours")
TIMES: Final = ("lockdowns", "after")


def findings(results: Results) -> list[Finding]:
    """Return what the sweep found."""
    runs = runs_over(results, PERIOD)
    lowest, highest = results.levels[0], results.levels[-1]
    whole, first = Step(lowest, highest), Step(lowest, results.levels[1])
    found = [f for name in WHOLE for f in _change(name, name, runs, whole)]
    found += [f for name in AT_NONE for f in _level(f"none_{name}", WHOLE[name], runs, lowest)]
    found += [f for name in FIRST_STEP for f in _change(f"first_step_{name}", name, runs, first)]
    for period in TIMES:
        inside = runs_over(results, period)
        found += [f for name in IN_TIME for f in _change(f"{name}_{period}", name, inside, whole)]
    for place in results.scenarios[1:]:
        found += [f for name in ELSEWHERE for f in _change(f"{place}_{name}", name, runs, whole, place)]
    return [*found, *step_findings(results, runs), *presence_findings(results, runs)]


def _change(name: str, words: str, runs: pd.DataFrame, step: Step, place: str = MAIN) -> list[Finding]:
    measure = WHOLE[words]
    return compare_by(
        name,
        _unit(measure),
        lambda hypothesis: pick(runs, measure, step.high, hypothesis, place),
        lambda hypothesis: pick(runs, measure, step.low, hypothesis, place),
    )


def _level(name: str, measure: str, runs: pd.DataFrame, level: float) -> list[Finding]:
    return levels_by(name, _unit(measure), lambda hypothesis: pick(runs, measure, level, hypothesis))


def _unit(measure: str) -> str:
    return "share" if measure == EXISTING else BY_NAME[measure].unit


def pictures(results: Results, found: Sequence[Finding], words: StudyWords, language: Language) -> Iterator[Picture]:
    """Yield the pictures of the sweep, those that answer the question first."""
    yield draw_one_more_fte(results, found, words, language)
    yield draw_presence(results, words, language)
    for scenario in results.scenarios:
        if len(results.hypotheses(scenario)) > 1:
            yield draw_rivals(results, scenario, language)
    for scenario in results.scenarios:
        yield draw_differences(results, scenario, language)
    yield draw_dose_response(results, language)
    for scenario in results.scenarios:
        yield draw_over_time(results, scenario, language)
        if results.lockdowns(scenario):
            yield draw_survival(results, scenario, language)
    # initiatives and volunteers move on a larger scale; they stand in the pictures above
    shown = {*WHOLE, *(f"{name}_{period}" for name in IN_TIME for period in TIMES)}
    shown -= {"surviving", "existing", "staying"}
    yield draw_effects(results, [f for f in found if f.name in shown], words, language)
