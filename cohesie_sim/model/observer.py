"""The observer: counts every week, keeps the histories, and reports what the run leaves behind."""

from __future__ import annotations

from operator import attrgetter
from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt

from cohesie_sim.kinds import PAUSED, RUNNING
from cohesie_sim.model.volunteer import STILL_COMMITTED
from cohesie_sim.outcomes import columns as tally
from cohesie_sim.outcomes.definitions import is_lonely, is_severely_lonely, is_subscale_lonely
from cohesie_sim.outcomes.weekly import neighbourhood_outcomes, resident_outcomes
from cohesie_sim.rules.isolation import is_known
from cohesie_sim.rules.loneliness import item_score
from cohesie_sim.rules.volunteering import BOARD_MEMBER, MATCHED_HELPER, VOLUNTEER, WAITING_HELPER

if TYPE_CHECKING:
    from cohesie_sim.model.initiative import Initiative
    from cohesie_sim.model.model import NeighbourhoodModel
    from cohesie_sim.model.resident import Resident
    from cohesie_sim.model.volunteer import Volunteer

Floats = npt.NDArray[np.float64]
_CONTACTS = attrgetter(*tally.RESIDENT_TALLIES[tally.FAMILY_MET :])
_NO_ADULT = (0,) * (tally.FAMILY_MET - tally.ADULTS)


class Observer:
    """Sees everything and changes nothing but the totals that it keeps about residents.

    Parameters
    ----------
    model
        The neighbourhood.

    Attributes
    ----------
    row
        Tallies of the neighbourhood in the current week, in the order of ``NEIGHBOURHOOD_TALLIES``.
    sums, rows
        Tallies of every week of the horizon so far, the sums over residents per group.
    commitments, lives
        Histories of those who left and of initiatives that ended; fields as in :mod:`cohesie_sim.outcomes.result`.
    outcomes
        Outcomes of the last week, by name.
    """

    def __init__(self, model: NeighbourhoodModel) -> None:
        self.model = model
        self.row = [0.0] * len(tally.NEIGHBOURHOOD_TALLIES)
        self.sums: list[Floats] = []
        self.rows: list[Floats] = []
        self.commitments: list[tuple[int, ...]] = []
        self.lives: list[tuple[int, ...]] = []
        self.outcomes: dict[str, float] = {}
        self._groups = np.array([resident.group for resident in model.residents])

    def begin_week(self) -> None:
        """Start counting anew."""
        self.row = [0.0] * len(tally.NEIGHBOURHOOD_TALLIES)

    def count_ties(self) -> None:
        """Count the ties and add up their strength, term by term as the compiled engine does."""
        strength, ties = 0.0, 0
        for resident in self.model.residents:
            for tie in resident.ties.values():
                strength += tie.strength
                ties += 1
        self.row[tally.TIES] = ties
        self.row[tally.TIE_STRENGTH] = strength

    def record_leaving(self, volunteer: Volunteer, cause: int) -> None:
        """Record that a volunteer leaves in this week.

        Parameters
        ----------
        volunteer
            Who leaves.
        cause
            Position in ``LEAVING_NAMES``.
        """
        self.commitments.append(self._commitment(volunteer, self.model.now.week, cause))

    def record_ending(self, initiative: Initiative, cause: int) -> None:
        """Record that an initiative ends in this week.

        Parameters
        ----------
        initiative
            Which one.
        cause
            Position in ``CAUSE_NAMES``.
        """
        self.lives.append((initiative.slot, initiative.started, self.model.now.week, cause))

    @staticmethod
    def _commitment(volunteer: Volunteer, week: int, cause: int) -> tuple[int, ...]:
        resident, slot = volunteer.resident.index, volunteer.initiative.slot
        return resident, slot, volunteer.role, volunteer.since, week, cause, int(volunteer.was_matched)

    def end_week(self) -> None:
        """Count everything in its final state."""
        self._tally_neighbourhood()
        week = self.model.now.week
        sums = np.zeros((tally.GROUPS, len(tally.RESIDENT_TALLIES)))
        # Adds row by row in the order of the residents, so that sums of floats are those of the compiled engine.
        np.add.at(sums, self._groups, np.array([self._tally(resident) for resident in self.model.residents]))
        row = np.array(self.row)
        self.outcomes = {"week": week} | _outcomes(sums, row)
        if week >= 0:
            self.sums.append(sums)
            self.rows.append(row)

    def _tally(self, resident: Resident) -> tuple[float, ...]:
        """Return one resident's contribution, in the order of ``RESIDENT_TALLIES``."""
        if self.model.now.week >= 0:
            resident.worker_contacts += resident.contacts.worker
        adult = self._tally_adult(resident) if resident.is_adult else _NO_ADULT
        return (1, *adult, *_CONTACTS(resident.contacts))

    def _tally_adult(self, resident: Resident) -> tuple[float, ...]:
        week, p = self.model.now.week, self.model.parameters
        q, scale = p.isolation, p.loneliness
        social = item_score(resident.social, scale.social_first, scale.spacing, 5)
        emotional = item_score(resident.emotional, scale.emotional_first, scale.spacing, 6)
        score, in_need = social + emotional, resident.need_weeks > 0
        lonely = is_lonely(score)
        since = week - resident.seen_by_initiative, week - resident.seen_by_professional
        unseen = resident.isolated and not is_known(resident.familiarity, *since, q)
        if week >= 0:
            resident.weeks_isolated += resident.isolated
            resident.weeks_out_of_sight += unseen
            resident.weeks_lonely += lonely
            resident.weeks_in_need += in_need
        return (
            1,
            resident.isolated,
            unseen,
            lonely,
            is_severely_lonely(score),
            is_subscale_lonely(social),
            is_subscale_lonely(emotional),
            score,
            week - resident.volunteered < p.volunteering.four_weeks,
            resident.neighbours >= q.weekly,
            resident.family >= q.weekly,
            resident.friends >= q.weekly,
            resident.familiarity >= q.known,
            in_need,
            resident.fear,
            resident.trust,
        )

    def _tally_neighbourhood(self) -> None:
        """Count commitments and initiatives."""
        row = self.row
        for resident in self.model.residents:
            role = resident.role
            row[tally.HELPERS_WAITING] += role == WAITING_HELPER
            row[tally.HELPERS_MATCHED] += role == MATCHED_HELPER
            row[tally.VOLUNTEERS] += role in {VOLUNTEER, BOARD_MEMBER}
            row[tally.BOARD_MEMBERS] += role == BOARD_MEMBER
            row[tally.PARTICIPANTS] += resident.participates is not None
        for initiative in self.model.initiatives:
            if initiative.running:
                row[tally.RUNNING_FIRST + initiative.code] += 1
                row[tally.ACTIVE_FIRST + initiative.code] += initiative.mode != PAUSED
                row[tally.MODE_FIRST + initiative.mode] += 1
                row[tally.ENERGY] += initiative.energy

    def all_commitments(self) -> npt.NDArray[np.int32]:
        """Return every commitment, those that last included: shape (commitments, 7), in order of leaving."""
        week = len(self.rows)
        held = (resident.commitment for resident in self.model.residents)
        lasting = [self._commitment(volunteer, week, STILL_COMMITTED) for volunteer in held if volunteer is not None]
        return np.array(self.commitments + lasting, np.int32).reshape(-1, 7)

    def all_lives(self) -> npt.NDArray[np.int32]:
        """Return the life of every initiative, those that go on included: shape (lives, 4), in order of ending."""
        week = len(self.rows)
        lasting = [(site.slot, site.started, week, RUNNING) for site in self.model.initiatives if site.running]
        return np.array(self.lives + lasting, np.int32).reshape(-1, 4)


def _outcomes(sums: Floats, row: Floats) -> dict[str, float]:
    """Return the outcomes of one week, by name."""
    total = sums.sum(axis=0)[None]
    values = resident_outcomes(total) | neighbourhood_outcomes(total, row[None])
    return {name: float(value[0]) for name, value in values.items()}
