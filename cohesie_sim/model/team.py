"""The team of community workers: planning the hours, and filling them with people."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cohesie_sim.kinds import HELP_GROUP, PAUSED
from cohesie_sim.outcomes import columns as tally
from cohesie_sim.rules.community_work import (
    Hours,
    allocate,
    hours_bought,
    hours_for_residents,
    presence,
    support_weight,
    workers_needed,
)
from cohesie_sim.rules.viability import next_support
from cohesie_sim.rules.volunteering import MATCHED_HELPER, WAITING_HELPER

if TYPE_CHECKING:
    from cohesie_sim.model.initiative import Initiative
    from cohesie_sim.model.model import NeighbourhoodModel
    from cohesie_sim.model.worker import CommunityWorker


class Team:
    """The community workers of the neighbourhood.

    Parameters
    ----------
    model
        The neighbourhood.

    Attributes
    ----------
    workers
        As many as this week's hours need.
    hours
        Hours per task this week.
    youth
        Hours this week for young people only.
    attention
        Share of the time asked for by spontaneous helpers that they get this week, 0 to 1.
    """

    def __init__(self, model: NeighbourhoodModel) -> None:
        self.model = model
        self.workers: list[CommunityWorker] = []
        self.hours = Hours(0.0, 0.0, 0.0, 0.0, 0.0, 0.0)
        self.youth = 0.0
        self.attention = 0.0

    def plan_hours(self) -> None:
        """Divide the hours over tasks by known need, and give initiatives their support."""
        model, q = self.model, self.model.parameters.community_work
        bought = hours_bought(model.now.fte_per_10000, len(model.residents), q)
        municipal = model.parameters.municipality
        extra = municipal.extra * bought if model.municipality.extra_left > 0 else 0.0
        self.youth = extra * municipal.for_youth * (1.0 - q.discretion)
        weights = self._support_weights()
        self.hours = self._allocate(bought + extra - self.youth, weights)
        self._support(weights)
        model.municipality.maintain_links(1000.0 * self.hours.brokerage / len(model.residents))
        model.note(tally.HOURS_BOUGHT, bought)
        model.note(tally.HOURS_EXTRA, extra)
        model.note(tally.HOURS_STREET, self.hours.street + self.youth)
        model.note(tally.HOURS_VISITS, self.hours.visits)
        model.note(tally.HOURS_PRACTICAL, self.hours.practical)
        model.note(tally.HOURS_SUPPORT, self.hours.support)
        model.note(tally.HOURS_MATCHING, self.hours.matching)
        model.note(tally.HOURS_BROKERAGE, self.hours.brokerage)

    def _support_weights(self) -> dict[Initiative, float]:
        """Return how strongly each site asks for support; help groups ask for matching instead."""
        return {
            site: support_weight(not site.running, site.mode == PAUSED, site.energy)
            for site in self.model.initiatives
            if site.code != HELP_GROUP
        }

    def _allocate(self, general: float, weights: dict[Initiative, float]) -> Hours:
        """Return the hours per task; demand counts only what the workers know of."""
        model, q = self.model, self.model.parameters.community_work
        isolated = needy = waiting = matched = 0
        for resident in model.residents:
            if resident.is_known_to_workers:
                isolated += resident.isolated
                needy += resident.has_unanswered_need
            waiting += resident.role == WAITING_HELPER
            matched += resident.role == MATCHED_HELPER
        visits = isolated * q.visit_hours * q.visit_rate
        practical = needy * q.practical_hours
        support = _total(weights) * q.support_hours
        asked = waiting * q.match_hours + matched * model.parameters.spontaneous_help.full_hours
        matching = asked * model.now.organised_matching
        brokerage = q.brokerage_share * general * model.now.brokerage
        demand = visits + practical + support + matching + brokerage
        available = hours_for_residents(general, demand, q)
        hours = allocate(available, visits, practical, support, matching, brokerage, q)
        self.attention = hours.matching / asked if asked > 0.0 else 0.0
        return hours

    def _support(self, weights: dict[Initiative, float]) -> None:
        total, p = _total(weights), self.model.parameters.viability
        for site, weight in weights.items():
            given = self.hours.support * weight / total if total > 0.0 else 0.0
            site.support = next_support(site.support, given, p)

    def work_in_the_field(self) -> None:
        """Let every worker walk rounds, visit, and help in practice, in a patch of consecutive blocks."""
        model, hours, q = self.model, self.hours, self.model.parameters.community_work
        total = hours.street + hours.visits + hours.practical + hours.support + hours.matching + hours.brokerage
        size = workers_needed(total + self.youth, q)
        self._employ(size)
        model.note(tally.WORKERS, size)
        here = presence(model.now.home_advice, q)
        for worker in self.workers:
            worker.walk_rounds(hours.street * here / size / q.cell_hours, self.youth * here / size / q.cell_hours)
            worker.pay_visits(hours.visits / size / q.visit_hours)
            worker.help_in_practice(hours.practical * here / size / q.practical_hours)

    def _employ(self, size: int) -> None:
        """Take on workers or let them go, and divide the blocks among them."""
        model, blocks = self.model, self.model.blocks
        while len(self.workers) > size:
            self.workers.pop().remove()  # type: ignore[no-untyped-call]
        while len(self.workers) < size:
            self.workers.append(model.worker_class(model, len(self.workers)))
        for worker in self.workers:
            first, last = worker.number * len(blocks) // size, (worker.number + 1) * len(blocks) // size
            worker.patch = blocks[first:last]
            if worker.patch and worker.cell not in worker.patch:
                worker.go_to(worker.patch[0])


def _total(weights: dict[Initiative, float]) -> float:
    """Return the sum, term by term as the compiled engine does; Python's own ``sum`` rounds differently."""
    total = 0.0
    for weight in weights.values():
        total += weight
    return total
