"""The report of a calibration, from its stored tables: pictures and pages in both languages.

The tables and their columns are described in :mod:`cohesie_sim.calibration.tables`; nothing is simulated here.
"""

from __future__ import annotations

from pathlib import Path

from cohesie_sim.report.calibration_goodness import PARTS, draw_goodness
from cohesie_sim.report.calibration_page import PAGES, write_page
from cohesie_sim.report.calibration_posterior import draw_posterior
from cohesie_sim.report.calibration_recovery import draw_recovery
from cohesie_sim.report.calibration_tables import read_calibration
from cohesie_sim.report.picture import render, style
from cohesie_sim.report.words import LANGUAGES


def report_calibration(folder: Path) -> dict[str, bytes]:
    """Return the pictures and pages of a calibration.

    Parameters
    ----------
    folder
        With its tables.

    Returns
    -------
    dict
        File name to content: pictures as PNG and SVG, ``README.md`` and ``LEESMIJ.md``.

    Raises
    ------
    ConfigurationError
        When a table is missing or lacks a column.
    """
    stored = read_calibration(folder)
    files: dict[str, bytes] = {}
    with style():
        for language in LANGUAGES:
            for part in PARTS:
                files.update(render(draw_goodness(stored, part, language)))
            files.update(render(draw_posterior(stored, language)))
            files.update(render(draw_recovery(stored, language)))
    for language in LANGUAGES:
        files[PAGES[language]] = write_page(stored, list(files), language).encode()
    return files
