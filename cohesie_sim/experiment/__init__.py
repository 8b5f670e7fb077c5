"""Experiments: a design, a resumable runner, and results that say where they come from."""

from cohesie_sim.experiment.design import Design
from cohesie_sim.experiment.grids import Cell, Grid, Run, Variant
from cohesie_sim.experiment.results import store_results
from cohesie_sim.experiment.runner import Finished, run_design
from cohesie_sim.experiment.store import write_bytes, write_files

__all__ = [
    "Cell",
    "Design",
    "Finished",
    "Grid",
    "Run",
    "Variant",
    "run_design",
    "store_results",
    "write_bytes",
    "write_files",
]
