"""When somebody counts as lonely: the cut-offs of the De Jong Gierveld scale."""

from __future__ import annotations

from cohesie_sim.compiling import rule


@rule
def is_lonely(score: int) -> bool:
    """Return whether a score of 0-11 counts as lonely (3 or more; GGD/RIVM)."""
    return score >= 3


@rule
def is_severely_lonely(score: int) -> bool:
    """Return whether a score of 0-11 counts as severely lonely (9 or more; GGD/RIVM)."""
    return score >= 9


@rule
def is_subscale_lonely(score: int) -> bool:
    """Return whether a social (0-5) or emotional (0-6) score counts as lonely.

    Three or more. The cut-off is assumed: it is the one that reproduces all four national shares of 2016 at once.
    """
    return score >= 3
