"""Fingerprints of stored files: of their bytes, and of a table's values, whichever library wrote them."""

from __future__ import annotations

import hashlib
from pathlib import Path
from typing import Any, Final

import numpy as np
import pandas as pd

from cohesie_sim.errors import ConfigurationError

PICTURES: Final = (".png", ".svg")


def fingerprint_file(path: Path) -> dict[str, str]:
    """Return the fingerprints of a file.

    Parameters
    ----------
    path
        The file.

    Returns
    -------
    dict
        ``sha256`` of its bytes and, of a Parquet table, ``values``: of names, kinds and values of its columns.

    Raises
    ------
    ConfigurationError
        When it cannot be read.
    """
    try:
        told = {"sha256": hashlib.sha256(path.read_bytes()).hexdigest()}
        if path.suffix == ".parquet":
            told["values"] = fingerprint_values(pd.read_parquet(path))
    except (OSError, ValueError) as error:
        raise ConfigurationError(f"{path}: cannot be read ({error}).") from None
    return told


def fingerprint_values(table: pd.DataFrame) -> str:
    """Return a fingerprint of what a table says.

    Parameters
    ----------
    table
        Its index does not count.

    Returns
    -------
    str
        64 hexadecimal digits.
    """
    digest = hashlib.sha256()
    for name in table.columns:
        kind, content = _content(table[name])
        digest.update(f"{name}\0{kind}\0{len(table)}\0".encode())
        digest.update(content)
    return digest.hexdigest()


def _content(column: pd.Series[Any]) -> tuple[str, bytes]:
    if isinstance(column.dtype, pd.CategoricalDtype) or not isinstance(column.dtype, np.dtype):
        return "text", "\0".join(column.astype(str)).encode()
    values = column.to_numpy()
    if values.dtype.kind in "OU":
        return "text", "\0".join(map(str, values)).encode()
    if values.dtype.kind == "M":
        return "date", values.astype("datetime64[s]").astype("<i8").tobytes()
    if values.dtype.kind in "iu":
        return "whole", values.astype("<i8").tobytes()
    if values.dtype.kind == "f":
        return "number", (values.astype("<f8") + 0.0).tobytes()  # minus zero is zero
    return "yes/no", values.astype(np.uint8).tobytes()
