"""The script of the calibration: options, steps, tables, pages."""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from concurrent.futures import Executor
from pathlib import Path
from typing import TYPE_CHECKING, Final

import pandas as pd

from cohesie_sim.calibration.goodness import judge, predict
from cohesie_sim.calibration.tables import priors_table, targets_table
from cohesie_sim.calibration.targets import fitted_targets, load_targets
from cohesie_sim.calibration.version import survey_version
from cohesie_sim.calibration.worlds import survey_worlds
from cohesie_sim.cli.exits import FINE, INTERRUPTED, REFUSED
from cohesie_sim.errors import ConfigurationError
from cohesie_sim.experiment.commit import current_commit
from cohesie_sim.experiment.progress import reporter, say
from cohesie_sim.experiment.store import make_folder, write_bytes, write_csv, write_files, write_json
from cohesie_sim.extras import optional_library
from cohesie_sim.posterior import read_draws
from cohesie_sim.posterior.draws import FILE as ADOPTED
from cohesie_sim.report.calibration import report_calibration

if TYPE_CHECKING:
    from cohesie_sim.calibration.emulator import Emulator
    from cohesie_sim.calibration.fit import Fit

NAME: Final = "calibration"
POSTERIOR: Final = "posterior.csv"
_RAW: Final = "raw"


def run_calibration(about: str | None, script: str, argv: Sequence[str] | None = None) -> int:
    """Read the options of the calibration's script and run it.

    Parameters
    ----------
    about
        The script's own text, for ``--help``.
    script
        Its file; results go to ``results/calibration`` beside its folder.
    argv
        Options; those of the command line by default.

    Returns
    -------
    int
        Exit code: 0 fine, 2 usage or configuration, 130 interrupted.
    """
    given = _parser(about).parse_args(argv)
    out = Path(given.out) if given.out else Path(script).resolve().parents[1] / "results" / NAME
    try:
        if given.adopt:
            return adopt(out)
        optional_library("pyabc", "calibration", "pyABC")
        _run(given, out)
    except ConfigurationError as error:
        say(str(error))
        return REFUSED
    except KeyboardInterrupt:
        say("Stopped; the same command goes on from here.")
        return INTERRUPTED
    return FINE


def _parser(about: str | None) -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(description=about)
    for name, default, text in (
        ("worlds", 3900, "worlds of the bank, from which is learned"),
        ("cases", 40, "cases of the recovery test, in further worlds"),
        ("particles", 600, "particles per generation of the fit"),
        ("generations", 7, "generations per block at most"),
        ("draws", 200, "draws that are kept, and worlds of the posterior predictive"),
    ):
        parser.add_argument(f"--{name}", type=_whole, default=default, metavar="N", help=f"{text} ({default})")
    parser.add_argument("--jobs", type=_whole, metavar="J", help="processes (one per core)")
    parser.add_argument("--scheduler", default="", metavar="ADDRESS", help="run on the Dask cluster at this address")
    parser.add_argument("--out", metavar="DIR", help="folder of the results (results/calibration)")
    parser.add_argument("--adopt", action="store_true", help="run nothing; make the stored draws those of the package")
    return parser


def _whole(word: str) -> int:
    number = int(word)
    if number < 1:
        raise argparse.ArgumentTypeError(f"{number} is not allowed: a whole number from 1")
    return number


def _run(given: argparse.Namespace, out: Path) -> None:
    from cohesie_sim.calibration import fit, process  # noqa: PLC0415 - an optional extra

    make_folder(out)
    raw = out / _RAW
    make_folder(raw)
    write_bytes(raw / ".gitignore", b"*\n")
    problem, commit = process.real_problem(), current_commit()
    effort = fit.Effort(given.particles, given.generations)
    with process.processes(given.jobs, given.scheduler) as executor:
        bank, unseen = process.gather_bank(problem, given.worlds, given.cases, raw, executor)
        learned = process.learn_from(problem, bank)
        found = process.calibrate(learned, effort)
        _store_fit(out, found, learned.emulator)
        draws = process.spread_draws(found, given.draws)
        # every digit, so that whoever runs the model with a stored draw gets the world that was surveyed
        write_bytes(out / POSTERIOR, draws.to_csv(index=False, lineterminator="\n").encode())
        _store_predictive(out, draws, process.SEED, raw, executor)
        at_random = pd.DataFrame(bank.found, columns=[target.name for target in problem.targets])
        write_csv(out / "prior_predictive.csv", judge(at_random, fitted_targets()))
        write_csv(out / "recovery.csv", process.check_recovery(learned, unseen, effort, raw, executor))
    sizes = {name: getattr(given, name) for name in ("worlds", "cases", "particles", "generations", "draws")}
    manifest = {"name": NAME, "seed": process.SEED, **sizes, "code": survey_version(), "commit": commit}
    write_json(out / "manifest.json", manifest)
    say("drawing the pictures")
    write_files(out, report_calibration(out))
    say(f"How well the model fits, and what is known of its parameters: {out / 'README.md'}.")


def _store_fit(out: Path, found: Fit, emulator: Emulator) -> None:
    rows = [{**one._asdict(), "acceptance": one.particles / one.evaluations} for one in found.generations]
    write_csv(out / "fit.csv", pd.DataFrame(rows))
    write_csv(out / "priors.csv", priors_table(emulator.problem))
    names = [target.name for target in emulator.problem.targets]
    write_csv(out / "emulator.csv", pd.DataFrame({"id": names, "explained": emulator.explained}))


def _store_predictive(out: Path, draws: pd.DataFrame, seed: int, raw: Path, executor: Executor) -> None:
    targets = load_targets()
    write_csv(out / "targets.csv", targets_table(targets))
    rows = [{str(name): float(value) for name, value in row.items()} for row in draws.to_dict("records")]
    with reporter("posterior predictive", len(rows), 0) as bar:
        predicted = predict(survey_worlds, rows, seed, executor, raw, bar.show)
    write_csv(out / "predictive.csv", judge(predicted, targets))


def adopt(out: Path) -> int:
    """Make stored draws those that come with the package.

    Parameters
    ----------
    out
        Folder of the calibration.

    Returns
    -------
    int
        0.

    Raises
    ------
    ConfigurationError
        When there are no draws, they are damaged, or the package cannot be written to.
    """
    read_draws(out / POSTERIOR)
    write_bytes(ADOPTED, (out / POSTERIOR).read_bytes())
    say(f"{ADOPTED.name}: adopted.")
    return FINE
