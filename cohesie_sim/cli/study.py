"""What the scripts in ``experiments/`` share: options, running, storing, and telling the answer."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable
from pathlib import Path

from cohesie_sim.cli.exits import FINE, INTERRUPTED, REFUSED, SOME_FAILED
from cohesie_sim.errors import ConfigurationError, checked_output
from cohesie_sim.experiment import Design, run_design, store_results, write_files
from cohesie_sim.experiment.progress import say
from cohesie_sim.report import make_report


def run_script(make: Callable[..., Design], about: str | None, script: str) -> int:
    """Read the options of an experiment's script, run it and tell the answer.

    Parameters
    ----------
    make
        Returns the design; its arguments ``replicates`` and ``residents`` have the defaults of the shipped results.
    about
        The script's own text, for ``--help``.
    script
        Its file; results go to ``results/NAME`` beside its folder.

    Returns
    -------
    int
        Exit code: 0 fine, 2 usage or configuration, 3 some runs failed, 130 interrupted.
    """
    parser = argparse.ArgumentParser(description=about)
    parser.add_argument("--replicates", type=int, help="worlds per condition")
    parser.add_argument("--residents", type=int, help="size of the neighbourhood")
    parser.add_argument("--jobs", type=int, help="threads (one per core)")
    parser.add_argument("--out", help="folder of the results (results/NAME)")
    given = parser.parse_args()
    if given.out == "":
        parser.error("--out = '' is not allowed: the name of a folder")
    sizes = {name: getattr(given, name) for name in ("replicates", "residents") if getattr(given, name) is not None}
    try:
        design = make(**sizes)
        out = Path(given.out) if given.out else Path(script).resolve().parents[1] / "results" / design.name
        return run_study(design, out, given.jobs)
    except ConfigurationError as error:
        say(str(error))
        return REFUSED
    except KeyboardInterrupt:
        say("Stopped; the same command goes on from here.")
        return INTERRUPTED


def run_study(design: Design, out: Path, jobs: int | None = None) -> int:
    """Run a design, store its results, draw and write its report, and tell the answer.

    Parameters
    ----------
    design
        What to run.
    out
        Folder of the results.
    jobs
        Threads; one per core by default.

    Returns
    -------
    int
        0, or 3 when some runs failed.

    Raises
    ------
    ConfigurationError
        When the design or the folder is not usable.
    """
    finished = run_design(design, out, jobs)
    store_results(design, out, finished)
    say("drawing the pictures")
    report = make_report(out)
    write_files(out, report.files)
    with checked_output():
        pictures = sum(name.endswith((".png", ".svg")) for name in report.files)
        where = f"Exploration and explanation, not prediction. {pictures} pictures and README.md are in {out}."
        sys.stdout.write("\n".join([*report.answers, where, ""]))
    if finished.failed:
        say(f"{finished.failed} runs failed: see {out / 'errors.csv'}.")
    return SOME_FAILED if finished.failed else FINE
