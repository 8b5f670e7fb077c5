"""What may happen outside the model: how large for every quantity, and on which scale, by hand."""

from __future__ import annotations

from typing import Final

import numpy as np
import pytest
from scipy.special import expit, logit

from cohesie_sim.calibration.mix import WEIGHTS
from cohesie_sim.calibration.targets import load_targets
from cohesie_sim.predictions.evidence import districts, evidence
from cohesie_sim.predictions.foretold import Foretold
from cohesie_sim.predictions.quantities import QUANTITIES
from cohesie_sim.predictions.worlds import Worlds
from tests.predictions.conftest import Make

FORETELL: Final = {f"{q.id} {q.part}".strip(): q.foretell for q in QUANTITIES}
FITTED: Final = {  # prediction: the target of the same quantity and survey
    "P01": "contact_april",
    "P03": "volunteered_kept",
    "P04": "volunteered_kept",
    "P05": "volunteered_kept",
    "P23": "neighbours_weekly",
}
# In worlds where nothing changes. A quarter of a survey is worth 0.05 * 0.95 / (0.007 / 1.96)**2 = 3,724 answers, so
# that the log odds of a share p have the error 1 / sqrt(3724 * p * (1 - p)): 0.0362 for 29 %.
SIZES: Final = {
    "P01": ("logarithm", 0.2),
    "P02": ("logarithm", 0.4),
    "P03": ("log odds", 0.3519),  # 0.35 and a quarter at 29 %
    "P04": ("log odds", 0.3505),  # four quarters
    "P05": ("log odds", 0.3519),
    "P06": ("log odds", 0.7002),  # 0.7 and four quarters at 49 %
    "P07": ("log odds", 0.7002),
    "P08": ("logarithm", 0.4),
    "P09": ("logarithm", 0.4),
    "P10": ("share", 0.1),
    "P11": ("share", 0.1),
    "P12": ("share", 0.1),
    "P13": ("log odds", 0.157),  # 39.6 to 43.4 %
    "P14": ("log odds", 0.177),  # 8.6 to 10.1 %
    "P15": ("log odds", 0.178),
    "P16": ("log odds", 0.178),
    "P17": ("log odds", 0.1923),  # 0.157 * sqrt(6 / 4)
    "P18": ("log odds", 0.2168),
    "P19": ("change from 10.1 %", 0.0850),  # 0.177 * sqrt(1 / 24) and a quarter at 10.1 %, twice
    **{f"P20 {preset}": ("log odds", 0.1846) for preset in WEIGHTS},  # 0.157 and 0.097 between municipalities
    "P21": ("logarithm", 0.122),
    "P22": ("percentage points", 3.759),  # 0.157 times the mean of p * (1 - p) over districts, 0.2394
    "P23": ("log odds", 0.3508),  # 0.35 and two quarters at 55 %
    "P24 single": ("change from 14 %", 0.1392),  # 0.177 * sqrt(2 / 4) and four quarters of 30 % of adults, twice
    "P24 couple": ("change from 6 %", 0.1470),  # the same, of 40 % of adults
    # drift 0.1252 * (12.04 - 5.64) points, and samples: 0.0610 * 12.04 and 0.0771 * 5.64 points
    "P24 single_minus_couple": ("percentage points", 1.170),
    "P25 first_lockdown": ("log odds", 0.1882),  # 0.157 and a quarter of 10 % of adults at 48.3 %
    "P25 second_lockdown": ("log odds", 0.2039),  # 0.157 * sqrt(5 / 4)
    "P25 change": ("change from 48.3 %", 0.1631),  # 0.157 * sqrt(43 / 208) and the sample, twice
}


def _of(name: str, worlds: Worlds) -> Foretold:
    found = FORETELL[name](worlds)
    assert found is not None
    return found


def _moved(scale: str, middle: float, error: float) -> float:
    """Return what one standard deviation up makes of a published number."""
    if scale == "log odds":
        return 100 * float(expit(logit(middle / 100) + error))
    if scale == "logarithm":
        return middle * float(np.exp(error))
    if scale.startswith("change from"):
        before = float(scale.split()[2]) / 100
        return 100 * float(expit(logit(before + middle / 100) + error) - before)
    return middle + error * (100 if scale == "share" else 1)


def test_every_number_is_in_the_table() -> None:
    assert set(SIZES) | {"P24 single_parent"} == set(FORETELL)


@pytest.mark.parametrize("name", SIZES)
def test_the_error_has_its_size_and_its_scale(make_worlds: Make, name: str) -> None:
    scale, error = SIZES[name]
    found = _of(name, make_worlds({"groups": 10.0, "groups lasting": 5.0}))
    assert np.broadcast_to(found.outside, (1,)) == pytest.approx([error], rel=1e-3)
    up = found.shown((found.latent + error)[:, None])[0, 0]
    assert up == pytest.approx(_moved(scale, float(found.central()[0]), error), rel=1e-6)


def test_an_interval_by_hand(make_worlds: Make) -> None:
    # log odds of 29 % are -0.8954; 1.645 * 0.3519 = 0.5788 on either side: -1.4742 and -0.3166
    assert _of("P03", make_worlds()).quantiles(0.05, 0.95) == pytest.approx([18.63, 42.15], abs=0.05)
    # of 49 % -0.0400; 1.645 * 0.7002 = 1.1517: -1.1917 and 1.1117
    assert _of("P06", make_worlds()).quantiles(0.05, 0.95) == pytest.approx([23.29, 75.25], abs=0.1)
    # a factor exp(1.645 * 0.4) = 1.931 on either side
    assert _of("P02", make_worlds()).quantiles(0.05, 0.95) == pytest.approx([1 / 1.931, 1.931], rel=2e-3)


def test_assumed_errors_are_as_far_apart_as_two_surveys_of_one_thing() -> None:
    known = evidence()
    assert known["error_ratio_fitted"] == pytest.approx(np.log(43.4 / 35), abs=0.025)  # in twentieths
    assert known["error_odds_fitted"] == pytest.approx(logit(0.434) - logit(0.35), abs=0.025)
    for scale in ("ratio", "odds"):
        assert known[f"error_{scale}_unfitted"] == 2 * known[f"error_{scale}_fitted"]


def test_the_smaller_error_is_for_what_the_model_was_fitted_to(make_worlds: Make) -> None:
    used = {target.id: target.use for target in load_targets()}
    assert {used[target] for target in FITTED.values()} == {"fit"}
    assert used["volunteered_year"] == used["short_of_help"] == "check"  # of P06 and P07, and of P09
    for name in ("P01", "P02", "P03", "P04", "P05", "P06", "P07", "P08", "P09", "P23"):
        outside = float(np.broadcast_to(_of(name, make_worlds()).outside, (1,))[0])
        assert (outside < 0.36) == (name in FITTED), name


def test_drift_of_districts_is_that_of_the_nation_in_points(make_worlds: Make) -> None:
    moved = 100 * (expit(logit(districts()) + 0.157) - districts()).mean()
    assert _of("P22", make_worlds()).outside == pytest.approx(moved, rel=0.02)
