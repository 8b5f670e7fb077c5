"""The Mesa model: agents on a grid, and the week in which they act one process after the other."""

from __future__ import annotations

from collections.abc import Callable, Iterable

import pandas as pd
from mesa import Agent, DataCollector, Model

from cohesie_sim.conditions import Conditions, conditions_of
from cohesie_sim.model.initiative import Initiative
from cohesie_sim.model.leftovers import raw_result
from cohesie_sim.model.municipality import Municipality
from cohesie_sim.model.observer import Observer
from cohesie_sim.model.population import commit_residents, help_areas, place_initiatives, settle_residents
from cohesie_sim.model.resident import Resident
from cohesie_sim.model.space import build_grid
from cohesie_sim.model.team import Team
from cohesie_sim.model.volunteer import Volunteer
from cohesie_sim.model.worker import CommunityWorker
from cohesie_sim.neighbourhood import build_neighbourhood, load_neighbourhood
from cohesie_sim.outcomes.columns import ENCOUNTERS, SIGNALS
from cohesie_sim.outcomes.frames import weekly_frame
from cohesie_sim.outcomes.result import RawResult
from cohesie_sim.randomness import uniform, uniform_pair, week_keys
from cohesie_sim.rules.hypothesis import HYPOTHESES
from cohesie_sim.scenarios import Scenario
from cohesie_sim.scenarios.arguments import check_run
from cohesie_sim.start import starting_state

COLLECTED = (
    "week",
    "isolated",
    "out_of_sight",
    "lonely",
    "severely_lonely",
    "known_by_worker",
    "fear",
    "trust",
    "running",
    "active",
    "participants",
    "volunteers",
    "helpers_waiting",
    "helpers_matched",
    "workers",
    "cooperation",
    "cohesion_index",
)


class NeighbourhoodModel(Model):
    """A neighbourhood in a scenario.

    Parameters
    ----------
    scenario
        What happens, to whom, under which hypothesis.
    rng
        The seed: which world. Mesa gets it too, but no process of ours draws from Mesa's generators.
    replicate
        The same seed and replicate mean the same residents with the same luck in every scenario.
    resident_class, worker_class, initiative_class, volunteer_class, municipality_class
        Give a subclass to change a behaviour.

    Attributes
    ----------
    residents, initiatives, blocks
        In order of their number.
    parameters, hypothesis
        Of the scenario.
    now
        Conditions of the current week; before the first step, of the first week.
    datacollector
        The outcomes named in ``COLLECTED``, one row per step, burn-in included (negative weeks).

    Raises
    ------
    ConfigurationError
        When an argument is not allowed.
    """

    def __init__(
        self,
        scenario: Scenario,
        rng: int = 1,
        replicate: int = 0,
        *,
        resident_class: type[Resident] = Resident,
        worker_class: type[CommunityWorker] = CommunityWorker,
        initiative_class: type[Initiative] = Initiative,
        volunteer_class: type[Volunteer] = Volunteer,
        municipality_class: type[Municipality] = Municipality,
    ) -> None:
        classes: dict[str, tuple[object, type]] = {
            "resident_class": (resident_class, Resident),
            "worker_class": (worker_class, CommunityWorker),
            "initiative_class": (initiative_class, Initiative),
            "volunteer_class": (volunteer_class, Volunteer),
            "municipality_class": (municipality_class, Municipality),
        }
        check_run(scenario, {"rng": rng, "replicate": replicate}, classes)
        super().__init__(rng=int(rng))  # Mesa takes no integer of numpy
        self.resident_class = resident_class
        self.worker_class = worker_class
        self.initiative_class = initiative_class
        self.volunteer_class = volunteer_class
        self.seed, self.replicate = rng, replicate
        self.setting = scenario  # ``scenario`` is a word of Mesa's own
        self.parameters = scenario.parameters
        self.hypothesis = HYPOTHESES[scenario.hypothesis]
        self.inputs = scenario.weekly_inputs()
        self._index = 0
        self._open_week()
        self._populate()
        self.municipality = municipality_class(self)
        self.team = Team(self)
        self.observer = Observer(self)
        self.datacollector = DataCollector(model_reporters={name: _reporter(name) for name in COLLECTED})

    def _populate(self) -> None:
        scenario, seed, replicate = self.setting, self.seed, self.replicate
        spec = load_neighbourhood(scenario.neighbourhood)
        self.neighbourhood = build_neighbourhood(spec, scenario.residents, seed, replicate, scenario.population)
        start = starting_state(self.neighbourhood, self.parameters, seed, replicate)
        self.grid, self.blocks = build_grid(self.neighbourhood.space, self.random)
        self.residents = settle_residents(self, start)
        self.initiatives = place_initiatives(self, start)
        commit_residents(self, start)
        self.help_areas = help_areas(self)

    def _open_week(self) -> None:
        """Set the conditions and the luck of the week."""
        p = self.parameters
        conditions = conditions_of(self.inputs, self._index, self.setting.burn_in_weeks, p.restrictions, p.fear)
        # Plain numbers: arithmetic with numpy's scalars is several times slower.
        self.now = Conditions(conditions.week, *(float(level) for level in conditions[1:]))
        self._keys = week_keys(self.seed, self.replicate, self.now.week).tolist()

    def step(self) -> None:
        """Run one week: the processes of :mod:`cohesie_sim.schedule`, in that order.

        Raises
        ------
        RuntimeError
            When the horizon is over.
        """
        if not self.running:
            raise RuntimeError(f"the horizon of {self.setting.weeks} weeks is over")
        self._open_week()  # restrictions
        self._begin_week()
        _do(self.residents, "feel")  # fear
        self.municipality.govern()  # municipality
        self.team.plan_hours()  # planning
        _do(self.initiatives, "adapt")  # adaptation
        _do(self.residents, "keep_contact", "volunteer_elsewhere")  # contact
        _do(self.residents, "meet_neighbours")  # ties
        self.observer.count_ties()
        _do(self.initiatives, "hold_meeting")  # meetings
        self.team.work_in_the_field()  # fieldwork
        self.municipality.hear_signals(self.observer.row[ENCOUNTERS], self.observer.row[SIGNALS])  # signals
        _do(self.residents, "face_needs")  # needs
        self._help_spontaneously()  # spontaneous help
        self._volunteer()  # volunteering
        _do(self.initiatives, "take_stock")
        _do(self.initiatives, "carry_on_or_end")  # viability
        _do(self.residents, "join_or_leave")  # participation
        _do(self.residents, "see_professional")  # referral
        _do(self.residents, "look_back")  # isolation
        _do(self.residents, "form_habit")  # habits
        self.observer.end_week()  # outcomes
        self._close_week()

    def _begin_week(self) -> None:
        self.observer.begin_week()
        _do(self.residents, "begin_week")
        _do(self.initiatives, "take_stock")

    def _help_spontaneously(self) -> None:
        for area in self.help_areas:
            area.help_one_another(self.team.attention)

    def _volunteer(self) -> None:
        for resident in self.residents:
            if resident.commitment is not None and not resident.commitment.is_helper:
                resident.commitment.carry_on()
        _do(self.residents, "consider_volunteering")

    def _close_week(self) -> None:
        self.datacollector.collect(self)
        self._index += 1
        self.running = self._index < len(self.inputs.threat)

    def run(self) -> NeighbourhoodModel:
        """Run the burn-in and the horizon to the end.

        Returns
        -------
        NeighbourhoodModel
            The model itself.
        """
        while self.running:
            self.step()
        return self

    def draw(self, stream: int, entity: int) -> float:
        """Return the luck of one entity in one decision of this week.

        Parameters
        ----------
        stream
            A member of :class:`cohesie_sim.randomness.Stream`.
        entity
            Number of the resident, block, site or worker.

        Returns
        -------
        float
            Uniform on [0, 1).
        """
        return uniform(self._keys[stream], entity)

    def draw_pair(self, stream: int, first: int, second: int) -> float:
        """Return the luck of a pair in one decision of this week.

        Parameters
        ----------
        stream
            A member of :class:`cohesie_sim.randomness.Stream`.
        first, second
            Numbers of the two; of residents the lower first.

        Returns
        -------
        float
            Uniform on [0, 1).
        """
        return uniform_pair(self._keys[stream], first, second)

    def note(self, tally: int, amount: float = 1.0) -> None:
        """Add to a tally of the week.

        Parameters
        ----------
        tally
            Position in ``NEIGHBOURHOOD_TALLIES``.
        amount
            What to add.
        """
        self.observer.row[tally] += amount

    def raw(self) -> RawResult:
        """Return tallies, histories and state of the horizon so far."""
        return raw_result(self)

    def weekly(self) -> pd.DataFrame:
        """Return every outcome, one row per week of the horizon so far; see :func:`weekly_frame`."""
        raw = self.raw()
        return weekly_frame(raw, self.setting.mondays()[: len(raw.rows)])


def _do(agents: Iterable[Agent], *methods: str) -> None:
    """Let agents act one after the other, as Mesa's ``AgentSet.do`` does, but in the order of their number."""
    for agent in agents:
        for method in methods:
            getattr(agent, method)()


def _reporter(name: str) -> Callable[[NeighbourhoodModel], float]:
    return lambda model: model.observer.outcomes[name]
