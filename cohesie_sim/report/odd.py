"""The generated parts of the documents: ``python -m cohesie_sim.report.odd docs/odd.md`` brings them up to date.

A document marks a generated part with two comments; what stands between them is made from the code, the rest is never
touched::

    <!-- generated: schedule -->
    <!-- end of schedule -->
"""

from __future__ import annotations

import os
import re
import sys
from collections.abc import Sequence
from pathlib import Path
from tempfile import NamedTemporaryFile

from cohesie_sim.errors import ConfigurationError, did_you_mean
from cohesie_sim.report.odd_tables import BLOCKS

_OPENING = re.compile(r"^<!-- generated: (.+) -->$", re.MULTILINE)


def rendered(text: str) -> str:
    """Return a document with its generated parts made anew.

    Parameters
    ----------
    text
        Markdown with marks.

    Returns
    -------
    str
        The same when the document is up to date.

    Raises
    ------
    ConfigurationError
        When a mark names an unknown part or is not closed.
    """
    pieces, place = [], 0
    for opening in _OPENING.finditer(text):
        name = opening[1]
        if name not in BLOCKS:
            raise ConfigurationError(f"generated part '{name}' is unknown.{did_you_mean(name, BLOCKS)}")
        closing = f"<!-- end of {name} -->"
        end = text.find(closing, opening.end())
        following = _OPENING.search(text, opening.end())
        if end < 0 or (following and following.start() < end):
            raise ConfigurationError(f"generated part '{name}' is not closed; allowed: a line '{closing}' after it.")
        pieces += [text[place : opening.end()], f"\n\n{BLOCKS[name]()}\n\n"]
        place = end
    return "".join([*pieces, text[place:]])


def rewrite(path: Path) -> bool:
    """Bring the generated parts of a document up to date, whole or not at all.

    Parameters
    ----------
    path
        Of the document.

    Returns
    -------
    bool
        Whether anything changed.

    Raises
    ------
    ConfigurationError
        When the document cannot be read or written, or a mark is wrong.
    """
    try:
        before = path.read_text(encoding="utf-8")
        after = rendered(before)
        if after == before:
            return False
        with NamedTemporaryFile("w", encoding="utf-8", dir=path.parent, delete=False) as file:
            file.write(after)
        Path(file.name).chmod(path.stat().st_mode)
        os.replace(file.name, path)
    except OSError as error:
        raise ConfigurationError(f"{path}: cannot be read or written ({error.strerror}).") from None
    except ConfigurationError as error:
        raise ConfigurationError(f"{path}: {error}") from None
    return True


def main(arguments: Sequence[str]) -> int:
    """Bring documents up to date.

    Parameters
    ----------
    arguments
        Paths of the documents.

    Returns
    -------
    int
        Exit code: 0 fine, 2 when a document or a mark is not as it should be.
    """
    try:
        for argument in arguments:
            word = "rewritten" if rewrite(Path(argument)) else "up to date"
            sys.stdout.write(f"{argument}: {word}\n")
    except ConfigurationError as error:
        sys.stderr.write(f"{error}\n")
        return 2
    return 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
