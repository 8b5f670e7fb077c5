"""The simulated worlds behind the predictions: draws of parameters, two worlds of luck each, seven neighbourhoods.

A world is the seven presets with one draw of parameters, one hypothesis and one set of luck. It is stored when it is
finished, one small file each, so that a later start does only what is missing.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Final

import numpy as np
import numpy.typing as npt

from cohesie_sim.calibration.mix import WEIGHTS
from cohesie_sim.errors import ConfigurationError
from cohesie_sim.experiment.design import code_version
from cohesie_sim.posterior import WORLDS_PER_DRAW, draw_of, lay_under
from cohesie_sim.posterior.draws import Draw
from cohesie_sim.predictions.reading import Reading, interview_all, read_weeks
from cohesie_sim.rules.hypothesis import HYPOTHESES
from cohesie_sim.scenarios import Scenario, load_scenario
from cohesie_sim.scenarios.arguments import check_whole_number

World = dict[str, Reading]
Floats = npt.NDArray[np.float64]
SCENARIO: Final = "nl_2020_2022"
_READ_BY: Final = ("calendar.py", "reading.py", "worlds.py")  # what decides the content of a stored world


@dataclass(frozen=True)
class Plan:
    """Which worlds the predictions are made from.

    Parameters
    ----------
    draws
        Of parameters, equally likely; each gets ``WORLDS_PER_DRAW`` worlds, and the draws take turns in the hypothesis.
    residents
        Of each neighbourhood.
    seed
        Which luck.

    Raises
    ------
    ConfigurationError
        When there is no draw, or the scenario refuses a value.
    """

    draws: tuple[Draw, ...]
    residents: int = 4000
    seed: int = 1

    def __post_init__(self) -> None:
        check_whole_number("seed", self.seed)
        if not self.draws:
            raise ConfigurationError("draws = 0 is not allowed: at least one draw of parameters.")

    @property
    def worlds(self) -> int:
        """Number of worlds."""
        return len(self.draws) * WORLDS_PER_DRAW

    def draw_of(self, world: int) -> int:
        """Return the number of a world's draw."""
        return draw_of(world, len(self.draws))

    def scenario(self, world: int) -> Scenario:
        """Return what a world lives through, in whichever neighbourhood.

        Parameters
        ----------
        world
            Number from 0.

        Returns
        -------
        Scenario
            With the parameters of its draw.

        Raises
        ------
        ConfigurationError
            When a value is not allowed.
        """
        draw = self.draw_of(world)
        hypothesis = tuple(HYPOTHESES)[draw % len(HYPOTHESES)]
        base = load_scenario(SCENARIO).with_changes({"hypothesis": hypothesis, "residents": self.residents})
        return lay_under(base, self.draws[draw])

    def file_of(self, world: int) -> str:
        """Return the name of the file of a finished world; the same name is the same content."""
        content = f"{_readers()} {code_version()} {self.scenario(world).content_hash()} {self.seed} {world}"
        return f"world-{hashlib.sha256(content.encode()).hexdigest()[:20]}.json"

    def live(self, world: int) -> World:
        """Run the seven neighbourhoods of a world and read them.

        Parameters
        ----------
        world
            Number from 0.

        Returns
        -------
        dict
            Name of each preset to its readings; residents are interviewed where the nation is.
        """
        scenario = self.scenario(world)
        found: World = {}
        for k, name in enumerate(WEIGHTS):
            place = scenario.with_changes({"neighbourhood": name})
            luck = world * len(WEIGHTS) + k  # neighbourhoods of one world do not share their luck
            found[name] = read_weeks(place, self.seed, luck)
            if WEIGHTS[name] > 0:
                found[name] |= interview_all(place, self.seed, luck)
        return found


@cache
def _readers() -> str:
    """Return a fingerprint of the modules that read a world, and of the weights of the mix."""
    digest = hashlib.sha256(json.dumps(dict(WEIGHTS)).encode())
    for name in _READ_BY:
        digest.update(Path(__file__).with_name(name).read_bytes())
    return digest.hexdigest()[:16]


@dataclass(frozen=True)
class Worlds:
    """Finished worlds.

    Parameters
    ----------
    found
        One per world.
    draw
        Number of the draw of each, shape (worlds,).
    """

    found: Sequence[World]
    draw: npt.NDArray[np.int64]

    def of(self, preset: str, name: str) -> Floats:
        """Return a reading of one neighbourhood in every world, shape (worlds,)."""
        return np.array([world[preset][name] for world in self.found])

    def mix(self, name: str) -> Floats:
        """Return a reading of the national mix in every world, shape (worlds,)."""
        parts = [weight * self.of(preset, name) for preset, weight in WEIGHTS.items() if weight > 0]
        return np.asarray(np.sum(parts, axis=0))
