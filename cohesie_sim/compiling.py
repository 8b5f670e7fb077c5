"""The two ways in which a function is compiled: as a scalar rule or as a kernel over columns.

Compiled kernels are cached on disk between processes. Numba decides by the kernel's own file whether a cached copy is
stale and does not see a changed rule in another file; therefore the cache lives in a folder named after a hash of every
source file that a kernel may use. Flags are the same for every kernel (numba's cache key does not hold them), and
fast-math stays off because it would break the agreement of the two engines.
"""

from __future__ import annotations

import hashlib
import os
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar, cast

import numba
from numba.extending import register_jitable

F = TypeVar("F", bound=Callable[..., Any])


# what stands above the engine (command line, reports, the Mesa model) decides no number that a kernel computes
_ABOVE = ("bench", "calibration", "cli", "experiment", "model", "predictions", "report", "sensitivity")


def source_hash() -> str:
    """Return a short hash of the Python files that decide what a run computes.

    Returns
    -------
    str
        Twelve hexadecimal digits; changes when any rule, kernel or definition changes.
    """
    root = Path(__file__).parent
    digest = hashlib.sha256()
    for path in sorted(root.rglob("*.py")):
        if path.relative_to(root).parts[0] in _ABOVE:
            continue
        digest.update(path.relative_to(root).as_posix().encode())
        digest.update(path.read_bytes())
    return digest.hexdigest()[:12]


def _cache_folder() -> str:
    base = os.environ.get("COHESIE_CACHE_DIR") or os.environ.get("XDG_CACHE_HOME")
    home = Path(base) if base else Path.home() / ".cache"
    folder = home / "cohesie_sim" / source_hash()
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryFile(dir=folder):
            pass  # it can be written to
    except OSError:
        folder = Path(tempfile.mkdtemp(prefix="cohesie_sim-"))
    return str(folder)


CACHE_FOLDER = _cache_folder()


def rule(function: F) -> F:
    """Mark a pure scalar function as a behavioural rule.

    Parameters
    ----------
    function
        Numbers and a parameter record in, numbers out; no arrays, no state, no randomness.

    Returns
    -------
    F
        The same Python function, callable from compiled kernels as well.
    """
    return cast(F, register_jitable(function))


def kernel(function: F) -> F:
    """Compile a function over columns: no Python objects, one thread, the lock of the interpreter released.

    Parameters
    ----------
    function
        A function that numba can compile in nopython mode.

    Returns
    -------
    F
        The compiled function, cached on disk.
    """
    before = numba.config.CACHE_DIR
    numba.config.CACHE_DIR = CACHE_FOLDER
    try:
        compiled = numba.njit(nogil=True, cache=True, error_model="numpy")(function)
    finally:
        numba.config.CACHE_DIR = before
    return cast(F, compiled)
