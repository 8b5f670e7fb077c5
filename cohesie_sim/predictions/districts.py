"""Predictions for Dutch districts: P21 and P22.

The seven neighbourhoods show how the change of loneliness depends on its level in 2016: per world, a straight line on
the logit scale through their seven changes. The line is applied to the distribution of 2016. Limits: the seven lie in
the lonelier half of the country, so that for most districts the line is carried on beyond them.
"""

from __future__ import annotations

import numpy as np
from scipy.special import expit, logit

from cohesie_sim.calibration.mix import WEIGHTS
from cohesie_sim.neighbourhood import load_neighbourhood
from cohesie_sim.predictions.evidence import Floats, districts, drift, evidence
from cohesie_sim.predictions.foretold import Foretold, plain, ratio, shift
from cohesie_sim.predictions.worlds import Worlds


def lonely_in_districts(worlds: Worlds) -> Floats:
    """Return the share of lonely adults in autumn 2020 in a hundred groups of districts.

    Parameters
    ----------
    worlds
        Finished worlds.

    Returns
    -------
    ndarray
        Shape (worlds, 100), in the order of 2016.
    """
    level = np.array([logit(load_neighbourhood(preset).adults.lonely.value / 100) for preset in WEIGHTS])
    changes = [shift(worlds.of(preset, "lonely before"), worlds.of(preset, "lonely autumn_2020")) for preset in WEIGHTS]
    change = np.array(changes)
    centred = level - level.mean()
    slope = centred @ change / (centred @ centred)
    then = logit(districts())
    return np.asarray(expit(then + change.mean(axis=0)[:, None] + slope[:, None] * (then - level.mean())))


def spread_2020(worlds: Worlds) -> Foretold:
    """Return P21: the standard deviation between districts, in points; around it, how spreads changed 2012-2016."""
    spread = 100 * lonely_in_districts(worlds).std(axis=1)
    return Foretold(np.log(spread), evidence()["change_of_spread"], ratio, worlds.draw)


def mean_change(worlds: Worlds) -> Foretold:
    """Return P22: the mean change per district, in points; around it, the drift of the nation."""
    then = districts()
    change = 100 * (lonely_in_districts(worlds) - then).mean(axis=1)
    return Foretold(change, 100 * drift("lonely", 4) * float((then * (1 - then)).mean()), plain, worlds.draw)
