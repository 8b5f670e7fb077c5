"""Which commit of the source tree is running."""

from __future__ import annotations

import subprocess
from pathlib import Path


def current_commit() -> dict[str, str | bool] | None:
    """Return the commit that the package is at, to be asked when the runs begin.

    Returns
    -------
    dict or None
        ``id``, and ``package_changed_since``: whether files of the package differ from it; None when the package is not
        part of a git repository (installed from a wheel, for instance).
    """
    here = Path(__file__)
    commit = _git(here.parent, "rev-parse", "HEAD")
    # An installed package may lie in somebody else's repository, whose commit says nothing about it.
    if commit is None or _git(here.parent, "ls-files", "--error-unmatch", here.name) is None:
        return None
    return {"id": commit, "package_changed_since": bool(_git(here.parent.parent, "status", "--porcelain", "--", "."))}


def _git(folder: Path, *arguments: str) -> str | None:
    try:
        done = subprocess.run(  # noqa: S603 - fixed arguments
            ["git", "-C", str(folder), *arguments],  # noqa: S607 - the user's own git
            capture_output=True,
            text=True,
            check=True,
            timeout=20,
        )
    except (OSError, subprocess.SubprocessError):
        return None
    return done.stdout.strip()
