"""What the policy page carries: the emulator, what the runs found, and where both come from, as plain values for JSON.

Scores of the emulator are kept small: per component a mean per condition in two bytes, a constant per case, and what
is left in one byte. ``tests/report/policy/test_payload.py`` holds how little that loses.
"""

from __future__ import annotations

import base64
import math
from collections.abc import Mapping, Sequence
from typing import Any, Final

import numpy as np
import numpy.typing as npt
from scipy.stats import norm
from scipy.stats import t as student

from cohesie_sim.neighbourhood import load_neighbourhood
from cohesie_sim.report.policy.emulator import Part
from cohesie_sim.report.policy.kernels import lengths
from cohesie_sim.report.policy.pieces import GROUPS, Piece, parts
from cohesie_sim.report.policy.space import FACTORS, SUPPORT, Space
from cohesie_sim.report.policy.told import Emulated
from cohesie_sim.report.policy.trial import Trial, fitted_to

Floats = npt.NDArray[np.float64]
_SURE: Final = 0.95  # of the intervals that are told
_DIGITS: Final = 7  # of plain numbers
_MONTH_DAYS: Final = 28
_ASKED: Final = ("usual_", "halved_")  # conditions that people ask about first


def payload(found: Emulated, trials: Sequence[Trial]) -> dict[str, Any]:
    """Return the numbers of the page.

    Parameters
    ----------
    found
        Results with their emulator.
    trials
        How each part of it did on what it has not seen.

    Returns
    -------
    dict
        Plain values; arrays as ``{"low", "step", "bytes", "of"}``, base64 of little-endian whole numbers.
    """
    manifest, cases = found.manifest, found.pieces[0].found.shape[1]
    first = next(iter(manifest["scenarios"].values()))
    curves = [piece for piece in found.pieces if not piece.part.startswith(GROUPS)]
    months = sum(len(piece.outputs) for piece in curves if piece.outcome == curves[0].outcome)
    return {
        "start": first["start"],
        "monthDays": _MONTH_DAYS,
        "months": months,
        "parts": {name: [part.start, part.stop] for name, (part, _) in parts(manifest, months).items()},
        "cases": cases,
        "bars": {"cases": float(student.ppf((1 + _SURE) / 2, cases - 1)), "emulator": float(norm.ppf((1 + _SURE) / 2))},
        "space": _space(found.space, manifest),
        "pieces": [_piece(found.space, *one) for one in zip(found.pieces, found.parts, trials, strict=True)],
        "adults": found.adults / manifest["residents"],
        "cost": manifest["cost_eur_per_fte_year_assumed"],
        "study": _study(manifest),
    }


def _space(space: Space, manifest: Mapping[str, Any]) -> dict[str, Any]:
    conditions = space.conditions
    scenarios = {name: manifest["scenarios"][name] for name in space.options["scenario"]}
    return {
        "most": space.most,
        "options": {name: list(options) for name, options in space.options.items()},
        "support": list(SUPPORT),
        "neighbourhoods": {name: load_neighbourhood(name).title for name in space.options["neighbourhood"]},
        "scenarios": {
            name: {
                "title": {"en": one["title"], "nl": one["title_nl"]},
                "lockdowns": one["lockdowns"],
                "crisis": one["settings_at_lowest_level"]["shock"]["series"] != "none",
            }
            for name, one in scenarios.items()
        },
        "conditions": {"name": list(conditions.index), **{name: conditions[name].tolist() for name in FACTORS}},
        "fitted": fitted_to(space).astype(int).tolist(),
        "asked": _asked(space),
    }


def _study(manifest: Mapping[str, Any]) -> dict[str, Any]:
    kept = ("name", "runs", "replicates", "residents", "seed", "finished", "versions", "commit")
    settings = next(iter(manifest["scenarios"].values()))["settings_at_lowest_level"]
    return {
        **{name: manifest[name] for name in kept},
        "question": {"en": manifest["question"], "nl": manifest["question_nl"]},
        "weeks": settings["calendar"]["weeks"],
    }


def _piece(space: Space, piece: Piece, part: Part, trial: Trial) -> dict[str, Any]:
    means = part.scores.mean(axis=2)
    by_case = (part.scores - means[..., None]).mean(axis=1)
    left = part.scores - means[..., None] - by_case[:, None, :]
    return {
        "outcome": piece.outcome,
        "part": piece.part,
        "factors": list(piece.factors),
        "outputs": piece.outputs,
        "centre": rounded(part.centre),
        "rest": rounded(part.rest),
        "restMean": part.rest_mean,
        "components": [
            {
                "basis": rounded(part.basis[k]),
                "variance": kernel.variance,
                "noise": kernel.noise,
                "lengths": lengths(space, piece, kernel),
                "spread": float(means[k].std()),
                "means": packed(means[k], np.int16),
                "byCase": rounded(by_case[k]),
                "left": packed(left[k], np.int8),
            }
            for k, kernel in enumerate(part.kernels)
        ],
        "found": _found(space, piece),
        "trial": {
            name: None if isinstance(value, float) and math.isnan(value) else value
            for name, value in trial._asdict().items()
        },
    }


def _asked(space: Space) -> list[int]:
    """Return the places of the conditions that are told by their own runs, case by case."""
    return [place for place, name in enumerate(space.conditions.index) if name.startswith(_ASKED)]


def _found(space: Space, piece: Piece) -> dict[str, Any]:
    """Return what the runs of those conditions found; what several of them share is there once."""
    rows, places = np.unique(piece.found[_asked(space)], axis=0, return_inverse=True)
    return {"rows": places.ravel().tolist(), **packed(rows, np.int16)}


def packed(values: Floats, kind: type[np.int8 | np.int16]) -> dict[str, Any]:
    """Return numbers as whole numbers of one or two bytes.

    Parameters
    ----------
    values
        Any shape.
    kind
        Of the whole numbers.

    Returns
    -------
    dict
        A value is ``low + step * (whole - least)``, with the least whole number of its kind.
    """
    ends = np.iinfo(kind)
    low, high = (float(values.min()), float(values.max())) if values.size else (0.0, 0.0)
    step = (high - low) / (int(ends.max) - int(ends.min)) or 1.0
    whole = np.rint((values - low) / step) + int(ends.min)
    content = np.ascontiguousarray(whole.astype(np.dtype(kind).newbyteorder("<"))).tobytes()
    return {"low": low, "step": step, "of": np.dtype(kind).name, "bytes": base64.b64encode(content).decode("ascii")}


def rounded(values: Floats) -> list[float]:
    """Return numbers with seven digits, which is what their source has."""
    return [float(f"{value:.{_DIGITS}g}") for value in values.ravel().tolist()]
