"""What did people do after June 2020, according to the calibrated model? Written down before anybody looks.

Twenty-five quantities of which observations exist and are withheld, each with its interval, or with the reason why the
model cannot express it. Results go to ``results/predictions``; open its README.md first. Started again, it goes on.
With ``--score FILE`` nothing is run: observations are held against the stored predictions.
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from cohesie_sim.cli.exits import FINE, INTERRUPTED, REFUSED
from cohesie_sim.errors import ConfigurationError, checked_output
from cohesie_sim.experiment.progress import say
from cohesie_sim.posterior import posterior_draws, read_draws
from cohesie_sim.predictions import Plan
from cohesie_sim.predictions.making import make_predictions, score_file

DRAWS = 100


def plan(draws: int = DRAWS, residents: int = 4000, posterior: Path | None = None) -> Plan:
    """Return which worlds the predictions are made from: the first draws of the posterior.

    Parameters
    ----------
    draws
        How many of them.
    residents
        Of each neighbourhood.
    posterior
        File of draws; by default that of the package.

    Returns
    -------
    Plan
        Checked.

    Raises
    ------
    ConfigurationError
        When there are fewer draws, or the file or a number is not usable.
    """
    there = read_draws(posterior) if posterior else posterior_draws()
    if not 1 <= draws <= len(there):
        raise ConfigurationError(f"draws = {draws} is not allowed: a whole number from 1 to {len(there)}.")
    return Plan(there[:draws], residents)


def main() -> int:
    """Read the options and run; return the exit code."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--draws", type=int, default=DRAWS, metavar="D", help=f"draws of parameters ({DRAWS})")
    parser.add_argument("--residents", type=int, default=4000, metavar="K", help="of each neighbourhood (4000)")
    parser.add_argument("--jobs", type=int, metavar="J", help="threads (one per core)")
    parser.add_argument("--posterior", type=Path, metavar="FILE", help="draws of parameters (the package's own)")
    parser.add_argument("--out", type=Path, metavar="DIR", help="folder of the results (results/predictions)")
    parser.add_argument("--score", type=Path, metavar="FILE", help="hold these observations against the predictions")
    given = parser.parse_args()
    out = given.out or Path(__file__).resolve().parents[1] / "results" / "predictions"
    try:
        if given.score:
            told = score_file(out, given.score)
        else:
            told = make_predictions(plan(given.draws, given.residents, given.posterior), out, given.jobs)
        with checked_output():
            print(told)
    except ConfigurationError as error:
        say(str(error))
        return REFUSED
    except KeyboardInterrupt:
        say("Stopped; the same command goes on from here.")
        return INTERRUPTED
    return FINE


if __name__ == "__main__":
    sys.exit(main())
