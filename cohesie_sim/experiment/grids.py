"""The conditions of a design: levels of funding, scenarios, hypotheses, and what else is varied."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from cohesie_sim.outcomes.keys import AS_IS
from cohesie_sim.scenarios import Scenario


@dataclass(frozen=True)
class Variant:
    """One way in which the scenarios of a grid are changed.

    Parameters
    ----------
    name
        In results: a word of small letters, digits and underscores.
    changes
        Value per dotted key of a scenario, such as ``{"support.corona_fund": False}``.
    """

    name: str = AS_IS
    changes: Mapping[str, object] = field(default_factory=dict)


@dataclass(frozen=True)
class Grid:
    """Conditions to run: every combination of some levels, scenarios, variants and hypotheses.

    Parameters
    ----------
    levels
        The lever: funding in fte of community workers per 10,000 residents; the lowest is what the others are
        compared to.
    scenarios
        Names or paths of scenarios.
    hypotheses
        Under which explanations.
    variants
        What else is changed; at its lowest level, each is compared to the first.
    """

    levels: tuple[float, ...]
    scenarios: tuple[str, ...]
    hypotheses: tuple[str, ...] = ("article",)
    variants: tuple[Variant, ...] = (Variant(),)


@dataclass(frozen=True)
class Cell:
    """One condition of a design, for every replicate."""

    hypothesis: str
    scenario_name: str
    variant: str
    fte_per_10000: float
    scenario: Scenario
    keep_residents: bool = False


@dataclass(frozen=True)
class Run:
    """One run of a design; ``run_id`` names its result."""

    run_id: str
    cell: Cell
    seed: int
    replicate: int
