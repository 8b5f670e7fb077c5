"""A stand-in for the model: a Gaussian process, fitted to runs that fill the space of what is unknown.

Equation: outcome = mean + smooth function of the unknowns (one length scale each, Matérn 5/2) + luck. Length scales and
the size of luck are those of greatest likelihood (scikit-learn). A fifth of the points is held out to see how wrong it
is; what is used afterwards is fitted to all points with the length scales found without the fifth.

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


class Emulator(NamedTuple):
    """A fitted stand-in.

    Attributes
    ----------
    process
        scikit-learn's regressor.
    r2
        Share of the variance of held-out points that it tells beforehand, luck included (1 is perfect).
    r2_without_luck
        The same for the expected outcome: what luck alone does to the mean over worlds is taken off.
    rmse
        Root of the mean squared error of held-out points.
    """

    process: Any
    r2: float
    r2_without_luck: float
    rmse: float

    def predict(self, inputs: Floats) -> Floats:
        """Return the expected outcome, shape (points,)."""
        expected: Floats = self.process.predict(inputs)
        return expected


def fit(inputs: Floats, worlds: Floats) -> Emulator:
    """Fit a stand-in for one outcome.

    Parameters
    ----------
    inputs
        Shape (points, columns), from :meth:`cohesie_sim.sensitivity.space.Space.inputs`.
    worlds
        Outcome of every point in each of its worlds, shape (points, worlds).

    Returns
    -------
    Emulator
        With its error on held-out points.
    """
    values = worlds.mean(axis=1)
    held = np.arange(len(values)) % _HELD_OUT == _HELD_OUT - 1
    trained = _fitted(inputs[~held], values[~held], _kernel(inputs.shape[1]), optimise=True)
    error = float(np.mean((trained.predict(inputs[held]) - values[held]) ** 2))
    total, luck = float(values[held].var()), luck_variance(worlds[held]) / worlds.shape[1]
    whole = _fitted(inputs, values, trained.kernel_, optimise=False)
    return Emulator(whole, 1 - _share(error, total), 1 - _share(max(error - luck, 0.0), total - luck), error**0.5)


def luck_variance(worlds: Floats) -> float:
    """Return the mean variance between worlds at one point, shape (points, worlds) to a number; 0 for one world."""
    return float(worlds.var(axis=1, ddof=1).mean()) if worlds.shape[1] > 1 else 0.0


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
