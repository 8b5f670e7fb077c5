"""Study of residents compared with themselves: the same adult with and without community work."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from functools import partial
from typing import Final

import numpy as np
import pandas as pd

from cohesie_sim.outcomes.keys import AS_IS
from cohesie_sim.report.effects import draw_effects
from cohesie_sim.report.findings import Finding, compare_by, difference, level, levels_by
from cohesie_sim.report.picture import Picture
from cohesie_sim.report.results import Results
from cohesie_sim.report.studies.resident_counterfactuals_lines import draw_life_lines
from cohesie_sim.report.studies.resident_counterfactuals_lives import (
    CHANNELS,
    CIRCLES,
    Lives,
    avoided_by_channel,
    choose_lives,
    pair_lives,
)
from cohesie_sim.report.studies.resident_counterfactuals_pairs import (
    Pairs,
    Statistic,
    mean_gain,
    per_replicate,
    share_fewer,
    share_more,
    share_same,
    share_with_half,
)
from cohesie_sim.report.studies.resident_counterfactuals_pictures import draw_distribution
from cohesie_sim.report.study_words import StudyWords
from cohesie_sim.report.words import Language

OWN_CIRCLE: Final = "circle"  # family and friends together
THROUGH: Final = (OWN_CIRCLE, *CIRCLES[-1])
_YEARLY: Final = "resident-weeks"


def findings(results: Results) -> list[Finding]:
    """Return the findings: how much differs, for whom, without which way of working, and through which contact."""
    pairs = Pairs(results)
    lives = pair_lives(results.table("lives"))
    return [*_spread(pairs), *_few_contacts(pairs), *_taken_away(pairs, results), *_through(lives, results.hypothesis)]


def pictures(results: Results, found: Sequence[Finding], words: StudyWords, language: Language) -> Iterator[Picture]:
    """Yield the pictures."""
    pairs, lives = Pairs(results), pair_lives(results.table("lives"))
    by_channel = _merged(avoided_by_channel(lives)), _merged(avoided_by_channel(Lives(*lives[::-1])))
    yield draw_distribution(results, pairs, by_channel, words, language)
    yield draw_life_lines(results, choose_lives(lives), words, language)
    yield draw_effects(results, found, words, language)


def _change(name: str, unit: str, values: Callable[[str], pd.Series[float]]) -> list[Finding]:
    """Return a mean change, which is paired resident by resident already."""
    return compare_by(name, unit, values, lambda hypothesis: 0 * values(hypothesis))


def _spread(pairs: Pairs) -> list[Finding]:
    statistics: dict[str, tuple[str, Statistic]] = {
        "share_same": ("share", share_same),
        "share_fewer": ("share", share_fewer),
        "share_more": ("share", share_more),
        "mean_gain": ("weeks", mean_gain),
        "share_with_half": ("share", share_with_half),
    }
    found = _change("isolated", _YEARLY, lambda h: per_replicate(pairs.changes(h), np.mean) * 100 / pairs.years)
    for name, (unit, of) in statistics.items():
        found += levels_by(name, unit, partial(_statistic, pairs, of))
    found += compare_by(
        "net_fewer", "share", partial(_statistic, pairs, share_fewer), partial(_statistic, pairs, share_more)
    )
    return [*found, *_floor(pairs)]


def _floor(pairs: Pairs) -> list[Finding]:
    """Return what luck does by itself: numbers of the null hypothesis, which the answer sets beside the others."""
    of = {"floor_fewer": share_fewer, "floor_more": share_more, "floor_with_half": share_with_half}
    values = {name: _statistic(pairs, statistic, "null") for name, statistic in of.items()}
    return [level(name, "null", "share", numbers) for name, numbers in values.items() if len(numbers)]


def _statistic(pairs: Pairs, of: Statistic, hypothesis: str) -> pd.Series[float]:
    return per_replicate(pairs.changes(hypothesis), of)


def _few(
    pairs: Pairs, hypothesis: str, column: str = "weeks_isolated", variant: str = AS_IS, *, few: bool = True
) -> pd.Series[float]:
    """Return the mean change of weeks of adults who usually have few contacts, or of the others; index replicate."""
    changes = pairs.changes(hypothesis, variant)
    return per_replicate(changes[changes["few_contacts"] == few], np.mean, column)


def _share_few(pairs: Pairs, hypothesis: str) -> pd.Series[float]:
    return per_replicate(pairs.changes(hypothesis), np.mean, "few_contacts")


def _few_contacts(pairs: Pairs) -> list[Finding]:
    found = [
        *levels_by("share_few", "share", partial(_share_few, pairs)),
        *levels_by("few_without", "weeks", partial(_few, pairs, column="isolated_without")),
    ]
    for name in ("isolated", "out_of_sight", "lonely"):
        found += _change(f"few_{name}", "weeks", partial(_few, pairs, column=f"weeks_{name}"))
    return [*found, *_change("others_isolated", "weeks", partial(_few, pairs, few=False))]


def _taken_away(pairs: Pairs, results: Results) -> list[Finding]:
    found: list[Finding] = []
    for variant in results.manifest["grids"][1]["variants"]:
        found += _change(f"few_{variant}", "weeks", partial(_few, pairs, variant=variant))
    return found


def _merged(by_channel: pd.DataFrame) -> pd.DataFrame:
    """Return the weeks per channel with family and friends as one."""
    own = by_channel[list(CHANNELS[:2])].sum(axis=1)
    return by_channel[list(CIRCLES[-1])].assign(**{OWN_CIRCLE: own})[list(THROUGH)]


def _through(lives: Lives, hypothesis: str) -> list[Finding]:
    avoided, added = (_merged(avoided_by_channel(given)) for given in (lives, Lives(*lives[::-1])))
    total, more = avoided.sum(axis=1), added.sum(axis=1)
    shares = avoided.div(total, axis=0)
    return [
        level("avoided", hypothesis, _YEARLY, total),
        level("added", hypothesis, _YEARLY, more),
        difference("net_avoided", hypothesis, _YEARLY, total, more),
        *(difference(f"net_{channel}", hypothesis, _YEARLY, avoided[channel], added[channel]) for channel in THROUGH),
        *(level(f"through_{channel}", hypothesis, "share", shares[channel]) for channel in THROUGH),
    ]
