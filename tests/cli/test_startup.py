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


@pytest.mark.parametrize("command", ["--help", "scenarios", "parameters"])
def test_neither_mesa_nor_figures_are_loaded_for_a_list(
    command: str, program: tuple[list[str], dict[str, str]]
) -> None:
    done = subprocess.run(
        [sys.executable, "-c", _SCRIPT, command], env=program[1], capture_output=True, text=True, check=True
    )
    loaded = set(done.stderr.split())
    assert "cohesie_sim.cli.app" in loaded
    assert not {"mesa", "matplotlib", "cohesie_sim.model", "cohesie_sim.report", "cohesie_sim.cli.running"} & loaded
