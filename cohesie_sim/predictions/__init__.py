"""Blind predictions: numbers of which observations exist and are withheld, written down with their intervals first."""

from cohesie_sim.predictions.running import run_worlds
from cohesie_sim.predictions.scoring import read_observations, score, verdict
from cohesie_sim.predictions.table import make_table, world_table
from cohesie_sim.predictions.worlds import Plan, Worlds

__all__ = [
    "Plan",
    "Worlds",
    "make_table",
    "read_observations",
    "run_worlds",
    "score",
    "verdict",
    "world_table",
]
