"""All methods, one after the other, from runs to stored tables; started again, it goes on."""

from __future__ import annotations

import time
from collections.abc import Mapping, Sequence
from concurrent.futures import Executor
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path
from typing import Any, Final, NamedTuple

import pandas as pd

from cohesie_sim.experiment.commit import current_commit
from cohesie_sim.experiment.design import code_version
from cohesie_sim.experiment.shards import FOLDER
from cohesie_sim.experiment.store import make_folder, write_csv, write_json
from cohesie_sim.outcomes.cost import CostParameters
from cohesie_sim.posterior import posterior_draws
from cohesie_sim.posterior.draws import FILE as POSTERIOR
from cohesie_sim.sensitivity import deciding
from cohesie_sim.sensitivity.boxes import LEAST
from cohesie_sim.sensitivity.convergence import convergence
from cohesie_sim.sensitivity.effects import DECISIONS, EFFECTS, OTHER_TIMES, outcomes_of
from cohesie_sim.sensitivity.factors import Factor, all_factors, changes_at, choose_factors
from cohesie_sim.sensitivity.morris import morris_design, morris_effects
from cohesie_sim.sensitivity.one_at_a_time import DEFAULT, ENDS, base_points, changes_along, steps, swings
from cohesie_sim.sensitivity.runs import NEIGHBOURHOOD, SEED, Batch, Point, run_batch
from cohesie_sim.sensitivity.sobol import sobol_shares
from cohesie_sim.sensitivity.space import Space, fill_space, leading, space_points

_LIBRARIES: Final = ("numpy", "numba", "pandas", "SALib", "scikit-learn", "ema_workbench")


class Sizes(NamedTuple):
    """How much is run; the defaults are those of the shipped results.

    Attributes
    ----------
    residents
        Size of the neighbourhood, but for convergence.
    trajectories, worlds
        Base points of the screening, and worlds per point.
    leading
        Parameters that go on to the further methods.
    worlds_of_steps
        Worlds per point when a leading parameter moves along its range.
    points, worlds_in_space
        That fill the space of the leading parameters, and worlds of each.
    points_in_other_times
        Of these, run in other times as well, for the search for failures.
    convergence, convergence_residents
        Worlds for convergence, and size of the neighbourhood there: that of the studies.
    """

    residents: int = 1000
    trajectories: int = 3
    worlds: int = 2
    leading: int = 10
    worlds_of_steps: int = 4
    points: int = 360
    worlds_in_space: int = 2
    points_in_other_times: int = 180
    convergence: int = 100
    convergence_residents: int = 4000


QUICK: Final = Sizes(100, 2, 2, 2, 2, 30, 2, 15, 3, 100)


class Where(NamedTuple):
    """Where runs are kept and done.

    Attributes
    ----------
    folder
        Of the results.
    jobs
        Threads; by default one per core.
    executor
        Runs the parts instead, for instance a cluster's.
    """

    folder: Path
    jobs: int | None = None
    executor: Executor | None = None

    def run(self, batch: Batch) -> pd.DataFrame:
        """Return the runs of a batch; those that are there are read."""
        return run_batch(batch, self.folder / FOLDER, self.jobs, self.executor)

    def write(self, tables: Mapping[str, pd.DataFrame]) -> None:
        """Write tables by name, each whole or not at all."""
        make_folder(self.folder)
        for name, table in tables.items():
            write_csv(self.folder / f"{name}.csv", table)


def draws_in_use() -> Sequence[Mapping[str, float]]:
    """Return the draws of the posterior; none as long as there is no posterior."""
    return posterior_draws() if POSTERIOR.exists() else ()


def run_sensitivity(
    where: Where,
    sizes: Sizes = Sizes(),  # noqa: B008 - immutable
    screened: Sequence[Factor] | None = None,
    draws: Sequence[Mapping[str, float]] | None = None,
) -> None:
    """Run every method and store its tables.

    Parameters
    ----------
    where
        Folder and threads.
    sizes
        How much.
    screened
        Parameters of the screening; by default all, over their declared ranges.
    draws
        Of the posterior, which narrow the ranges of the further methods; by default those of the package, if any.

    Raises
    ------
    ConfigurationError
        When a library is missing, or the folder cannot be written to.
    """
    begun, commit = time.monotonic(), current_commit()
    known = draws_in_use() if draws is None else draws
    every = all_factors() if screened is None else tuple(screened)
    where.write(_convergence(where, sizes))
    screening = _screening(where, sizes, every)
    where.write({"morris": screening})
    ends, sizes_of_swings = _ends(where, sizes, every)
    sized = screening.rename(columns={"mu_star": "size"})
    narrowed = {factor.name: factor for factor in all_factors(known)}
    chosen = choose_factors(leading([sized, sizes_of_swings], sizes.leading), list(narrowed.values()))
    where.write({"factors": _factors(chosen, narrowed, every), "ends": ends})
    where.write({"one_at_a_time": _along(where, sizes, chosen)})
    where.write(_space(where, sizes, Space(chosen)))
    write_json(where.folder / "manifest.json", _manifest(sizes, len(known), commit, time.monotonic() - begun))


def _manifest(sizes: Sizes, draws: int, commit: Mapping[str, object] | None, seconds: float) -> dict[str, Any]:
    cost = CostParameters()
    return {
        "name": "sensitivity",
        "purpose": "exploration and explanation, not prediction",
        "neighbourhood": NEIGHBOURHOOD,
        "sizes": sizes._asdict(),
        "seed": SEED,
        "draws": draws,
        "fails_below": LEAST,
        "cost_eur_per_fte_year_assumed": {"low": cost.low, "high": cost.high},
        "wall_seconds": round(seconds, 1),
        "finished": datetime.now(UTC).isoformat(timespec="seconds"),
        "versions": {"code": code_version(), **{name: version(name) for name in _LIBRARIES}},
        "commit": commit,
    }


def _convergence(where: Where, sizes: Sizes) -> dict[str, pd.DataFrame]:
    batch = Batch("convergence", [Point({})], sizes.convergence, sizes.convergence_residents)
    widths, numbers = convergence(where.run(batch))
    return {"convergence": widths, "replicates": numbers}


def _screening(where: Where, sizes: Sizes, factors: Sequence[Factor]) -> pd.DataFrame:
    design = morris_design(factors, sizes.trajectories, SEED)
    points = [Point(changes_at(factors, row)) for row in design]
    runs = where.run(Batch("morris", points, sizes.worlds, sizes.residents))
    return morris_effects(factors, design, outcomes_of(runs), SEED)


def _factors(chosen: Sequence[Factor], narrowed: Mapping[str, Factor], declared: Sequence[Factor]) -> pd.DataFrame:
    """Return every parameter of the screening: its ranges, source and meaning, and whether it went on."""
    names = [factor.name for factor in chosen]
    return pd.DataFrame(
        {
            "parameter": factor.name,
            "default": factor.default,
            "low_declared": factor.low,
            "high_declared": factor.high,
            "low": narrowed[factor.name].low,
            "high": narrowed[factor.name].high,
            "range": narrowed[factor.name].origin,
            "scale": "ratios" if narrowed[factor.name].ratios else "linear",
            "source": factor.source,
            "rank": names.index(factor.name) + 1 if factor.name in names else None,
            "meaning": factor.meaning,
        }
        for factor in declared
    ).astype({"rank": "Int64"})


def _ends(where: Where, sizes: Sizes, factors: Sequence[Factor]) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Return what happens at both ends of every parameter's range, from the default; and how far outcomes move."""
    made = steps({DEFAULT: {}}, factors, ENDS)
    batch = Batch("ends", [step.point for step in made], sizes.worlds, sizes.residents)
    outcomes = outcomes_of(where.run(batch))
    return changes_along(made, outcomes), swings(made, outcomes)


def _along(where: Where, sizes: Sizes, factors: Sequence[Factor]) -> pd.DataFrame:
    made = steps(base_points(factors, SEED), factors)
    batch = Batch("one_at_a_time", [step.point for step in made], sizes.worlds_of_steps, sizes.residents)
    return changes_along(made, outcomes_of(where.run(batch))[list(EFFECTS)])


def _space(where: Where, sizes: Sizes, space: Space) -> dict[str, pd.DataFrame]:
    """Return the tables of all methods that need points filling the space."""
    shares = fill_space(space, sizes.points, SEED)
    points = space_points(space, shares, sizes.worlds_in_space)
    runs = where.run(Batch("space", points, sizes.worlds_in_space, sizes.residents, DECISIONS))
    few = points[: sizes.points_in_other_times]
    others = where.run(Batch("other_times", few, sizes.worlds_in_space, sizes.residents, OTHER_TIMES))
    indices, fits = sobol_shares(space, shares, outcomes_of(runs), SEED)
    return {
        "sobol": indices,
        "emulator": fits,
        **deciding.worth_tables(space, points, runs, sizes.residents, SEED),
        **deciding.failure_tables(space, points, pd.concat([runs, others], ignore_index=True)),
    }
