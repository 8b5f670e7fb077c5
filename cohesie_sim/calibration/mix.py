"""From seven neighbourhoods to the nation: weights of the presets, and an offset for what they cannot reach.

``from cohesie_sim.calibration.mix import WEIGHTS, national, WAVE_DRIFT``

The weights (not negative, sum 1) bring the presets' published figures of 2016 as close as possible to the national
ones: they minimise the sum over seven figures of ``((mix - nation) / spread between districts)**2``; figures and
spreads stand in ``nation.toml``, and a test computes the weights again. Four presets get none: they lie too far away.

The nation lies outside what the presets span: even the least lonely of them is lonelier than the country. What is left
is carried over as a constant on the logit scale, so that the published figures of the presets give exactly the
published figure of the nation:

    national(share) = expit(logit(share of the mix) + offset),   offset = logit(nation 2016) - logit(mix of 2016)

Limits: three neighbourhoods in two municipalities stand for a country with villages; weights are chosen by loneliness,
volunteering, means and limitations only, since the evidence gives no other national figures that presets have too; an
offset of 2016 is assumed to hold in every later year, and for volunteering within a year as for within four weeks.
Quantities without an offset (contacts, isolation, ratios) are those of the mix.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from types import MappingProxyType
from typing import Final, NamedTuple

from scipy.special import expit, logit

from cohesie_sim.errors import ConfigurationError, did_you_mean
from cohesie_sim.neighbourhood import load_neighbourhood

WEIGHTS: Final[Mapping[str, float]] = MappingProxyType(
    {
        "archipelbuurt": 0.225,
        "heerlen": 0.0,
        "moerwijk": 0.0,
        "schildersbuurt": 0.0,
        "sittard_geleen": 0.085,
        "stationsbuurt": 0.0,
        "wateringse_veld": 0.69,
    }
)
"""Weight of each preset."""

WAVE_DRIFT: Final[Mapping[str, float]] = MappingProxyType(
    {"lonely": 0.157, "severely_lonely": 0.177, "emotionally_lonely": 0.178, "socially_lonely": 0.178}
)
"""How far national shares moved from 2012 to 2016, on the logit scale: what one wave of four years may do for reasons
outside the model. Social loneliness of 2012 was not found; the largest of the others stands in."""


class Figure(NamedTuple):
    """A national figure of 2016 and its spread between districts.

    Attributes
    ----------
    nation
        Per cent of adults.
    spread
        Standard deviation over districts, in points.
    """

    nation: float
    spread: float


@cache
def national_figures() -> Mapping[str, Figure]:
    """Return the national figures of 2016 that have a counterpart in every preset.

    Returns
    -------
    mapping
        Name of the figure, as in :class:`cohesie_sim.neighbourhood.spec.Adults`, to the figure.
    """
    table = tomllib.loads((Path(__file__).parent / "nation.toml").read_text(encoding="utf-8"))
    return MappingProxyType({name: Figure(row["nation"], row["spread"]) for name, row in table["figures"].items()})


@cache
def offset(figure: str) -> float:
    """Return what carries a share of the mix over to the nation.

    Parameters
    ----------
    figure
        One of :func:`national_figures`.

    Returns
    -------
    float
        On the logit scale.

    Raises
    ------
    ConfigurationError
        When there is no such figure.
    """
    figures = national_figures()
    if figure not in figures:
        raise ConfigurationError(
            f"figure '{figure}' is unknown; allowed: {', '.join(figures)}.{did_you_mean(figure, figures)}"
        )
    mix = sum(
        weight * getattr(load_neighbourhood(name).adults, figure).value for name, weight in WEIGHTS.items() if weight
    )
    return float(logit(figures[figure].nation / 100) - logit(mix / 100))


def national(figure: str, share: float) -> float:
    """Return the share of the nation that belongs to a share of the mix.

    Parameters
    ----------
    figure
        One of :func:`national_figures`.
    share
        Of the mix, in per cent.

    Returns
    -------
    float
        In per cent.

    Raises
    ------
    ConfigurationError
        When there is no such figure.
    """
    return 100 * float(expit(logit(share / 100) + offset(figure)))
