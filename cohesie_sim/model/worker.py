"""Community workers: their rounds through the blocks, formats, visits and practical help."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from mesa.discrete_space import CellAgent

from cohesie_sim.outcomes.columns import (
    CELLS_VISITED,
    ENCOUNTERS,
    FORMAT_VISITORS,
    FORMATS_HELD,
    INVITED,
    NEWLY_KNOWN,
    PRACTICAL_HELP,
    SIGNALS,
    VISITS,
)
from cohesie_sim.randomness import Stream
from cohesie_sim.rules.community_work import cell_score, is_young, presence, street_chance
from cohesie_sim.rules.contact import contact_count
from cohesie_sim.rules.formats import (
    ANYWHERE,
    FORMAT_NAMES,
    ONLINE_OPEN_HOUSE,
    Format,
    come_chance,
    format_of,
    format_score,
    format_value,
    mix_chance,
)
from cohesie_sim.rules.isolation import grown_familiarity
from cohesie_sim.rules.participation import invited_chance
from cohesie_sim.rules.ties import OUTDOORS, REMOTE

if TYPE_CHECKING:
    from cohesie_sim.model.model import NeighbourhoodModel
    from cohesie_sim.model.resident import Resident
    from cohesie_sim.model.space import Block


class CommunityWorker(CellAgent):
    """A community worker, who goes from block to block in a patch of his or her own.

    Parameters
    ----------
    model
        The neighbourhood.
    number
        Of the worker in the team.
    """

    model: NeighbourhoodModel

    def __init__(self, model: NeighbourhoodModel, number: int) -> None:
        super().__init__(model)
        self.number = number
        self.patch: Sequence[Block] = ()

    def go_to(self, block: Block) -> None:
        """Move over the grid.

        Parameters
        ----------
        block
            Where to.
        """
        self.cell = block

    def walk_rounds(self, rounds: float, youth_rounds: float) -> None:
        """Walk through the blocks that draw the worker most, and talk to those in the street.

        Parameters
        ----------
        rounds, youth_rounds
            Expected number of blocks to visit, for everybody and then for young people only.
        """
        model = self.model
        general = contact_count(rounds, model.draw(Stream.ROUNDS, self.number))
        young = contact_count(youth_rounds, model.draw(Stream.YOUTH, self.number))
        blocks = sorted(self.patch, key=self.attraction, reverse=True)
        for count, block in enumerate(blocks[: general + young]):
            self.visit_block(block, youth_only=count >= general)

    def attraction(self, block: Block) -> float:
        """Return how strongly a block draws the worker: by known isolation and need, and by curiosity.

        Parameters
        ----------
        block
            Of the patch.

        Returns
        -------
        float
            Score.
        """
        known = 0
        for resident in block.residents:
            if resident.is_known_to_workers and (resident.isolated or resident.need_weeks > 0):
                known += 1
        return cell_score(known, self.model.draw(Stream.VISIT_CELL, block.number), self.model.parameters.community_work)

    def visit_block(self, block: Block, youth_only: bool) -> None:
        """Go to a block, talk to those in the street, and perhaps hold a format.

        Parameters
        ----------
        block
            Of the patch.
        youth_only
            Whether these hours were granted for young people.
        """
        model, p = self.model, self.model.parameters.community_work
        self.go_to(block)
        chance = street_chance(model.now.comfort, p)
        for resident in block.residents:
            if youth_only and not is_young(resident.age, p):
                continue
            if resident.draw(Stream.STREET) < chance:
                self.talk(resident, in_person=True, on_round=True)
        model.note(CELLS_VISITED)
        if youth_only or model.now.outdoor_formats == 0.0:
            return
        if model.draw_pair(Stream.FORMAT, block.number, 0) < p.format_share:
            self.hold_format(block, self.choose_format(block))

    def choose_format(self, block: Block) -> int:
        """Return the format that promises most this week, with some taste.

        Parameters
        ----------
        block
            Where it would be held; some formats need a square, a field or a bus stop.

        Returns
        -------
        int
            Index in ``FORMAT_NAMES``.
        """
        model, best, chosen = self.model, -1.0, 0
        p = model.parameters.formats
        for code in range(len(FORMAT_NAMES)):
            form = format_of(code, p)
            if form.place != ANYWHERE and form.place not in block.places:
                continue
            score = format_score(self._value(form), model.draw_pair(Stream.FORMAT, block.number, 1 + code), p)
            if score > best:
                best, chosen = score, code
        return chosen

    def _value(self, form: Format) -> float:
        return format_value(form, self.model.now.open_outdoor, self.model.now.comfort)

    def hold_format(self, block: Block, code: int) -> None:
        """Bring residents of a block together, talk to them, and let them meet one another.

        Parameters
        ----------
        block
            Where.
        code
            Index in ``FORMAT_NAMES``.
        """
        model, online = self.model, code == ONLINE_OPEN_HOUSE
        form = format_of(code, model.parameters.formats)
        present = self._visitors(block, form, online)
        for resident in present:
            self.talk(resident, in_person=not online, on_round=True)
        contact, lasting = REMOTE if online else OUTDOORS, model.hypothesis.lasting
        chance = mix_chance(form, len(present)) if len(present) > 1 else 0.0
        for rank, resident in enumerate(present):
            for other in present[rank + 1 :]:
                if model.draw_pair(Stream.FORMAT_MEET, resident.index, other.index) < chance:
                    resident.contacts.count_neighbour(contact)
                    other.contacts.count_neighbour(contact)
                    resident.get_acquainted(other, contact, lasting)
        model.note(FORMATS_HELD)
        model.note(FORMAT_VISITORS, len(present))

    def _visitors(self, block: Block, form: Format, online: bool) -> list[Resident]:
        """Return who comes to a format, in order of index; when the group is full, luck decides."""
        value, p = self._value(form), self.model.parameters.formats
        luck = {}
        for resident in block.residents:
            if online and not resident.online:
                continue
            u = resident.draw(Stream.FORMAT_ATTEND)
            if u < come_chance(value, resident.fear, resident.isolated, p):
                luck[resident] = u
        if len(luck) <= form.group:
            return list(luck)
        limit = sorted(luck.values())[form.group]
        return [resident for resident, u in luck.items() if u < limit]

    def pay_visits(self, visits: float) -> None:
        """Visit or call known isolated residents of the patch, in the order of their luck.

        Parameters
        ----------
        visits
            Expected number.
        """
        model = self.model
        here = presence(model.now.home_advice, model.parameters.community_work)
        count = contact_count(visits, model.draw(Stream.VISITS, self.number))
        known = [resident for resident in self._residents() if resident.is_known_to_workers and resident.isolated]
        known.sort(key=lambda resident: resident.draw(Stream.VISIT_RANK))
        for resident in known[:count]:
            in_person = resident.draw(Stream.VISIT_MODE) < here
            if in_person:
                self.go_to(resident.home)
            self.talk(resident, in_person, on_round=False)
            model.note(VISITS)

    def help_in_practice(self, helps: float) -> None:
        """Help known residents of the patch whose need nobody answers, the longest open first.

        Parameters
        ----------
        helps
            Expected number.
        """
        count = contact_count(helps, self.model.draw(Stream.PRACTICALS, self.number))
        needy = [
            resident for resident in self._residents() if resident.is_known_to_workers and resident.has_unanswered_need
        ]
        needy.sort(key=lambda resident: resident.draw(Stream.PRACTICAL_RANK) - resident.need_weeks)
        for resident in needy[:count]:
            self.go_to(resident.home)
            self.talk(resident, in_person=True, on_round=False)
            self.meet_need(resident)

    def _residents(self) -> list[Resident]:
        return [resident for block in self.patch for resident in block.residents]

    def meet_need(self, resident: Resident) -> None:
        """Meet a practical need, and perhaps get the resident online.

        Parameters
        ----------
        resident
            In need.
        """
        resident.need_weeks = 0
        resident.was_helped = True
        chance = self.model.hypothesis.lasting * self.model.parameters.needs.get_online
        if not resident.online and resident.draw(Stream.GET_ONLINE) < chance:
            resident.online = True
        self.model.note(PRACTICAL_HELP)

    def talk(self, resident: Resident, in_person: bool, on_round: bool) -> None:
        """Talk to a resident: in the first talk of a week the worker gets to know, may signal, and may invite.

        Parameters
        ----------
        resident
            Known or not.
        in_person
            Whether they meet; otherwise the worker calls.
        on_round
            Whether the worker came across the resident, and signals trouble; not when the worker came for the resident.
        """
        first = resident.contacts.worker == 0
        if in_person:
            resident.contacts.worker_met += 1
        else:
            resident.contacts.worker_called += 1
        if not first:
            return
        model, p = self.model, self.model.parameters
        was_known = resident.is_known_to_workers
        resident.familiarity = grown_familiarity(resident.familiarity, in_person, p.isolation)
        if resident.is_known_to_workers and not was_known:
            model.note(NEWLY_KNOWN)
        if on_round:
            model.note(ENCOUNTERS)
            model.note(SIGNALS, float(resident.isolated or resident.need_weeks > 0))
        chance = invited_chance(resident.trust, resident.fear, model.hypothesis.lasting, p.participation)
        if resident.is_free() and resident.draw(Stream.INVITE) < chance and resident.join_nearby():
            model.note(INVITED)
