"""Print what became of the claims that should emerge: ``PYTHONPATH=. python tests/patterns/report.py``."""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path

from tests.patterns.claims import CLAIMS
from tests.patterns.runs import REPLICATES, SEED, Runs


def main() -> None:
    """Simulate, measure and print one block per claim."""
    with tempfile.TemporaryDirectory() as folder:
        runs = Runs(Path(folder))
        sys.stdout.write(f"{REPLICATES} replicates per scenario, 4,000 residents, seed {SEED}\n")
        for measure in CLAIMS:
            verdict = measure(runs)
            word = "holds" if verdict.holds else "DOES NOT HOLD"
            sys.stdout.write(
                f"\n{verdict.claim}: {word}\n  asked:    {verdict.criterion}\n  measured: {verdict.measured}\n"
            )


if __name__ == "__main__":
    main()
