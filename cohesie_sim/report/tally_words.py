"""What the tallies of the neighbourhood mean, and the columns of the frames: the words of the data dictionary."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Final

from cohesie_sim import outcomes
from cohesie_sim.report.variables import Words

_WORDS: Final = tomllib.loads((Path(outcomes.__path__[0]) / "words.toml").read_text(encoding="utf-8"))
TALLIES: Words = {name: (unit, meaning) for name, (unit, _, _, meaning) in _WORDS["tallies"].items()}
DERIVED: Words = {name: (unit, meaning) for name, (unit, _, _, meaning) in _WORDS["derived"].items()}
ENDINGS = {
    "running": "it goes on",
    "few_volunteers": "too few volunteers for too long",
    "no_board": "too small a board for too long",
    "no_participants": "too few participants for too long",
    "lost_heart": "energy ran low",
    "no_money": "in debt for too long",
    "mishap": "bad luck, unrelated to its state",
}
LIVES: Words = {
    "slot": ("number", "site"),
    "start": ("week", "of foundation; negative in the burn-in, -1000000 for those of the beginning"),
    "end": ("week", "of the ending; negative in the burn-in, the number of weeks of the horizon when it goes on"),
    "cause": ("code", "of the ending: " + "; ".join(f"`{cause}`, {why}" for cause, why in ENDINGS.items())),
}
COMMITMENTS: Words = {
    "resident": ("number", "who"),
    "slot": ("number", "site"),
    "role": ("code", "last role held"),
    "start": ("week", "of the commitment; -1000000 for those of the beginning"),
    "end": ("week", "of leaving; negative in the burn-in, the number of weeks of the horizon when it goes on"),
    "cause": ("code", "of leaving; `still_committed` when it goes on; the others stand below"),
    "matched": ("yes/no", "a helper who was matched at least once"),
}
