"""The columns that name a run in every table of an experiment."""

from __future__ import annotations

from typing import Final

CONDITION: Final = ["hypothesis", "scenario", "variant", "fte_per_10000"]
RUN: Final = [*CONDITION, "replicate"]
AS_IS: Final = "as_is"  # the variant in which scenarios are not changed
