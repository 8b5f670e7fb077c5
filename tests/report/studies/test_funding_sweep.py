"""What one more fte buys and how much presence is enough, against values worked out by hand."""

from __future__ import annotations

from math import inf, isnan
from typing import cast

import numpy as np
import pandas as pd
import pytest

from cohesie_sim.outcomes.intervals import Interval, share_interval
from cohesie_sim.outcomes.keys import RUN
from cohesie_sim.report.results import Results
from cohesie_sim.report.studies.funding_sweep_presence import chances, presence_findings, smallest
from cohesie_sim.report.studies.funding_sweep_runs import Step, existing_at_end, pick
from cohesie_sim.report.studies.funding_sweep_steps import Cost, cost_of_unit, gain_findings, step_findings

COST = Cost(70_000.0, 110_000.0)
STEP = Step(2.0, 4.0)


def _runs(rows: dict[tuple[str, float], dict[str, list[float]]]) -> pd.DataFrame:
    """Return measures per run: by hypothesis and level, one value per replicate."""
    frames = []
    for (hypothesis, level), values in rows.items():
        n = len(next(iter(values.values())))
        places = [(hypothesis, "nl_2020_2022", "as_is", level, k) for k in range(n)]
        frames.append(pd.DataFrame(values, index=pd.MultiIndex.from_tuples(places, names=RUN)))
    return pd.concat(frames)


def _gains(gain: str, low: dict[str, list[float]], high: dict[str, list[float]]) -> Interval:
    every = {"isolated": [0.0, 0.0], "out_of_sight": [0.0, 0.0], "initiatives_surviving": [0.5, 0.5]}
    every |= {"participants_per_1000": [0.0, 0.0], "initiatives_existing": [0.9, 0.9]}
    every |= {"adults_per_10000": [8000.0, 8000.0], "initiatives_per_10000": [20.0, 30.0]}
    (found,) = gain_findings(
        _runs({("article", 2.0): {**every, **low}, ("article", 4.0): {**every, **high}}), gain, STEP
    )
    return found.interval


def test_weeks_of_isolation_avoided_are_counted_on_adults_per_year_and_extra_fte() -> None:
    gain = _gains("weeks", {"isolated": [0.05, 0.06]}, {"isolated": [0.04, 0.04]})
    # 1 and 2 percentage points of 8,000 adults, 52 weeks, over 2 extra fte
    assert gain.mean == pytest.approx((80 * 52 / 2 + 160 * 52 / 2) / 2)
    assert gain.replicates == 2


def test_residents_in_sight_and_participants_are_persons_per_10000_and_extra_fte() -> None:
    assert _gains("sight", {"out_of_sight": [0.03, 0.03]}, {"out_of_sight": [0.02, 0.02]}).mean == pytest.approx(40)
    gain = _gains("participants", {"participants_per_1000": [10.0, 10.0]}, {"participants_per_1000": [13.0, 13.0]})
    assert gain.mean == pytest.approx(15)


def test_initiatives_kept_are_counted_on_those_of_the_lower_level() -> None:
    more = {"initiatives_per_10000": [99.0, 99.0], "initiatives_surviving": [0.75, 0.75]}
    assert _gains("kept", {}, more).mean == pytest.approx((0.25 * 20 / 2 + 0.25 * 30 / 2) / 2)


def test_initiatives_that_exist_count_new_ones_and_forget_what_grew_before_the_horizon() -> None:
    more = {"initiatives_per_10000": [99.0, 99.0], "initiatives_existing": [1.0, 1.1]}
    assert _gains("existing", {}, more).mean == pytest.approx((0.1 * 20 / 2 + 0.2 * 30 / 2) / 2)
    replaced = {"initiatives_surviving": [0.75, 0.75]}  # more survive, as many exist
    assert _gains("existing", {}, replaced).mean == pytest.approx(0.0)


def test_existing_initiatives_are_those_of_the_last_quarter_without_help_groups() -> None:
    week = np.arange(20)
    place = {"hypothesis": "article", "scenario": "nl_2020_2022", "variant": "as_is", "fte_per_10000": 0.0}
    one = pd.DataFrame({**place, "replicate": 0, "week": week, "running": 12, "running_help_group": 2})
    # week 7 is the first of the last 13; 13 weeks of 10, of which one has a club more
    one.loc[week < 7, "running"] = 90
    one.loc[week == 7, "running"] = 13
    other = one.assign(replicate=1, running=5)
    found = existing_at_end(pd.concat([one, other]))
    assert found.index.names == RUN
    assert found.tolist() == pytest.approx([10 + 1 / 13, 3.0])


def test_a_harm_is_below_zero() -> None:
    assert _gains("weeks", {"isolated": [0.04, 0.04]}, {"isolated": [0.05, 0.06]}).mean < 0


def test_a_rival_hypothesis_is_told_only_where_it_was_run() -> None:
    values = {
        "isolated": [0.05, 0.06],
        "out_of_sight": [0.0, 0.0],
        "initiatives_surviving": [1.0, 1.0],
        "initiatives_existing": [1.0, 1.0],
        "participants_per_1000": [0.0, 0.0],
        "adults_per_10000": [8000.0, 8000.0],
        "initiatives_per_10000": [20.0, 20.0],
    }
    runs = _runs({("article", 2.0): values, ("article", 4.0): values, ("null", 2.0): values})
    assert [f.hypothesis for f in gain_findings(runs, "weeks", STEP)] == ["article"]
    assert pick(runs, "isolated", 2.0, "null").to_dict() == {0: 0.05, 1: 0.06}
    assert pick(runs, "isolated", 2.0, "null", "long_winter").empty


def test_the_cost_of_a_unit_runs_from_cheap_and_much_to_dear_and_little() -> None:
    cost = cost_of_unit(Interval(400.0, 200.0, 600.0, 45), COST)
    assert cost == pytest.approx((90_000 / 400, 70_000 / 600, 110_000 / 200, 45))


@pytest.mark.parametrize("gain", [(1.0, -1.0, 3.0), (0.0, np.nan, np.nan), (-2.0, -3.0, -1.0), (1.0, 0.0, 2.0)])
def test_without_a_sure_gain_there_is_no_cost(gain: tuple[float, float, float]) -> None:
    cost = cost_of_unit(Interval(*gain, 45), COST)
    assert all(isnan(end) for end in cost[:3])
    assert cost.replicates == 45


def test_wilsons_interval_is_that_of_the_textbook() -> None:
    # Wilson (1927) for 8 of 10: (p + z²/2n ± z·sqrt(p(1-p)/n + z²/4n²)) / (1 + z²/n), z = 1.959964
    found = share_interval(8, 10)
    assert found == pytest.approx((0.8, 0.490162, 0.943318, 10), abs=1e-6)
    assert share_interval(10, 10).high == 1.0


def test_a_neighbourhood_that_keeps_exactly_the_share_counts() -> None:
    survived = {"initiatives_surviving": [0.75, 0.7499, 0.9, 3 / 4]}
    table = chances(_runs({("article", 0.0): survived, ("article", 2.0): survived}), [0.0, 2.0, 4.0], 0.75)
    assert list(table) == [0.0, 2.0]
    assert table[0.0].mean == 0.75


def test_the_smallest_level_under_a_rival_has_a_name_of_its_own_for_sentences() -> None:
    class Two:
        levels = (0.0, 2.0)
        scenarios = ("nl_2020_2022",)
        draws = None

    few, many = {"initiatives_surviving": [0.5] * 40}, {"initiatives_surviving": [1.0] * 40}
    runs = _runs({("article", 0.0): few, ("article", 2.0): many, ("null", 0.0): few, ("null", 2.0): few})
    found = {(f.name, f.hypothesis): f for f in presence_findings(cast("Results", Two()), runs)}
    assert found["minimum_nl", "article"].interval.mean == 2.0
    assert found["minimum_nl_null", "null"].interval == found["minimum_nl", "null"].interval
    assert found["minimum_nl_null", "null"].interval.mean == inf
    assert {name for name, _ in found if name.startswith("minimum_nl_")} == {"minimum_nl_strict", "minimum_nl_null"}


def test_a_cost_over_draws_follows_the_gain_over_draws() -> None:
    class Drawn:
        levels = (0.0, 2.0)
        manifest = {"cost_eur_per_fte_year_assumed": {"low": 70_000.0, "high": 110_000.0}}  # noqa: RUF012 - a stand-in
        draws = pd.DataFrame({"draw": [0, 0, 1, 1]})

        def weeks(self, _: str) -> int:
            return 52

    every = {"isolated": [0.05] * 4, "out_of_sight": [0.0] * 4, "initiatives_surviving": [0.5] * 4}
    every |= {"participants_per_1000": [10.0] * 4, "initiatives_existing": [0.9] * 4}
    every |= {"adults_per_10000": [8000.0] * 4, "initiatives_per_10000": [20.0] * 4}
    more = {**every, "participants_per_1000": [11.0, 13.0, 13.0, 13.0]}  # draws of 2 and 3: 10 and 15 per fte
    found = step_findings(cast("Results", Drawn()), _runs({("article", 0.0): every, ("article", 2.0): more}))
    by_name = {f.name: f for f in found}
    gain = by_name["participants_0_2"].interval
    assert (gain.mean, gain.replicates) == (12.5, 2)
    half = 12.706204736 * 2.5
    assert gain.high == pytest.approx(12.5 + half)
    assert by_name["euro_participants_0_2"].interval.replicates == 2
    assert isnan(by_name["euro_participants_0_2"].interval.mean)  # two draws are too few to tell the gain from zero


def _table(*means: float) -> dict[float, Interval]:
    return {2.0 * k: Interval(p, p - 0.1, p + 0.1, 45) for k, p in enumerate(means)}


def test_the_smallest_level_is_enough_in_every_scenario_and_at_every_higher_level() -> None:
    easy, hard = _table(0.95, 0.95, 0.95, 0.95), _table(0.5, 0.85, 0.75, 0.95)
    assert smallest([easy]) == (0.0, 0.0, 0.0, 45)
    # 2 fte are enough by luck only: 4 are not; upper ends reach 0.8 from 2 fte on, lower ends from 6 on
    assert smallest([easy, hard]) == (6.0, 2.0, 6.0, 45)


def test_no_level_may_be_enough() -> None:
    assert smallest([_table(0.5, 0.6, 0.65)])[:3] == (inf, inf, inf)
    assert smallest([_table(0.5, 0.6, 0.85)])[:3] == (4.0, 4.0, inf)


def test_a_level_without_initiatives_in_one_scenario_does_not_count() -> None:
    whole, part = _table(0.95, 0.95), {2.0: Interval(0.95, 0.85, 1.0, 45)}
    assert smallest([whole, part])[:3] == (2.0, 2.0, 2.0)
    empty = smallest([whole, {}])
    assert isnan(empty.mean)
    assert empty.replicates == 0
