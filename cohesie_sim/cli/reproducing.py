"""Making stored results again from their manifest alone, and telling whether they are the same."""

from __future__ import annotations

import tempfile
from collections.abc import Sequence
from contextlib import nullcontext
from pathlib import Path

from cohesie_sim.cli.exits import CHECK_FAILED, FINE, INTERRUPTED
from cohesie_sim.cli.screen import print_table, print_text
from cohesie_sim.cli.study import store_and_report
from cohesie_sim.errors import ConfigurationError
from cohesie_sim.experiment import run_design
from cohesie_sim.experiment.design_record import design_from_dict
from cohesie_sim.experiment.progress import say
from cohesie_sim.experiment.reproduction import (
    DIFFERS,
    SAME,
    Verdict,
    compare_results,
    is_picture,
    read_manifest,
    version_differences,
)
from cohesie_sim.experiment.store import make_folder


def reproduce(folder: Path, jobs: int | None, keep: Path | None) -> int:
    """Run a stored design again and compare every file.

    Parameters
    ----------
    folder
        Of the results.
    jobs
        Threads; one per core by default.
    keep
        Folder in which everything is made, kept, and gone on with when it is started again; by default one that is
        removed.

    Returns
    -------
    int
        0 when everything is equal, 4 when something differs, 130 when interrupted.

    Raises
    ------
    ConfigurationError
        When the manifest cannot be used, or ``keep`` is not usable.
    """
    manifest = read_manifest(folder)
    if keep is not None and keep.resolve() == folder.resolve():
        raise ConfigurationError(f"--keep = {keep} is not allowed: these are the results themselves.")
    try:
        with tempfile.TemporaryDirectory() if keep is None else nullcontext(keep) as place:
            made = Path(place)
            make_folder(made)
            design = design_from_dict(manifest["design"], made / "design")
            finished = run_design(design, made, jobs)
            if finished.failed:
                say(f"{finished.failed} runs failed here, {manifest.get('runs_failed', 0)} there.")
            store_and_report(design, made, finished)
            return _tell(folder, made, str(manifest["name"]))
    except KeyboardInterrupt:
        say("stopped" if keep is None else "stopped; the same command goes on from here")
        return INTERRUPTED


def _tell(folder: Path, made: Path, name: str) -> int:
    verdicts = compare_results(folder, made)
    files = [verdict for verdict in verdicts if not is_picture(verdict)]
    versions = version_differences(folder, made)
    wrong = [verdict for verdict in files if verdict.verdict == DIFFERS]
    rows = [[verdict.file, verdict.verdict, "" if verdict in wrong else verdict.detail] for verdict in files]
    drawn = [verdict for verdict in verdicts if is_picture(verdict)]
    print_table(f"{name}: made again and compared", ["file", "verdict", ""], [*rows, *_pictures(drawn, versions)])
    print_text(f"Versions that differ: {'; '.join(versions)}." if versions else "All versions are the same.")
    if wrong:
        for verdict in wrong:
            print_text(f"{verdict.file}: {verdict.detail}.")
        print_text(f"NOT the same: {len(wrong)} of {len(files)} files differ.")
        return CHECK_FAILED
    print_text(f"The same: all {len(files)} files.")
    return FINE


def _pictures(drawn: Sequence[Verdict], versions: Sequence[str]) -> list[list[str]]:
    """Return a row on pictures, which are compared for information only: another library draws other pixels."""
    if not drawn:
        return []
    library = next((told for told in versions if told.startswith("matplotlib ")), "")
    if library:
        return [[f"{len(drawn)} pictures", "not compared", library]]
    same = sum(verdict.verdict == SAME for verdict in drawn)
    first = next((f"first {verdict.file}; for information only" for verdict in drawn if verdict.verdict != SAME), "")
    return [[f"{len(drawn)} pictures", SAME if same == len(drawn) else f"{same} {SAME}", first]]
