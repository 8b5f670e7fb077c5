"""Simulated worlds under survey: parameters and luck in, the value of every target out.

One world per preset of 2,500 residents lives through ``nl_2020_2022`` up to the end of June 2020. Fewer residents would
be another world: every neighbourhood has at least one initiative of each kind, so that among 300 residents 19 % of the
adults volunteer in them and 67 % have weekly contact with neighbours, against 3 and 52 % among 2,500 and 3 and 51 %
among 10,000. A burn-in of a year is enough: before the measures 5.2 % have few contacts, against 4.7 % after four years
of burn-in, and 51.1 against 51.9 % weekly contact with neighbours; loneliness, volunteering and needs agree within 0.1
points. These differences are a fraction of what the targets allow. (Measured in Archipelbuurt, Heerlen and Wateringse
Veld, four worlds each with the same luck; twelve of 300 and two of 10,000 residents.)

The worlds live under the hypothesis *article* with 4 fte of community work per 10,000 residents. No target can tell the
hypotheses or levels of funding apart: under the other two, or with 0 or 12 fte, no fitted target moves by more than 0.3
of its standard deviation (6 worlds, default parameters). That is why one posterior serves all hypotheses.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from typing import Final

from cohesie_sim.calibration.mix import WEIGHTS
from cohesie_sim.calibration.panel import Panel, Visit, people_of, pooled
from cohesie_sim.calibration.surveys import SURVEYS
from cohesie_sim.calibration.surveys.helping import initiatives_there, volunteered_in_year
from cohesie_sim.calibration.surveys.loneliness import OLDEST, Shares, beyond_subscales, shares_before
from cohesie_sim.conditions import conditions_of
from cohesie_sim.engine.simulate import run_replicate
from cohesie_sim.outcomes.result import RawResult
from cohesie_sim.scenarios import Scenario, load_scenario

RESIDENTS: Final = 2500
BURN_IN_WEEKS: Final = 52
LAST_WEEKS: Final = (9, 17, 25)
"""Weeks after which is surveyed: Sunday 8 March (before the first measures), 3 May and 28 June 2020."""


def survey_worlds(changes: Mapping[str, float], luck: int, residents: int = RESIDENTS) -> dict[str, float]:
    """Return what every survey would find, for one set of parameters and one world of luck.

    Parameters
    ----------
    changes
        Value per dotted key of a scenario, ``parameters.…`` or ``population.…``.
    luck
        Seed of the worlds; the same luck gives the same numbers, here and on any machine.
    residents
        Of each neighbourhood.

    Returns
    -------
    dict
        Identifier of every target in ``targets.toml`` to the value, NaN for what does not exist in these worlds.

    Raises
    ------
    ConfigurationError
        When a key or value is not allowed.
    """
    scenario = _base().with_changes({**changes, "residents": residents})
    names = list(WEIGHTS)  # every preset has luck of its own
    places = {name: _at(scenario, name) for name in names}
    before = {name: run_replicate(_until(places[name], 0), luck, names.index(name)) for name in names}
    later = {
        name: [run_replicate(_until(places[name], date), luck, names.index(name)) for date in (1, 2)]
        for name in names
        if WEIGHTS[name] > 0
    }
    panel = _panel(scenario, [Visit(before[name], *later[name]) for name in later], [WEIGHTS[name] for name in later])
    found = {target: survey(panel) for target, survey in SURVEYS.items()}
    return {**found, **_of_presets(before)}


def _panel(scenario: Scenario, visits: list[Visit], weights: list[float]) -> Panel:
    spring = _until(scenario, 1)
    last_week = conditions_of(
        spring.weekly_inputs(),
        BURN_IN_WEEKS + LAST_WEEKS[1] - 1,
        BURN_IN_WEEKS,
        scenario.parameters.restrictions,
        scenario.parameters.fear,
    )
    return pooled(visits, weights, BURN_IN_WEEKS, last_week.open_visits, scenario.parameters)


def _of_presets(before: Mapping[str, RawResult]) -> dict[str, float]:
    shares: dict[str, Shares] = {name: shares_before(raw.sums) for name, raw in before.items()}
    oldest: dict[str, Shares] = {name: shares_before(raw.sums[:, OLDEST]) for name, raw in before.items()}
    found = {f"{share}_{name}": shares[name][share] for share in ("lonely", "severely_lonely") for name in shares}
    found |= {f"{share}_65_{name}": oldest[name][share] for share in ("lonely", "severely_lonely") for name in oldest}
    for share in ("lonely", "severely_lonely"):
        found[f"{share}_beyond_subscales"] = beyond_subscales(share, list(shares.values()))
    found["initiatives_before"] = initiatives_there(list(before.values()))
    return {**found, "volunteered_year_heerlen": volunteered_in_year(people_of([before["heerlen"]], [1.0]))}


@cache
def _base() -> Scenario:
    return load_scenario("nl_2020_2022").with_changes({"calendar.burn_in_weeks": BURN_IN_WEEKS})


def _at(scenario: Scenario, neighbourhood: str) -> Scenario:
    return scenario.with_changes({"neighbourhood": neighbourhood})


def _until(scenario: Scenario, date: int) -> Scenario:
    return scenario.with_changes({"calendar.weeks": LAST_WEEKS[date]})
