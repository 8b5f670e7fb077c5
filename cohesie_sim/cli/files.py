"""Files that appear whole or not at all."""

from __future__ import annotations

import json
import tempfile
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from cohesie_sim.errors import ConfigurationError

Writer = Callable[[Path], None]


def check_folder(folder: Path, option: str) -> None:
    """Make sure that files can be written to a folder, which need not exist yet.

    Parameters
    ----------
    folder
        Where files will go.
    option
        Of the command line, for the error.

    Raises
    ------
    ConfigurationError
        When it is no folder, or cannot be made or written.
    """
    try:
        existing = next(path for path in (folder, *folder.absolute().parents) if path.exists())
        with tempfile.TemporaryFile(dir=existing):
            pass
    except (OSError, ValueError) as error:  # ValueError: a null character
        raise _unwritable(folder, option, error) from None


def write_files(folder: Path, writers: Mapping[str, Writer], option: str) -> None:
    """Write files to a folder; each replaces an older one only when all are complete.

    Parameters
    ----------
    folder
        Made when missing.
    writers
        What writes the file of each name.
    option
        Of the command line, for the error.

    Raises
    ------
    ConfigurationError
        When the folder cannot be written.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(dir=folder, prefix=".unfinished-") as scratch:
            for name, write in writers.items():
                write(Path(scratch, name))
            for name in writers:
                Path(scratch, name).replace(folder / name)
    except (OSError, ValueError) as error:
        raise _unwritable(folder, option, error) from None


def json_writer(content: Any) -> Writer:
    """Return what writes a value as JSON.

    Parameters
    ----------
    content
        Plain values; NaN is not allowed.

    Returns
    -------
    callable
        For :func:`write_files`.
    """
    text = json.dumps(content, indent=2, ensure_ascii=False, allow_nan=False) + "\n"

    def write(path: Path) -> None:
        path.write_text(text, encoding="utf-8")

    return write


def _unwritable(folder: Path, option: str, error: Exception) -> ConfigurationError:
    reason = getattr(error, "strerror", None) or error
    return ConfigurationError(f"{option} {folder}: cannot be written ({reason}). Allowed: a folder one can write to.")
