"""Which parameters agree with what is known of Dutch neighbourhoods up to June 2020, and how well does the model fit?

Approximate Bayesian computation: a pilot of simulations from the prior, a sequential fit to the surveys of
``cohesie_sim/calibration/targets.toml``, a recovery test on simulated surveys of which the parameters are known, and
the posterior predictive of every target. Results go to ``results/calibration``; open its README.md first. Started
again, it goes on where it was. ``--adopt`` makes the draws those of the package (``cohesie_sim/posterior``).
"""  # noqa: D400 - a question

from __future__ import annotations

import sys

from cohesie_sim.cli.calibrating import run_calibration

if __name__ == "__main__":
    sys.exit(run_calibration(__doc__, __file__))
