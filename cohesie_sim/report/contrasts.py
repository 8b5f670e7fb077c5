"""What a design of any form compares: levels with the lowest, and variants with the first, within replicates."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Final, NamedTuple

import pandas as pd

from cohesie_sim.outcomes.intervals import Interval, mean_interval
from cohesie_sim.outcomes.keys import AS_IS, CONDITION
from cohesie_sim.outcomes.measures import MEASURES
from cohesie_sim.outcomes.per_run import measure_runs
from cohesie_sim.outcomes.periods import in_period
from cohesie_sim.report.findings import Finding, by_name, difference
from cohesie_sim.report.over_draws import with_draws_as_cases, with_robustness
from cohesie_sim.report.results import Results
from cohesie_sim.report.robustness import by_draw
from cohesie_sim.report.words import Language, choose, level_text

PERIOD: Final = "from_first_lockdown"

Condition = tuple[str, float]  # variant and level


class Contrast(NamedTuple):
    """One comparison of two conditions of a scenario.

    Attributes
    ----------
    scenario
        In which.
    this, that
        Variant and level; differences are this minus that.
    found
        The difference by measure and hypothesis, for every hypothesis under which both were run.
    """

    scenario: str
    this: Condition
    that: Condition
    found: Mapping[str, Mapping[str, Finding]]

    @property
    def gaps(self) -> dict[str, dict[str, Interval]]:
        """The intervals by hypothesis and measure."""
        hypotheses = next(iter(self.found.values()))
        return {name: {measure: group[name].interval for measure, group in self.found.items()} for name in hypotheses}

    def text(self, language: Language) -> str:
        """Return what is compared with what, such as ``without fund instead of with fund (4 fte)``."""
        instead = choose(language, "instead of", "in plaats van")
        if self.this[0] != self.that[0]:
            names = (variant_text(variant, language) for variant, _ in (self.this, self.that))
            return f"{f' {instead} '.join(names)} ({level_text(self.this[1])})"
        levels = (level_text(level) for _, level in (self.this, self.that))
        name = "" if self.this[0] == AS_IS else f"{variant_text(self.this[0], language)}, "
        return f"{name}{f' {instead} '.join(levels)}"


def variant_text(name: str, language: Language) -> str:
    """Return how a variant is called on a page."""
    return choose(language, "as is", "ongewijzigd") if name == AS_IS else name.replace("_", " ")


def is_plain_sweep(results: Results) -> bool:
    """Tell whether an experiment varies the level of funding and changes its scenarios in no other way."""
    variants = {variant for grid in results.manifest["grids"] for variant in grid.get("variants", {AS_IS: {}})}
    return len(results.levels) > 1 and len(variants) == 1


def find_contrasts(results: Results) -> list[Contrast]:
    """Return everything that a design compares.

    Parameters
    ----------
    results
        Of an experiment.

    Returns
    -------
    list of Contrast
        By scenario: within each variant every level with the lowest, then at each level every variant with the first.
        Empty when there is one condition per scenario and hypothesis.
    """
    measured = _measured(results)
    found = []
    for scenario in results.manifest["scenarios"]:
        for this, that in _pairs(_conditions(results, scenario)):
            gaps = _differences(measured.get(scenario, {}), this, that, results.draws)
            if gaps:
                found.append(Contrast(scenario, this, that, gaps))
    return found


def most_against_least(results: Results, scenario: str) -> Mapping[str, Mapping[str, Finding]]:
    """Return what the highest level of a plain sweep changes against the lowest, by measure and hypothesis."""
    rows = results.weekly[results.weekly["scenario"] == scenario]
    measured = _measured(replace(results, weekly=rows))[scenario]
    variant = _conditions(results, scenario)[0][0]
    return _differences(measured, (variant, results.levels[-1]), (variant, results.levels[0]), results.draws)


def _differences(
    measured: Mapping[str, Mapping[Condition, pd.DataFrame]],
    this: Condition,
    that: Condition,
    draws: pd.DataFrame | None,
) -> Mapping[str, Mapping[str, Finding]]:
    """Return differences by measure and hypothesis, over draws, with intervals cut to what is possible."""
    gaps = [
        difference(measure.name, hypothesis, measure.unit, values[this][measure.name], values[that][measure.name])
        for hypothesis, values in measured.items()
        if this in values and that in values
        for measure in MEASURES
    ]
    counted = with_robustness(with_draws_as_cases(gaps, draws), draws, {})
    ends = {measure.name: measure.highest for measure in MEASURES}
    return by_name(replace(f, interval=f.interval.within(-ends[f.name], ends[f.name])) for f in counted)


def find_means(results: Results) -> dict[str, dict[str, dict[Condition, dict[str, Interval]]]]:
    """Return the mean of every measure.

    Parameters
    ----------
    results
        Of an experiment.

    Returns
    -------
    dict
        By scenario, hypothesis, condition and measure.
    """
    return {
        scenario: {
            hypothesis: {
                condition: {
                    m.name: mean_interval(by_draw(runs[m.name], results.draws)).within(0.0, m.highest) for m in MEASURES
                }
                for condition, runs in values.items()
            }
            for hypothesis, values in under.items()
        }
        for scenario, under in _measured(results).items()
    }


def _measured(results: Results) -> dict[str, dict[str, dict[Condition, pd.DataFrame]]]:
    """Return the measures of every run (index replicate) by scenario, hypothesis and condition."""
    inside = results.weekly[in_period(results.weekly, PERIOD)]
    runs = measure_runs(inside, results.initiatives, results.volunteers)
    found: dict[str, dict[str, dict[Condition, pd.DataFrame]]] = {}
    for key, group in runs.groupby(CONDITION, observed=True, sort=False):
        hypothesis, scenario, variant, level = map(str, key)
        under = found.setdefault(scenario, {}).setdefault(hypothesis, {})
        under[variant, float(level)] = group.droplevel([*CONDITION])
    return found


def _conditions(results: Results, scenario: str) -> list[Condition]:
    found = {
        (variant, float(level)): None
        for grid in results.manifest["grids"]
        if scenario in grid["scenarios"]
        for variant in grid.get("variants", {AS_IS: {}})
        for level in sorted(grid["levels_fte_per_10000"])
    }
    return list(found)


def _pairs(conditions: list[Condition]) -> list[tuple[Condition, Condition]]:
    variants = list(dict.fromkeys(variant for variant, _ in conditions))
    levels = sorted({level for _, level in conditions})
    lowest = {variant: min(level for name, level in conditions if name == variant) for variant in variants}
    up = [((name, level), (name, lowest[name])) for name, level in conditions if level != lowest[name]]
    across = [((name, level), (variants[0], level)) for level in levels for name in variants[1:]]
    return up + [pair for pair in across if set(pair) <= set(conditions)]
