"""What the command line does not load before it is needed."""

from __future__ import annotations

import subprocess
import sys

import pytest

_SCRIPT = """
import sys
from cohesie_sim.cli import main
main(sys.argv[1:])
sys.stderr.write(" ".join(sys.modules))
"""


HEAVY = {"mesa", "matplotlib", "pandas", "pyarrow", "cohesie_sim.engine", "cohesie_sim.model"}
COMPILER = {"numba", "numpy", "scipy"}


@pytest.mark.parametrize(
    ("command", "unwanted"), [("--help", HEAVY | COMPILER), ("scenarios", HEAVY), ("parameters", HEAVY)]
)
def test_a_list_loads_neither_an_engine_nor_mesa_nor_figures(
    command: str, unwanted: set[str], program: tuple[list[str], dict[str, str]]
) -> None:
    done = subprocess.run(
        [sys.executable, "-c", _SCRIPT, command], env=program[1], capture_output=True, text=True, check=True
    )
    loaded = set(done.stderr.split())
    assert "cohesie_sim.cli.app" in loaded
    assert not unwanted & loaded
