"""Are stored results the same as those that were made again? File by file, against the fingerprints of the manifest."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any, Final, NamedTuple

from cohesie_sim.errors import ConfigurationError
from cohesie_sim.experiment.difference import CLOSE, first_difference
from cohesie_sim.experiment.fingerprints import PICTURES, fingerprint_file
from cohesie_sim.experiment.seal import MANIFEST

SAME: Final = "equal to the byte"
SAME_VALUES: Final = "equal values, in other bytes"
ALMOST: Final = f"equal within {CLOSE:g}".replace("1e-05", "1e-5")
DIFFERS: Final = "differs"

Prints = Mapping[str, str]


class Verdict(NamedTuple):
    """How a stored file compares with the one that was made again; ``detail`` says where they differ first."""

    file: str
    verdict: str
    detail: str = ""


def read_manifest(folder: Path) -> dict[str, Any]:
    """Read the manifest of results that can be made again.

    Parameters
    ----------
    folder
        Of the results.

    Returns
    -------
    dict
        With design, files and versions.

    Raises
    ------
    ConfigurationError
        When it is missing, damaged, or of a version that did not record these.
    """
    path = folder / MANIFEST
    try:
        manifest = json.loads(path.read_bytes())
    except (FileNotFoundError, NotADirectoryError):
        raise ConfigurationError(
            f"{path}: there is no such file. Name a folder of results that an experiment or cohesie sweep has written."
        ) from None
    except (OSError, ValueError) as error:
        raise ConfigurationError(f"{path}: damaged, not JSON ({error}). Run the experiment again.") from None
    if isinstance(manifest, dict) and "content_hash" in manifest:
        raise ConfigurationError(f"{path}: of cohesie run, not of an experiment. Run the same command again instead.")
    wanted = {"design": dict, "files": dict, "versions": dict}
    missing = [key for key in wanted if not isinstance(manifest, dict) or key not in manifest]
    if missing:
        raise ConfigurationError(
            f"{path}: holds no {' and no '.join(missing)}: made by an older version, or not finished. Run the "
            "experiment again."
        )
    damaged = [key for key, kind in wanted.items() if not isinstance(manifest[key], kind)]
    damaged += [
        f"files.{name}" for name, prints in dict(manifest["files"]).items() if not damaged and "sha256" not in prints
    ]
    if damaged:
        raise ConfigurationError(f"{path}: damaged: {damaged[0]} is no table. Run the experiment again.")
    return dict(manifest)


def compare_results(stored: Path, made: Path) -> list[Verdict]:
    """Compare stored results with those that were made again.

    Parameters
    ----------
    stored
        Folder of the results; large tables may be missing, their fingerprints are enough.
    made
        Folder in which the same design was run again.

    Returns
    -------
    list of Verdict
        For each file that the stored manifest names, in its order; pictures among them.

    Raises
    ------
    ConfigurationError
        When a manifest or a file cannot be read.
    """
    recorded, again = (read_manifest(folder)["files"] for folder in (stored, made))
    return [_compare(name, stored, made, prints, again.get(name)) for name, prints in recorded.items()]


def is_picture(verdict: Verdict) -> bool:
    """Tell whether a verdict is about a picture, which depends on the library that draws it."""
    return verdict.file.endswith(PICTURES)


def version_differences(stored: Path, made: Path) -> list[str]:
    """Return which versions differ.

    Parameters
    ----------
    stored, made
        Folders of results.

    Returns
    -------
    list of str
        Such as ``numpy 2.1.0 there, 2.2.0 here``.
    """
    there, here = (read_manifest(folder)["versions"] for folder in (stored, made))
    return [
        f"{name} {there.get(name, 'none')} there, {here.get(name, 'none')} here"
        for name in dict.fromkeys([*there, *here])
        if there.get(name) != here.get(name)
    ]


def _compare(name: str, stored: Path, made: Path, recorded: Prints, again: Prints | None) -> Verdict:
    path = stored / name
    now = fingerprint_file(path) if path.exists() else recorded
    changed = "" if _same(now, recorded) else "the stored file was changed after it was made"
    if again is None:
        return Verdict(name, DIFFERS, "was not made again")
    if not changed and now["sha256"] == again["sha256"]:
        return Verdict(name, SAME, "" if path.exists() else "by its fingerprint; the file itself is not here")
    if not changed and _same(recorded, again):
        return Verdict(name, SAME_VALUES)
    if not path.exists():
        return Verdict(name, DIFFERS, "by its fingerprint; the file itself is not here, so it cannot be said where")
    where = "" if name.endswith(PICTURES) else first_difference(path, made / name)
    if where or changed:
        return Verdict(name, DIFFERS, "; ".join(filter(None, (changed, where))))
    return Verdict(name, DIFFERS if name.endswith(PICTURES) else ALMOST)


def _same(one: Prints, other: Prints) -> bool:
    """Tell whether two files say the same: the same bytes or, of tables, the same values."""
    values = one.get("values")
    return one["sha256"] == other["sha256"] or (values is not None and values == other.get("values"))
