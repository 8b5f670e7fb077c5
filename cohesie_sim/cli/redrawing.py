"""Drawing and writing the report of stored results again, for instance after a change of its words."""

from __future__ import annotations

import sys
import tempfile
from collections.abc import Mapping
from pathlib import Path

from cohesie_sim.cli.exits import FINE
from cohesie_sim.errors import ConfigurationError, checked_output
from cohesie_sim.experiment import write_files
from cohesie_sim.experiment.design_record import design_from_dict
from cohesie_sim.experiment.fingerprints import fingerprint_file
from cohesie_sim.experiment.reproduction import read_manifest
from cohesie_sim.experiment.seal import seal_results
from cohesie_sim.experiment.store import write_bytes
from cohesie_sim.report import make_report
from cohesie_sim.report.policy.page import policy_page

PAGES = (".html", ".htm")


def redraw(folder: Path) -> int:
    """Make the report of stored results again, seal them, and tell the answer.

    Parameters
    ----------
    folder
        Of the results, its large tables included; nothing is run.

    Returns
    -------
    int
        0.

    Raises
    ------
    ConfigurationError
        When something is missing, damaged, was changed after it was made, or cannot be written.
    """
    manifest = read_manifest(folder)
    _check_unchanged(folder, manifest["files"])
    with tempfile.TemporaryDirectory() as files:
        design = design_from_dict(manifest["design"], Path(files))
        report = make_report(folder)
        write_files(folder, report.files)
        seal_results(design, folder, report.files)
    with checked_output():
        sys.stdout.write("\n".join([*report.answers, f"Pictures and pages are in {folder}.", ""]))
    return FINE


def write_page(folder: Path, out: Path) -> int:
    """Write the policy page of stored results.

    Parameters
    ----------
    folder
        Of the results; nothing is run and nothing there is changed.
    out
        File to write, whole or not at all.

    Returns
    -------
    int
        0.

    Raises
    ------
    ConfigurationError
        When something is missing, damaged, was changed after it was made, or cannot be written.
    """
    if out.suffix.lower() not in PAGES:
        raise ConfigurationError(f"--out {out}: the page is one HTML file; give it a name that ends in .html.")
    manifest = read_manifest(folder)
    _check_unchanged(folder, manifest["files"])
    page = policy_page(folder)
    write_bytes(out, page)
    with checked_output():
        sys.stdout.write(f"{out}: {len(page) / 1e6:.2f} MB; opens in any current browser, without a network.\n")
    return FINE


def _check_unchanged(folder: Path, files: Mapping[str, Mapping[str, str]]) -> None:
    """Refuse tables that are not what the runs left: a report of them would seal what nobody computed."""
    tables = [name for name in files if name.endswith(".parquet") or name == "summary.csv"]
    for name in (name for name in tables if (folder / name).exists()):
        kind = "values" if "values" in files[name] else "sha256"
        if fingerprint_file(folder / name)[kind] != files[name][kind]:
            raise ConfigurationError(
                f"{folder / name}: was changed after it was made. Run the experiment again; "
                "cohesie reproduce tells what differs."
            )
