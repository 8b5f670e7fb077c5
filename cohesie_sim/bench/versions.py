"""On what software and machine something ran; no names of machines or folders."""

from __future__ import annotations

import os
import platform
from importlib.metadata import PackageNotFoundError, version
from typing import Any

from cohesie_sim.compiling import source_hash

_PACKAGES = ("cohesie-sim", "mesa", "numba", "numpy", "scipy", "pandas", "pyarrow")


def versions() -> dict[str, str]:
    """Return the versions of Python and of the packages that results depend on.

    Returns
    -------
    dict
        Version by name; ``source`` is the hash of the package's own files.
    """
    return {
        "python": platform.python_version(),
        "source": source_hash(),
        **{name: _version(name) for name in _PACKAGES},
    }


def _version(name: str) -> str:
    try:
        return version(name)
    except PackageNotFoundError:
        return "not installed"  # the sources are used as they lie there


def machine_facts() -> dict[str, Any]:
    """Return what kind of machine this is, and how busy.

    Returns
    -------
    dict
        Operating system, architecture, number of cores, and the load of the last minute (None where it is not known).
    """
    load = os.getloadavg()[0] if hasattr(os, "getloadavg") else None
    return {"system": platform.system(), "architecture": platform.machine(), "cores": os.cpu_count(), "load": load}
