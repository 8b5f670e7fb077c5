"""Between computed points: Gaussian processes fitted to the runs, each case by itself, with their own error.

A curve is described by a few principal components over the months of a part of the horizon; each component is a
Gaussian process of the settings (kriging; Sacks et al. 1989, Stat. Sci. 4, and for curves Higdon et al. 2008, J. Am.
Stat. Assoc. 103), with scikit-learn. Only what can matter enters: funding after reopening says nothing about the months
before it.

Every case, a draw of the parameters, gets the same weights: the prediction of a mean is the mean of predictions, and
two settings are compared within cases. The error of the process comes on top of the luck of the cases.
"""

from __future__ import annotations

import warnings
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final, NamedTuple

import numpy as np
import numpy.typing as npt
from scipy.linalg import solve_triangular

from cohesie_sim.extras import optional_library

Floats = npt.NDArray[np.float64]
_EXPLAINED: Final = 0.999  # of the variance between conditions, by the components together
_MOST: Final = 4  # components, if nothing else is said
_LENGTHS: Final = (0.2, 30.0)  # within which a length is sought; inputs go from 0 to 1
_LEAST: Final = 0.1  # of its own variance to which a process is brought back when it is more right than it says
_NOISE: Final = (1e-6, 1.0)  # variance, relative to that of a component


class Kernel(NamedTuple):
    """What a Gaussian process assumes about a component, in units of the component's standard deviation.

    Attributes
    ----------
    variance
        Of the process.
    lengths
        Per column: over which distance the outcome changes.
    noise
        Variance of what does not depend on the settings.
    """

    variance: float
    lengths: Floats
    noise: float

    def between(self, first: Floats, second: Floats) -> Floats:
        """Return covariances of settings, shape (first, second)."""
        apart = (first[:, None, :] - second[None, :, :]) / self.lengths
        return np.asarray(self.variance * np.exp(-0.5 * (apart**2).sum(axis=-1)))


@dataclass(frozen=True)
class Part:
    """The emulator of one outcome in one part of the horizon.

    Attributes
    ----------
    inputs
        Of the conditions it was fitted to, shape (conditions, columns).
    centre
        Mean over cases and conditions, shape (outputs,).
    basis
        Components, shape (components, outputs), orthonormal.
    scores
        Of every condition and case, shape (components, conditions, cases).
    kernels
        One per component.
    rest
        Standard deviation of what the components leave of a mean over cases, shape (outputs,).
    rest_mean
        The same of a mean over outputs.
    """

    inputs: Floats
    centre: Floats
    basis: Floats
    scores: Floats
    kernels: tuple[Kernel, ...]
    rest: Floats
    rest_mean: float

    def predict(self, inputs: Floats) -> Floats:
        """Return what every case would find.

        Parameters
        ----------
        inputs
            Settings, shape (settings, columns).

        Returns
        -------
        ndarray
            Shape (settings, cases, outputs).
        """
        found = [
            kernel.between(inputs, self.inputs) @ np.linalg.solve(self._covariance(kernel), scores)
            for kernel, scores in zip(self.kernels, self.scores, strict=True)
        ]
        return np.asarray(self.centre + np.einsum("ksc,ko->sco", np.array(found), self.basis))

    def error(self, inputs: Floats, other: Floats | None = None) -> Floats:
        """Return the standard deviation of the emulator's own error, or of that of a difference.

        Parameters
        ----------
        inputs
            Settings, shape (settings, columns).
        other
            Settings from which they differ; none for the error of an outcome itself.

        Returns
        -------
        ndarray
            Of a mean over cases, shape (settings, outputs).
        """
        rest = np.outer(_times(inputs, other), self.rest**2)
        return np.asarray(np.sqrt(self._variances(inputs, other) @ self.basis**2 + rest))

    def mean_error(self, inputs: Floats, other: Floats | None = None) -> Floats:
        """Return the same of a mean over outputs, shape (settings,)."""
        rest = _times(inputs, other) * self.rest_mean**2
        return np.asarray(np.sqrt(self._variances(inputs, other) @ self.basis.mean(axis=1) ** 2 + rest))

    def _variances(self, inputs: Floats, other: Floats | None) -> Floats:
        return np.column_stack([self._variance(k, inputs, other) for k in range(len(self.kernels))])

    def _variance(self, k: int, inputs: Floats, other: Floats | None) -> Floats:
        kernel, spread = self.kernels[k], self.scores[k].mean(axis=1).std()
        reach = kernel.between(inputs, self.inputs)
        own = np.full(len(inputs), kernel.variance + kernel.noise)
        if other is not None:
            shared = [kernel.between(a[None], b[None])[0, 0] for a, b in zip(inputs, other, strict=True)]
            own = 2 * (own - np.array(shared)) * (inputs != other).any(axis=1)  # the same luck: nothing differs
            reach = reach - kernel.between(other, self.inputs)
        # by a root and not by an inverse: where nearly all is known, what is left would drown in rounding
        root = np.linalg.cholesky(self._covariance(kernel))
        known = (solve_triangular(root, reach.T, lower=True) ** 2).sum(axis=0)
        return np.asarray(np.maximum(own - known, 0.0) * spread**2)

    def _covariance(self, kernel: Kernel) -> Floats:
        return kernel.between(self.inputs, self.inputs) + kernel.noise * np.eye(len(self.inputs))


def _times(inputs: Floats, other: Floats | None) -> Floats:
    """Return how often what the components leave counts: twice in a difference, never where nothing differs."""
    return np.ones(len(inputs)) if other is None else 2.0 * (inputs != other).any(axis=1)


def fit_part(
    inputs: Floats,
    factors: Sequence[str],
    outcomes: Floats,
    *,
    most: int = _MOST,
    kernels: tuple[Kernel, ...] | None = None,
) -> Part:
    """Fit the emulator of one outcome in one part of the horizon.

    Parameters
    ----------
    inputs
        Settings, shape (conditions, columns).
    factors
        Behind each column; columns of one factor share a length.
    outcomes
        Shape (conditions, cases, outputs).
    most
        Components.
    kernels
        Found before, for the same arguments; none to find them.

    Returns
    -------
    Part
        The same for the same arguments.
    """
    centre = outcomes.mean(axis=(0, 1))
    middle = outcomes.mean(axis=1) - centre
    basis = _components(middle, len(kernels) if kernels else most)
    scores = np.einsum("sco,ko->ksc", outcomes - centre, basis)
    rest = middle - middle @ basis.T @ basis
    found = kernels or tuple(_kernel(inputs, factors, one.mean(axis=1)) for one in scores)
    return Part(inputs, centre, basis, scores, found, rest.std(axis=0), float(rest.mean(axis=1).std()))


def _components(middle: Floats, most: int) -> Floats:
    _, sizes, rows = np.linalg.svd(middle, full_matrices=False)
    explained = np.cumsum(sizes**2) / max(float((sizes**2).sum()), np.finfo(float).tiny)
    return np.asarray(rows[: min(int(np.searchsorted(explained, _EXPLAINED)) + 1, most)])


def _kernel(inputs: Floats, factors: Sequence[str], score: Floats) -> Kernel:
    process = optional_library("sklearn.gaussian_process", "policy", "scikit-learn")
    names = list(dict.fromkeys(factors))
    groups = np.array([names.index(factor) for factor in factors])
    spread = float(score.std())
    if spread == 0:  # the same in all conditions: nothing to be unsure of
        return Kernel(1.0, np.ones(inputs.shape[1]), 1.0)
    scaled = score / spread
    smooth = process.kernels.ConstantKernel(1.0) * _per_factor(process.kernels, groups)
    model = process.GaussianProcessRegressor(smooth + process.kernels.WhiteKernel(0.1, _NOISE))
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # a length at its bound: a factor that does not matter
        fitted = model.fit(inputs, scaled).kernel_
    lengths = np.atleast_1d(fitted.k1.k2.length_scale)[groups]
    found = Kernel(float(fitted.k1.k1.constant_value), lengths, float(fitted.k2.noise_level))
    size = max(_left_out(found, inputs, scaled), _LEAST)
    return found._replace(variance=found.variance * size, noise=found.noise * size)


def _per_factor(kernels: Any, groups: npt.NDArray[np.intp]) -> Any:
    """Return the library's kernel with one length per factor, which all columns of the factor share."""

    class PerFactor(kernels.RBF):  # type: ignore[misc]
        def __call__(self, X: Floats, Y: Floats | None = None, eval_gradient: bool = False) -> Any:  # noqa: N803 - the library's
            plain = kernels.RBF(np.asarray(self.length_scale)[groups])(X, Y, eval_gradient)
            if not eval_gradient:
                return plain
            covariance, slopes = plain
            return covariance, np.stack([slopes[..., groups == g].sum(axis=-1) for g in range(factors)], axis=-1)

    factors = int(groups.max()) + 1
    return PerFactor(np.ones(factors), _LENGTHS)


def _left_out(kernel: Kernel, inputs: Floats, score: Floats) -> float:
    """Return the mean square of standardised errors when each condition in turn is left out (Bastos & O'Hagan 2009).

    Likelihood is too sure of itself when there are many inputs; errors that were made say how much.
    """
    inverse = np.linalg.inv(kernel.between(inputs, inputs) + kernel.noise * np.eye(len(inputs)))
    return float(((inverse @ score) ** 2 / np.diag(inverse)).mean())
