"""Which of the many assumed numbers decide what funding does, how much is luck, and what is most worth measuring?

Every uncertainty and lever is screened, all at once (Morris) and one at a time. The leading ones go on: along their
range from four starting points; shares of the variance (Sobol, on a stand-in of the model); the value of knowing them
for the choice of a level of funding; and a search for the circumstances in which funding fails to help (PRIM). How many
replicates are enough is told as well. Needs the extras ``sensitivity`` and ``ema``.
Takes about a quarter of an hour on two cores. Results go to ``results/sensitivity``; open its README.md first. Started
again, it goes on.
"""  # noqa: D400 - a question

from __future__ import annotations

import argparse
import sys
from contextlib import nullcontext
from pathlib import Path

from cohesie_sim.cli.exits import FINE, INTERRUPTED, REFUSED
from cohesie_sim.cli.folders import check_same
from cohesie_sim.errors import ConfigurationError, checked_output
from cohesie_sim.experiment import write_files
from cohesie_sim.experiment.cluster import cluster_executor
from cohesie_sim.experiment.progress import say
from cohesie_sim.report.sensitivity import report_sensitivity
from cohesie_sim.sensitivity.factors import all_factors
from cohesie_sim.sensitivity.study import QUICK, Sizes, Where, run_sensitivity

OUT = Path(__file__).resolve().parents[1] / "results" / "sensitivity"
FEW = 40  # a quick look screens one parameter in so many


def run(out: Path, jobs: int | None, scheduler: str, *, quick: bool) -> None:
    """Run all methods and write tables, pictures and pages."""
    check_same(out, "name", "sensitivity")
    with cluster_executor(scheduler) if scheduler else nullcontext() as executor:
        screened = all_factors()[::FEW] if quick else None
        run_sensitivity(Where(out, jobs, executor), QUICK if quick else Sizes(), screened)
    say("drawing the pictures")
    write_files(out, report_sensitivity(out))
    with checked_output():
        print(f"Exploration and explanation, not prediction. README.md and pictures are in {out}.")


def main() -> int:
    """Read the options and run; return the exit code."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--out", type=Path, default=OUT, metavar="DIR", help="folder of the results")
    parser.add_argument("--jobs", type=int, metavar="J", help="threads (one per core)")
    parser.add_argument("--scheduler", metavar="ADDRESS", default="", help="run on the Dask cluster at this address")
    parser.add_argument("--quick", action="store_true", help="few parameters, points and residents: to see it work")
    given = parser.parse_args()
    try:
        run(given.out, given.jobs, given.scheduler, quick=given.quick)
    except ConfigurationError as error:
        say(str(error))
        return REFUSED
    except KeyboardInterrupt:
        say("Stopped; the same command goes on from here.")
        return INTERRUPTED
    return FINE


if __name__ == "__main__":
    sys.exit(main())
