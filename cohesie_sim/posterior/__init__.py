"""What remains plausible after calibration: equally weighted draws of parameters, laid under a scenario.

The file ``posterior.csv`` comes from ``experiments/calibration.py`` and is never edited by hand. Its columns are dotted
keys of a scenario; each row is one joint draw of the calibrated parameters and of the assumed ones that were drawn
along. A parameter that a scenario sets itself keeps the scenario's value: a condition decides what it compares.
"""

from cohesie_sim.posterior.draws import WORLDS_PER_DRAW, draw_of, lay_under, posterior_draws, read_draws

__all__ = ["WORLDS_PER_DRAW", "draw_of", "lay_under", "posterior_draws", "read_draws"]
