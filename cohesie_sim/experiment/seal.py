"""The last step of storing results: design and fingerprints into the manifest, data dictionary, research object.

It comes after the report, so that everything in the folder is covered.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from pathlib import Path
from typing import Any, Final

from cohesie_sim.errors import ConfigurationError
from cohesie_sim.experiment import crate, dictionary
from cohesie_sim.experiment.condensed import CONDENSED
from cohesie_sim.experiment.design import Design
from cohesie_sim.experiment.design_record import design_to_dict
from cohesie_sim.experiment.extract import RESIDENTS, TABLES
from cohesie_sim.experiment.fingerprints import fingerprint_file
from cohesie_sim.experiment.results import DRAWS, SUMMARY
from cohesie_sim.experiment.store import write_csv, write_json

MANIFEST: Final = "manifest.json"
_ERRORS: Final = "errors.csv"  # why runs failed is a matter of one machine: described, not compared


def seal_results(design: Design, folder: Path, report: Iterable[str]) -> None:
    """Complete stored results: ``dictionary.csv``, ``ro-crate-metadata.json``, design and fingerprints in the manifest.

    Parameters
    ----------
    design
        What was run.
    folder
        With tables, report and manifest.
    report
        Names of the files of the report.

    Raises
    ------
    ConfigurationError
        When a file is missing or cannot be read or written.
    """
    manifest = _read(folder / MANIFEST)
    drawn = [] if design.uncertainty == "none" else [DRAWS]
    names = [*_tables(design), *drawn, *report]
    described = [*names, *([_ERRORS] if (folder / _ERRORS).exists() else [])]
    write_csv(folder / dictionary.FILE, dictionary.make_dictionary(folder, described))
    names.append(dictionary.FILE)
    manifest["design"] = design_to_dict(design)
    manifest["files"] = {name: fingerprint_file(folder / name) for name in names}
    write_json(folder / MANIFEST, manifest)
    sizes = {name: (folder / name).stat().st_size for name in [*described, dictionary.FILE, MANIFEST]}
    write_json(folder / crate.FILE, crate.make_crate(manifest, sizes))


def _tables(design: Design) -> list[str]:
    if design.condensed:
        return [f"{table}.parquet" for table in CONDENSED]
    kept = [RESIDENTS] if design.keep_residents else []
    tables = [*TABLES, *kept, *([] if design.lives is None else ["lives"])]
    return [*(f"{table}.parquet" for table in tables), SUMMARY]


def _read(path: Path) -> dict[str, Any]:
    try:
        content: dict[str, Any] = json.loads(path.read_bytes())
    except (OSError, ValueError) as error:
        raise ConfigurationError(f"{path}: cannot be read ({error}). Store the results first.") from None
    return content
