"""A fingerprint of what decides the numbers of a survey: kept simulations of another code are not gone on with."""

from __future__ import annotations

import hashlib
from functools import cache
from pathlib import Path
from typing import Final

from cohesie_sim.experiment.design import code_version

_DECIDE: Final = ("mix.py", "nation.toml", "panel.py", "positions.py", "surveys/*.py", "worlds.py")


@cache
def survey_version() -> str:
    """Return a fingerprint of the model, and of what surveys it.

    Returns
    -------
    str
        Sixteen hexadecimal digits.
    """
    root = Path(__file__).parent
    digest = hashlib.sha256(code_version().encode())
    for path in sorted(path for pattern in _DECIDE for path in root.glob(pattern)):
        digest.update(path.relative_to(root).as_posix().encode())
        digest.update(path.read_bytes())
    return digest.hexdigest()[:16]
