"""The model as the app builds it: one argument per control, and the burn-in behind it when it appears."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from mesa import DataCollector

from cohesie_sim.model.model import NeighbourhoodModel
from cohesie_sim.scenarios import Scenario


@dataclass(frozen=True)
class Choices:
    """The scenarios among which the app lets choose, by the name in its list.

    No dictionary: Mesa would take one with a key ``type`` for a control.
    """

    scenarios: Mapping[str, Scenario]


class WatchedNeighbourhood(NeighbourhoodModel):
    """A neighbourhood that starts where its horizon starts, and stops there where it ends.

    Parameters
    ----------
    choices
        Scenarios by name.
    lockdown
        Which of them.
    funding
        Community workers, fte per 10,000 residents; what a phase of the scenario scales is scaled.
    neighbourhood, hypothesis, residents
        Instead of those of the scenario.
    seed
        Which luck.

    Raises
    ------
    ConfigurationError
        When a value is not allowed.
    """

    def __init__(
        self,
        choices: Choices,
        lockdown: str,
        funding: float,
        neighbourhood: str,
        hypothesis: str,
        seed: int,
        residents: int,
    ) -> None:
        changes = {
            "funding.fte_per_10000": float(funding),
            "neighbourhood": neighbourhood,
            "hypothesis": hypothesis,
            "residents": residents,
        }
        super().__init__(choices.scenarios[lockdown].with_changes(changes), rng=seed)
        for _ in range(self.setting.burn_in_weeks):
            super().step()  # not counted by Mesa, which then shows the weeks since the start as its steps
        self.datacollector = DataCollector(model_reporters=self.datacollector.model_reporters)
        if self.observer.outcomes:
            self.datacollector.collect(self)  # the plots begin with the week before the start

    def step(self) -> None:
        """Run one week; after the last one nothing happens, since the app may ask for several weeks at once."""
        if self.running:
            super().step()
