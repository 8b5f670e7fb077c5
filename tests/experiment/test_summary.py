"""The summary against values worked out by hand."""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd
import pytest

from cohesie_sim.experiment.summary import summarise
from cohesie_sim.outcomes.measures import MEASURES
from cohesie_sim.outcomes.per_run import measure_runs
from cohesie_sim.outcomes.periods import in_period

# Isolated, per level and replicate; two weeks each, the second 0.02 higher; a first week that does not count.
ISOLATED = {0.0: (0.10, 0.20, 0.30), 4.0: (0.09, 0.18, 0.27)}


def _key(level: float, replicate: int) -> dict[str, Any]:
    condition = {"hypothesis": "article", "scenario": "s", "variant": "as_is", "fte_per_10000": level}
    return {**condition, "replicate": replicate}


@pytest.fixture
def frames() -> tuple[pd.DataFrame, pd.DataFrame, pd.DataFrame]:
    columns = {measure.column for measure in MEASURES if measure.column}
    weekly, lives, volunteers = [], [], []
    for level, values in ISOLATED.items():
        for replicate, value in enumerate(values):
            key = _key(level, replicate)
            for week, phase, isolated in ((0, "before", 0.9), (1, "first_lockdown", value), (2, "after", value + 0.02)):
                row = {**key, "week": week, "phase": phase, "residents": 500, **dict.fromkeys(columns, 1.0)}
                weekly.append({**row, "isolated": isolated, "volunteers": 10.0})
            # One initiative ends in week 1 at level 0; one lasts; one began too late, and help groups never count.
            ends = 1 if level == 0.0 else 3
            lives += [
                {**key, "kind": "huiskamer", "start": -9, "end": ends, "censored": ends == 3},
                {**key, "kind": "coffee_club", "start": -9, "end": 3, "censored": True},
                {**key, "kind": "huiskamer", "start": 1, "end": 2, "censored": False},
                {**key, "kind": "help_group", "start": -9, "end": 1, "censored": False},
            ]
            volunteers += [
                {**key, "role": "volunteer", "weeks": 1, "censored": False, "count": 3},
                {**key, "role": "volunteer", "weeks": 2, "censored": False, "count": 2},
                {**key, "role": "volunteer", "weeks": 3, "censored": True, "count": 5},
                {**key, "role": "helper", "weeks": 1, "censored": False, "count": 50},
            ]
    return pd.DataFrame(weekly), pd.DataFrame(lives), pd.DataFrame(volunteers)


def _row(summary: pd.DataFrame, outcome: str, period: str, level: float) -> Any:
    rows = summary[(summary["outcome"] == outcome) & (summary["period"] == period)]
    return rows[rows["fte_per_10000"] == level].squeeze()


def test_means_and_paired_differences(frames: Any) -> None:
    summary = summarise(*frames)
    low = _row(summary, "isolated", "from_first_lockdown", 0.0)
    high = _row(summary, "isolated", "from_first_lockdown", 4.0)
    assert low["mean"] == pytest.approx(0.21)  # mean of 0.10, 0.20, 0.30 and half of 0.02
    assert high["difference"] == pytest.approx(-0.02)  # of -0.01, -0.02 and -0.03
    half = 4.302652729911275 * 0.01 / np.sqrt(3)
    assert high["difference_high"] == pytest.approx(-0.02 + half)
    assert high["distinguishable"] == "no"
    assert low[["difference", "distinguishable"]].isna().all()


def test_every_replicate_counts_once_and_cost_stands_beside_it(frames: Any) -> None:
    row = _row(summarise(*frames), "isolated", "after", 4.0)
    assert row["replicates"] == 3
    assert (row["cost_low"], row["cost_high"]) == pytest.approx((28_000.0, 44_000.0))


def test_a_period_takes_its_own_weeks(frames: Any) -> None:
    summary = summarise(*frames)
    assert _row(summary, "isolated", "lockdowns", 0.0)["mean"] == pytest.approx(0.20)
    assert _row(summary, "isolated", "after", 0.0)["mean"] == pytest.approx(0.22)


def test_numbers_of_people_are_per_thousand_residents(frames: Any) -> None:
    assert _row(summarise(*frames), "volunteers_per_1000", "after", 0.0)["mean"] == pytest.approx(20.0)


def test_survival_is_the_share_still_going_after_the_period(frames: Any) -> None:
    weekly, lives, volunteers = frames
    periods = ("lockdowns", "from_first_lockdown")
    runs = {period: measure_runs(weekly[in_period(weekly, period)], lives, volunteers) for period in periods}
    level_0 = [runs[period].xs(0.0, level="fte_per_10000").iloc[0] for period in runs]
    # The lockdown is week 1: an end in week 1 is an end within it, an end in week 2 is not.
    assert [row["initiatives_surviving"] for row in level_0] == [0.5, 0.5]
    assert [row["volunteers_staying"] for row in level_0] == [0.7, 0.5]
    assert runs["lockdowns"].xs(4.0, level="fte_per_10000")["initiatives_surviving"].tolist() == [1.0, 1.0, 1.0]


def test_a_replicate_that_failed_at_one_level_is_left_out_of_the_difference_only(frames: Any) -> None:
    weekly, lives, volunteers = frames
    gone = (weekly["fte_per_10000"] == 4.0) & (weekly["replicate"] == 2)
    summary = summarise(weekly[~gone], lives, volunteers)
    high = _row(summary, "isolated", "after", 4.0)
    assert high["difference"] == pytest.approx(-0.015)
    assert high["replicates"] == 2
    assert _row(summary, "isolated", "after", 0.0)["replicates"] == 3


def test_a_run_without_initiatives_has_no_share_of_them(frames: Any) -> None:
    weekly, lives, volunteers = frames
    runs = measure_runs(weekly[in_period(weekly, "after")], lives[lives["replicate"] != 1], volunteers)
    assert runs["initiatives_surviving"].isna().tolist() == [False, True, False] * 2


def test_no_interval_of_a_share_leaves_what_is_possible(frames: Any) -> None:
    weekly, lives, volunteers = frames
    wide = weekly.assign(isolated=(weekly["replicate"] + (weekly["fte_per_10000"] > 0)) % 2)
    row = _row(summarise(wide, lives, volunteers), "isolated", "after", 4.0)
    assert (row["low"], row["high"]) == (0.0, 1.0)
    assert (row["difference_low"], row["difference_high"]) == (-1.0, 1.0)


def test_a_variant_is_compared_to_the_first_one_at_its_lowest_level(frames: Any) -> None:
    weekly, lives, volunteers = frames
    changed = weekly["fte_per_10000"] == 4.0
    other = weekly[changed].assign(variant="other", isolated=weekly["isolated"] + 0.05)
    rows = summarise(pd.concat([weekly, other]), lives, volunteers)
    rows = rows[(rows["outcome"] == "isolated") & (rows["period"] == "after")].set_index(["variant", "fte_per_10000"])
    assert rows["reference"].to_dict() == {("as_is", 0.0): "", ("as_is", 4.0): "0 fte", ("other", 4.0): "as_is"}
    assert rows.loc[("other", 4.0), "difference"] == pytest.approx(0.05)


def test_replicates_of_one_draw_count_as_one(frames: tuple[pd.DataFrame, pd.DataFrame, pd.DataFrame]) -> None:
    draws = pd.Series([0, 0, 1], index=[0, 1, 2])
    summary = summarise(*frames, draws)
    row = summary[(summary["outcome"] == "isolated") & (summary["fte_per_10000"] == 4.0)].iloc[0]
    # means of two weeks: 0.10, 0.19 and 0.28; those of the draws 0.145 and 0.28
    assert row["replicates"] == 2
    assert row["mean"] == pytest.approx((0.145 + 0.28) / 2)
    assert row["difference"] == pytest.approx((-0.015 - 0.03) / 2)
