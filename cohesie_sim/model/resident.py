"""What residents do in a week: one method per process of :mod:`cohesie_sim.schedule`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cohesie_sim.kinds import PAUSED
from cohesie_sim.model.contacts import Contacts
from cohesie_sim.model.inhabitant import Inhabitant
from cohesie_sim.model.tie import Tie
from cohesie_sim.neighbourhood import TIE_SLOTS, Occupation
from cohesie_sim.outcomes.columns import (
    DISSOLVED_TIES,
    JOINED,
    LEFT,
    NEW_TIES,
    REFERRED_DIRECT,
    REFERRED_VIA_WORKER,
    SIGN_UPS,
    VOLUNTEERS_RECRUITED,
)
from cohesie_sim.randomness import Stream
from cohesie_sim.rules.contact import call_rate, contact_count, meeting_rate, meetings_and_calls, outside_rate
from cohesie_sim.rules.fear import next_fear, next_habituation
from cohesie_sim.rules.isolation import faded_familiarity, is_isolated, next_frequency
from cohesie_sim.rules.loneliness import lost_share, next_emotional, next_social
from cohesie_sim.rules.needs import need_chance, own_help_chance
from cohesie_sim.rules.participation import join_chance
from cohesie_sim.rules.referral import DIRECT, NO_REFERRAL, professional_chance, referral_path
from cohesie_sim.rules.spontaneous_help import next_idle_memory, sign_up_chance, spare_time
from cohesie_sim.rules.ties import ACTIVITY_TIE, NO_CONTACT, REMOTE, next_outdoor_habit, strengthened
from cohesie_sim.rules.trust import next_trust
from cohesie_sim.rules.volunteering import UNCOMMITTED, VOLUNTEER, WAITING_HELPER, elsewhere_chance, recruit_chance

if TYPE_CHECKING:
    from cohesie_sim.model.initiative import Initiative


class Resident(Inhabitant):
    """Somebody who lives in the neighbourhood; see :class:`~cohesie_sim.model.inhabitant.Inhabitant` for the state."""

    def begin_week(self) -> None:
        """Forget last week's contacts and help."""
        self.contacts = Contacts()
        self.was_helped = self.came = False

    def feel(self) -> None:
        """React to the news, get used to it, and fade from the workers' memory."""
        p, felt = self.model.parameters, self.model.now.felt
        self.fear = next_fear(self.fear, self.habituation, self.susceptibility, felt, p.fear)
        self.habituation = next_habituation(self.habituation, felt, p.fear)
        self.familiarity = faded_familiarity(self.familiarity, p.isolation)

    def keep_contact(self) -> None:
        """Meet and call family and friends, and meet people at work, at school and in public places."""
        p, now, fear, week = self.model.parameters.contact, self.model.now, self.fear, self.contacts
        met = meeting_rate(self.family_rate, now.open_visits, fear, p)
        called = call_rate(self.family_rate, met, self.online, p)
        week.family_met, week.family_called = meetings_and_calls(met, called, self.draw(Stream.FAMILY_MEETING))
        met = meeting_rate(self.friends_rate, now.open_visits, fear, p)
        called = call_rate(self.friends_rate, met, self.online, p)
        week.friends_met, week.friends_called = meetings_and_calls(met, called, self.draw(Stream.FRIENDS_MEETING))
        rate = outside_rate(self.work_rate, now.open_work, fear, p)
        week.work = contact_count(rate, self.draw(Stream.WORK_CONTACT))
        rate = outside_rate(self.public_rate, now.open_public, fear, p)
        week.public = contact_count(rate, self.draw(Stream.PUBLIC_CONTACT))

    def volunteer_elsewhere(self) -> None:
        """Volunteer in clubs, schools and care outside the neighbourhood's initiatives."""
        now, p = self.model.now, self.model.parameters.volunteering
        if self.volunteers_elsewhere and self.draw(Stream.VOLUNTEERING_ELSEWHERE) < elsewhere_chance(
            now.closed_indoor, self.fear, p
        ):
            self.volunteered = now.week

    def meet_neighbours(self) -> None:
        """Spend the week with everybody to whom this resident keeps a tie; forget the ties that have faded away."""
        model, p = self.model, self.model.parameters.ties
        for tie in list(self.ties.values()):
            contact = tie.spend_week(model.now, p, model.draw_pair(Stream.NEIGHBOUR, self.index, tie.high.index))
            if contact != NO_CONTACT:
                self.contacts.count_neighbour(contact)
                tie.high.contacts.count_neighbour(contact)
            if tie.is_gone(p):
                del self.ties[tie.high]
                model.note(DISSOLVED_TIES)

    def get_acquainted(self, other: Resident, contact: int, lasting: float) -> None:
        """Strengthen the tie with somebody met at an activity, or perhaps form one.

        Parameters
        ----------
        other
            A resident of higher index. Members of a household form no tie, nor does somebody without room for one.
        contact
            ``OUTDOORS``, ``INDOORS`` or ``REMOTE``.
        lasting
            0 when the encounter leaves no trace.
        """
        if lasting == 0.0 or self.household == other.household:
            return
        model, p = self.model, self.model.parameters.ties
        tie = self.ties.get(other)
        if tie is not None:
            tie.strength = strengthened(tie.strength, contact, p)
            return
        chance = p.remote * p.bond if contact == REMOTE else p.bond
        if len(self.ties) < TIE_SLOTS and model.draw_pair(Stream.BOND, self.index, other.index) < chance:
            self.ties[other] = Tie(self, other, p.activity_affinity, ACTIVITY_TIE, p.start)
            model.note(NEW_TIES)

    def face_needs(self) -> None:
        """Let the own circle meet an open need, or let a new need arise."""
        p, week = self.model.parameters.needs, self.contacts
        if self.need_weeks > 0:
            chance = own_help_chance(week.family + week.friends + week.neighbours, p)
            self.need_weeks = 0 if self.draw(Stream.NEED_RESOLVED) < chance else self.need_weeks + 1
        elif self.is_adult:
            chance = need_chance(self.vulnerable, self.strained, self.lives_alone, self.fear, p)
            self.need_weeks = int(self.draw(Stream.NEED) < chance)

    def offer_help(self, group: Initiative) -> None:
        """Perhaps sign up as a spontaneous helper.

        Parameters
        ----------
        group
            The help group, or the site of one, of the area.
        """
        now, p = self.model.now, self.model.parameters.spontaneous_help
        self.idle_memory = next_idle_memory(self.idle_memory, p)
        if self.commitment is not None or not self.is_adult:
            return
        time = spare_time(self.occupation == Occupation.WORK, now.closed_work, p)
        chance = sign_up_chance(now.felt, self.habituation, time, self.trust, self.fear, self.idle_memory, p)
        if self.draw(Stream.SIGN_UP) < chance:
            self.commit(group, WAITING_HELPER)
            self.model.note(SIGN_UPS)

    def commit(self, initiative: Initiative, role: int) -> None:
        """Take up a role at an initiative.

        Parameters
        ----------
        initiative
            Or the site of one that does not exist yet.
        role
            ``VOLUNTEER``, ``BOARD_MEMBER`` or ``WAITING_HELPER``.
        """
        self.commitment = self.model.volunteer_class(self.model, self, initiative, role, self.model.now.week)

    def consider_volunteering(self) -> None:
        """After a visit to the initiative in which the resident takes part, perhaps become a volunteer there."""
        initiative, model = self.participates, self.model
        if initiative is None or self.role != UNCOMMITTED or not self.came or not self.is_adult:
            return
        support, bridging = initiative.effective_support, model.hypothesis.autonomy * initiative.bridging
        chance = recruit_chance(initiative.vacancy, self.fear, support, bridging, model.parameters.volunteering)
        if self.draw(Stream.RECRUIT) < chance:
            self.stop_participating()
            self.commit(initiative, VOLUNTEER)
            model.note(VOLUNTEERS_RECRUITED)

    def is_free(self) -> bool:
        """Return whether the resident could join an initiative: old enough, and in none in any role."""
        youngest = self.model.parameters.participation.youngest
        return self.age >= youngest and self.participates is None and self.commitment is None

    def join_nearby(self) -> bool:
        """Join one of the initiatives nearby that runs and has room; luck says where the search begins.

        Returns
        -------
        bool
            Whether there was one.
        """
        near = self.home.near
        begin = int(self.draw(Stream.JOIN_CHOICE) * len(near))
        for initiative in near[begin:] + near[:begin]:
            if initiative is not None and initiative.running and initiative.mode != PAUSED and initiative.has_room:
                self.participate(initiative)
                return True
        return False

    def participate(self, initiative: Initiative) -> None:
        """Take part in an initiative.

        Parameters
        ----------
        initiative
            One that runs.
        """
        self.participates = initiative
        initiative.guests.add(self)

    def stop_participating(self) -> None:
        """Take part in nothing any more."""
        if self.participates is not None:
            self.participates.guests.remove(self)
            self.participates = None

    def join_or_leave(self) -> None:
        """Join an initiative of one's own accord, or leave the one in which the resident takes part."""
        p = self.model.parameters.participation
        if self.participates is not None:
            if self.draw(Stream.LEAVE) < p.leave:
                self.stop_participating()
                self.model.note(LEFT)
        elif self.is_free():
            chance = join_chance(self.occupation != Occupation.NONE, self.trust, self.fear, p)
            if self.draw(Stream.JOIN) < chance and self.join_nearby():
                self.model.note(JOINED)

    def see_professional(self) -> None:
        """Perhaps see a social professional, who refers isolated clients directly or over the workers' network."""
        model, p = self.model, self.model.parameters.referral
        if self.draw(Stream.PROFESSIONAL) >= professional_chance(self.vulnerable, p):
            return
        self.seen_by_professional = model.now.week
        if model.now.referral == 0.0 or not self.isolated or not self.is_free():
            return
        links = model.municipality.links
        link = links[int(self.draw(Stream.PROFESSIONAL_KIND) * len(links))]
        path = referral_path(model.municipality.cooperation, link, self.draw(Stream.REFER), p)
        if path == NO_REFERRAL or self.draw(Stream.ACCEPT) >= p.accept * self.trust:
            return
        if self.join_nearby():
            model.note(REFERRED_DIRECT if path == DIRECT else REFERRED_VIA_WORKER)

    def look_back(self) -> None:
        """Remember the week's contacts, and feel them: isolation, trust and loneliness."""
        p, week = self.model.parameters, self.contacts
        q = p.isolation
        self.family = next_frequency(self.family, week.family, q)
        self.friends = next_frequency(self.friends, week.friends, q)
        self.neighbours = next_frequency(self.neighbours, week.neighbours + week.initiative + week.volunteer, q)
        self.meetings = next_frequency(self.meetings, week.family_met + week.friends_met, q)
        self.isolated = self.is_adult and is_isolated(self.family, self.friends, self.neighbours, q)
        lasting = self.model.hypothesis.lasting
        self.trust = next_trust(
            self.trust,
            self.usual_trust,
            week.worker_met,
            week.worker_called,
            self.was_helped,
            self.need_weeks,
            lasting,
            p.trust,
        )
        contacts = self.family + self.friends + self.neighbours
        self.social = next_social(self.social, self.social_setpoint, self.usual_contacts, contacts, p.loneliness)
        self.emotional = next_emotional(
            self.emotional,
            self.emotional_setpoint,
            lost_share(self.usual_meetings, self.meetings),
            self.fear,
            self.need_weeks > 0,
            self.usual_trust - self.trust,
            self.lives_alone,
            p.loneliness,
        )

    def form_habit(self) -> None:
        """Let the habit of meeting outdoors follow this week's meetings with neighbours."""
        self.outdoor_habit = next_outdoor_habit(
            self.outdoor_habit,
            self.outdoor_preference,
            self.contacts.neighbours_outdoors,
            self.contacts.neighbours_indoors,
            self.model.parameters.ties,
        )
