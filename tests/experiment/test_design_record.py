"""A recorded design is the same design, on a machine that has none of its files."""

from __future__ import annotations

import json
import shutil
import tempfile
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cohesie_sim import ConfigurationError
from cohesie_sim.experiment import Design, Grid, Variant
from cohesie_sim.experiment.design_record import design_from_dict, design_to_dict
from cohesie_sim.neighbourhood.reading import PRESETS

CHANGES = st.dictionaries(
    st.sampled_from(["support.corona_fund", "support.referral", "support.brokerage"]),
    st.booleans() | st.just({"from": date(2020, 5, 1)}) | st.just({"from": "2020-05-01", "until": "2021-01-01"}),
) | st.dictionaries(st.just("funding.phases.after"), st.sampled_from([2.0, {"factor": 0.5}]))
LEVELS = st.lists(st.integers(0, 30) | st.floats(0, 30), min_size=1, max_size=3, unique=True).map(tuple)


@st.composite
def designs(draw: st.DrawFn) -> Design:
    """Draw a design with shipped scenarios."""
    variants = tuple(Variant(f"v{k}", draw(CHANGES)) for k in range(draw(st.integers(1, 3))))
    hypotheses = draw(st.permutations(["article", "null", "self_reliance"]))[: draw(st.integers(1, 3))]
    scenarios = draw(st.permutations(["cut_after", "hold_after", "grow_after"]))[: draw(st.integers(1, 3))]
    grid = Grid(draw(LEVELS), tuple(scenarios), tuple(hypotheses), variants)
    place, residents = draw(st.sampled_from([None, "moerwijk"])), draw(st.sampled_from([None, 60]))
    return Design("d", "What?", "Wat?", (grid,), draw(st.integers(1, 3)), draw(st.integers(0, 9)), place, residents)


def through_json(design: Design, folder: Path) -> Design:
    """Return the design that comes back."""
    return design_from_dict(json.loads(json.dumps(design_to_dict(design))), folder)


@settings(max_examples=25)
@given(designs())
def test_a_design_comes_back_with_the_same_runs(design: Design) -> None:
    with tempfile.TemporaryDirectory() as folder:
        back = through_json(design, Path(folder))
        assert [run.run_id for run in back.runs()] == [run.run_id for run in design.runs()]
        assert (back.question, back.question_nl) == ("What?", "Wat?")
        assert not list(Path(folder).iterdir())


def test_files_travel_with_the_design_and_leave_no_path(tmp_path: Path) -> None:
    here, there = tmp_path / "here", tmp_path / "there"
    (here / "deep").mkdir(parents=True)
    shutil.copy(PRESETS / "heerlen.toml", here / "place.toml")
    other = (PRESETS / "moerwijk.toml").read_text(encoding="utf-8")
    (here / "deep" / "place.toml").write_text(f"{other}# a remark\r\n", encoding="utf-8", newline="")
    (here / "base.toml").write_text(
        'base = "nl_2020_2022"\ntitle = "A \\"base\\""\nneighbourhood = "place.toml"\n[parameters.fear]\nrise = 0.31\n'
    )
    (here / "deep" / "own.toml").write_text('base = "../base.toml"\ntitle = "Eigen"\n[calendar]\nweeks = 30\n')
    moved = Variant("moved", {"neighbourhood": str(here / "deep" / "place.toml")})
    grid = Grid((0, 4), (str(here / "deep" / "own.toml"), str(here / "base.toml")), ("article",), (Variant(), moved))
    design = Design("d", "What?", "Wat?", (grid,), 2, residents=60)
    ids = [run.run_id for run in design.runs()]
    record = json.dumps(design_to_dict(design))
    assert str(tmp_path) not in record
    shutil.rmtree(here)
    back = design_from_dict(json.loads(record), there)
    assert [run.run_id for run in back.runs()] == ids
    assert back.cells()[0].scenario.title == "Eigen"


@pytest.mark.parametrize("name", ["../evil.toml", "/evil.toml", "scenarios/x.sh"])
def test_a_record_cannot_write_where_it_wants(name: str, tmp_path: Path) -> None:
    record = design_to_dict(Design("d", "What?", "Wat?", (Grid((1.0,), ("no_corona",)),)))
    with pytest.raises(ConfigurationError, match="no name of a TOML file"):
        design_from_dict({**record, "files": {name: "x"}}, tmp_path / "a" / "b")
    assert not list(tmp_path.rglob("*evil*"))


def test_a_damaged_record_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ConfigurationError, match="the recorded design: grids is missing"):
        design_from_dict({"name": "d", "question": "What?"}, tmp_path)
