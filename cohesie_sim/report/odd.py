"""The generated parts of the documents: ``python -m cohesie_sim.report.odd docs/odd.md`` brings them up to date.

A document marks a generated part with two comments; what stands between them is made from the code, the rest is never
touched::

    <!-- generated: schedule -->
    <!-- end of schedule -->
"""

from __future__ import annotations

import re
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from tempfile import NamedTemporaryFile

from cohesie_sim.engine import channel, columns, resident, site
from cohesie_sim.errors import ConfigurationError, did_you_mean
from cohesie_sim.neighbourhood import Slots, Space, SynthesisParameters, Traits
from cohesie_sim.outcomes.columns import NEIGHBOURHOOD_TALLIES
from cohesie_sim.outcomes.result import COMMITMENT_FIELDS, LIFE_FIELDS
from cohesie_sim.parameters import Parameters
from cohesie_sim.report import odd_inputs, odd_tables, tally_words, variables
from cohesie_sim.report.odd_tables import words_of
from cohesie_sim.scenarios import WeeklyInputs

_OPENING = re.compile(r"^<!-- generated: (.+) -->$", re.MULTILINE)


BLOCKS: dict[str, Callable[[], str]] = {
    "entities": odd_tables.entities,
    "schedule": odd_tables.schedule,
    "streams": odd_tables.streams,
    "certainty": odd_tables.certainty,
    "tuned": odd_tables.tuned,
    "hypotheses": odd_tables.hypotheses,
    "scenarios": odd_inputs.scenarios,
    "measures": odd_inputs.measures,
    "presets": odd_inputs.presets,
    "scenario keys": odd_inputs.scenario_keys,
    "neighbourhood keys": odd_inputs.neighbourhood_keys,
    "outcomes": odd_tables.outcomes,
    "codes": odd_tables.codes,
    "traits": lambda: words_of(Traits._fields, variables.TRAITS),
    "resident levels": lambda: words_of(resident.LEVELS, variables.RESIDENT_LEVELS),
    "resident states": lambda: words_of(
        (*resident.STATES, *resident.CODES, *resident.TOTALS), variables.RESIDENT_STATES
    ),
    "channels": lambda: words_of(channel.CHANNELS, variables.CHANNELS),
    "ties": lambda: words_of(columns.Bonds._fields, variables.BONDS),
    "slots": lambda: words_of(Slots._fields, variables.SLOTS),
    "initiatives": lambda: words_of((*site.LEVELS, *site.STATES), variables.SITE_LEVELS | variables.SITE_STATES),
    "municipality": lambda: words_of(columns.Town._fields, variables.TOWN),
    "space": lambda: words_of(Space._fields, variables.SPACE),
    "inputs": lambda: words_of(WeeklyInputs._fields, variables.INPUTS),
    "tallies": lambda: words_of(NEIGHBOURHOOD_TALLIES, tally_words.TALLIES),
    "derived": lambda: words_of(tally_words.DERIVED, tally_words.DERIVED),
    "lives": lambda: words_of(LIFE_FIELDS, tally_words.LIVES),
    "commitments": lambda: words_of(COMMITMENT_FIELDS, tally_words.COMMITMENTS),
    **{
        f"parameters {name}": lambda record=record: odd_tables.parameters(record)  # type: ignore[misc]
        for name, record in Parameters()._asdict().items()
    },
    **{
        f"synthesis {name}": lambda record=record: odd_tables.parameters(record)  # type: ignore[misc]
        for name, record in SynthesisParameters()._asdict().items()
    },
}
"""Name of a generated block to what makes it."""


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
        _replace(path, after)
    except OSError as error:
        raise ConfigurationError(f"{path}: cannot be read or written ({error.strerror}).") from None
    except ConfigurationError as error:
        raise ConfigurationError(f"{path}: {error}") from None
    return True


def _replace(path: Path, text: str) -> None:
    with NamedTemporaryFile("w", encoding="utf-8", dir=path.parent, delete=False) as file:
        draft = Path(file.name)
        try:
            file.write(text)
            file.flush()
            draft.chmod(path.stat().st_mode)
            draft.replace(path)
        finally:
            draft.unlink(missing_ok=True)


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
