"""Study of plausibility: what cuts of community work do to loneliness, beside what is published."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import partial
from math import inf
from typing import Final

import pandas as pd

from cohesie_sim.outcomes.intervals import Interval
from cohesie_sim.report.bounds import outside, outside_in_some_settings
from cohesie_sim.report.conditions import Condition, values_of
from cohesie_sim.report.findings import Finding, compare_by
from cohesie_sim.report.over_draws import with_draws_as_cases, with_robustness
from cohesie_sim.report.picture import Picture
from cohesie_sim.report.results import Results
from cohesie_sim.report.studies.plausibility_picture import draw_plausibility
from cohesie_sim.report.studies.plausibility_reached import Reached
from cohesie_sim.report.studies.plausibility_scale import national_sd
from cohesie_sim.report.study_words import StudyWords
from cohesie_sim.report.words import Language

YEARS: Final = ("2020-01-06", "2023-01-02")
_LOCKDOWNS, _NO_CORONA = "nl_2020_2022", "no_corona"
_CUTS: Final = {4.0: 2.96, 12.0: 8.88}  # before and after a cut of 26 %
_MOST_LONELY: Final = ("moerwijk", "schildersbuurt")
_LEAST_LONELY: Final = ("archipelbuurt", "wateringse_veld")

Pair = tuple[Condition, Condition]
Values = Callable[[str], "pd.Series[float]"]


def _pairs() -> dict[str, Pair]:
    """Return what is compared with what: after and before a change of funding."""
    of = partial(Condition, _LOCKDOWNS)
    found = {f"cut_{fte:.0f}": (of(fte=cut), of(fte=fte)) for fte, cut in _CUTS.items()}
    found |= {"minus_1": (of(fte=3.0), of(fte=4.0)), "plus_1": (of(fte=5.0), of(fte=4.0))}
    for fte, cut in _CUTS.items():
        found[f"cut_{fte:.0f}_no_corona"] = (Condition(_NO_CORONA, fte=cut), Condition(_NO_CORONA, fte=fte))
    for place in (*_MOST_LONELY, *_LEAST_LONELY):
        for fte, cut in _CUTS.items():
            if fte == min(_CUTS) or place in _MOST_LONELY:
                found[f"cut_{fte:.0f}_{place}"] = (of(place, cut), of(place, fte))
    return found


PAIRS: Final[Mapping[str, Pair]] = _pairs()


def findings(results: Results) -> list[Finding]:
    """Return the findings: every change of funding, what those reached gain, and how many go too far."""
    bounded = [*_changes(results), *_whole(results), *_reached(results)]
    return [*bounded, *_deprived(results), *_counted(results, bounded)]


def pictures(results: Results, found: Sequence[Finding], words: StudyWords, language: Language) -> Iterator[Picture]:
    """Yield the picture."""
    yield draw_plausibility(results, found, words, language)


def _counted(results: Results, bounded: Sequence[Finding]) -> list[Finding]:
    """Return how many numbers have a bound, and how many of them go further, as they are told; without an interval."""
    first = bounded[0].hypothesis if bounded else "article"
    told = with_robustness(with_draws_as_cases(bounded, results.draws), results.draws, {})
    far = len(outside_in_some_settings(told))
    counts = {"bounded": len(told), "outside": len(outside(told)), "outside_some": far}
    return [
        Finding(name, first, "count", Interval(count, -inf, inf, 0), difference=False) for name, count in counts.items()
    ]


def _score(results: Results, where: Condition) -> Values:
    """Return the mean loneliness score of adults in national standard deviations."""
    return lambda h: values_of(results, "loneliness_score", where, YEARS, h) / national_sd()


def _share(results: Results, column: str, where: Condition) -> Values:
    return lambda h: values_of(results, column, where, YEARS, h)


def _changes(results: Results) -> list[Finding]:
    found: list[Finding] = []
    for name, (this, that) in PAIRS.items():
        found += compare_by(f"{name}_score", "sd", _score(results, this), _score(results, that))
        for short, column in (("lonely", "lonely"), ("severe", "severely_lonely")):
            found += compare_by(
                f"{name}_{short}", "share", _share(results, column, this), _share(results, column, that)
            )
    return found


def _whole(results: Results) -> list[Finding]:
    """Return what community work does against none at all."""
    none = Condition(_LOCKDOWNS, fte=0.0)
    found: list[Finding] = []
    for name, fte in (("four", 4.0), ("twelve", 12.0)):
        for short, column in (("lonely", "lonely"), ("severe", "severely_lonely")):
            this = Condition(_LOCKDOWNS, fte=fte)
            found += compare_by(
                f"{name}_{short}", "share", _share(results, column, this), _share(results, column, none)
            )
    return found


def _reached(results: Results) -> list[Finding]:
    reached = Reached(results.table("residents"), results.weeks(_LOCKDOWNS))
    values: dict[str, tuple[str, Values]] = {
        f"{group}_{side}": ("sd", partial(reached.change, group=group, column=side))
        for group in ("reached", "often", "isolated")
        for side in ("social", "emotional")
    }
    values["signposted"] = ("share", reached.signposted)
    found: list[Finding] = []
    for name, (unit, of) in values.items():
        found += _change(name, unit, of)
    return found


def _change(name: str, unit: str, values: Values) -> list[Finding]:
    """Return a mean change, which is paired resident by resident already."""
    return compare_by(name, unit, values, lambda hypothesis: 0 * values(hypothesis))


def _deprived(results: Results) -> list[Finding]:
    """Return how much more a cut changes in the two most lonely neighbourhoods than in the two least lonely."""

    def effect(places: Sequence[str], hypothesis: str) -> pd.Series[float]:
        pairs = [PAIRS[f"cut_4_{place}"] for place in places]
        changes = [_score(results, this)(hypothesis) - _score(results, that)(hypothesis) for this, that in pairs]
        return pd.concat(changes, axis=1, join="inner").mean(axis=1)

    return compare_by("deprived_score", "sd", partial(effect, _MOST_LONELY), partial(effect, _LEAST_LONELY))
