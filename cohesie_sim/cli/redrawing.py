"""Drawing and writing the report of stored results again, for instance after a change of its words."""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path

from cohesie_sim.cli.exits import FINE
from cohesie_sim.errors import checked_output
from cohesie_sim.experiment import write_files
from cohesie_sim.experiment.design_record import design_from_dict
from cohesie_sim.experiment.reproduction import read_manifest
from cohesie_sim.experiment.seal import seal_results
from cohesie_sim.report import make_report


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
        When something is missing, damaged or cannot be written.
    """
    manifest = read_manifest(folder)
    with tempfile.TemporaryDirectory() as files:
        design = design_from_dict(manifest["design"], Path(files))
        report = make_report(folder)
        write_files(folder, report.files)
        seal_results(design, folder, report.files)
    with checked_output():
        sys.stdout.write("\n".join([*report.answers, f"Pictures and pages are in {folder}.", ""]))
    return FINE
