from __future__ import annotations

import numpy as np
import numpy.typing as npt
import pytest
from scipy.optimize import LinearConstraint, minimize
from scipy.special import logit

from cohesie_sim.calibration.mix import WAVE_DRIFT, WEIGHTS, national, national_figures, offset
from cohesie_sim.errors import ConfigurationError
from cohesie_sim.neighbourhood import load_neighbourhood, neighbourhood_names


def test_weights_are_of_every_preset_and_add_up() -> None:
    assert list(WEIGHTS) == neighbourhood_names()
    assert sum(WEIGHTS.values()) == pytest.approx(1, abs=1e-12)
    assert min(WEIGHTS.values()) >= 0


def test_weights_are_those_closest_to_the_nation() -> None:
    figures = national_figures()
    presets = np.array(
        [[getattr(load_neighbourhood(name).adults, figure).value for name in WEIGHTS] for figure in figures]
    )
    nation = np.array([figure.nation for figure in figures.values()])
    spread = np.array([figure.spread for figure in figures.values()])

    def distance(weights: npt.NDArray[np.float64]) -> float:
        return float(np.sum(((presets @ weights - nation) / spread) ** 2))

    best = minimize(
        distance,
        np.full(len(WEIGHTS), 1 / len(WEIGHTS)),
        bounds=[(0.0, 1.0)] * len(WEIGHTS),
        constraints=LinearConstraint(np.ones(len(WEIGHTS)), 1.0, 1.0),
        method="SLSQP",
        options={"ftol": 1e-14, "maxiter": 500},
    )
    assert best.success
    assert list(WEIGHTS.values()) == pytest.approx(best.x.tolist(), abs=0.003)


@pytest.mark.parametrize(
    "figure", ["lonely", "severely_lonely", "emotionally_lonely", "socially_lonely", "volunteering"]
)
def test_the_published_mix_gives_the_published_nation(figure: str) -> None:
    mix = sum(w * getattr(load_neighbourhood(name).adults, figure).value for name, w in WEIGHTS.items())
    assert national(figure, mix) == pytest.approx(national_figures()[figure].nation)
    assert offset(figure) != 0


def test_a_rise_in_the_mix_is_a_rise_in_the_nation() -> None:
    assert national("lonely", 40) < national("lonely", 45)


def test_an_unknown_figure_is_refused_with_the_nearest_one() -> None:
    with pytest.raises(ConfigurationError, match="Did you mean 'lonely'"):
        offset("lonly")


@pytest.mark.parametrize(
    ("share", "earlier", "later"),
    [("lonely", 39.6, 43.4), ("severely_lonely", 8.6, 10.1), ("emotionally_lonely", 20.0, 23.0)],
)
def test_the_drift_is_what_one_wave_moved(share: str, earlier: float, later: float) -> None:
    assert WAVE_DRIFT[share] == pytest.approx(logit(later / 100) - logit(earlier / 100), abs=0.001)
