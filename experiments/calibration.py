"""Which parameters agree with what is known of Dutch neighbourhoods up to June 2020, and how well does the model fit?

A bank of simulations all over the priors teaches an emulator; approximate Bayesian computation then fits the surveys of
``cohesie_sim/calibration/targets.toml``, block by block. Every target is held against what the model itself finds for
the draws, and the method against worlds of which the parameters are known. Results go to ``results/calibration``; open
its README.md first. Started again, it goes on where it was. ``--adopt`` makes the draws those of the package.
"""  # noqa: D400 - a question

from __future__ import annotations

import sys

from cohesie_sim.cli.calibrating import run_calibration

if __name__ == "__main__":
    sys.exit(run_calibration(__doc__, __file__))
