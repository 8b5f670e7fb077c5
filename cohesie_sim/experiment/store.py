"""Writing results, each file whole or not at all: a temporary file in the same folder, then a rename."""

from __future__ import annotations

import io
import json
import tempfile
from collections.abc import Mapping
from pathlib import Path
from typing import Any
from uuid import uuid4

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq

from cohesie_sim.errors import ConfigurationError


def make_folder(folder: Path) -> None:
    """Make a folder for results and see whether it can be written to.

    Parameters
    ----------
    folder
        May exist already.

    Raises
    ------
    ConfigurationError
        When it is a file, or cannot be made or written to.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryFile(dir=folder):
            pass  # it can be written to
    except OSError as error:
        raise refusal(folder, error) from None


def write_bytes(path: Path, content: bytes) -> None:
    """Write a file whole or not at all.

    Parameters
    ----------
    path
        In an existing folder; a file of that name is replaced.
    content
        All of it.

    Raises
    ------
    ConfigurationError
        When the folder cannot be written to or the disk is full; nothing half-written stays.
    """
    # processes of several machines may write the same file into one folder
    temporary = path.with_name(f".{path.name}.{uuid4().hex[:8]}.tmp")
    try:
        temporary.write_bytes(content)
        temporary.replace(path)
    except OSError as error:
        temporary.unlink(missing_ok=True)
        raise refusal(path, error) from None


def write_files(folder: Path, files: Mapping[str, bytes]) -> None:
    """Write several files into one folder, each whole or not at all.

    Parameters
    ----------
    folder
        Made when it does not exist.
    files
        Content by name.

    Raises
    ------
    ConfigurationError
        When the folder cannot be written to.
    """
    make_folder(folder)
    for name, content in files.items():
        write_bytes(folder / name, content)


def write_together(folder: Path, files: Mapping[str, bytes]) -> None:
    """Write several files that belong together into one folder: all of them whole, or none.

    Parameters
    ----------
    folder
        Made when it does not exist.
    files
        Content by name; files of these names are replaced.

    Raises
    ------
    ConfigurationError
        When one cannot be written; files of these names are then as they were, nothing half-written stays.
    """
    make_folder(folder)
    for path in (folder / name for name in files):
        if path.is_dir():
            raise ConfigurationError(f"{path}: cannot be written (is a directory). Name another place.")
    with tempfile.TemporaryDirectory(dir=folder, prefix=".") as place:
        begun: list[str] = []
        try:
            for name, content in files.items():
                (Path(place) / name).write_bytes(content)
            for name in files:
                begun.append(name)
                _exchange(folder / name, Path(place) / name)
        except OSError as error:
            for name in begun:
                _put_back(folder / name, Path(place) / name)
            raise refusal(folder / (begun or list(files))[-1], error) from None


def _exchange(path: Path, new: Path) -> None:
    """Put a new file in the place of what is there, which is kept beside it."""
    if path.exists():
        path.replace(_old(new))
    new.replace(path)


def _put_back(path: Path, new: Path) -> None:
    """Undo an exchange, however far it came."""
    if _old(new).exists():
        _old(new).replace(path)
    elif not new.exists():  # it stands where nothing stood
        path.unlink(missing_ok=True)


def _old(new: Path) -> Path:
    return new.with_name(f"{new.name}.old")


def parquet_bytes(frame: pd.DataFrame) -> bytes:
    """Return a frame as Parquet (zstd); the same frame gives the same bytes.

    Parameters
    ----------
    frame
        Its index is left out.

    Returns
    -------
    bytes
        Content of the file.
    """
    buffer = io.BytesIO()
    pq.write_table(pa.Table.from_pandas(frame, preserve_index=False), buffer, compression="zstd", compression_level=9)
    return buffer.getvalue()


def write_parquet(path: Path, frame: pd.DataFrame) -> None:
    """Write a frame as Parquet (zstd), whole or not at all.

    Parameters
    ----------
    path
        Ends in ``.parquet``.
    frame
        Its index is left out.

    Raises
    ------
    ConfigurationError
        When it cannot be written.
    """
    write_bytes(path, parquet_bytes(frame))


def write_csv(path: Path, frame: pd.DataFrame) -> None:
    """Write a frame as CSV with six significant digits, whole or not at all.

    Parameters
    ----------
    path
        Ends in ``.csv``.
    frame
        Its index is left out.

    Raises
    ------
    ConfigurationError
        When it cannot be written.
    """
    write_bytes(path, frame.to_csv(index=False, float_format="%.6g", lineterminator="\n").encode())


def write_json(path: Path, content: Mapping[str, Any]) -> None:
    """Write a JSON file, readable for people too, whole or not at all.

    Parameters
    ----------
    path
        Ends in ``.json``.
    content
        Plain values and numpy's scalars.

    Raises
    ------
    ConfigurationError
        When it cannot be written.
    """
    text = json.dumps(content, indent=1, ensure_ascii=False, allow_nan=False, default=_plain)
    write_bytes(path, f"{text}\n".encode())


def _plain(value: object) -> object:
    if isinstance(value, np.generic):
        return value.item()
    raise TypeError(f"{type(value).__name__} is no JSON value")


def refusal(path: Path, error: OSError) -> ConfigurationError:
    """Return the error that tells why something cannot be written.

    Parameters
    ----------
    path
        What was to be written.
    error
        Of the operating system.

    Returns
    -------
    ConfigurationError
        To be raised.
    """
    reason = (error.strerror or str(error)).lower()
    return ConfigurationError(f"{path}: cannot be written ({reason}). Name another place.")
