"""Initiatives: how they adapt, meet, deliver, keep going, end and begin anew."""

from __future__ import annotations

from collections.abc import Callable
from operator import attrgetter
from typing import TYPE_CHECKING

from cohesie_sim.kinds import DELIVERY, HELP_GROUP, INDOOR, ONLINE, OUTDOOR, PAUSED, RUNNING
from cohesie_sim.model.site import Site
from cohesie_sim.model.volunteer import INITIATIVE_ENDED
from cohesie_sim.outcomes.columns import DELIVERIES, ENDED, FOUNDED, FUND_WEEKS
from cohesie_sim.randomness import Stream
from cohesie_sim.rules.adaptation import adapt_chance, chosen_mode, least_openness, seats_now
from cohesie_sim.rules.participation import attend_chance, exposure, meet_chance
from cohesie_sim.rules.ties import INDOORS, OUTDOORS, REMOTE
from cohesie_sim.rules.viability import (
    attendance_ratio,
    despair_hazard,
    ending,
    found_chance,
    next_energy,
    next_reserve,
    weekly_balance,
)
from cohesie_sim.rules.volunteering import BOARD_MEMBER, VOLUNTEER

if TYPE_CHECKING:
    from cohesie_sim.model.resident import Resident

_CONTACT_OF_MODE = {INDOOR: INDOORS, OUTDOOR: OUTDOORS, ONLINE: REMOTE}
_by_index: Callable[[Resident], int] = attrgetter("index")


class Initiative(Site):
    """An initiative, or the site where one may begin; see :class:`~cohesie_sim.model.site.Site` for the state."""

    def adapt(self) -> None:
        """Return to the home mode, find another way, or pause."""
        if not self.running or self.code == HELP_GROUP:
            return
        model, kind, p = self.model, self.kind, self.model.parameters.adaptation
        home = self.openness(kind.home)
        least = least_openness(self.flexibility, model.hypothesis.autonomy, p)
        chance = adapt_chance(
            p.resume if home >= least else p.adapt,
            model.hypothesis.autonomy * self.flexibility,
            self.effective_support,
            model.now.steering_group,
            p,
        )
        second, third = self.openness(kind.second), self.openness(kind.third)
        self.mode = chosen_mode(
            self.mode, kind, home, second, third, model.draw(Stream.ADAPT, self.slot), chance, least
        )

    def hold_meeting(self) -> None:
        """Meet or deliver, as mode and seats allow."""
        self.attended = 0
        if not self.running or self.mode == PAUSED:
            return
        hosts = [volunteer.resident for volunteer in self.crew_in_order() if not volunteer.is_helper]
        if self.mode == DELIVERY:
            self.attended = self._deliver(hosts, sorted(self.guests, key=_by_index))
        else:
            self.attended = self._gather(sorted([*self.guests, *hosts], key=_by_index))

    def _gather(self, members: list[Resident]) -> int:
        """Let those present meet one another, and return the number of visitors."""
        model, p = self.model, self.model.parameters.participation
        present, visitors = self._coming(members)
        for resident in present:
            resident.seen_by_initiative = model.now.week
            resident.came = True
        if len(present) < 2:
            return visitors
        chance, contact = meet_chance(len(present), p), _CONTACT_OF_MODE[self.mode]
        for rank, resident in enumerate(present):
            for other in present[rank + 1 :]:
                if model.draw_pair(Stream.MEET, resident.index, other.index) < chance:
                    resident.contacts.count_initiative(contact)
                    other.contacts.count_initiative(contact)
                    resident.get_acquainted(other, contact, 1.0)
        return visitors

    def _coming(self, members: list[Resident]) -> tuple[list[Resident], int]:
        """Return who is present, and how many of them are visitors; luck decides who gets a seat."""
        p = self.model.parameters.participation
        exposed = exposure(self.mode, p)
        present = [
            resident
            for resident in members
            if (self.mode != ONLINE or resident.online)
            and resident.draw(Stream.ATTEND) < attend_chance(resident.fear, exposed, p)
        ]
        luck = {guest: guest.draw(Stream.SEAT_RANK) for guest in present if guest.participates is self}
        seats = seats_now(self.kind, self.mode, self.openness(self.mode))
        if len(luck) <= seats:
            return present, len(luck)
        limit = sorted(luck.values())[seats]
        return [resident for resident in present if luck.get(resident, -1.0) < limit], seats

    def _deliver(self, hosts: list[Resident], guests: list[Resident]) -> int:
        """Let volunteers bring meals to the participants' doors, and return the number of deliveries."""
        week = self.model.now.week
        for host in hosts:
            host.seen_by_initiative = week
        if not hosts:
            return 0
        served = self._lucky_ones(guests, len(hosts) * self.model.parameters.participation.deliveries)
        for guest in served:
            host = hosts[int(guest.draw(Stream.DELIVER) * len(hosts))]
            guest.contacts.count_initiative(OUTDOORS)
            host.contacts.count_initiative(OUTDOORS)
            guest.seen_by_initiative = week
            guest.came = True
            if guest.need_weeks > 0 and guest.draw(Stream.MEAL) < self.model.parameters.needs.meal:
                guest.was_helped = True
                guest.need_weeks = 0
            low, high = sorted((guest, host), key=_by_index)
            low.get_acquainted(high, OUTDOORS, 1.0)
        self.model.note(DELIVERIES, len(served))
        return len(served)

    def _lucky_ones(self, people: list[Resident], places: int) -> list[Resident]:
        """Return those who get a place, in their own order; luck decides when there are too few."""
        if len(people) <= places:
            return people
        limit = sorted(resident.draw(Stream.SEAT_RANK) for resident in people)[places]
        return [resident for resident in people if resident.draw(Stream.SEAT_RANK) < limit]

    def carry_on_or_end(self) -> None:
        """Update money and energy, end if it cannot go on, or begin anew at an empty site."""
        model, p = self.model, self.model.parameters
        if not self.running:
            if self.code != HELP_GROUP:
                self._found()
            elif self.volunteers >= p.spontaneous_help.found:
                self._open(DELIVERY)
            return
        self._update_means()
        self._update_shortages()
        hazard = despair_hazard(self.energy, p.viability)
        shortages = (self.short_volunteers, self.short_board, self.short_participants, self.short_money)
        cause = ending(*shortages, hazard, model.draw(Stream.END, self.slot), p.viability)
        if cause != RUNNING:
            self._close(cause)

    def _update_means(self) -> None:
        """Update energy and money."""
        model, p = self.model, self.model.parameters.viability
        attendance = attendance_ratio(self.attended, self.kind, p)
        autonomy = model.hypothesis.autonomy * (0.5 * (self.flexibility + self.bridging) - 0.5)
        self.energy = next_energy(self.energy, attendance, self.effective_support, autonomy, self.strain, p)
        balance, fund = weekly_balance(self.kind, self.mode, attendance, p), model.now.corona_fund
        self.reserve = next_reserve(self.reserve, balance, fund, p)
        model.note(FUND_WEEKS, float(fund > 0.0 and balance < 0.0))

    def _update_shortages(self) -> None:
        """Count the weeks for which people or money have been short."""
        kind, least = self.kind, self.model.parameters.viability.least_participants
        few = kind.room > 0 and self.participants < least
        self.short_volunteers = self.short_volunteers + 1 if self.volunteers < kind.least_volunteers else 0
        self.short_board = self.short_board + 1 if self.board < kind.least_board else 0
        self.short_participants = self.short_participants + 1 if few else 0
        self.short_money = self.short_money + 1 if self.reserve < 0.0 else 0

    def _close(self, cause: int) -> None:
        """End: participants are free again and volunteers leave."""
        self.model.observer.record_ending(self, cause)
        self.running = False
        for guest in list(self.guests):
            guest.stop_participating()
        for volunteer in self.crew_in_order():
            if not volunteer.is_helper:
                volunteer.leave(INITIATIVE_ENDED)
        self.model.note(ENDED)

    def _open(self, mode: int) -> None:
        p = self.model.parameters.viability
        self.running = True
        self.mode = mode
        self.started = self.model.now.week
        self.energy = p.fresh
        self.reserve = p.first_reserve * p.reserve
        self.forget_shortages()
        self.model.note(FOUNDED)

    def _found(self) -> None:
        """Perhaps found an initiative, by uncommitted adults of the block, in the order of their luck."""
        model, kind = self.model, self.kind
        home, p = self.openness(kind.home), model.parameters.viability
        if model.draw(Stream.FOUND, self.slot) >= found_chance(kind.board > 0, self.effective_support, home, p):
            return
        free = [
            resident
            for resident in self.block.residents
            if resident.is_adult and resident.commitment is None and resident.participates is None
        ]
        founders = kind.least_volunteers + kind.least_board
        if len(free) < founders:
            return
        free.sort(key=lambda resident: resident.draw(Stream.FOUND_RANK))
        for rank, resident in enumerate(free[:founders]):
            resident.commit(self, BOARD_MEMBER if rank < kind.board else VOLUNTEER)
        self._open(kind.home)
