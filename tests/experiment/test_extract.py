"""What is kept of a run agrees with the tidy frames of the same run."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

from cohesie_sim import load_scenario
from cohesie_sim.engine.simulate import run_replicate
from cohesie_sim.experiment.extract import SPLIT, WEEKLY, Tables, decode, extract
from cohesie_sim.experiment.phases import phase_codes
from cohesie_sim.outcomes.frames import initiatives_frame, splits_frame, volunteers_frame, weekly_frame
from cohesie_sim.outcomes.measures import MEASURES
from cohesie_sim.outcomes.periods import PHASES
from cohesie_sim.outcomes.result import RawResult
from cohesie_sim.scenarios import Scenario


@pytest.fixture(scope="module")
def scenario() -> Scenario:
    return load_scenario("nl_2020_2022").with_changes(
        {"residents": 300, "calendar.weeks": 60, "calendar.burn_in_weeks": 8}
    )


@pytest.fixture(scope="module")
def raw(scenario: Scenario) -> RawResult:
    return run_replicate(scenario, 3, 1)


@pytest.fixture(scope="module")
def tables(raw: RawResult, scenario: Scenario) -> Tables:
    return {name: decode(name, columns) for name, columns in extract(raw, scenario).items()}


def test_weekly_outcomes_are_those_of_the_frame(raw: RawResult, scenario: Scenario, tables: Tables) -> None:
    frame = weekly_frame(raw, scenario.mondays())
    for name in WEEKLY:
        np.testing.assert_allclose(tables["weekly"][name].astype(float), frame[name], rtol=1e-6)
    assert (tables["weekly"]["residents"] == 300).all()
    assert tables["weekly"]["phase"].tolist() == [PHASES[code] for code in phase_codes(scenario)]


def test_everything_that_is_measured_is_kept() -> None:
    assert {measure.column for measure in MEASURES if measure.column} <= set(WEEKLY)


def test_splits_are_means_over_the_weeks_of_a_phase(raw: RawResult, scenario: Scenario, tables: Tables) -> None:
    frame = splits_frame(raw, scenario.mondays())
    frame["phase"] = np.array(PHASES)[phase_codes(scenario)[frame["week"]]]
    expected = frame.groupby(["phase", "split", "group"])[list(SPLIT)].mean()
    kept = pd.DataFrame(tables["splits"]).set_index(["phase", "split", "group"])
    assert len(kept) == len(expected) == 4 * 11
    pd.testing.assert_frame_equal(
        kept[list(SPLIT)].astype(float).sort_index(), expected.sort_index(), check_dtype=False, rtol=1e-5
    )


def test_initiatives_are_those_of_the_frame_without_what_ended_in_the_burn_in(raw: RawResult, tables: Tables) -> None:
    frame = initiatives_frame(raw)
    frame = frame[frame["end"] >= 0].reset_index(drop=True)
    for name in ("slot", "kind", "start", "end", "cause", "censored"):
        assert tables["initiatives"][name].tolist() == frame[name].tolist()


def test_volunteers_at_week_0_and_helpers_since_are_all_counted(raw: RawResult, tables: Tables) -> None:
    frame = volunteers_frame(raw)
    helper = frame["role"].isin(["waiting_helper", "matched_helper"])
    kept = pd.DataFrame(tables["volunteers"])
    count = kept.groupby("role")["count"].sum()
    assert count["volunteer"] == (~helper & (frame["start"] < 0) & (frame["end"] >= 0)).sum() > 0
    assert count["helper"] == (helper & (frame["start"] >= 0)).sum() > 0
    unused = frame[helper & (frame["start"] >= 0) & (frame["cause"] == "unused")]
    counted = kept[(kept["role"] == "helper") & (kept["cause"] == "unused")]
    assert (counted["weeks"] * counted["count"]).sum() == (unused["end"] - unused["start"]).sum()


def test_the_wave_of_a_helper_is_the_phase_of_the_sign_up(raw: RawResult, scenario: Scenario, tables: Tables) -> None:
    frame = volunteers_frame(raw)
    helpers = frame[frame["role"].isin(["waiting_helper", "matched_helper"]) & (frame["start"] >= 0)]
    expected = pd.Series(np.array(PHASES)[phase_codes(scenario)[helpers["start"]]]).value_counts().to_dict()
    kept = pd.DataFrame(tables["volunteers"])
    counted = kept[kept["role"] == "helper"].groupby("wave")["count"].sum().to_dict()
    assert counted == expected
    assert len(counted) > 2  # the waves differ, or the test could not fail
    assert set(kept.loc[kept["role"] == "volunteer", "wave"]) == {"before"}


def test_adults_keep_their_totals_and_their_loneliness_at_the_end(raw: RawResult, scenario: Scenario) -> None:
    kept = extract(raw, scenario, residents=True)["residents"]
    adults = np.asarray(raw.traits["age"]) >= 18
    assert kept["resident"].tolist() == np.flatnonzero(adults).tolist()
    for name in ("worker_contacts", "weeks_isolated", "social", "emotional"):
        np.testing.assert_allclose(kept[name].astype(float), raw.residents[name][adults].astype(float), rtol=1e-6)
    assert len(np.unique(kept["social"])) > 100  # of people, not of the neighbourhood
