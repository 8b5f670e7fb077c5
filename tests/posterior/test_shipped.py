"""The draws that come with the package: complete, inside their ranges. The defaults are their centre, and fit too."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from cohesie_sim.calibration.targets import fitted_targets
from cohesie_sim.calibration.unknowns import Unknown, drawn, fitted
from cohesie_sim.calibration.worlds import survey_worlds
from cohesie_sim.declaration import declarations
from cohesie_sim.posterior import lay_under, posterior_draws
from cohesie_sim.posterior.draws import FILE
from cohesie_sim.report.calibration_recovery import LEVELS, block_coverage, coverage
from cohesie_sim.scenarios import load_scenario
from cohesie_sim.scenarios.overrides import PARTS

DECLARED = {row.name: row for part, record in PARTS.items() for row in declarations(record, f"{part}.")}
STORED = Path(__file__).parents[2] / "results" / "calibration"
WORLDS = 12


def test_every_unknown_has_its_values() -> None:
    draws = posterior_draws()
    assert len(draws) == 200
    assert all(len({draw[key] for draw in draws}) > 180 for key in draws[0])  # none stands for several
    assert list(draws[0]) == [unknown.key for unknown in (*fitted(), *drawn())]


def test_the_package_has_the_draws_of_the_stored_calibration() -> None:
    assert FILE.read_bytes() == (STORED / FILE.name).read_bytes()


def test_every_draw_can_be_lived_with() -> None:
    base = load_scenario("nl_2020_2022")
    assert len({lay_under(base, draw).content_hash() for draw in posterior_draws()}) > 100


@pytest.mark.parametrize("unknown", fitted(), ids=lambda unknown: unknown.key)
def test_the_default_of_a_calibrated_parameter_is_the_median_of_the_draws(unknown: Unknown) -> None:
    middle = float(np.median([draw[unknown.key] for draw in posterior_draws()]))
    assert DECLARED[unknown.key].value == float(f"{middle:.3g}")
    assert DECLARED[unknown.key].declaration.source.kind == "calibrated"


def test_draws_say_more_than_the_prior_about_what_the_targets_tell() -> None:
    spread = {unknown.key: np.std([draw[unknown.key] for draw in posterior_draws()]) for unknown in fitted()}
    narrower = [u.key for u in fitted() if spread[u.key] < 0.7 * (u.high - u.low) / np.sqrt(12)]
    assert "parameters.restrictions.compliance" in narrower
    assert "population.setpoints.correlation" in narrower
    assert "parameters.volunteering.elsewhere_closed" in narrower


@pytest.mark.parametrize("level", LEVELS)
def test_intervals_of_the_stored_recovery_test_hold_the_truth_as_often_as_they_say(level: int) -> None:
    recovery, priors = (pd.read_csv(STORED / f"{name}.csv") for name in ("recovery", "priors"))
    assert recovery["case"].nunique() >= 20
    (every,) = (one for one in coverage(recovery, priors) if one.level == level and not one.parameter)
    assert every.share.low <= level / 100 <= every.share.high
    assert every.share.high - every.share.low < 0.13  # sure enough to tell something


def test_blocks_of_the_stored_recovery_test_cover_as_often_as_they_say() -> None:
    """With a chance of a false alarm of about 1 in 20 for each of five blocks, so that one may stand out."""
    recovery, priors = (pd.read_csv(STORED / f"{name}.csv") for name in ("recovery", "priors"))
    off = [one for one in block_coverage(recovery, priors, 90) if not one.share.low <= 0.9 <= one.share.high]
    assert len(off) < 2


def test_weights_left_enough_particles_in_every_generation_of_every_fit() -> None:
    recovery, generations = (pd.read_csv(STORED / f"{name}.csv") for name in ("recovery", "fit"))
    assert generations["effective"].min() > generations["particles"].max() / 2
    assert recovery["effective"].min() > generations["particles"].max() / 20


@pytest.mark.slow
def test_the_defaults_meet_every_target_that_the_draws_meet() -> None:
    """The mean of twelve worlds, within two standard deviations of the target."""
    told = pd.read_csv(STORED / "predictive.csv", index_col="id")["met"]
    found = pd.DataFrame([survey_worlds({}, luck) for luck in range(WORLDS)]).mean()
    met = [target for target in fitted_targets() if told[target.id] == "yes"]
    assert len(met) > 30
    assert {t.id: found[t.id] for t in met if abs(t.misfit(float(found[t.id]))) > 2.0} == {}
