"""What each survey would find in a simulated world: one small function per quantity, named after its target."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Final

from cohesie_sim.calibration.panel import Panel
from cohesie_sim.calibration.surveys import contact, helping, loneliness

SURVEYS: Final[Mapping[str, Callable[[Panel], float]]] = {
    **{survey.__name__: survey for survey in contact.SURVEYS},
    **loneliness.SURVEYS,
    **{survey.__name__: survey for survey in helping.SURVEYS},
}
"""Every quantity of the national mix: identifier of the target to the survey. Those of presets: ``worlds.py``."""
