"""Predictions of contact: P01, P02 and P23."""

from __future__ import annotations

import numpy as np
from scipy.special import expit, logit

from cohesie_sim.predictions.evidence import evidence, sampling
from cohesie_sim.predictions.foretold import Foretold, growth, percent, ratio, shift, together
from cohesie_sim.predictions.worlds import Worlds


def contacts_june_2020(worlds: Worlds) -> Foretold:
    """Return P01: what June 2020 leaves of the contacts before, laid on the level of 2016-17."""
    known = evidence()
    left = growth(worlds.mix("contacts before"), worlds.mix("contacts june_2020"))
    return Foretold(np.log(known["contacts_before"]) + left, known["error_ratio_fitted"], ratio, worlds.draw)


def contacts_may_2023(worlds: Worlds) -> Foretold:
    """Return P02: contacts in May 2023 relative to before; the model was fitted to spring 2020 only."""
    left = growth(worlds.mix("contacts before"), worlds.mix("contacts may_2023"))
    return Foretold(left, evidence()["error_ratio_unfitted"], ratio, worlds.draw)


def neighbours_2020(worlds: Worlds) -> Foretold:
    """Return P23: April to September 2020 against the whole year, laid on the level of the year."""
    known = evidence()
    change = shift(worlds.mix("neighbours 2020"), worlds.mix("neighbours april_to_september_2020"))
    latent = logit(known["neighbours_2020"]) + change
    outside = together(known["error_odds_fitted"], sampling(expit(latent), quarters=2))
    return Foretold(latent, outside, percent, worlds.draw)
