"""What the scripts in ``experiments/`` share: options, running, storing, and telling the answer."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable
from contextlib import nullcontext
from dataclasses import replace
from pathlib import Path
from typing import Final, NamedTuple, get_args

from cohesie_sim.cli.exits import FINE, INTERRUPTED, REFUSED, SOME_FAILED
from cohesie_sim.cli.folders import check_same
from cohesie_sim.errors import ConfigurationError, checked_output
from cohesie_sim.experiment import Design, Finished, run_design, store_results, write_files
from cohesie_sim.experiment.cluster import cluster_executor
from cohesie_sim.experiment.design import Uncertainty
from cohesie_sim.experiment.estimate import plan_lines
from cohesie_sim.experiment.parts import merge_raw, parse_shard
from cohesie_sim.experiment.preparing import check_resumable
from cohesie_sim.experiment.progress import say
from cohesie_sim.experiment.seal import seal_results
from cohesie_sim.experiment.shards import FOLDER
from cohesie_sim.report import Report, make_report

DEFAULT_UNCERTAINTY: Final[Uncertainty] = "posterior"
"""Of the shipped experiments."""


class How(NamedTuple):
    """Where a design is run, and how much of it.

    Attributes
    ----------
    jobs
        Threads; one per core by default.
    resume
        Do only what is missing; refuse when what is there belongs to another design or version of the code.
    shard
        Part, from 1, and number of parts, for job arrays.
    scheduler
        Address of a Dask cluster; empty for this machine.
    merge
        Folders of results whose runs are taken over first.
    dry_run
        Only tell how many runs, how long and how large.
    """

    jobs: int | None = None
    resume: bool = False
    shard: tuple[int, int] | None = None
    scheduler: str = ""
    merge: tuple[str, ...] = ()
    dry_run: bool = False


def add_how(parser: argparse.ArgumentParser) -> None:
    """Add the options of :class:`How` to a parser."""
    parser.add_argument("--jobs", type=int, metavar="J", help="threads (one per core)")
    parser.add_argument("--resume", action="store_true", help="do only what is missing; refuse what does not match")
    parser.add_argument("--shard", metavar="I/N", help="run part I of N only, for job arrays (docs/clusters.md)")
    parser.add_argument("--merge", metavar="DIR", nargs="+", default=(), help="take over the runs of these folders")
    parser.add_argument("--scheduler", metavar="ADDRESS", default="", help="run on the Dask cluster at this address")
    parser.add_argument("--dry-run", action="store_true", help="tell how many runs, how long and how large")


def read_how(given: argparse.Namespace) -> How:
    """Return the options of :class:`How` as they were given.

    Parameters
    ----------
    given
        Of a parser with :func:`add_how`.

    Returns
    -------
    How
        Checked as far as it can be without a design.

    Raises
    ------
    ConfigurationError
        When the part is no part.
    """
    shard = parse_shard(given.shard) if given.shard is not None else None
    return How(given.jobs, given.resume, shard, given.scheduler, tuple(given.merge), given.dry_run)


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
    parser.add_argument("--replicates", type=int, metavar="R", help="worlds per condition")
    parser.add_argument("--residents", type=int, metavar="K", help="size of the neighbourhood")
    parser.add_argument(
        "--uncertainty",
        choices=get_args(Uncertainty),
        default=DEFAULT_UNCERTAINTY,
        help=f"parameters of the runs: the defaults, or draws from the posterior ({DEFAULT_UNCERTAINTY})",
    )
    parser.add_argument("--out", metavar="DIR", help="folder of the results (results/NAME)")
    add_how(parser)
    given = parser.parse_args()
    if given.out == "":
        parser.error("--out = '' is not allowed: the name of a folder")
    sizes = {name: getattr(given, name) for name in ("replicates", "residents") if getattr(given, name) is not None}
    try:
        design = replace(make(**sizes), uncertainty=given.uncertainty)
        out = Path(given.out) if given.out else Path(script).resolve().parents[1] / "results" / design.name
        return run_study(design, out, read_how(given))
    except ConfigurationError as error:
        say(str(error))
        return REFUSED
    except KeyboardInterrupt:
        say("Stopped; the same command goes on from here.")
        return INTERRUPTED


def run_study(design: Design, out: Path, how: How = How()) -> int:  # noqa: B008 - immutable
    """Run a design, store its results, draw and write its report, and tell the answer.

    Parameters
    ----------
    design
        What to run.
    out
        Folder of the results.
    how
        Where, and how much of it.

    Returns
    -------
    int
        0, or 3 when some runs failed.

    Raises
    ------
    ConfigurationError
        When the design, the folder or an option is not usable.
    """
    check_same(out, "name", design.name)
    if how.dry_run:
        if how.resume:
            check_resumable(out / FOLDER, design)
        with checked_output():
            sys.stdout.write("\n".join([*plan_lines(design, out, how.jobs), ""]))
        return FINE
    if how.merge:
        merge_raw([Path(folder) for folder in how.merge], out)
    with cluster_executor(how.scheduler) if how.scheduler else nullcontext() as executor:
        finished = run_design(design, out, how.jobs, executor, resume=how.resume, shard=how.shard)
    if not finished.missing:
        _store_and_tell(design, out, finished)
    if finished.failed:
        say(f"{finished.failed} runs failed: see {out / 'errors.csv'}.")
    return SOME_FAILED if finished.failed else FINE


def store_and_report(design: Design, out: Path, finished: Finished) -> Report:
    """Store the results of a design whose runs are done, with its report, and seal them.

    Parameters
    ----------
    design
        What was run.
    out
        Folder of the results.
    finished
        How it went.

    Returns
    -------
    Report
        As written.

    Raises
    ------
    ConfigurationError
        When every run failed, or a file cannot be written.
    """
    store_results(design, out, finished)
    say("drawing the pictures")
    report = make_report(out)
    write_files(out, report.files)
    seal_results(design, out, report.files)
    return report


def _store_and_tell(design: Design, out: Path, finished: Finished) -> None:
    report = store_and_report(design, out, finished)
    with checked_output():
        pictures = sum(name.endswith((".png", ".svg")) for name in report.files)
        where = f"Exploration and explanation, not prediction. {pictures} pictures and README.md are in {out}."
        sys.stdout.write("\n".join([*report.answers, where, ""]))
