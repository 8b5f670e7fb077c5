"""Running the replicates of one scenario with either engine: a failure or Ctrl-C costs only what was under way."""

from __future__ import annotations

import time
from collections.abc import Callable, Generator
from concurrent.futures import ThreadPoolExecutor, as_completed
from contextlib import closing
from dataclasses import dataclass, field
from os import cpu_count

from cohesie_sim.cli.exits import FINE, INTERRUPTED, SOME_FAILED
from cohesie_sim.engine.simulate import run_replicate
from cohesie_sim.errors import ConfigurationError, did_you_mean
from cohesie_sim.experiment.progress import reporter, say
from cohesie_sim.outcomes.frames import Simulation
from cohesie_sim.outcomes.result import RawResult
from cohesie_sim.scenarios import Scenario

Runs = Generator[tuple[int, RawResult | Exception], None, None]
ENGINES = ("compiled", "mesa")


@dataclass(frozen=True)
class Order:
    """What to run.

    Parameters
    ----------
    scenario
        Checked.
    engine
        ``compiled`` or ``mesa``.
    replicates, seed
        How many, in which world.
    jobs
        Threads of the compiled engine, by default one per core; the Mesa model runs its replicates one by one.

    Raises
    ------
    ConfigurationError
        When there is no such engine.
    """

    scenario: Scenario
    engine: str
    replicates: int
    seed: int
    jobs: int | None

    def __post_init__(self) -> None:
        if self.engine not in ENGINES:
            hint = did_you_mean(self.engine, ENGINES)
            raise ConfigurationError(f"--engine = {self.engine!r} is not allowed: {' or '.join(ENGINES)}.{hint}")


@dataclass
class Finished:
    """What came to an end: results and causes of failure by replicate, and how long everything took."""

    raws: dict[int, RawResult] = field(default_factory=dict)
    failed: dict[int, str] = field(default_factory=dict)
    interrupted: bool = False
    seconds: float = 0.0

    def exit_code(self) -> int:
        """Return the exit code of the process.

        Returns
        -------
        int
            0, 3 when some replicates failed, 130 when interrupted.
        """
        if self.interrupted:
            return INTERRUPTED
        return SOME_FAILED if self.failed else FINE

    def simulation(self, scenario: Scenario) -> Simulation:
        """Return the results as frames.

        Parameters
        ----------
        scenario
            That was run.

        Returns
        -------
        Simulation
            Of the replicates that succeeded, in order.
        """
        return Simulation(scenario.mondays(), [self.raws[replicate] for replicate in sorted(self.raws)])


def run_all(order: Order) -> Finished:
    """Run every replicate.

    Parameters
    ----------
    order
        What to run.

    Returns
    -------
    Finished
        Also after Ctrl-C: what was finished by then.

    Raises
    ------
    ConfigurationError
        When the scenario asks for what cannot be built.
    """
    finished, begin = Finished(), time.perf_counter()
    try:
        _run_into(finished, order)
    except KeyboardInterrupt:
        finished.interrupted = True
    finished.seconds = time.perf_counter() - begin
    return finished


def _run_into(finished: Finished, order: Order) -> None:
    runs = _in_threads(order) if order.engine == "compiled" else _one_by_one(order)
    with reporter(f"{order.scenario.name} ({order.engine})", order.replicates, 0) as progress, closing(runs):
        for done, (replicate, result) in enumerate(runs, 1):
            if isinstance(result, RawResult):
                finished.raws[replicate] = result
            else:
                finished.failed[replicate] = " ".join(f"{type(result).__name__}: {result}".split())
            progress.show(done)


def _in_threads(order: Order) -> Runs:
    with ThreadPoolExecutor(order.jobs or cpu_count()) as pool:
        waiting = {pool.submit(_attempt, _run_compiled, order, k): k for k in range(order.replicates)}
        try:
            for future in as_completed(list(waiting)):
                yield waiting.pop(future), future.result()
        except KeyboardInterrupt:
            say("interrupted: the replicates under way come to an end")
            pool.shutdown(cancel_futures=True)
            yield from ((k, future.result()) for future, k in waiting.items() if not future.cancelled())
            raise
        finally:
            pool.shutdown(wait=False, cancel_futures=True)


def _one_by_one(order: Order) -> Runs:
    for replicate in range(order.replicates):
        yield replicate, _attempt(_run_mesa, order, replicate)


def _attempt(run: Callable[[Order, int], RawResult], order: Order, replicate: int) -> RawResult | Exception:
    try:
        return run(order, replicate)
    except ConfigurationError:
        raise
    except Exception as error:  # noqa: BLE001 - whatever stops one replicate, the others go on
        return error


def _run_compiled(order: Order, replicate: int) -> RawResult:
    return run_replicate(order.scenario, order.seed, replicate)


def _run_mesa(order: Order, replicate: int) -> RawResult:
    from cohesie_sim.model import NeighbourhoodModel  # noqa: PLC0415 - importing Mesa takes longer than a compiled run

    model = NeighbourhoodModel(order.scenario, rng=order.seed, replicate=replicate)
    model.run()
    return model.raw()
