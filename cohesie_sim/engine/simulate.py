"""Running a scenario with the compiled engine, one thread per run."""

from __future__ import annotations

import os
from concurrent.futures import ThreadPoolExecutor
from functools import lru_cache

import numpy as np

from cohesie_sim.engine import resident
from cohesie_sim.engine.columns import Bonds
from cohesie_sim.engine.packing import packed
from cohesie_sim.engine.week import run_weeks
from cohesie_sim.engine.world import world_at_start
from cohesie_sim.neighbourhood import Neighbourhood, SynthesisParameters, build_neighbourhood, load_neighbourhood
from cohesie_sim.outcomes.frames import Simulation
from cohesie_sim.outcomes.result import RawResult
from cohesie_sim.rules.hypothesis import HYPOTHESES
from cohesie_sim.scenarios import Scenario
from cohesie_sim.scenarios.arguments import check_run


@lru_cache(maxsize=128)
def neighbourhood_of(
    name: str, residents: int, population: SynthesisParameters, seed: int, replicate: int
) -> Neighbourhood:
    """Return the synthetic neighbourhood of a replicate; scenarios of one replicate share it.

    Parameters
    ----------
    name
        Preset or path.
    residents
        Number of residents.
    population
        Parameters of the synthetic population.
    seed, replicate
        Whose luck.

    Returns
    -------
    Neighbourhood
        Not to be changed.
    """
    return build_neighbourhood(load_neighbourhood(name), residents, seed, replicate, population)


def run_replicate(scenario: Scenario, seed: int = 1, replicate: int = 0) -> RawResult:
    """Run one replicate of a scenario.

    Parameters
    ----------
    scenario
        What happens, to whom, under which hypothesis.
    seed, replicate
        Whose luck.

    Returns
    -------
    RawResult
        Tallies, histories and final state.
    """
    p = scenario.parameters
    place = neighbourhood_of(scenario.neighbourhood, scenario.residents, scenario.population, seed, replicate)
    world = world_at_start(place, p, seed, replicate)
    sums, rows, records = run_weeks(
        world,
        scenario.weekly_inputs(),
        scenario.burn_in_weeks,
        HYPOTHESES[scenario.hypothesis],
        packed(p),
        seed,
        replicate,
    )
    low, high, slot = _ends(world.bonds)
    return RawResult(
        replicate=replicate,
        sums=sums,
        rows=rows,
        commitments=records.commitments[: records.used[0]].copy(),
        lives=records.lives[: records.used[1]].copy(),
        residents={
            **dict(zip(resident.LEVELS, world.residents.level, strict=True)),
            **dict(zip(resident.STATES, world.residents.state, strict=True)),
            **dict(zip(resident.CODES, world.residents.code, strict=True)),
            **dict(zip(resident.TOTALS, world.residents.total, strict=True)),
        },
        traits=place.traits._asdict(),
        ties=np.column_stack([low, high, world.bonds.kind[low, slot]]).astype(np.int32),
        tie_strength=world.bonds.strength[low, slot],
        slot_kinds=place.slots.kind,
    )


def _ends(bonds: Bonds) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Return lower end, higher end and slot of every tie, sorted by lower and higher end."""
    low, slot = np.nonzero(np.arange(bonds.partner.shape[1]) < bonds.used[:, None])
    high = bonds.partner[low, slot]
    order = np.lexsort((high, low))
    return low[order], high[order], slot[order]


def simulate(scenario: Scenario, replicates: int = 1, seed: int = 1, jobs: int | None = None) -> Simulation:
    """Run replicates of a scenario with the compiled engine.

    Parameters
    ----------
    scenario
        From :func:`cohesie_sim.load_scenario`.
    replicates
        Number of replicates, at least one; replicate ``k`` has the same residents and the same luck in every scenario.
    seed
        Which world.
    jobs
        Number of threads; by default one per core. The result does not depend on it.

    Returns
    -------
    Simulation
        With the frames ``weekly``, ``splits``, ``initiatives``, ``volunteers`` and ``residents``.

    Raises
    ------
    ConfigurationError
        When the scenario is none, or a number is not whole or out of range.
    """
    check_run(scenario, {"replicates": replicates, "seed": seed, "jobs": 1 if jobs is None else jobs})
    with ThreadPoolExecutor(jobs or os.cpu_count()) as pool:
        raws = list(pool.map(lambda replicate: run_replicate(scenario, seed, replicate), range(replicates)))
    return Simulation(scenario.mondays(), raws)
