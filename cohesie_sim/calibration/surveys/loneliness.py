"""Surveys of loneliness on the De Jong Gierveld scale; percentages of adults, 0 to 100."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

import numpy as np
import numpy.typing as npt

from cohesie_sim.calibration.mix import national
from cohesie_sim.calibration.panel import Floats, Panel, weekly_share
from cohesie_sim.calibration.positions import Position
from cohesie_sim.calibration.surveys.contact import AGE_BANDS
from cohesie_sim.calibration.surveys.periods import BEFORE, SPRING
from cohesie_sim.compiling import kernel
from cohesie_sim.outcomes import columns as tally
from cohesie_sim.outcomes.columns import GROUPS
from cohesie_sim.outcomes.definitions import is_severely_lonely
from cohesie_sim.rules.loneliness import LonelinessParameters, item_score

SHARES = {
    "lonely": tally.LONELY,
    "severely_lonely": tally.SEVERELY_LONELY,
    "emotionally_lonely": tally.EMOTIONALLY_LONELY,
    "socially_lonely": tally.SOCIALLY_LONELY,
}
DISTRICTS_2016 = {"lonely": (10.55, 0.467, 0.715), "severely_lonely": (-4.48, 0.455, 0.133)}
"""Least-squares regression over 3,151 districts in 2016 (18+, unweighted), in per cent: constant, emotional, social.
Source as in ``nation.toml``; residual standard deviations 0.91 and 0.62 points."""
_SOCIAL_ITEMS, _EMOTIONAL_ITEMS = 5, 6
OLDEST = slice(GROUPS - GROUPS // AGE_BANDS, GROUPS)
"""The groups of residents of 65 and over."""
Shares = Mapping[str, float]


def shares_before(sums: Floats) -> dict[str, float]:
    """Return the four shares of loneliness before the measures.

    Parameters
    ----------
    sums
        Sums over residents of all groups, or of some, shape (weeks, groups, resident tallies).

    Returns
    -------
    dict
        ``lonely``, ``severely_lonely``, ``emotionally_lonely`` and ``socially_lonely``, in per cent of adults.
    """
    counted = sums[BEFORE].sum(axis=(0, 1))
    return {name: 100 * float(counted[column] / counted[tally.ADULTS]) for name, column in SHARES.items()}


def lonely_2016(panel: Panel) -> float:
    """Return who is lonely before the measures, carried over to the nation."""
    return national("lonely", weekly_share(panel, tally.LONELY, BEFORE))


def severely_lonely_2016(panel: Panel) -> float:
    """Return who is severely lonely before the measures, carried over to the nation."""
    return national("severely_lonely", weekly_share(panel, tally.SEVERELY_LONELY, BEFORE))


def emotionally_lonely_2016(panel: Panel) -> float:
    """Return who is emotionally lonely before the measures, carried over to the nation."""
    return national("emotionally_lonely", weekly_share(panel, tally.EMOTIONALLY_LONELY, BEFORE))


def socially_lonely_2016(panel: Panel) -> float:
    """Return who is socially lonely before the measures, carried over to the nation."""
    return national("socially_lonely", weekly_share(panel, tally.SOCIALLY_LONELY, BEFORE))


@kernel
def severe_now(social: Floats, emotional: Floats, p: LonelinessParameters) -> npt.NDArray[np.bool_]:
    """Return whose score counts as severely lonely.

    Parameters
    ----------
    social, emotional
        Latent states, shape (n,).
    p
        Parameters of the process *loneliness*.

    Returns
    -------
    array of bool, shape (n,)
        True from a score of 9 of 11.
    """
    severe = np.zeros(len(social), np.bool_)
    for i in range(len(social)):
        score = item_score(social[i], p.social_first, p.spacing, _SOCIAL_ITEMS)
        score += item_score(emotional[i], p.emotional_first, p.spacing, _EMOTIONAL_ITEMS)
        severe[i] = is_severely_lonely(score)
    return severe


def _severe_ratio(position: Position) -> Callable[[Panel], float]:
    def ratio(panel: Panel) -> float:
        people = panel.before
        severe = severe_now(people["social"], people["emotional"], panel.parameters.loneliness)
        everybody = people.share(severe, people.adult)
        if everybody == 0.0:
            return float("nan")
        return people.share(severe, people.adult & (people["position"] == position)) / everybody

    return ratio


def _rise(panel: Panel, column: int) -> float:
    return weekly_share(panel, column, SPRING) - weekly_share(panel, column, BEFORE)


def emotional_rise(panel: Panel) -> float:
    """Return the rise of emotional loneliness from before the measures to spring 2020, in points."""
    return _rise(panel, tally.EMOTIONALLY_LONELY)


def social_rise(panel: Panel) -> float:
    """Return the rise of social loneliness from before the measures to spring 2020, in points."""
    return _rise(panel, tally.SOCIALLY_LONELY)


def oldest_rise_excess(panel: Panel) -> float:
    """Return by how many points loneliness rose more among those of 65 and over than among all adults."""
    oldest = panel.sums[:, OLDEST].sum(axis=1)
    share = oldest[:, tally.LONELY] / oldest[:, tally.ADULTS]
    return 100 * float(share[SPRING].mean() - share[BEFORE].mean()) - _rise(panel, tally.LONELY)


def beyond_subscales(share: str, places: Sequence[Shares]) -> float:
    """Return how far a share lies above what districts with the same subscales have, on average over neighbourhoods.

    Parameters
    ----------
    share
        ``lonely`` or ``severely_lonely``.
    places
        The four shares of each neighbourhood.

    Returns
    -------
    float
        In points.
    """
    constant, emotional, social = DISTRICTS_2016[share]
    expected = [constant + emotional * x["emotionally_lonely"] + social * x["socially_lonely"] for x in places]
    return float(np.mean([x[share] - y for x, y in zip(places, expected, strict=True)]))


SURVEYS = {
    "lonely_2016": lonely_2016,
    "severely_lonely_2016": severely_lonely_2016,
    "emotionally_lonely_2016": emotionally_lonely_2016,
    "socially_lonely_2016": socially_lonely_2016,
    # the model has no year before 2020: the same level is held against both waves
    "lonely_2012": lonely_2016,
    "severely_lonely_2012": severely_lonely_2016,
    "emotionally_lonely_2012": emotionally_lonely_2016,
    "severe_ratio_single": _severe_ratio(Position.SINGLE),
    "severe_ratio_single_parent": _severe_ratio(Position.SINGLE_PARENT),
    "severe_ratio_couple": _severe_ratio(Position.COUPLE_WITHOUT_CHILDREN),
    "severe_ratio_child_at_home": _severe_ratio(Position.CHILD),
    "emotional_rise": emotional_rise,
    "social_rise": social_rise,
    "oldest_rise_excess": oldest_rise_excess,
}
