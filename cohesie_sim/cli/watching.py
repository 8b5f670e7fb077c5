"""Watching the Mesa model: an app in the browser, or a film."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from cohesie_sim.cli.configuring import configure
from cohesie_sim.cli.exits import FINE, INTERRUPTED
from cohesie_sim.cli.screen import print_text
from cohesie_sim.errors import ConfigurationError
from cohesie_sim.experiment.interrupts import uninterrupted
from cohesie_sim.experiment.progress import reporter, say
from cohesie_sim.experiment.store import make_folder, write_bytes
from cohesie_sim.model.watch.app import Order
from cohesie_sim.model.watch.film import check_suffix, film, live_twice, weeks_to_live
from cohesie_sim.model.watch.funding import levels_of
from cohesie_sim.model.watch.server import check_libraries, reserve, serve
from cohesie_sim.model.watch.watched import Choices
from cohesie_sim.model.watch.words import Language
from cohesie_sim.neighbourhood import neighbourhood_names
from cohesie_sim.scenarios import Scenario, scenario_names


@dataclass(frozen=True)
class Wish:
    """What somebody wants to watch, as words of the command line.

    Attributes
    ----------
    name
        Of the scenario, or the path of its file.
    options, changes
        As :func:`~cohesie_sim.cli.configuring.configure` takes them.
    seed
        Which luck.
    """

    name: str
    options: Mapping[str, str | None]
    changes: Sequence[str]
    seed: int

    def scenario(self) -> Scenario:
        """Return the checked scenario."""
        return configure(self.name, self.options, self.changes)

    def choices(self) -> Choices:
        """Return the scenarios to choose from: the shipped ones and this one, all with the changes of ``--set``."""
        others = {name: configure(name, {}, self.changes) for name in scenario_names()}
        return Choices({**others, self.name: self.scenario()})


def watch(wish: Wish, language: Language, port: int, *, open_browser: bool) -> int:
    """Serve the app until Ctrl-C.

    Parameters
    ----------
    wish
        What is shown first.
    language
        ``en`` or ``nl``.
    port
        0 for any that is free.
    open_browser
        Whether to open it.

    Returns
    -------
    int
        0: Ctrl-C is the way to end it.

    Raises
    ------
    ConfigurationError
        When a word is not allowed, the extra is missing or the port is in use.
    """
    scenario = wish.scenario()
    check_libraries()
    places = dict.fromkeys([*neighbourhood_names(), scenario.neighbourhood])
    order = Order(wish.choices(), wish.name, list(places), wish.seed, language)
    taken = reserve(port)
    weeks = scenario.burn_in_weeks
    serve(
        order,
        taken,
        lambda address: say(f"watch at {address} (the {weeks} weeks before the start take a moment); Ctrl-C ends it"),
        open_browser=open_browser,
    )
    return FINE


def export(wish: Wish, path: Path, language: Language) -> int:
    """Write a film of the neighbourhood without and with community work.

    Parameters
    ----------
    wish
        What to show; its funding is that of the half with community work.
    path
        Ends in ``.gif`` or ``.mp4``; written whole or not at all.
    language
        ``en`` or ``nl``.

    Returns
    -------
    int
        0, 130 when interrupted.

    Raises
    ------
    ConfigurationError
        When a word is not allowed, or the film cannot be made or written; found out before anything runs.
    """
    scenario = wish.scenario()
    try:
        check_suffix(path.suffix)
    except ConfigurationError as error:
        raise ConfigurationError(f"--export {path}: {error}") from None
    if levels_of(scenario)[1] == 0.0:
        raise ConfigurationError("--export shows life without and with community work: --fte must be above 0.")
    make_folder(path.parent)
    try:
        with reporter("both lives", weeks_to_live(scenario), 0, "weeks") as bar:
            pair = live_twice(scenario, wish.seed, bar.show)
        with reporter("film", len(pair.shown()), 0, "frames") as bar:
            content = film(pair, path.suffix, language, bar.show)
    except KeyboardInterrupt:
        say("interrupted: no film is written")
        return INTERRUPTED
    with uninterrupted():
        write_bytes(path, content)
    print_text(f"{path}: {len(pair.shown())} frames, {len(content) / 1e6:.1f} MB.")
    return FINE
