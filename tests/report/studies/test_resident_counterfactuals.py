"""Study of residents compared with themselves: by hand on made-up residents, and the real one at tiny size."""

from __future__ import annotations

from math import isnan
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import pytest

from cohesie_sim.cli.study import run_study
from cohesie_sim.experiment.replay import CHANNELS as FOLLOWED
from cohesie_sim.report.findings_file import read_findings
from cohesie_sim.report.results import Results
from cohesie_sim.report.studies import resident_counterfactuals as study
from cohesie_sim.report.studies.resident_counterfactuals_lines import _runs
from cohesie_sim.report.studies.resident_counterfactuals_lives import (
    CHANNELS,
    Lives,
    avoided_by_channel,
    choose_lives,
    pair_lives,
)
from cohesie_sim.report.studies.resident_counterfactuals_pairs import (
    NO_DIFFERENCE,
    Pairs,
    classes,
    mean_gain,
    per_replicate,
    share_fewer,
    share_more,
    share_same,
    share_with_half,
)
from experiments import resident_counterfactuals

WEEKS = pd.Series([-60.0, -4, -3, 0, 0, 0, 0, 1, 4, 30])


@pytest.mark.parametrize(
    ("statistic", "expected"),
    [
        (share_fewer, 0.2),
        (share_more, 0.2),
        (share_same, 0.4),
        (mean_gain, 32.0),  # of 60 and 4 weeks
        (share_with_half, 0.1),  # 60 of 67 weeks are with one of ten
    ],
)
def test_statistics_of_ten_adults(statistic: Any, expected: float) -> None:
    assert statistic(WEEKS) == pytest.approx(expected)


def test_half_of_the_weeks_may_need_several_adults_and_nothing_avoided_has_no_share() -> None:
    assert share_with_half(pd.Series([-2.0, -2, -2, -2, 5])) == pytest.approx(0.4)
    assert isnan(share_with_half(pd.Series([0.0, 3])))
    assert isnan(mean_gain(pd.Series([-3.0, 3])))


def test_every_difference_falls_into_one_class() -> None:
    edges = [-156, -53, -52, -27, -26, -13, -12, -4, -3, -1, 0, 1, 3, 4, 12, 13, 26, 27, 52, 53, 156]
    shares = classes(pd.DataFrame({"replicate": 0, "weeks_isolated": edges})) * len(edges)
    assert shares.to_numpy().round().tolist()[0] == [2, 2, 2, 2, 2, 1, 2, 2, 2, 2, 2]
    assert shares.to_numpy()[0, NO_DIFFERENCE] == pytest.approx(1)


def _residents(hypotheses: tuple[str, ...] = ("article",)) -> Results:
    rows = []
    for fte, weeks in ((0.0, (50, 10, 0)), (4.0, (20, 15, 0))):
        for replicate in (0, 1):
            for resident, isolated in enumerate(weeks):
                if (fte, replicate, resident) == (4.0, 1, 2):
                    continue  # a failed run would miss everybody; whoever has no pair does not count
                row = {"replicate": replicate, "resident": resident, "fte_per_10000": fte, "weeks_isolated": isolated}
                rates = {"family_rate": (0.5, 0.5, 2.0)[resident], "friends_rate": (0.9, 1.1, 0.1)[resident]}
                rows.append({**row, **rates, "weeks_out_of_sight": 0, "weeks_lonely": 1})
    one = pd.DataFrame(rows).assign(scenario="s", variant="as_is")
    table = pd.concat([one.assign(hypothesis=name) for name in hypotheses], ignore_index=True)
    table["weeks_isolated"] = table["weeks_isolated"].astype(np.int16)
    manifest = {
        "grids": [{"levels_fte_per_10000": [0.0, 4.0], "scenarios": ["s"], "hypotheses": ["article"]}],
        "scenarios": {"s": {"weeks": 156}},
    }
    empty = pd.DataFrame()

    class Stored(Results):
        def table(self, name: str) -> pd.DataFrame:
            assert name == "residents"
            return table

    return Stored(manifest, empty, empty, empty, empty, empty)


def test_residents_are_compared_with_themselves() -> None:
    pairs = Pairs(_residents())
    changes = pairs.changes("article")
    assert changes["weeks_isolated"].tolist() == [-30, 5, 0, -30, 5]
    assert changes["few_contacts"].tolist() == [True, False, False, True, False]
    assert changes["isolated_without"].tolist() == [50, 10, 0, 50, 10]
    assert per_replicate(changes, np.mean).tolist() == pytest.approx([-25 / 3, -12.5])
    assert pairs.years == 3
    assert pairs.changes("null").empty


def test_who_gains_is_set_against_who_loses_and_luck_has_its_own_findings() -> None:
    found = {(f.name, f.hypothesis): f for f in study._spread(Pairs(_residents()))}
    net = found["net_fewer", "article"]  # one of three and one of two gain a month, and as many lose one
    assert net.difference
    assert net.interval.mean == 0
    assert not any(name.startswith("floor_") for name, _ in found)  # null was not run
    under_null = _residents(("article", "null"))
    floor = {f.name: f for f in study._floor(Pairs(under_null))}
    assert {f.hypothesis for f in floor.values()} == {"null"}
    assert floor["floor_fewer"].interval.mean == pytest.approx((1 / 3 + 1 / 2) / 2)
    assert floor["floor_with_half"].interval.mean == pytest.approx((1 / 3 + 1 / 2) / 2)


def _lives(usual: dict[str, tuple[float, float]], isolated: tuple[bool, bool], **more: Any) -> pd.DataFrame:
    """Return one adult in one week, without and with community work."""
    rows = []
    for k, fte in enumerate((0.0, 4.0)):
        remembered = {f"usual_{name}": usual.get(name, (0.0, 0.0))[k] for name in CHANNELS}
        head = {"fte_per_10000": fte, "replicate": 0, "week": 0, "resident": 7}
        rows.append({**head, **more, "isolated": isolated[k], **remembered})
    return pd.DataFrame(rows)


def test_channels_are_those_that_were_followed() -> None:
    assert set(CHANNELS) == set(FOLLOWED)


def test_a_week_is_divided_over_what_grew_in_the_circle_that_reaches_weekly_contact() -> None:
    usual = {"neighbours": (0.5, 0.4), "initiative": (0.0, 0.6), "helper": (0.1, 0.3), "family": (0.0, 0.9)}
    avoided = avoided_by_channel(pair_lives(_lives(usual, (True, False))))
    assert avoided.loc[0, "initiative"] == pytest.approx(5200 * 0.75)  # rises of 0.6 and 0.2; one adult, one week
    assert avoided.loc[0, "helper"] == pytest.approx(5200 * 0.25)
    assert avoided.loc[0].sum() == pytest.approx(5200)  # family grew most and stays below weekly


def test_turned_round_it_tells_the_weeks_that_are_added() -> None:
    lives = pair_lives(_lives({"friends": (1.0, 0.2)}, (False, True)))
    assert avoided_by_channel(lives).loc[0].sum() == 0
    assert avoided_by_channel(Lives(*lives[::-1])).loc[0, "friends"] == pytest.approx(5200)


def test_weeks_added_are_taken_off_those_avoided_in_each_channel() -> None:
    gains = _lives({"initiative": (0.0, 1.2)}, (True, False))
    loses = _lives({"friends": (1.0, 0.2)}, (False, True)).assign(resident=8)
    found = {f.name: f.interval.mean for f in study._through(pair_lives(pd.concat([gains, loses])), "article")}
    assert (found["avoided"], found["added"], found["net_avoided"]) == pytest.approx((2600, 2600, 0))  # of two adults
    assert (found["net_initiative"], found["net_circle"]) == pytest.approx((2600, -2600))
    assert found["through_initiative"] == 1  # of the weeks avoided alone


def test_a_week_that_does_not_differ_is_nobodys() -> None:
    for isolated in ((True, True), (False, False)):
        assert avoided_by_channel(pair_lives(_lives({"friends": (1.0, 2.0)}, isolated))).loc[0].sum() == 0


def test_lives_are_chosen_by_rules_and_none_twice() -> None:
    weeks = 20
    # isolated weeks without and with, talks: by number of the resident
    people = {1: (20, 2, 0), 2: (12, 6, 0), 3: (10, 4, 1), 4: (9, 4, 0), 5: (20, 20, 1), 6: (18, 19, 5)}
    people |= {7: (0, 9, 0), 8: (0, 0, 0), 9: (0, 0, 3), 10: (0, 0, 0)}
    rows = [
        {"replicate": 0, "resident": resident, "week": week, "fte_per_10000": 4.0 * k}
        | {"isolated": week < numbers[k], "talks": int(k == 1 and week < numbers[2])}
        for resident, numbers in people.items()
        for week in range(weeks)
        for k in (0, 1)
    ]
    chosen = {life.rule: int(life.given["resident"].iloc[0]) for life in choose_lives(pair_lives(pd.DataFrame(rows)))}
    assert chosen == {
        "gains_most": 1,
        "gains_median": 2,  # of those left, gains of 5, 6 and 6: the middle one
        "talks_most": 6,
        "always": 5,
        "loses_most": 7,
        "never": 9,
    }


def test_a_rule_that_nobody_meets_is_left_out() -> None:
    rows = [
        {"replicate": 0, "resident": 1, "week": week, "fte_per_10000": fte, "isolated": False, "talks": 0}
        for week in range(3)
        for fte in (0.0, 4.0)
    ]
    assert [life.rule for life in choose_lives(pair_lives(pd.DataFrame(rows)))] == ["never"]


def test_runs_of_weeks() -> None:
    days = np.arange(5) * 7.0
    assert _runs(days, np.array([True, True, False, False, True])) == [(0.0, 14.0), (28.0, 7.0)]
    assert _runs(days, np.zeros(5, bool)) == []


def test_the_design_compares_with_and_without_and_takes_away_one_way_at_a_time() -> None:
    design = resident_counterfactuals.design()
    main, taken_away = design.grids
    assert main.levels == (0, 4)
    assert main.hypotheses == ("article", "self_reliance", "null")
    assert (taken_away.levels, len(taken_away.variants)) == ((4,), 3)
    assert len(design.runs()) == 40 * (6 + 3)
    assert design.keep_residents
    assert design.lives == 1000


@pytest.mark.slow
def test_the_study_at_tiny_size(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run_study(resident_counterfactuals.design(replicates=2, residents=200, lives=150), tmp_path) == 0
    assert "4 fte (full-time equivalents)" in capsys.readouterr().out
    names = {path.name for path in tmp_path.iterdir()}
    for picture in ("resident_counterfactuals", "life_lines", "effects"):
        assert {f"{picture}.{language}.{end}" for language in ("en", "nl") for end in ("png", "svg")} <= names
    found = {(f.name, f.hypothesis): f.interval.mean for f in read_findings(tmp_path)}
    weekly = pd.read_parquet(tmp_path / "weekly.parquet")
    weekly = weekly[(weekly["hypothesis"] == "article") & (weekly["variant"] == "as_is")]
    shares = weekly.groupby("fte_per_10000")["isolated"].mean()
    assert found["isolated", "article"] == pytest.approx(5200 * (shares[4.0] - shares[0.0]), abs=0.01)
    for hypothesis in ("article", "self_reliance", "null"):
        kinds = found["share_same", hypothesis] + found["share_fewer", hypothesis] + found["share_more", hypothesis]
        assert 0.5 < kinds <= 1 + 1e-5  # three numbers, stored with six digits
    assert found["floor_more", "null"] == found["share_more", "null"]
    for hypothesis in ("article", "null"):
        net = found["share_fewer", hypothesis] - found["share_more", hypothesis]
        assert found["net_fewer", hypothesis] == pytest.approx(net, abs=1e-6)
    if found["avoided", "article"] > 0:
        through = [value for (name, _), value in found.items() if name.startswith("through_")]
        assert np.nansum(through) == pytest.approx(1, abs=1e-6)
