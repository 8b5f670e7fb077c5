from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

from cohesie_sim.sensitivity.convergence import convergence, enough, half_width
from cohesie_sim.sensitivity.emulator import Signal, fit, share_told, signal_of
from cohesie_sim.sensitivity.factors import Factor, Floats
from cohesie_sim.sensitivity.sobol import sobol_shares
from cohesie_sim.sensitivity.space import Space, fill_space

FACTORS = tuple(
    Factor(f"parameters.{name}", 0.0, 1.0, 0.5, whole=False, source="assumed", meaning="") for name in "abc"
)
SPACE = Space(FACTORS)


def frame(worlds: Floats) -> pd.DataFrame:
    index = pd.MultiIndex.from_product([range(len(worlds)), range(worlds.shape[1])], names=["point", "replicate"])
    return pd.DataFrame({"y": worlds.ravel()}, index=index)


def test_shares_of_a_known_function_with_luck_of_a_known_size() -> None:
    shares = fill_space(SPACE, 150, 1)
    a, b, _, which = shares.T
    # variances: 4a 16/12, 2b 4/12, the null hypothesis 3²·2/9 = 2; luck 1
    expected = 4 * a + 2 * b + 3 * (which >= 2 / 3)
    luck = np.random.default_rng(1).normal(size=(150, 2))
    found = sobol_shares(SPACE, shares, frame(expected[:, None] + luck), 1)
    total = 16 / 12 + 4 / 12 + 2
    first = found.indices.set_index("parameter")["first"]
    assert first["parameters.a"] == pytest.approx(16 / 12 / total, abs=0.08)
    assert first["parameters.b"] == pytest.approx(4 / 12 / total, abs=0.06)
    assert first["hypothesis"] == pytest.approx(2 / total, abs=0.08)
    assert first["parameters.c"] == pytest.approx(0, abs=0.04)
    row = found.fits.iloc[0]
    assert row["luck"] == pytest.approx(1 / (total + 1), abs=0.08)
    assert row["luck"] + row["unknowns"] == pytest.approx(1)
    assert row["r2_without_luck"] > 0.9


def test_what_is_only_luck_is_told_as_such() -> None:
    shares = fill_space(SPACE, 100, 2)
    found = sobol_shares(SPACE, shares, frame(np.random.default_rng(2).normal(size=(100, 2))), 1)
    row = found.fits.iloc[0]
    assert row["luck"] > 0.75
    assert row["r2"] < 0.2
    assert row["signal_low"] < 0 < row["signal_high"]
    assert np.isnan(row["r2_without_luck"])
    assert found.indices.empty  # shares of noise are not told
    assert list(found.indices.columns[:2]) == ["outcome", "parameter"]


def test_signal_is_what_luck_leaves_of_the_variance() -> None:
    # means 1 and 5: variance 4; luck 2 within each, 1 of a mean over two worlds
    signal = signal_of(np.array([[0.0, 2.0], [4.0, 6.0]]), 1)
    assert signal.variance == pytest.approx(3)
    # drawn again, the two points are both there (3), or one of them twice (0 - 1), each in half of the draws
    assert [signal.low, signal.high] == pytest.approx([-1, 3])
    assert signal == signal_of(np.array([[0.0, 2.0], [4.0, 6.0]]), 1)


def test_signal_without_luck_is_known() -> None:
    signal = signal_of(np.repeat([[0.0], [10.0]], 40, axis=0).repeat(2, axis=1), 1)
    assert signal.variance == pytest.approx(25)
    assert 15 < signal.low < signal.high <= 25


def test_share_of_a_signal_that_may_be_none_is_not_told() -> None:
    # error 3, of which luck 1: 2 of a signal of 4 are missed
    assert share_told(3.0, 1.0, Signal(4.0, 1.0, 7.0)) == pytest.approx(0.5)
    assert share_told(0.9, 1.0, Signal(4.0, 1.0, 7.0)) == 1
    assert share_told(6.0, 1.0, Signal(4.0, 1.0, 7.0)) == pytest.approx(-0.25)
    # as with initiatives that survive: variance 0.01611, luck 0.01432, and less error than luck
    assert np.isnan(share_told(0.014, 0.01432, Signal(0.0018, -0.0064, 0.0092)))
    assert np.isnan(share_told(3.0, 1.0, Signal(4.0, 0.0, 7.0)))


def test_an_outcome_that_never_varies_has_no_shares() -> None:
    shares = fill_space(SPACE, 20, 3)
    varied = frame(np.column_stack([shares[:, 0], shares[:, 0]])).assign(still=1.0)
    found = sobol_shares(SPACE, shares, varied, 1)
    assert set(found.fits["outcome"]) == {"y"}


def test_held_out_error_is_that_of_points_not_seen() -> None:
    inputs = np.random.default_rng(4).random((60, 2))
    values = np.where(np.arange(60) % 5 == 4, 100.0, 0.0)  # the held-out points are nothing like the others
    emulator = fit(inputs, values[:, None], 1)
    assert np.isnan(emulator.r2_without_luck)  # they are all alike: there is nothing to tell
    assert emulator.rmse == pytest.approx(100, rel=0.05)


def test_half_widths_and_how_many_are_enough() -> None:
    assert half_width(2.0, [4])[0] == pytest.approx(3.1824, abs=1e-4)  # t(0.975, 3) = 3.1824, and sqrt(4) = 2
    number = enough(-1.0, 1.0)
    assert number is not None
    assert half_width(1.0, [number])[0] <= 0.25 < half_width(1.0, [number - 1])[0]
    assert enough(0.0, 1.0) is None


def test_pairing_takes_away_what_worlds_share() -> None:
    rng = np.random.default_rng(6)
    world, own = rng.normal(size=400), 0.1 * rng.normal(size=(4, 400))
    names = ("none", "four", "twelve", "halved")
    measures = ("isolated", "lonely", "severely_lonely", "surviving", "isolated_later", "participants_later")
    rows = [
        {"point": 0, "condition": name, "replicate": k, **dict.fromkeys(measures, world[k] + own[c, k] + c)}
        for c, name in enumerate(names)
        for k in range(400)
    ]
    widths, numbers = convergence(pd.DataFrame(rows))
    row = numbers.set_index("outcome").loc["isolated_12_0"]
    assert row["effect"] == pytest.approx(2, abs=0.05)
    assert row["deviation_paired"] == pytest.approx(0.1 * np.sqrt(2), rel=0.15)
    assert row["gain"] == pytest.approx(101, rel=0.3)
    assert row["enough_paired"] < row["enough_unpaired"]
    pair = widths[(widths["outcome"] == "isolated_12_0") & (widths["replicates"] == 10)].set_index("way")["half_width"]
    assert pair["unpaired"] / pair["paired"] == pytest.approx(np.sqrt(row["gain"]))
