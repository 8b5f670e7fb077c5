"""The app: Mesa's SolaraViz with the map, two plots over time, and the controls of a scenario."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final

from matplotlib.axes import Axes
from matplotlib.ticker import FuncFormatter, MaxNLocator

from cohesie_sim.extras import optional_library
from cohesie_sim.model.watch.drawing import BLUE, GREEN, INK, VERMILION, map_figure, title_text
from cohesie_sim.model.watch.funding import funding_text, place_text, title_of
from cohesie_sim.model.watch.scene import scene_of
from cohesie_sim.model.watch.watched import Choices, WatchedNeighbourhood
from cohesie_sim.model.watch.words import Language, hypothesis_text, number_text, text
from cohesie_sim.rules.hypothesis import HYPOTHESES

_MOST_FTE: Final = 20.0
_FEWEST, _MOST_RESIDENTS = 50, 2000
_MOST_SEED: Final = 100
_PLAY: Final = 150  # milliseconds between two weeks
_FIT: Final = """
.vue-grid-item > div:first-child { height: 100%; }
.vue-grid-item img { width: 100%; height: 100%; object-fit: contain; object-position: left top; }
"""  # a picture is shown whole, whatever the size of its place on the page
_PEOPLE: Final = {"isolated": BLUE, "out_of_sight": VERMILION}
_PLACES: Final = {"running": INK, "active": GREEN}


@dataclass(frozen=True)
class Order:
    """What the app shows first, and among what it lets choose.

    Attributes
    ----------
    choices
        Scenarios by name, complete but for what the controls set.
    first
        Name of the one that is shown first; its funding, neighbourhood, hypothesis and size are those of the controls.
    neighbourhoods
        To choose from.
    seed
        Which luck.
    language
        Of the map and the controls.
    """

    choices: Choices
    first: str
    neighbourhoods: Sequence[str]
    seed: int
    language: Language

    def values(self) -> dict[str, Any]:
        """Return the arguments of the model that is shown first."""
        scenario = self.choices.scenarios[self.first]
        return {
            "choices": self.choices,
            "lockdown": self.first,
            "funding": float(scenario.settings.funding.fte_per_10000),
            "neighbourhood": scenario.neighbourhood,
            "hypothesis": scenario.hypothesis,
            "seed": self.seed,
            "residents": scenario.residents,
        }

    def controls(self) -> dict[str, Any]:
        """Return ``model_params`` of SolaraViz: the choices as they are, a control for everything else."""
        values, tongue = self.values(), self.language
        return {
            "choices": self.choices,
            "lockdown": _select("lockdown", values["lockdown"], list(self.choices.scenarios), tongue),
            "funding": _slider("fte", values["funding"], 0.0, _MOST_FTE, 0.5, tongue),
            "neighbourhood": _select("neighbourhood", values["neighbourhood"], list(self.neighbourhoods), tongue),
            "hypothesis": _select("hypothesis", values["hypothesis"], list(HYPOTHESES), tongue),
            "seed": _slider("seed", self.seed, 0, _MOST_SEED, 1, tongue),
            "residents": _slider("size", values["residents"], _FEWEST, _MOST_RESIDENTS, 50, tongue),
        }


def _select(key: str, value: str, values: list[str], language: Language) -> dict[str, Any]:
    return {"type": "Select", "label": text(key, language), "value": value, "values": values}


def _slider(key: str, value: float, low: float, high: float, step: float, language: Language) -> dict[str, Any]:
    """Return a slider; it reaches as far as the value with which it starts."""
    kind = "SliderFloat" if key == "fte" else "SliderInt"
    label = text(key, language)
    return {"type": kind, "label": label, "value": value, "min": low, "max": max(high, value), "step": step}


def page(order: Order) -> Any:
    """Return the page of one visitor, as an element of Solara; to be called while Solara draws.

    Parameters
    ----------
    order
        What to show.

    Returns
    -------
    Element
        SolaraViz with a model that no other visitor steps.
    """
    solara = optional_library("solara", "viz", "Solara")
    mesa = optional_library("mesa.visualization", "viz", "SolaraViz")
    model = solara.use_memo(lambda: WatchedNeighbourhood(**order.values()), dependencies=[])
    scenario = order.choices.scenarios[order.first]
    solara.Style(_FIT)
    return mesa.SolaraViz(
        solara.use_reactive(model),
        components=components(order.language),
        model_params=order.controls(),
        name=title_text(title_of(scenario, order.language)),
        play_interval=_PLAY,
    )


def components(language: Language) -> list[Any]:
    """Return what the page shows: the map, who is isolated over time, and which initiatives there are.

    Parameters
    ----------
    language
        ``en`` or ``nl``.

    Returns
    -------
    list
        As SolaraViz takes it.
    """
    solara = optional_library("solara", "viz", "Solara")
    mesa = optional_library("mesa.visualization", "viz", "SolaraViz")

    def show_map(model: WatchedNeighbourhood) -> Any:
        title = title_of(model.setting, language)
        figure = map_figure(scene_of(model), title, settings_text(model, language), language)
        return solara.FigureMatplotlib(figure, format="png")

    def finish_people(axes: Axes) -> None:
        _finish(axes, {"isolated": "isolated", "out_of_sight": "unseen"}, language)
        axes.yaxis.set_major_formatter(FuncFormatter(lambda share, _: number_text(round(100 * share, 9), language)))
        axes.set_ylabel(text("share", language))

    def finish_places(axes: Axes) -> None:
        _finish(axes, {"running": "running", "active": "active"}, language)
        axes.yaxis.set_major_locator(MaxNLocator(integer=True))

    people = mesa.make_plot_component(dict(_PEOPLE), post_process=finish_people)
    places = mesa.make_plot_component(dict(_PLACES), post_process=finish_places)
    return [(show_map, 0), people, places]


def settings_text(model: WatchedNeighbourhood, language: Language) -> str:
    """Return what was chosen for a model: the controls may show what the next one will have."""
    scenario = model.setting
    return text(
        "settings",
        language,
        place=place_text(scenario),
        n=scenario.residents,
        fte=funding_text(scenario, language),
        hypothesis=hypothesis_text(scenario.hypothesis, language),
        seed=model.seed,
    )


def _finish(axes: Axes, keys: dict[str, str], language: Language) -> None:
    """Give lines names, and styles that differ in grey as well; a quantity that cannot be negative starts at zero."""
    solid, dashed = axes.get_lines()
    dashed.set_linestyle("--")
    for line in (solid, dashed):
        line.set_label(text(keys[str(line.get_label())], language))
    axes.set_ylim(bottom=0)
    axes.set_xlim(0, max(axes.get_xlim()[1], 1))
    axes.legend(loc="best", frameon=False)
    axes.spines[["top", "right"]].set_visible(False)
