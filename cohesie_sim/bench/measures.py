"""Everything that ``cohesie bench`` measures."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import asdict, dataclass
from functools import partial
from statistics import median
from typing import Any

from cohesie_sim.bench.aims import judge
from cohesie_sim.bench.baseline import PlainNeighbourhood
from cohesie_sim.bench.memory import state_bytes
from cohesie_sim.bench.processes import measure_starts, run_child
from cohesie_sim.bench.timing import Lap, Timing, growth_exponent, time_lap
from cohesie_sim.bench.versions import machine_facts, versions
from cohesie_sim.engine.simulate import run_replicate
from cohesie_sim.model import NeighbourhoodModel
from cohesie_sim.neighbourhood import build_neighbourhood, load_neighbourhood
from cohesie_sim.scenarios import Scenario, load_scenario

SCENARIO = "nl_2020_2022"
Say = Callable[[str], None]


@dataclass(frozen=True)
class Sizes:
    """How much work is timed.

    Parameters
    ----------
    residents
        Sizes of the neighbourhood for the compiled engine; the Mesa models run the first of them.
    weeks, burn_in_weeks
        Of every timed run.
    repetitions
        Of everything but cold starts.
    cold_starts
        Each compiles the whole engine.
    judged
        Whether the aims are meant for these sizes.
    """

    residents: tuple[int, ...]
    weeks: int
    burn_in_weeks: int
    repetitions: int
    cold_starts: int
    judged: bool


FULL = Sizes((2_000, 20_000, 200_000), weeks=156, burn_in_weeks=104, repetitions=3, cold_starts=3, judged=True)
QUICK = Sizes((100, 200, 400), weeks=3, burn_in_weeks=1, repetitions=2, cold_starts=0, judged=False)


def measure(sizes: Sizes, say: Say) -> dict[str, Any]:
    """Measure everything.

    Parameters
    ----------
    sizes
        How much work.
    say
        Is told what is being measured.

    Returns
    -------
    dict
        Plain values for JSON: raw seconds of every repetition, medians per unit of work, the aims and whether they are
        reached (none for sizes that they are not meant for).
    """
    calendar = {"calendar.weeks": sizes.weeks, "calendar.burn_in_weeks": sizes.burn_in_weeks}
    scenario = load_scenario(SCENARIO).with_changes(calendar)
    say("the Mesa models and the compiled engine on the same run")
    shared = _side_by_side(scenario.with_changes({"residents": sizes.residents[0]}), sizes.repetitions)
    compiled = [shared["compiled"]]
    for residents in sizes.residents[1:]:
        say(f"the compiled engine, {residents:,} residents")
        compiled.append(_time_compiled(scenario.with_changes({"residents": residents}), sizes.repetitions))
    say("synthesis")
    synthesis = [_time_synthesis(scenario.neighbourhood, residents, sizes.repetitions) for residents in sizes.residents]
    say("memory, and cold and warm start: each in a process of its own")
    results = {
        "work": {"scenario": SCENARIO, "neighbourhood": scenario.neighbourhood, **asdict(sizes)},
        "versions": versions(),
        "machine": machine_facts(),
        "compiled": [timing.to_dict() for timing in compiled],
        "growth_exponent": growth_exponent(sizes.residents, [timing.seconds for timing in compiled]),
        "mesa": shared["mesa"].to_dict(),
        "plain_mesa": shared["plain_mesa"].to_dict(),
        "ratios": _ratios(shared),
        "synthesis": synthesis,
        "memory": _measure_memory(scenario, sizes.residents[-1]),
        "start": measure_starts(sizes.residents[0], sizes.cold_starts, sizes.repetitions),
    }
    return {**results, "aims": judge(results) if sizes.judged else []}


def _side_by_side(scenario: Scenario, repetitions: int) -> dict[str, Timing]:
    """Time the three on the same run in turns, so that a slow moment of the machine hits all of them."""
    run_replicate(scenario)  # compiles, and builds the neighbourhood: neither is timed here
    laps: dict[str, list[Lap]] = {"compiled": [], "mesa": [], "plain_mesa": []}
    for _ in range(repetitions):
        laps["compiled"].append(time_lap(partial(run_replicate, scenario)))
        for name, model_class in (("mesa", NeighbourhoodModel), ("plain_mesa", PlainNeighbourhood)):
            laps[name].append(time_lap(model_class(scenario).run))
    weeks = scenario.weeks + scenario.burn_in_weeks
    return {name: Timing(scenario.residents, weeks, tuple(taken)) for name, taken in laps.items()}


def _time_compiled(scenario: Scenario, repetitions: int) -> Timing:
    run_replicate(scenario)
    laps = tuple(time_lap(partial(run_replicate, scenario)) for _ in range(repetitions))
    return Timing(scenario.residents, scenario.weeks + scenario.burn_in_weeks, laps)


def _ratios(shared: dict[str, Timing]) -> dict[str, float]:
    cost = {name: timing.ns_per_resident_week for name, timing in shared.items()}
    return {
        "mesa_to_compiled": cost["mesa"] / cost["compiled"],
        "plain_mesa_to_compiled": cost["plain_mesa"] / cost["compiled"],
        "mesa_to_plain_mesa": cost["mesa"] / cost["plain_mesa"],
    }


def _time_synthesis(neighbourhood: str, residents: int, repetitions: int) -> dict[str, Any]:
    spec = load_neighbourhood(neighbourhood)
    laps = [time_lap(partial(build_neighbourhood, spec, residents, 1, replicate)) for replicate in range(repetitions)]
    cost = median(lap.processor for lap in laps)
    return {
        "residents": residents,
        "processor_seconds": [lap.processor for lap in laps],
        "us_per_resident": 1e6 * cost / residents,
    }


def _measure_memory(scenario: Scenario, residents: int) -> dict[str, Any]:
    state = state_bytes(scenario.with_changes({"residents": residents}))
    peak = run_child("memory", residents, {}).get("peak_bytes")
    return {
        "residents": residents,
        "state_bytes_per_resident": state / residents,
        "peak_bytes_per_resident": None if peak is None else peak / residents,
    }
