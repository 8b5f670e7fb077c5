"""What a scenario says that the map and the film tell: its title, its place, and its funding of community work."""

from __future__ import annotations

from typing import Final

from cohesie_sim.model.watch.words import Language, number_text, plain, text
from cohesie_sim.neighbourhood import load_neighbourhood
from cohesie_sim.scenarios import Scenario

_LONGEST_PLACE: Final = 40


def title_of(scenario: Scenario, language: Language) -> str:
    """Return the title of a scenario in a language, as its file has it; a Dutch one of its base is not its own."""
    inherited = "title" in scenario.declared and "title_nl" not in scenario.declared
    return scenario.title if language == "en" or inherited else scenario.title_nl


def place_text(scenario: Scenario) -> str:
    """Return the title of the neighbourhood as one short line."""
    return plain(load_neighbourhood(scenario.neighbourhood).title, _LONGEST_PLACE)


def levels_of(scenario: Scenario) -> tuple[float, float]:
    """Return the lowest and the highest level of funding, fte per 10,000 residents."""
    levels = [level for _, level in scenario.settings.funding.steps()]
    return min(levels), max(levels)


def funding_text(scenario: Scenario, language: Language) -> str:
    """Return the level of funding, such as ``4`` or ``0 to 4``.

    Parameters
    ----------
    scenario
        Checked.
    language
        ``en`` or ``nl``.

    Returns
    -------
    str
        Without its unit.
    """
    low, high = (number_text(level, language) for level in levels_of(scenario))
    return low if low == high else text("range", language, low=low, high=high)


def without_work(scenario: Scenario) -> Scenario:
    """Return a scenario without any funding of community work, at whatever date.

    Parameters
    ----------
    scenario
        Checked.

    Returns
    -------
    Scenario
        Otherwise the same.
    """
    nothing = {"funding.fte_per_10000": 0.0, "funding.changes": [], "funding.phases": None}
    return scenario.with_changes(nothing)
