"""Following every adult of a few neighbourhoods week by week, without community work and with it.

The compiled engine keeps totals per resident only. The Mesa model lives the same weeks (``cohesie verify``), and agents
can be watched: where each contact came from, and whose acquaintance was made where. Watching changes nothing.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any, Final

import numpy as np
import pandas as pd

from cohesie_sim.experiment.design import Design
from cohesie_sim.experiment.progress import say
from cohesie_sim.experiment.store import write_parquet
from cohesie_sim.model import CommunityWorker, NeighbourhoodModel, Resident
from cohesie_sim.model.space import Block
from cohesie_sim.rules.isolation import next_frequency
from cohesie_sim.rules.ties import ACTIVITY_TIE
from cohesie_sim.scenarios import Scenario

FOLLOWED: Final = 4  # neighbourhoods: enough for an interval, and done within a minute
CHANNELS: Final = (
    "family",
    "friends",
    "neighbours",
    "format",
    "format_tie",
    "initiative",
    "initiative_tie",
    "helper",
)


class FollowedModel(NeighbourhoodModel):
    """A neighbourhood that knows whether a worker is bringing people together at this moment."""

    holds_format = False


class FollowedResident(Resident):
    """A resident whose contacts are remembered per channel.

    The four kinds of contact that count as neighbours are kept apart: over ties that always existed, over acquaintances
    made at a worker's format or at an initiative, and during formats, initiatives and visits of spontaneous helpers.
    """

    model: FollowedModel

    def __init__(self, *args: Any, **named: Any) -> None:
        super().__init__(*args, **named)
        self.remembered = [self.family, self.friends, self.neighbours, 0.0, 0.0, 0.0, 0.0, 0.0]
        self.met_at_formats: set[Resident] = set()  # with whom a tie began at a format
        self.at_formats = self.over_format_ties = self.over_initiative_ties = 0

    def begin_week(self) -> None:
        """Forget last week's contacts."""
        super().begin_week()
        self.at_formats = self.over_format_ties = self.over_initiative_ties = 0

    def meet_neighbours(self) -> None:
        """Spend the week with ties, and see which acquaintances were in touch: only contact strengthens."""
        before = {tie.high: tie.strength for tie in self.ties.values() if tie.kind == ACTIVITY_TIE}
        ties = dict(self.ties)
        super().meet_neighbours()
        for other, strength in before.items():
            if ties[other].strength > strength:
                self._count_acquaintance(other)

    def _count_acquaintance(self, other: Resident) -> None:
        for one in (self, other):
            if not isinstance(one, FollowedResident):
                continue
            if other in self.met_at_formats:
                one.over_format_ties += 1
            else:
                one.over_initiative_ties += 1

    def get_acquainted(self, other: Resident, contact: int, lasting: float) -> None:
        """Get acquainted, and remember where a new tie began."""
        known = other in self.ties
        super().get_acquainted(other, contact, lasting)
        if not known and other in self.ties:
            (self.met_at_formats.add if self.model.holds_format else self.met_at_formats.discard)(other)

    def contacts_by_channel(self) -> tuple[int, ...]:
        """Return the week's contacts in the order of ``CHANNELS``.

        Returns
        -------
        tuple of int
            Those with neighbours, from the third on, add up to what isolation counts as neighbours.
        """
        week = self.contacts
        apart = (self.at_formats, self.over_format_ties, week.initiative, self.over_initiative_ties, week.volunteer)
        own = week.neighbours - self.at_formats - self.over_format_ties - self.over_initiative_ties
        return (week.family, week.friends, own, *apart)

    def look_back(self) -> None:
        """Remember the week's contacts, per channel as well: the rule is linear, so the parts add up."""
        super().look_back()
        p = self.model.parameters.isolation
        pairs = zip(self.remembered, self.contacts_by_channel(), strict=True)
        self.remembered = [next_frequency(frequency, contacts, p) for frequency, contacts in pairs]


class FollowedWorker(CommunityWorker):
    """A worker whose formats are told apart from other contact between neighbours."""

    model: FollowedModel

    def hold_format(self, block: Block, code: int) -> None:
        """Hold a format, and count who met whom there."""
        before = [resident.contacts.neighbours for resident in block.residents]
        self.model.holds_format = True
        super().hold_format(block, code)
        self.model.holds_format = False
        for resident, contacts in zip(block.residents, before, strict=True):
            if isinstance(resident, FollowedResident):
                resident.at_formats += resident.contacts.neighbours - contacts


def follow_lives(design: Design, folder: Path) -> None:
    """Follow the adults of a few neighbourhoods under the lowest and the highest level of the first grid.

    Writes ``lives.parquet``: one row per level, replicate, week and adult, in the first scenario and variant and under
    the first hypothesis.

    Parameters
    ----------
    design
        With ``lives``, the size of each neighbourhood.
    folder
        Of the results.
    """
    cells = {cell.fte_per_10000: cell.scenario for cell in design.cells()[: len(design.grids[0].levels)]}
    parts = []
    for level in (min(cells), max(cells)):
        small = cells[level].with_changes({"residents": design.lives})
        for replicate in range(min(design.replicates, FOLLOWED)):
            say(f"{design.name}: following neighbourhood {replicate} at {level:g} fte")
            lives = lives_of(design.drawn(small, replicate), design.seed, replicate)
            parts.append(lives.assign(fte_per_10000=level, replicate=np.int32(replicate)))
    write_parquet(folder / "lives.parquet", pd.concat(parts, ignore_index=True))


def lives_of(scenario: Scenario, seed: int, replicate: int = 0) -> pd.DataFrame:
    """Follow every adult through a scenario.

    Parameters
    ----------
    scenario
        Of any size; a thousand residents take about ten seconds.
    seed, replicate
        Which world.

    Returns
    -------
    DataFrame
        One row per week of the horizon and adult: what the adult is like; ``isolated``, ``out_of_sight`` and ``lonely``
        (yes or no); ``talks`` with workers; and per channel the week's contacts (``week_``) and those remembered per
        week (``usual_``).
    """
    model = FollowedModel(scenario, seed, replicate, resident_class=FollowedResident, worker_class=FollowedWorker)
    adults = [one for one in model.residents if isinstance(one, FollowedResident) and one.is_adult]
    totals = np.zeros((len(adults), 2), np.int32)
    rows, contacts, remembered = [], [], []
    while model.running:
        model.step()
        if model.now.week < 0:
            continue
        now = np.array([(one.weeks_out_of_sight, one.weeks_lonely) for one in adults])
        rows.append(np.column_stack([[(one.isolated, one.contacts.worker) for one in adults], now - totals]))
        contacts.append([one.contacts_by_channel() for one in adults])
        remembered.append([one.remembered for one in adults])
        totals = now
    return _table(adults, np.array(rows), np.array(contacts), np.array(remembered))


def _table(adults: list[FollowedResident], rows: np.ndarray, contacts: np.ndarray, usual: np.ndarray) -> pd.DataFrame:
    """Return the records, each of shape (weeks, adults, columns), as one table."""
    weeks = len(rows)
    isolated, talks, out_of_sight, lonely = np.moveaxis(rows, -1, 0).reshape(4, -1)
    head: dict[str, Any] = {"week": np.repeat(np.arange(weeks, dtype=np.int16), len(adults))}
    traits = {"resident": "index", "age": "age", "lives_alone": "lives_alone", "strained": "strained"}
    for name, attribute in traits.items():
        head[name] = np.tile([getattr(one, attribute) for one in adults], weeks)
    head["online"] = np.tile(
        [one.group % 2 == 1 for one in adults], weeks
    )  # at the start; a worker's help can change it
    head |= {"isolated": isolated > 0, "out_of_sight": out_of_sight > 0, "lonely": lonely > 0}
    head["talks"] = talks.astype(np.int16)
    for k, name in enumerate(CHANNELS):
        head[f"week_{name}"] = contacts[..., k].ravel().astype(np.int16)
        head[f"usual_{name}"] = usual[..., k].ravel().astype(np.float32)
    return pd.DataFrame(head)
