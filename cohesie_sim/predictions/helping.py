"""Predictions of spontaneous help and of initiatives: P08 to P12.

Initiatives and help groups are counted over all seven neighbourhoods: they are few, and no figure tells how those of
the nation would be mixed.
"""

from __future__ import annotations

from typing import Final

import numpy as np

from cohesie_sim.calibration.mix import WEIGHTS
from cohesie_sim.predictions.evidence import Floats, evidence
from cohesie_sim.predictions.foretold import Foretold, growth, limited, ratio
from cohesie_sim.predictions.worlds import Worlds

FEWEST_GROUPS: Final = 50
"""Help groups of March 2020 in all worlds, below which the model has nothing to say about how long they last."""


def _counted(name: str, worlds: Worlds) -> Floats:
    return np.asarray(np.sum([worlds.of(preset, name) for preset in WEIGHTS], axis=0))


def _share(part: str, whole: str, worlds: Worlds) -> Foretold:
    """Return a part of a whole; a world without any of the whole says nothing."""
    among = _counted(whole, worlds)
    shares = np.divide(_counted(part, worlds), among, out=np.full(among.shape, np.nan), where=among > 0)
    return Foretold(shares, evidence()["error_share"], limited, worlds.draw)


def sign_ups(worlds: Worlds) -> Foretold:
    """Return P08: sign-ups of helpers a week in the second wave, relative to the first."""
    change = growth(worlds.mix("sign_ups first_wave"), worlds.mix("sign_ups second_wave"))
    return Foretold(change, evidence()["error_ratio_unfitted"], ratio, worlds.draw)


def requests(worlds: Worlds) -> Foretold:
    """Return P09: adults with an open need in the second wave, relative to the first."""
    change = growth(worlds.mix("need first_wave"), worlds.mix("need second_wave"))
    return Foretold(change, evidence()["error_ratio_unfitted"], ratio, worlds.draw)


def groups_lasting(worlds: Worlds) -> Foretold | None:
    """Return P10: which of the help groups founded in March 2020 exist 25 months later; None when hardly any was."""
    if _counted("groups", worlds).sum() < FEWEST_GROUPS:
        return None
    return _share("groups lasting", "groups", worlds)


def initiatives_stopped(worlds: Worlds) -> Foretold:
    """Return P11: initiatives from before the measures that in autumn 2020 had ended or were paused."""
    return _share("initiatives stopped", "initiatives", worlds)


def huiskamers_closed(worlds: Worlds) -> Foretold:
    """Return P12: huiskamers from before the measures that in October and November 2020 had ended or were paused."""
    return _share("huiskamers closed", "huiskamers", worlds)
