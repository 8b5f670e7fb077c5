"""Run every experiment, then write the front page of the results and the ledger of claims.

Takes about half an hour on two cores. Started again, it goes on where it was; what is there is not computed again.
"""

from __future__ import annotations

import argparse
import subprocess
import sys
from pathlib import Path

from cohesie_sim.errors import ConfigurationError
from cohesie_sim.experiment.store import write_bytes
from cohesie_sim.report.front import ORDER, write_front
from cohesie_sim.report.ledger import read_ledger
from cohesie_sim.report.ledger_page import write_ledger

HERE = Path(__file__).resolve().parent


def write_overviews(results: Path, ledger: Path) -> None:
    """Write the front page of the results and the ledger of claims from what is stored."""
    write_bytes(results / "README.md", write_front(results).encode())
    write_bytes(ledger, write_ledger(read_ledger(results)).encode())


def main() -> int:
    """Read the options and run; return the worst exit code of the experiments."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument(
        "--out", type=Path, help="folder of all results (results); elsewhere, the ledger goes there too"
    )
    parser.add_argument("--only-pages", action="store_true", help="run nothing, write the two overviews only")
    given, passed_on = parser.parse_known_args()
    results = given.out or HERE.parent / "results"
    worst = 0
    for name in () if given.only_pages else ORDER:
        command = [sys.executable, str(HERE / f"{name}.py"), "--out", str(results / name), *passed_on]
        code = subprocess.run(command, check=False).returncode  # noqa: S603 - our own scripts
        if code not in {0, 3}:
            return code
        worst = max(worst, code)
    try:
        write_overviews(results, results / "claims.md" if given.out else HERE.parent / "docs" / "claims.md")
    except ConfigurationError as error:
        print(error, file=sys.stderr)
        return 2
    print(f"The answers are in {results / 'README.md'}.")
    return worst


if __name__ == "__main__":
    try:
        sys.exit(main())
    except KeyboardInterrupt:
        sys.exit(130)
