"""A design: which question is asked with which runs, before anything runs.

Every run has an id made of what it computes: the content of its scenario, its luck and the version of the code. The
same id is the same result, whoever computes it and when; that is what makes resuming safe.
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from typing import Final, Literal, get_args

from cohesie_sim.compiling import source_hash
from cohesie_sim.errors import ConfigurationError
from cohesie_sim.experiment.grids import Cell, Grid, Run, Variant
from cohesie_sim.neighbourhood import load_neighbourhood
from cohesie_sim.posterior import draw_of, lay_under, posterior_draws
from cohesie_sim.scenarios import Scenario, load_scenario
from cohesie_sim.scenarios.arguments import check_whole_number

Uncertainty = Literal["none", "posterior"]
"""Whether every run has the default parameters, or each pair of replicates a draw from the posterior."""

_TABLES: Final = ("neighbourhood", "scenarios", "posterior")  # the parts of the package that carry tables
_KEPT: Final = ("extract.py", "phases.py", "shards.py")  # what decides which part of a run is kept, and how


@dataclass(frozen=True)
class Design:
    """Which runs answer which question.

    Parameters
    ----------
    name
        Short name, of the results folder as well.
    question, question_nl
        What the runs are to answer, in one or two sentences, in English and Dutch.
    grids
        The conditions. The first grid is the main one, which figures and pages are about; further ones set some of its
        conditions beside rival hypotheses.
    replicates
        Worlds per condition; replicate ``k`` has the same residents and luck in every condition.
    seed
        Which set of worlds.
    neighbourhood
        Preset or path; by default each scenario's own.
    residents
        Size of the neighbourhood; by default each scenario's own.
    keep_residents
        Keep one row per adult and run as well, so that residents can be compared with themselves in another condition.
    lives
        Size of a few more neighbourhoods, whose adults are followed week by week
        (:mod:`cohesie_sim.experiment.replay`); by default there are none.
    uncertainty
        ``none``: every run has the default parameters. ``posterior``: replicate ``k`` has those of draw ``k // 2`` of
        :mod:`cohesie_sim.posterior`, the same in every condition.
    condensed
        Keep of the results only what an emulator is fitted to (:mod:`cohesie_sim.experiment.condensed`): for designs of
        hundreds of conditions, each with a name of its own.

    Raises
    ------
    ConfigurationError
        When a list is empty or holds something twice, or ``replicates``, ``seed`` or ``uncertainty`` is not allowed.
    """

    name: str
    question: str
    question_nl: str
    grids: tuple[Grid, ...]
    replicates: int = 50
    seed: int = 1
    neighbourhood: str | None = None
    residents: int | None = None
    keep_residents: bool = False
    lives: int | None = None
    uncertainty: Uncertainty = "none"
    condensed: bool = False

    def __post_init__(self) -> None:
        if self.uncertainty not in get_args(Uncertainty):
            allowed = " or ".join(repr(one) for one in get_args(Uncertainty))
            raise ConfigurationError(
                f"design {self.name}: uncertainty = {self.uncertainty!r} is not allowed: {allowed}."
            )
        if self.condensed:
            _check_condensed(self)
        for field in ("replicates", "seed"):
            check_whole_number(field, getattr(self, field), f"design {self.name}: ")
        _check_list(self.name, "grids", self.grids)
        for grid in self.grids:
            for field in ("levels", "scenarios", "hypotheses"):
                _check_list(self.name, field, getattr(grid, field))
            _check_list(self.name, "variants", [variant.name for variant in grid.variants])

    def cells(self) -> list[Cell]:
        """Return the conditions, in the order in which results list them.

        Returns
        -------
        list of Cell
            By grid, hypothesis, scenario, variant and level.

        Raises
        ------
        ConfigurationError
            When a scenario is unknown, a level, hypothesis, neighbourhood or number of residents is not allowed, or two
            grids hold the same condition.
        """
        named = dict.fromkeys(name for grid in self.grids for name in grid.scenarios)
        bases = {name: load_scenario(name) for name in named}
        # Two files of one name could not be told apart in the results.
        _check_list(self.name, "scenarios", [base.name for base in bases.values()])
        cells = [
            self._cell(hypothesis, bases[name], variant, float(level))
            for grid in self.grids
            for hypothesis in grid.hypotheses
            for name in grid.scenarios
            for variant in grid.variants
            for level in grid.levels
        ]
        conditions = [
            f"{cell.hypothesis}, {cell.scenario_name}, {cell.variant}, {cell.fte_per_10000:g} fte" for cell in cells
        ]
        _check_list(self.name, "condition", conditions)
        for place in {cell.scenario.neighbourhood for cell in cells}:
            load_neighbourhood(place)  # refuses what every run would stumble over
        return cells

    def _cell(self, hypothesis: str, base: Scenario, variant: Variant, level: float) -> Cell:
        changes: dict[str, object] = {"hypothesis": hypothesis, "funding.fte_per_10000": level}
        own = {"neighbourhood": self.neighbourhood, "residents": self.residents}
        changes |= {key: value for key, value in own.items() if value is not None}
        clash = next((key for key in variant.changes if key in {"hypothesis", "funding.fte_per_10000"}), None)
        if clash is not None:
            raise ConfigurationError(
                f"design {self.name}: variant {variant.name}: {clash!r} has a list of its own in the grid."
            )
        try:
            scenario = base.with_changes({**changes, **variant.changes})
        except ConfigurationError as error:
            if not variant.changes:
                raise
            raise ConfigurationError(f"design {self.name}: variant {variant.name}: {error}") from None
        return Cell(hypothesis, base.name, variant.name, level, scenario, self.keep_residents)

    def runs(self) -> list[Run]:
        """Return all runs; those that share a synthetic neighbourhood (one replicate) stand together.

        Returns
        -------
        list of Run
            By replicate, then in the order of :meth:`cells`.

        Raises
        ------
        ConfigurationError
            As :meth:`cells`.
        """
        cells = self.cells()
        hashed = [(cell, cell.scenario.content_hash()) for cell in cells]
        if self.uncertainty == "none":
            return [self._run(cell, content, k) for k in range(self.replicates) for cell, content in hashed]
        drawn = ((self.drawn(cell.scenario, k), cell, k) for k in range(self.replicates) for cell in cells)
        return [self._run(replace(cell, scenario=scenario), scenario.content_hash(), k) for scenario, cell, k in drawn]

    def drawn(self, scenario: Scenario, replicate: int) -> Scenario:
        """Return a scenario with the parameters of a replicate.

        Parameters
        ----------
        scenario
            Of one of the conditions.
        replicate
            Number of the replicate, from 0.

        Returns
        -------
        Scenario
            The same one when the design has no uncertainty.
        """
        if self.uncertainty == "none":
            return scenario
        draws = posterior_draws()
        return lay_under(scenario, draws[draw_of(replicate, len(draws))])

    def _run(self, cell: Cell, content: str, replicate: int) -> Run:
        return Run(run_id(cell, content, self.seed, replicate), cell, self.seed, replicate)


def _check_condensed(design: Design) -> None:
    """Refuse, before anything runs, conditions that condensed results could not tell apart."""
    for grid in design.grids:
        if any(len(one) != 1 for one in (grid.levels, grid.scenarios, grid.hypotheses, grid.variants)):
            raise ConfigurationError(f"design {design.name}: condensed = true asks for grids of one condition each.")
    _check_list(design.name, "variants", [grid.variants[0].name for grid in design.grids])


def _check_list(design: str, field: str, values: Sequence[object]) -> None:
    if not values:
        raise ConfigurationError(f"design {design}: {field} is empty: name at least one.")
    twice = next((value for k, value in enumerate(values) if value in values[:k]), None)
    if twice is not None:
        raise ConfigurationError(f"design {design}: {field} = {twice!r} is there twice: name each once.")


@cache
def code_version() -> str:
    """Return a fingerprint of what computes results: the package's code and the tables it carries.

    Returns
    -------
    str
        Sixteen hexadecimal digits.
    """
    root = Path(__file__).parent.parent
    digest = hashlib.sha256(source_hash().encode())
    kept = [Path(__file__).with_name(name) for name in _KEPT]
    for path in kept + sorted(
        path for part in _TABLES for end in ("*.toml", "*.csv") for path in (root / part).rglob(end)
    ):
        digest.update(path.relative_to(root).as_posix().encode())
        digest.update(path.read_bytes())
    return digest.hexdigest()[:16]


def run_id(cell: Cell, content_hash: str, seed: int, replicate: int) -> str:
    """Return the name of a run's result.

    Parameters
    ----------
    cell
        Its condition, since results are listed by the names of scenario and variant.
    content_hash
        Of the scenario, funding and hypothesis included.
    seed, replicate
        Whose luck.

    Returns
    -------
    str
        Twenty hexadecimal digits.
    """
    text = f"{cell.scenario_name} {cell.variant} {content_hash} {seed} {replicate} {code_version()}"
    text += " residents" if cell.keep_residents else ""
    return hashlib.sha256(text.encode()).hexdigest()[:20]
