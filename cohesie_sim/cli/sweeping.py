"""Running a design of one's own from a file."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from cohesie_sim.cli.exits import INTERRUPTED
from cohesie_sim.cli.study import How, run_study
from cohesie_sim.errors import ConfigurationError
from cohesie_sim.experiment.design_file import load_design
from cohesie_sim.experiment.progress import say
from cohesie_sim.report.studies import study_of


def sweep(
    path: Path, out: Path | None, replicates: int | None, residents: int | None, uncertainty: str | None, how: How
) -> int:
    """Run the design of a file, store its results and report, and tell the answer.

    Parameters
    ----------
    path
        A design file.
    out
        Folder of the results; by default ``results/NAME`` below the current folder.
    replicates, residents, uncertainty
        Instead of those of the file.
    how
        Where, and how much of it.

    Returns
    -------
    int
        0, 3 when some runs failed, 130 when interrupted; what was finished is kept for the next start.

    Raises
    ------
    ConfigurationError
        When the file, the folder or an option is not usable.
    """
    design = load_design(path)
    if study_of(design.name) is not None:
        raise ConfigurationError(
            f"{path}: name = '{design.name}' is not allowed: a shipped experiment has it, and a page of its own."
        )
    given = {"replicates": replicates, "residents": residents, "uncertainty": uncertainty}
    design = replace(design, **{name: value for name, value in given.items() if value is not None})  # type: ignore[arg-type]
    try:
        return run_study(design, out or Path("results") / design.name, how)
    except KeyboardInterrupt:
        say("stopped; the same command goes on from here")
        return INTERRUPTED
