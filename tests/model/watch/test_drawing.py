"""The picture: signs that differ in shape, words in two languages, and titles of files that stay text."""

from __future__ import annotations

import string
from dataclasses import replace
from datetime import date
from pathlib import Path

import numpy as np
import pytest
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.collections import PathCollection
from matplotlib.figure import Figure

from cohesie_sim import load_scenario
from cohesie_sim.model import NeighbourhoodModel
from cohesie_sim.model.watch import drawing, words
from cohesie_sim.model.watch.drawing import count_texts, draw_scene, map_figure, week_text
from cohesie_sim.model.watch.funding import funding_text, title_of, without_work
from cohesie_sim.model.watch.scene import LOCKDOWN, scene_of
from cohesie_sim.model.watch.words import LANGUAGES, date_text, plain, text
from cohesie_sim.scenarios import scenario_names

EVIL = "<img src=x onerror=alert(1)> **bold** $\\frac{1}{$"


def _drawn(figure: Figure) -> np.ndarray:
    canvas = FigureCanvasAgg(figure)
    canvas.draw()  # type: ignore[no-untyped-call]
    return np.asarray(canvas.buffer_rgba())  # type: ignore[no-untyped-call]


def test_a_title_is_shown_as_it_stands(finished: NeighbourhoodModel) -> None:
    figure = map_figure(scene_of(finished), EVIL, "$x_1$", "en")
    assert _drawn(figure).std() > 0  # a formula that is none would have stopped the drawing
    shown = {line.get_text(): line.get_parse_math() for line in figure.texts}
    assert shown[EVIL] is False
    assert shown["$x_1$"] is False


def test_a_strange_title_becomes_one_short_line() -> None:
    assert plain("two\nlines\x00 and\ta tab", 80) == "two lines and a tab"
    assert plain("a" * 200, 10) == "aaaaaaaaa…"


def test_states_and_kinds_differ_in_shape_and_not_only_in_colour() -> None:
    people = [look.shape for look in drawing._LOOKS.values()]
    places = [str(shape) for shape in drawing._SHAPES.values()]
    assert len(set(people)) == len(people) == 3
    assert len(set(places)) == len(places) == 5
    faces = [drawing._site_colours(state)[0] for state in range(3)]
    assert faces[0] != faces[1] == faces[2]  # filled or hollow; a cross tells the last two apart


def test_more_residents_are_no_more_parts_of_the_picture(finished: NeighbourhoodModel) -> None:
    scene = scene_of(finished)
    crowd = replace(scene, residents=np.tile(scene.residents, (20, 1)), states=np.tile(scene.states, 20))
    counts = []
    for one in (scene, crowd):
        axes = Figure().add_axes((0, 0, 1, 1))
        draw_scene(axes, one)
        counts.append(len(axes.collections))
    assert counts[0] == counts[1]


def test_signs_scale_with_the_map(finished: NeighbourhoodModel) -> None:
    figure = Figure(figsize=(10, 5))
    small, large = figure.add_axes((0, 0, 0.25, 0.5)), figure.add_axes((0.5, 0, 0.5, 1))
    for axes in (small, large):
        draw_scene(axes, scene_of(finished))
    crowds = [next(one for one in axes.collections if isinstance(one, PathCollection)) for axes in (small, large)]
    sizes = [crowd.get_sizes()[0] for crowd in crowds]
    assert sizes[1] == pytest.approx(4 * sizes[0])  # areas


def test_every_text_is_there_in_both_languages_with_the_same_fields() -> None:
    for key, pair in words._TEXTS.items():
        fields = [{name for _, name, _, _ in string.Formatter().parse(one) if name} for one in pair]
        assert all(pair), key
        assert fields[0] == fields[1], key


def test_dates_numbers_and_counts_are_told_in_both_languages(finished: NeighbourhoodModel) -> None:
    assert [date_text(date(2020, 3, 16), language) for language in LANGUAGES] == ["16 March 2020", "16 maart 2020"]
    scene = replace(scene_of(finished), week=-1, monday=date(2019, 12, 30), phase=LOCKDOWN)
    assert week_text(scene, "nl") == "week van 30 december 2019 (voor het begin): lockdown"
    counts = scene.counts
    people, places = count_texts(scene, "en")
    assert people == f"Isolated: {counts.isolated} of {counts.adults} adults   Out of sight: {counts.out_of_sight}"
    assert places.endswith(f"Initiatives open: {counts.open} of {counts.existing}")
    assert text("with", "nl", fte="0,5") == "Met opbouwwerk: 0,5 fte per 10.000 inwoners"


def test_funding_is_told_as_a_level_or_a_range() -> None:
    scenario = load_scenario("nl_2020_2022")
    assert funding_text(scenario.with_changes({"funding.fte_per_10000": 2.5}), "nl") == "2,5"
    assert funding_text(scenario.with_changes({"funding.phases.after": 0}), "en") == "0 to 4"


@pytest.mark.parametrize("name", scenario_names())
def test_without_community_work_there_is_none_on_any_day(name: str) -> None:
    assert not without_work(load_scenario(name)).weekly_inputs().fte_per_10000.any()


def test_a_dutch_title_of_the_base_is_not_the_title_of_the_scenario(tmp_path: Path) -> None:
    (tmp_path / "own.toml").write_text('base = "long_winter"\ntitle = "Mine"\n', encoding="utf-8")
    base, own = load_scenario("long_winter"), load_scenario(tmp_path / "own.toml")
    assert (title_of(base, "nl"), title_of(own, "nl"), title_of(own, "en")) == (base.title_nl, "Mine", "Mine")
