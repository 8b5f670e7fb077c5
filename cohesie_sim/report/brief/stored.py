"""Reading what a brief is made of, and refusing whatever is missing, old or damaged before a page exists."""

from __future__ import annotations

import csv
import hashlib
import io
import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from cohesie_sim.errors import ConfigurationError, did_you_mean
from cohesie_sim.report.findings import Finding, by_name
from cohesie_sim.report.findings_file import FILE, read_findings
from cohesie_sim.report.front import ORDER
from cohesie_sim.report.quantities import UNITS
from cohesie_sim.report.words import Language

MANIFEST: Final = "manifest.json"
_PNG: Final = (b"\x89PNG\r\n\x1a\n", b"IEND\xaeB`\x82")  # how a whole file begins and ends
_TEXTS: Final = ("finding", "hypothesis", "kind", "unit", "english", "dutch")
_NUMBERS: Final = ("mean", "low", "high", "replicates", "draws", "share", "range_low", "range_high")
_COLUMNS: Final = (*_TEXTS, *_NUMBERS, "distinguishable", "depends_on")
_KEYS: Final = (
    "question", "question_nl", "residents", "grids", "replicates", "seed", "intervals", "scenarios", "runs", "finished",
    "cost_eur_per_fte_year_assumed.low", "cost_eur_per_fte_year_assumed.high", "versions.cohesie-sim",
    "versions.python", "versions.numpy", "versions.mesa", "commit.id", "files",
)  # fmt: skip


@dataclass(frozen=True)
class Stored:
    """The results of a study, as far as a brief shows them.

    Attributes
    ----------
    study
        Its name.
    folder
        Where they are, as the user named it.
    manifest
        What was run.
    found
        Findings by name and hypothesis.
    clauses
        What each finding is, by language and name, as ``findings.csv`` says it.
    """

    study: str
    folder: Path
    manifest: Mapping[str, Any]
    found: Mapping[str, Mapping[str, Finding]]
    clauses: Mapping[Language, Mapping[str, str]]

    def picture(self, name: str) -> bytes:
        """Return a whole picture of the study.

        Parameters
        ----------
        name
            Of its file.

        Returns
        -------
        bytes
            A PNG.

        Raises
        ------
        ConfigurationError
            When it is missing or damaged.
        """
        content = _read(self.folder / name, self.study)
        if not (content.startswith(_PNG[0]) and content.endswith(_PNG[1])):
            raise ConfigurationError(f"{self.folder / name}: is no whole PNG picture. {again(self.study)}")
        _check_seal(self.folder / name, content, self.manifest, self.study)
        return content


def again(study: str) -> str:
    """Return how results are made again."""
    return f"Make it again: python experiments/{study}.py"


def read_stored(folder: Path) -> Stored:
    """Read the results of a study.

    Parameters
    ----------
    folder
        Such as ``results/funding_sweep``.

    Returns
    -------
    Stored
        Checked against the fingerprints of its manifest.

    Raises
    ------
    ConfigurationError
        When there is no study, or something of it is missing, old, damaged or was changed.
    """
    study = _study_of(folder)
    manifest = _manifest(folder / MANIFEST, study)
    path = folder / FILE
    content = _read(path, study)
    rows = _rows(path, content, study)
    _check_seal(path, content, manifest, study)
    names = {row["finding"]: row for row in rows}
    clauses: dict[Language, dict[str, str]] = {
        "en": {name: row["english"] for name, row in names.items()},
        "nl": {name: row["dutch"] for name, row in names.items()},
    }
    return Stored(study, folder, manifest, by_name(read_findings(folder)), clauses)


def _study_of(folder: Path) -> str:
    """Return the study whose results a folder holds."""
    if not folder.is_dir():
        parent = folder.parent
        allowed = [str(parent / name) for name in studies_in(parent)] or [f"results/{name}" for name in ORDER]
        raise ConfigurationError(
            f"{folder}: there is no such folder. Allowed: the folder of a study, or of all: {', '.join(allowed)}."
            f"{did_you_mean(str(folder), allowed)}"
        )
    try:
        name = str(json.loads((folder / MANIFEST).read_text(encoding="utf-8"))["name"])
    except FileNotFoundError:
        name = folder.name  # it says below what this folder lacks
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise _damaged(folder / MANIFEST, error, folder.name) from None
    if name not in ORDER:
        raise ConfigurationError(
            f"{folder}: holds {name}, which is no study with a brief. Allowed: the folder of {', '.join(ORDER)}, or "
            "the folder that holds these."
        )
    return name


def studies_in(folder: Path) -> list[str]:
    """Return the studies that have a folder in this one, in the order of the questions."""
    return [name for name in ORDER if (folder / name).is_dir()]


def _manifest(path: Path, study: str) -> dict[str, Any]:
    content = _read(path, study)
    try:
        manifest = json.loads(content)
    except ValueError as error:
        raise _damaged(path, error, study) from None
    missing = [key for key in _KEYS if not _has(manifest, key.split("."))]
    missing += [] if missing else list(_lacking_inside(manifest))
    if missing:
        raise ConfigurationError(
            f"{path}: lacks {', '.join(missing)}; it is damaged, or an older version made it. {again(study)}"
        )
    return dict(manifest)


def _lacking_inside(manifest: Mapping[str, Any]) -> Iterator[str]:
    """Yield the keys that a scenario, a grid of conditions or the list of files lacks."""
    for name, about in dict(manifest["scenarios"]).items():
        yield from (f"scenarios.{name}.{key}" for key in ("title", "title_nl") if not _has(about, [key]))
    for at, grid in enumerate(manifest["grids"]):
        if not _has(grid, ["levels_fte_per_10000"]):
            yield f"grids.{at}.levels_fte_per_10000"
    if not isinstance(manifest["files"], Mapping):
        yield "files"


def _has(table: Any, keys: Sequence[str]) -> bool:
    for key in keys:
        if not isinstance(table, Mapping) or key not in table:
            return False
        table = table[key]
    return True


def _read(path: Path, study: str) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        reason = (error.strerror or str(error)).lower()
        raise ConfigurationError(f"{path}: cannot be read ({reason}). {again(study)}") from None


def _damaged(path: Path, error: Exception, study: str) -> ConfigurationError:
    return ConfigurationError(f"{path}: is damaged ({error}). {again(study)}")


def _rows(path: Path, content: bytes, study: str) -> list[dict[str, str]]:
    """Return the rows of ``findings.csv``, every cell of them usable."""
    try:
        reader = csv.DictReader(io.StringIO(content.decode("utf-8"), newline=""), strict=True)
        rows, columns = list(reader), reader.fieldnames or []
    except (ValueError, csv.Error) as error:
        raise _damaged(path, error, study) from None
    missing = [column for column in _COLUMNS if column not in columns]
    if missing:
        raise ConfigurationError(
            f"{path}: lacks the columns {', '.join(missing)}; an older version made it, or the study ran without draws "
            f"of the parameters. {again(study)}"
        )
    if not rows:
        raise ConfigurationError(f"{path}: holds no findings. {again(study)}")
    _check_cells(path, rows, study)
    return rows


def _check_cells(path: Path, rows: Sequence[Mapping[str, str]], study: str) -> None:
    seen: set[tuple[str, str]] = set()
    for line, row in enumerate(rows, 2):
        place = f"{path}, line {line}"
        if None in row or any(row[column] is None for column in _COLUMNS):
            raise ConfigurationError(f"{place}: has too few or too many cells; the file is damaged. {again(study)}")
        for column in _NUMBERS:
            if row[column] and not _is_number(row[column]):
                raise ConfigurationError(f"{place}: {column} = {row[column]!r} is no number. {again(study)}")
        if row["unit"] not in UNITS:
            raise ConfigurationError(
                f"{place}: unit = {row['unit']!r} is not allowed. Allowed: {', '.join(UNITS)}."
                f"{did_you_mean(row['unit'], UNITS)}"
            )
        key = (row["finding"], row["hypothesis"])
        if key in seen:
            raise ConfigurationError(f"{place}: {'/'.join(key)} stands there twice. {again(study)}")
        seen.add(key)


def _is_number(cell: str) -> bool:
    try:
        float(cell)
    except ValueError:
        return False
    return True


def _check_seal(path: Path, content: bytes, manifest: Mapping[str, Any], study: str) -> None:
    """Refuse a file that is not the one that its manifest sealed: its numbers would come from nowhere."""
    sealed = manifest["files"].get(path.name, {}).get("sha256")
    if sealed != hashlib.sha256(content).hexdigest():
        what = "is not in the manifest" if sealed is None else "was changed after it was made"
        raise ConfigurationError(f"{path}: {what}. Draw it again: cohesie report {path.parent}. Or: {again(study)}")


def require(stored: Stored, names: Iterable[str]) -> None:
    """Refuse results without a finding that the words of the brief name.

    Parameters
    ----------
    stored
        Of a study.
    names
        Of findings.

    Raises
    ------
    ConfigurationError
        When one is missing.
    """
    missing = [name for name in dict.fromkeys(names) if name not in stored.found]
    if missing:
        raise ConfigurationError(
            f"{stored.folder / FILE}: lacks the findings {', '.join(missing)}; an older version made it. "
            f"{again(stored.study)}"
        )
