"""From a plan to the folder that is published, and from observations to scores."""

from __future__ import annotations

from pathlib import Path
from typing import Final

from cohesie_sim.experiment.commit import current_commit
from cohesie_sim.experiment.progress import say
from cohesie_sim.experiment.store import write_csv, write_files
from cohesie_sim.predictions.running import run_worlds
from cohesie_sim.predictions.scoring import read_observations, score, verdict
from cohesie_sim.predictions.table import make_table, world_table
from cohesie_sim.predictions.worlds import Plan
from cohesie_sim.report.predictions import FILE, read_predictions, report_predictions

SCORES: Final = "scores.csv"


def make_predictions(plan: Plan, folder: Path, jobs: int | None = None) -> str:
    """Run a plan, and write the predictions with their picture and pages.

    Parameters
    ----------
    plan
        Which worlds.
    folder
        Of the results.
    jobs
        Number of threads; by default one per core.

    Returns
    -------
    str
        What was made, in a sentence.

    Raises
    ------
    ConfigurationError
        When an option or the folder is not usable.
    KeyboardInterrupt
        On Ctrl-C; finished worlds are kept.
    """
    commit = _commit()
    worlds = run_worlds(plan, folder, jobs)
    table = make_table(worlds, commit)
    write_csv(folder / FILE, table)
    write_csv(folder / "worlds.csv", world_table(worlds))
    say("drawing the picture")
    write_files(folder, report_predictions(folder))
    number = int(table["median"].notna().sum())
    return f"{number} numbers predicted, {len(table) - number} not expressible; README.md and {FILE} are in {folder}."


def _commit() -> str:
    """Return the commit of the code, with a warning when the package differs from it."""
    commit = current_commit()
    if commit is None:
        return ""
    return f"{commit['id']}{' with later changes' if commit['package_changed_since'] else ''}"


def score_file(folder: Path, observations: Path) -> str:
    """Hold a file of observations against stored predictions, and write ``scores.csv`` beside them.

    Parameters
    ----------
    folder
        Of the predictions.
    observations
        See :func:`~cohesie_sim.predictions.scoring.read_observations`.

    Returns
    -------
    str
        The table, and how many are inside.

    Raises
    ------
    ConfigurationError
        When a file cannot be read or written, or an observation does not belong to a prediction.
    """
    predictions = read_predictions(folder)
    scored = score(predictions, read_observations(observations, predictions))
    write_csv(folder / SCORES, scored)
    shown = scored.to_string(index=False, na_rep="", float_format=lambda value: f"{value:.3g}")
    return f"{shown}\n\n{verdict(scored)}"
