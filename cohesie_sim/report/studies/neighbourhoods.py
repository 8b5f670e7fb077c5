"""Study of seven neighbourhoods: the same fte per resident, or the same total divided by need, and who gains."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from functools import partial
from typing import Final

import pandas as pd

from cohesie_sim.outcomes.equity import DISADVANTAGED, concentration_index, corrected_index
from cohesie_sim.report.effects import draw_effects
from cohesie_sim.report.findings import Finding, compare_by, levels_by
from cohesie_sim.report.picture import Picture
from cohesie_sim.report.results import Results
from cohesie_sim.report.studies.neighbourhoods_divided import DIVISIONS, EQUAL, NEED, NONE, Divided
from cohesie_sim.report.studies.neighbourhoods_pictures import draw_equity, draw_places
from cohesie_sim.report.study_words import StudyWords
from cohesie_sim.report.words import Language

WEEKS_PER_YEAR: Final = 5200  # weeks of a share, per 100 adults and year
_ENDS: Final = 3  # neighbourhoods at either end of the ranking by need
_BY_PLACE: Final = ("isolated_", "out_of_sight_", "shift_")
_YEARLY: Final = "resident-weeks"


def findings(results: Results) -> list[Finding]:
    """Return the findings: all neighbourhoods together, who gains, and each neighbourhood."""
    divided = Divided(results)
    return [*_together(divided), *_groups(divided), *_indices(divided), *_places(divided)]


def pictures(results: Results, found: Sequence[Finding], words: StudyWords, language: Language) -> Iterator[Picture]:
    """Yield the pictures."""
    divided = Divided(results)
    yield draw_places(results, divided, words, language)
    yield draw_equity(results, divided, words, language)
    ends = tuple(f"{start}{place}" for start in _BY_PLACE for place in divided.places)
    yield draw_effects(results, [f for f in found if f.name not in ends], words, language)
    yield draw_effects(results, [f for f in found if f.name in ends], words, language, "effects_places")


def _together(divided: Divided) -> list[Finding]:
    def yearly(name: str, outcome: str, this: str, that: str) -> list[Finding]:
        return compare_by(
            name,
            _YEARLY,
            lambda h: WEEKS_PER_YEAR * divided.share(h, this, outcome),
            lambda h: WEEKS_PER_YEAR * divided.share(h, that, outcome),
        )

    def ends(name: str, outcome: str) -> list[Finding]:
        most, least = (
            partial(divided.share, division=NONE, outcome=outcome, places=places)
            for places in (divided.places[-_ENDS:], divided.places[:_ENDS])
        )
        return levels_by(name, "ratio", lambda h: most(h) / least(h))

    return [
        *yearly("equal_isolated", "isolated", EQUAL, NONE),
        *yearly("need_isolated", "isolated", NEED, EQUAL),
        *yearly("equal_out_of_sight", "out_of_sight", EQUAL, NONE),
        *yearly("need_out_of_sight", "out_of_sight", NEED, EQUAL),
        *yearly("need_severely_lonely", "severely_lonely", NEED, EQUAL),
        *ends("ends_severely_lonely", "severely_lonely"),
        *ends("ends_isolated", "isolated"),
        *_signed("least_out_of_sight", lambda h: divided.least_gain(h, "out_of_sight")),
    ]


def _signed(name: str, values: Callable[[str], pd.Series[float]]) -> list[Finding]:
    """Return shares that are differences within a replicate already."""
    return compare_by(name, "share", values, lambda hypothesis: 0 * values(hypothesis))


def _groups(divided: Divided) -> list[Finding]:
    """Return what fte change in the groups that policy looks at first, and in their gap to everybody else."""
    found: list[Finding] = []
    for split, group in DISADVANTAGED.items():
        inside = partial(divided.in_group, outcome="isolated", split=split, group=group)
        gap = partial(divided.gap, outcome="isolated", split=split)
        name = split.replace(" ", "_")
        none, equal, need = (partial(gap, division=division) for division in DIVISIONS)
        found += [
            *compare_by(f"group_{name}", "share", partial(inside, division=EQUAL), partial(inside, division=NONE)),
            *_signed(f"gap_{name}_none", none),
            *compare_by(f"gap_{name}", "share", equal, none),
            *compare_by(f"gap_{name}_need", "share", need, equal),
        ]
    return found


def _indices(divided: Divided) -> list[Finding]:
    def relative(h: str, division: str, outcome: str = "isolated") -> pd.Series[float]:
        return divided.index(h, division, outcome, concentration_index)

    def corrected(h: str, division: str) -> pd.Series[float]:
        return divided.index(h, division, "out_of_sight", corrected_index)

    def change(name: str, this: str, that: str) -> list[Finding]:
        return [
            *compare_by(f"index_isolated_{name}", "index", lambda h: relative(h, this), lambda h: relative(h, that)),
            *compare_by(f"corrected_{name}", "index", lambda h: corrected(h, this), lambda h: corrected(h, that)),
        ]

    return [
        *levels_by("index_severely_lonely", "index", lambda h: relative(h, NONE, "severely_lonely")),
        *levels_by("index_isolated", "index", lambda h: relative(h, NONE)),
        *levels_by("index_out_of_sight", "index", lambda h: relative(h, NONE, "out_of_sight")),
        *levels_by("corrected_out_of_sight", "index", lambda h: corrected(h, NONE)),
        *change("equal", EQUAL, NONE),
        *change("need", NEED, EQUAL),
    ]


def _places(divided: Divided) -> list[Finding]:
    def changes(start: str, outcome: str, this: str, that: str) -> list[Finding]:
        found: list[Finding] = []
        for place in divided.places:
            of = partial(divided.share, outcome=outcome, places=[place])
            found += compare_by(f"{start}{place}", "share", partial(of, division=this), partial(of, division=that))
        return found

    isolated, out_of_sight, shift = _BY_PLACE
    return [
        *changes(isolated, "isolated", EQUAL, NONE),
        *changes(out_of_sight, "out_of_sight", EQUAL, NONE),
        *changes(shift, "isolated", NEED, EQUAL),
    ]
