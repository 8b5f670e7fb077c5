"""What kept huiskamers going: corona fund, health-service advice, steering group or workers, and how many quit."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import Final

import pandas as pd

from cohesie_sim.outcomes.keys import AS_IS
from cohesie_sim.report.conditions import Condition, weeks_of
from cohesie_sim.report.effects import draw_effects
from cohesie_sim.report.findings import Finding, compare_by, levels_by
from cohesie_sim.report.picture import Picture
from cohesie_sim.report.results import Results
from cohesie_sim.report.studies.rescue_package_picture import draw_shares
from cohesie_sim.report.studies.rescue_package_shares import (
    PLAYERS,
    SCENARIO,
    WHAT,
    condition_of,
    lost_heart,
    share_of,
    surviving,
)
from cohesie_sim.report.study_words import StudyWords
from cohesie_sim.report.words import Language

Values = Callable[[str], "pd.Series[float]"]
Period = tuple[str, str]
WAVES: Final[dict[str, Period]] = {
    "first": ("2020-03-16", "2020-10-12"),
    "second": ("2020-10-12", "2021-04-26"),
    "third": ("2021-04-26", "2021-11-15"),
    "last": ("2021-11-15", "2022-03-21"),
}
CORONA: Final[Period] = (WAVES["first"][0], WAVES["last"][1])
WITHOUT: Final = {"fearless": "fearless", "no_habituation": AS_IS}  # variant, and what it is compared to without corona
_ALL, _NONE = frozenset(PLAYERS), frozenset[str]()
_MEASURES: Final = _ALL - {"workers"}
_CONTRASTS: Final = {
    "all": (_ALL, _NONE),
    "three": (_ALL, frozenset({"workers"})),  # claim C04: the three measures where workers are there
    "three_alone": (_MEASURES, _NONE),
}


def findings(results: Results) -> list[Finding]:
    """Return what each of the four keeps, the three and the four together, and who quits."""
    found: list[Finding] = []
    for what in WHAT:
        found += _survival(results, what)
    found += [f for wave, period in WAVES.items() for f in _excess(results, f"quits_{wave}", period)]
    found += _excess(results, "quits_corona", CORONA)
    found += _growth(results, "quits_growth", AS_IS, AS_IS)
    for variant, without_corona in WITHOUT.items():
        found += _excess(results, f"quits_corona_{variant}", CORONA, variant, without_corona)
        found += _growth(results, f"quits_growth_{variant}", variant, without_corona)
    lived, calm = Condition(SCENARIO), Condition("no_corona")
    found += compare_by(
        "lost_heart",
        "share",
        lambda hypothesis: lost_heart(results, "initiatives", lived, hypothesis),
        lambda hypothesis: lost_heart(results, "initiatives", calm, hypothesis),
    )
    return found


def _survival(results: Results, what: str) -> list[Finding]:
    def left(condition: Condition) -> Values:
        return lambda hypothesis: surviving(results, what, condition, hypothesis)

    found = [
        finding
        for name, there in (("lived", _ALL), ("unhelped", _NONE))
        for finding in levels_by(f"{what}_{name}", "share", left(condition_of(there)))
    ]
    for name, (these, those) in _CONTRASTS.items():
        found += compare_by(f"{what}_{name}", "share", left(condition_of(these)), left(condition_of(those)))
    for player in PLAYERS:
        share = share_of(results, what, player)
        found += compare_by(f"{what}_{player}", "share", share, _nothing(share))
    withheld = left(Condition(SCENARIO, "support_withheld"))
    return [*found, *compare_by(f"{what}_support", "share", left(Condition(SCENARIO)), withheld)]


def _nothing(values: Values) -> Values:
    return lambda hypothesis: 0.0 * values(hypothesis)


def quits(results: Results, condition: Condition, period: Period, hypothesis: str) -> pd.Series[float]:
    """Return how many of 1,000 volunteers quit in a week.

    Parameters
    ----------
    results
        Of the experiment.
    condition, hypothesis
        Which runs.
    period
        First day and first day after.

    Returns
    -------
    Series
        Index replicate; empty when it was not run.
    """
    weeks = weeks_of(results, condition, period, hypothesis)
    sums = weeks.astype({"volunteers_quit": "float64", "volunteers": "float64"}).groupby("replicate")
    return 1000 * sums["volunteers_quit"].sum() / sums["volunteers"].sum()


def excess_quits(
    results: Results, period: Period, variant: str, without_corona: str, hypothesis: str
) -> pd.Series[float]:
    """Return how many more of 1,000 volunteers quit in a week than without corona; see :func:`quits`."""
    lived = quits(results, Condition(SCENARIO, variant), period, hypothesis)
    return (lived - quits(results, Condition("no_corona", without_corona), period, hypothesis)).dropna()


def _excess(
    results: Results, name: str, period: Period, variant: str = AS_IS, without_corona: str = AS_IS
) -> list[Finding]:
    def excess(hypothesis: str) -> pd.Series[float]:
        return excess_quits(results, period, variant, without_corona, hypothesis)

    return compare_by(name, "per week", excess, _nothing(excess))


def _growth(results: Results, name: str, variant: str, without_corona: str) -> list[Finding]:
    def in_wave(wave: str) -> Values:
        return lambda hypothesis: excess_quits(results, WAVES[wave], variant, without_corona, hypothesis)

    return compare_by(name, "per week", in_wave("last"), in_wave("first"))


def pictures(results: Results, found: Sequence[Finding], words: StudyWords, language: Language) -> Iterator[Picture]:
    """Yield the shares with the sixteen combinations, and every difference."""
    for what in WHAT:
        yield draw_shares(results, found, what, words, language)
    quitting = [f for f in found if f.name.startswith("quits") or f.name == "lost_heart"]
    yield draw_effects(results, quitting, words, language, "effects_quits")
    yield draw_effects(results, [f for f in found if f not in quitting], words, language)
