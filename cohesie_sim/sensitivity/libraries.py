"""The libraries behind the methods, from the extras ``sensitivity`` and ``ema``."""

from __future__ import annotations

from typing import Any

from cohesie_sim.extras import optional_library


def salib(part: str) -> Any:
    """Return a part of SALib, such as ``sample.morris``."""
    return optional_library(f"SALib.{part}", "sensitivity", "SALib")


def sklearn(part: str) -> Any:
    """Return a part of scikit-learn, such as ``gaussian_process``."""
    return optional_library(f"sklearn.{part}", "sensitivity", "scikit-learn")


def workbench(part: str = "") -> Any:
    """Return the EMA workbench, or a part of it, such as ``analysis.prim``."""
    return optional_library(f"ema_workbench.{part}".rstrip("."), "ema", "ema_workbench")
