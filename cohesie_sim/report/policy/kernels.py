"""The file ``kernels.csv``: what was found about each component, so that nobody needs to fit it again."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Final

import numpy as np
import pandas as pd

from cohesie_sim.errors import ConfigurationError
from cohesie_sim.report.policy.emulator import Kernel, Part
from cohesie_sim.report.policy.pieces import Piece
from cohesie_sim.report.policy.space import FACTORS, Space

FILE: Final = "kernels.csv"
_LENGTH: Final = "length_"


def kernels_frame(space: Space, wanted: Sequence[Piece], parts: Sequence[Part]) -> pd.DataFrame:
    """Return the kernels of an emulator as a table.

    Parameters
    ----------
    space
        Of the design.
    wanted, parts
        What is emulated, and the emulators.

    Returns
    -------
    DataFrame
        A row per component: outcome, part, component (from 0), variance, noise, and a length per factor, NaN for a
        factor that cannot matter in the part.
    """
    return pd.DataFrame(
        [
            {
                "outcome": piece.outcome,
                "part": piece.part,
                "component": number,
                "variance": kernel.variance,
                "noise": kernel.noise,
                **{_LENGTH + factor: lengths(space, piece, kernel).get(factor, float("nan")) for factor in FACTORS},
            }
            for piece, part in zip(wanted, parts, strict=True)
            for number, kernel in enumerate(part.kernels)
        ]
    )


def lengths(space: Space, piece: Piece, kernel: Kernel) -> dict[str, float]:
    """Return the length of each factor that can matter."""
    return dict(zip(space.columns(piece.factors), kernel.lengths.tolist(), strict=True))


def read_kernels(folder: Path, space: Space, wanted: Sequence[Piece]) -> dict[tuple[str, str], tuple[Kernel, ...]]:
    """Read ``kernels.csv``.

    Parameters
    ----------
    folder
        Of the results.
    space
        Of their design.
    wanted
        What is emulated.

    Returns
    -------
    dict
        Outcome and part to the kernels of its components.

    Raises
    ------
    ConfigurationError
        When the file is missing, damaged, or of something else.
    """
    try:
        table = pd.read_csv(folder / FILE, dtype=str)  # Python itself reads the numbers exactly
        table = table.set_index(["outcome", "part"]).sort_index()
        return {(one.outcome, one.part): _of_piece(table.loc[[(one.outcome, one.part)]], space, one) for one in wanted}
    except (OSError, ValueError, KeyError) as error:
        raise ConfigurationError(
            f"{folder / FILE}: cannot be read ({error}). Make it again: cohesie report {folder}."
        ) from None


def _of_piece(rows: pd.DataFrame, space: Space, piece: Piece) -> tuple[Kernel, ...]:
    columns = [_LENGTH + factor for factor in space.columns(piece.factors)]
    return tuple(
        Kernel(float(row["variance"]), np.array([float(row[name]) for name in columns]), float(row["noise"]))
        for _, row in rows.sort_values("component", key=lambda text: text.astype(int)).iterrows()
    )
