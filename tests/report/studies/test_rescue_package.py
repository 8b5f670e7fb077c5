"""What each of the four keeps: shares computed by hand, that they add up, and who counts as surviving or quitting."""

from __future__ import annotations

from itertools import combinations
from typing import Any

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from cohesie_sim.report import Results
from cohesie_sim.report.conditions import Condition
from cohesie_sim.report.studies import rescue_package as study
from cohesie_sim.report.studies.rescue_package_shares import (
    PLAYERS,
    coalitions,
    condition_of,
    lost_heart,
    shapley,
    surviving,
)

Worth = dict[frozenset[str], "pd.Series[float]"]


def _worth(players: str, values: dict[str, float]) -> Worth:
    every = [frozenset(c) for size in range(len(players) + 1) for c in combinations(players, size)]
    return {there: pd.Series([values["".join(sorted(there))]]) for there in every}


def test_two_players_share_what_they_do_together_equally() -> None:
    # a first: 1, then b adds 4; b first: 2, then a adds 3. Means: a (1 + 3) / 2, b (4 + 2) / 2.
    shares = shapley(_worth("ab", {"": 0.0, "a": 1.0, "b": 2.0, "ab": 5.0}), ("a", "b"))
    assert {name: values.iloc[0] for name, values in shares.items()} == {"a": 2.0, "b": 3.0}


def test_three_players_of_the_airport_game() -> None:
    # a runway of 1 serves a, of 2 also b, of 3 also c: everybody shares the part that everybody uses, and so on.
    worth = _worth("abc", {"": 0, "a": 1, "b": 2, "c": 3, "ab": 2, "ac": 3, "bc": 3, "abc": 3})
    shares = shapley(worth, ("a", "b", "c"))
    expected = {"a": 1 / 3, "b": 1 / 3 + 1 / 2, "c": 1 / 3 + 1 / 2 + 1}
    assert {name: values.iloc[0] for name, values in shares.items()} == pytest.approx(expected)


@given(st.lists(st.floats(-1, 1), min_size=32, max_size=32))
def test_shares_add_up_to_what_all_four_keep_in_every_replicate(numbers: list[float]) -> None:
    values = np.array(numbers).reshape(16, 2)
    worth = {there: pd.Series(row) for there, row in zip(coalitions(), values, strict=True)}
    total = sum(shapley(worth, PLAYERS).values(), pd.Series([0.0, 0.0]))
    assert total.to_numpy() == pytest.approx((worth[frozenset(PLAYERS)] - worth[frozenset()]).to_numpy(), abs=1e-12)


@given(st.lists(st.floats(-1, 1), min_size=8, max_size=8))
def test_who_adds_nothing_to_anybody_has_no_share(numbers: list[float]) -> None:
    others = [there for there in coalitions() if "steering" not in there]
    values = dict(zip(others, numbers, strict=True))
    worth = {there: pd.Series([values[there - {"steering"}]]) for there in coalitions()}
    assert shapley(worth, PLAYERS)["steering"].iloc[0] == pytest.approx(0, abs=1e-12)


def test_combinations_are_named_after_what_is_there() -> None:
    assert condition_of(frozenset(PLAYERS)) == Condition("nl_2020_2022", "as_is")
    assert condition_of(frozenset()) == Condition("nl_2020_2022", "none")
    assert condition_of(frozenset({"workers", "fund"})).variant == "fund_workers"


def _results(weekly: pd.DataFrame, initiatives: pd.DataFrame) -> Results:
    none = pd.DataFrame()
    head: dict[str, Any] = {"hypothesis": "article", "variant": "as_is", "fte_per_10000": 4.0}
    return Results({}, weekly.assign(**head), initiatives.assign(**head), none, none, none)


def test_survivors_are_counted_among_those_of_the_first_week() -> None:
    rows = [  # kind, start, end, cause
        ("huiskamer", -50, 156, "running"),
        ("huiskamer", -50, 80, "lost_heart"),
        ("huiskamer", -50, -1, "mishap"),  # gone before the first week
        ("huiskamer", 90, 156, "running"),  # founded since
        ("coffee_club", -50, 30, "few_volunteers"),
        ("help_group", -50, 156, "running"),  # does not count
    ]
    lives = pd.DataFrame(rows, columns=["kind", "start", "end", "cause"])
    lives = lives.assign(scenario="nl_2020_2022", replicate=3, censored=lives["cause"] == "running")
    weekly = pd.DataFrame({"scenario": ["nl_2020_2022"] * 3, "replicate": [3, 3, 4]})
    results, here = _results(weekly, lives), Condition("nl_2020_2022")
    assert surviving(results, "huiskamers", here, "article").dropna().to_dict() == {3: 1 / 2}
    assert surviving(results, "initiatives", here, "article").dropna().to_dict() == pytest.approx({3: 1 / 3})
    assert lost_heart(results, "initiatives", here, "article").dropna().to_dict() == pytest.approx({3: 1 / 3})
    assert surviving(results, "huiskamers", here, "article").index.tolist() == [3, 4]  # the other had none
    assert surviving(results, "huiskamers", here, "null").empty


def test_quits_are_counted_per_volunteer_and_compared_with_the_same_weeks_without_corona() -> None:
    dates = pd.to_datetime(["2020-03-16", "2020-03-23", "2021-11-15"])
    parts = [
        pd.DataFrame({"scenario": name, "replicate": 0, "date": dates, "volunteers_quit": left, "volunteers": 100.0})
        for name, left in (("nl_2020_2022", [1.0, 3.0, 2.0]), ("no_corona", [1.0, 0.0, 1.5]))
    ]
    results = _results(pd.concat(parts), pd.DataFrame())
    # first wave: 4 of 200 volunteer-weeks against 1 of 200; last wave: 2 of 100 against 1.5 of 100
    first, last = (study.excess_quits(results, study.WAVES[w], "as_is", "as_is", "article") for w in ("first", "last"))
    assert (first[0], last[0]) == pytest.approx((15, 5))
    (growth,) = study._growth(results, "quits_growth", "as_is", "as_is")
    assert growth.interval.mean == pytest.approx(-10)
