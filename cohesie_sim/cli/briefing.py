"""Writing the brief of a study: two files, both or none."""

from __future__ import annotations

import sys
from pathlib import Path

from cohesie_sim.cli.exits import FINE
from cohesie_sim.errors import checked_output
from cohesie_sim.experiment.store import write_together
from cohesie_sim.report.brief import make_brief
from cohesie_sim.report.words import Language


def brief(folder: Path, language: Language, out: Path) -> int:
    """Make the brief of a study in one language, and write it.

    Parameters
    ----------
    folder
        Of the results.
    language
        ``en`` or ``nl``.
    out
        Folder for the two files; made when it does not exist.

    Returns
    -------
    int
        0.

    Raises
    ------
    ConfigurationError
        When the results cannot be used, or the files cannot be written.
    """
    files = make_brief(folder, language)
    write_together(out, files)
    with checked_output():
        sys.stdout.write("".join(f"{out / name}\n" for name in files))
    return FINE
