"""The municipality: cooperation, fatigue, signals, decisions on extra hours, and links with professionals."""

from __future__ import annotations

from typing import TYPE_CHECKING

from mesa import Agent

from cohesie_sim.outcomes.columns import COOPERATION, FATIGUE, MEAN_LINK
from cohesie_sim.rules.municipality import (
    decision_delay,
    is_alarming,
    next_cooperation,
    next_dossier,
    next_fatigue,
    next_usual,
    urgency,
)
from cohesie_sim.rules.referral import PROFESSIONALS, next_link

if TYPE_CHECKING:
    from cohesie_sim.model.model import NeighbourhoodModel


class Municipality(Agent):
    """The municipality and the organisations that work with it.

    Parameters
    ----------
    model
        The neighbourhood.

    Attributes
    ----------
    cooperation, fatigue
        Between organisations, and with the crisis, 0 to 1.
    dossier, met, usual
        Remembered signals and encounters, persons per week, and the usual share of signals among encounters.
    pending, extra_left
        Weeks until a decision on extra hours falls, and weeks for which extra hours are still granted; 0 for none.
    links
        Between the community workers and each kind of professional, 0 to 1.
    """

    model: NeighbourhoodModel

    def __init__(self, model: NeighbourhoodModel) -> None:
        super().__init__(model)
        self.cooperation = model.parameters.municipality.silo
        self.fatigue = 0.0
        self.dossier = self.met = 0.0
        self.usual = model.parameters.municipality.usual_start
        self.pending = 0
        self.extra_left = 0
        self.links = [0.0] * len(PROFESSIONALS)

    @property
    def mean_link(self) -> float:
        """Mean link between workers and professionals, 0 to 1."""
        total = 0.0
        for link in self.links:
            total += link
        return total / len(self.links)

    def govern(self) -> None:
        """Update cooperation and fatigue, and let decisions on extra hours fall due."""
        model, now, p = self.model, self.model.now, self.model.parameters.municipality
        urgent, link = urgency(now.felt, now.closed_indoor), self.mean_link
        self.cooperation = next_cooperation(self.cooperation, urgent, self.fatigue, now.crisis_mode, link, p)
        self.fatigue = next_fatigue(self.fatigue, urgent, p)
        if self.extra_left > 0:
            self.extra_left -= 1
        if self.pending > 0:
            self.pending -= 1
            if self.pending == 0:
                self.extra_left = p.extra_weeks
        model.note(COOPERATION, self.cooperation)
        model.note(FATIGUE, self.fatigue)
        model.note(MEAN_LINK, link)

    def hear_signals(self, encounters: float, signals: float) -> None:
        """Remember the week's signals, and put extra hours on the agenda when there are many more than usual.

        Parameters
        ----------
        encounters
            Residents whom workers met on their rounds this week.
        signals
            Those among them who were isolated or in need.
        """
        model, p = self.model, self.model.parameters.municipality
        self.dossier = next_dossier(self.dossier, signals, p)
        self.met = next_dossier(self.met, encounters, p)
        self.usual = next_usual(self.usual, self.dossier, self.met, p)
        idle = self.pending == 0 and self.extra_left == 0
        if model.now.signal_hours > 0.0 and idle and is_alarming(self.dossier, self.met, self.usual, p):
            self.pending = decision_delay(self.cooperation, p)

    def maintain_links(self, hours_per_1000: float) -> None:
        """Let workers broker with one kind of professional a week, in turn, while the other links fade.

        Parameters
        ----------
        hours_per_1000
            Hours of brokerage per 1,000 residents this week.
        """
        turn, p = self.model.now.week % len(self.links), self.model.parameters.referral
        for kind, link in enumerate(self.links):
            self.links[kind] = next_link(link, hours_per_1000 if kind == turn else 0.0, p)
