"""A stand-in for the model: a Gaussian process, fitted to runs that fill the space of what is unknown.

Equation: outcome = mean + smooth function of the unknowns (one length scale each, Matérn 5/2) + luck. Length scales and
the size of luck are those of greatest likelihood (scikit-learn). A fifth of the points is held out to see how wrong it
is; what is used afterwards is fitted to all points with the length scales found without the fifth.

How good it is where luck has no part needs a *signal*: the variance of the points held out less what luck alone does to
them. Both are estimates, and where luck is most of the variance their difference may be nothing. Its 95 % interval is
that of a bootstrap over the points held out (percentiles); where it reaches zero, how good the stand-in is cannot be
told.

Limits: outcomes that jump (a whole initiative saved or lost) are smoothed; see the held-out error.
"""

from __future__ import annotations

import warnings
from typing import Any, Final, NamedTuple

import numpy as np

from cohesie_sim.sensitivity.factors import Floats
from cohesie_sim.sensitivity.libraries import sklearn

_HELD_OUT: Final = 5  # one in so many
_RANGE: Final = (0.1, 100.0)  # length scales, as shares of a parameter's range; the longest says: no influence
_LUCK: Final = (1e-4, 10.0)
_RESAMPLES: Final = 2000
_ENDS: Final = (2.5, 97.5)  # percentiles


class Signal(NamedTuple):
    """How much points differ in what is expected of them, as a variance.

    Attributes
    ----------
    variance
        Between points, less what luck alone does to a mean over worlds; below zero when luck happens to be larger.
    low, high
        95 % bootstrap interval over points.
    """

    variance: float
    low: float
    high: float


class Emulator(NamedTuple):
    """A fitted stand-in.

    Attributes
    ----------
    process
        scikit-learn's regressor.
    r2
        Share of the variance of held-out points that it tells beforehand, luck included (1 is perfect).
    r2_without_luck
        The same for the expected outcome: what luck alone does to the mean over worlds is taken off; at most 1. NaN
        when the signal is not distinguishable from none, since a share of nothing cannot be told.
    rmse
        Root of the mean squared error of held-out points.
    signal
        Of the held-out points.
    """

    process: Any
    r2: float
    r2_without_luck: float
    rmse: float
    signal: Signal

    def predict(self, inputs: Floats) -> Floats:
        """Return the expected outcome, shape (points,)."""
        expected: Floats = self.process.predict(inputs)
        return expected


def fit(inputs: Floats, worlds: Floats, seed: int) -> Emulator:
    """Fit a stand-in for one outcome.

    Parameters
    ----------
    inputs
        Shape (points, columns), from :meth:`cohesie_sim.sensitivity.space.Space.inputs`.
    worlds
        Outcome of every point in each of its worlds, shape (points, worlds).
    seed
        Of the bootstrap.

    Returns
    -------
    Emulator
        With its error on held-out points.
    """
    values = worlds.mean(axis=1)
    held = np.arange(len(values)) % _HELD_OUT == _HELD_OUT - 1
    trained = _fitted(inputs[~held], values[~held], _kernel(inputs.shape[1]), optimise=True)
    error = float(np.mean((trained.predict(inputs[held]) - values[held]) ** 2))
    signal = signal_of(worlds[held], seed)
    known = share_told(error, luck_variance(worlds[held]) / worlds.shape[1], signal)
    whole = _fitted(inputs, values, trained.kernel_, optimise=False)
    return Emulator(whole, 1 - _share(error, float(values[held].var())), known, error**0.5, signal)


def signal_of(worlds: Floats, seed: int) -> Signal:
    """Return how much points differ beyond luck.

    Parameters
    ----------
    worlds
        Outcome of every point in each of its worlds, shape (points, worlds); of one world nothing is luck.
    seed
        Of the bootstrap.

    Returns
    -------
    Signal
        With its interval.
    """
    values, luck = worlds.mean(axis=1), _luck(worlds) / worlds.shape[1]
    picks = np.random.default_rng(seed).integers(0, len(values), (_RESAMPLES, len(values)))
    again = values[picks].var(axis=1) - luck[picks].mean(axis=1)
    low, high = (float(end) for end in np.percentile(again, _ENDS))
    return Signal(float(values.var() - luck.mean()), low, high)


def share_told(error: float, luck: float, signal: Signal) -> float:
    """Return the share of the signal that a stand-in tells.

    Parameters
    ----------
    error
        Mean squared error of held-out points.
    luck
        What luck alone adds to it.
    signal
        Of the same points.

    Returns
    -------
    float
        At most 1; below zero when the mean would have told more; NaN when the signal may be none.
    """
    return 1 - max(error - luck, 0.0) / signal.variance if signal.low > 0 else np.nan


def luck_variance(worlds: Floats) -> float:
    """Return the mean variance between worlds at one point, shape (points, worlds) to a number; 0 for one world."""
    return float(_luck(worlds).mean())


def _luck(worlds: Floats) -> Floats:
    """Return the variance between worlds of every point, shape (points,)."""
    return worlds.var(axis=1, ddof=1) if worlds.shape[1] > 1 else np.zeros(len(worlds))


def _share(part: float, whole: float) -> float:
    return part / whole if whole > 0 else np.nan


def _kernel(columns: int) -> Any:
    kernels = sklearn("gaussian_process.kernels")
    smooth = kernels.Matern(length_scale=np.ones(columns), length_scale_bounds=_RANGE, nu=2.5)
    return kernels.ConstantKernel(1.0, (1e-3, 1e3)) * smooth + kernels.WhiteKernel(0.3, _LUCK)


def _fitted(inputs: Floats, values: Floats, kernel: Any, *, optimise: bool) -> Any:
    process = sklearn("gaussian_process").GaussianProcessRegressor(
        kernel, normalize_y=True, optimizer="fmin_l_bfgs_b" if optimise else None
    )
    with warnings.catch_warnings():
        # a length scale at the end of its range means that a parameter does nothing; that is an answer
        warnings.simplefilter("ignore", sklearn("exceptions").ConvergenceWarning)
        return process.fit(inputs, values)
