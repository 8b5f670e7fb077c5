"""Parameters as one structured record, which kernels receive as a single pointer."""

from __future__ import annotations

from typing import Any, cast

import numpy as np

from cohesie_sim.parameters import Parameters


def _layout(record: Any) -> np.dtype[np.void]:
    fields: list[tuple[str, Any]] = []
    for name, value in zip(record._fields, record, strict=True):
        if hasattr(value, "_fields"):
            fields.append((name, _layout(value)))
        else:
            fields.append((name, np.int64 if isinstance(value, int) else np.float64))
    return np.dtype(fields, align=True)


def _values(record: Any) -> tuple[Any, ...]:
    return tuple(_values(value) if hasattr(value, "_fields") else value for value in record)


def packed(p: Parameters) -> Parameters:
    """Return parameters as a structured scalar with the same names.

    Parameters
    ----------
    p
        Nested named tuples of scalars.

    Returns
    -------
    numpy scalar
        With the same names, integers as int64 and the rest as float64; typed as what it stands for.
    """
    box = np.zeros(1, _layout(p))
    box[0] = _values(p)
    return cast(Parameters, box[0])
