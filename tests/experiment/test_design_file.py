"""Design files: what they mean, and how they refuse."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path

import pytest

from cohesie_sim import ConfigurationError
from cohesie_sim.experiment import Design, Grid, Variant
from cohesie_sim.experiment.design_file import DesignTable, GridTable, VariantTable, load_design
from cohesie_sim.neighbourhood.reading import PRESETS

DESIGN = """
name = "fund"
question = "What does the corona fund do?"
replicates = 4
seed = 3
neighbourhood = "moerwijk"
residents = 90

[[grids]]
levels = [4]
scenarios = ["nl_2020_2022", "mine/late.toml"]
hypotheses = ["article", "null"]

[[grids.variants]]
name = "with_fund"

[[grids.variants]]
name = "without_fund"
changes = { "support.corona_fund" = false, "parameters.fear.rise" = 0.4 }

[[grids.variants]]
name = "late_fund"
[grids.variants.changes]
support.corona_fund = { from = 2020-10-01 }
"""
LATE = 'base = "nl_2020_2022"\ntitle = "Late"\n[calendar]\nweeks = 60\n'


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """Return the path of a design file that names a scenario file beside it."""
    (tmp_path / "mine").mkdir()
    (tmp_path / "mine" / "late.toml").write_text(LATE, encoding="utf-8")
    (tmp_path / "design.toml").write_text(DESIGN, encoding="utf-8")
    return tmp_path / "design.toml"


def test_a_file_says_the_same_as_the_design_in_python(path: Path) -> None:
    variants = (
        Variant("with_fund"),
        Variant("without_fund", {"support.corona_fund": False, "parameters.fear.rise": 0.4}),
        Variant("late_fund", {"support.corona_fund": {"from": date(2020, 10, 1)}}),
    )
    late = str(path.parent / "mine" / "late.toml")
    grid = Grid((4.0,), ("nl_2020_2022", late), ("article", "null"), variants)
    question = "What does the corona fund do?"
    same = Design("fund", question, question, (grid,), 4, 3, "moerwijk", 90)
    read = load_design(path)
    assert [run.run_id for run in read.runs()] == [run.run_id for run in same.runs()]
    assert len(read.runs()) == 2 * 2 * 3 * 4
    assert (read.question_nl, read.name, read.seed) == (question, "fund", 3)
    shock = [cell.scenario.weekly_inputs().corona_fund for cell in read.cells()[:3]]
    assert shock[0].any()
    assert not shock[1].any()
    assert 0 < shock[2].sum() < shock[0].sum()


def test_without_levels_scenarios_keep_the_one_they_share(path: Path) -> None:
    path.write_text(DESIGN.replace("levels = [4]\n", ""), encoding="utf-8")
    assert load_design(path).grids[0].levels == (4.0,)
    (path.parent / "mine" / "late.toml").write_text(f"{LATE}[funding]\nfte_per_10000 = 6\n", encoding="utf-8")
    with pytest.raises(ConfigurationError, match=r"grids\[0\].levels is missing: .*\(4, 6 fte\)"):
        load_design(path)


def test_a_neighbourhood_file_is_found_beside_the_design(path: Path) -> None:
    (path.parent / "mine" / "place.toml").write_bytes((PRESETS / "heerlen.toml").read_bytes())
    path.write_text(DESIGN.replace('"moerwijk"', '"mine/place.toml"'), encoding="utf-8")
    assert {cell.scenario.neighbourhood for cell in load_design(path).cells()} == {
        str(path.parent / "mine" / "place.toml")
    }


REFUSALS = [
    ("replicates = 4", "replicate = 4", ("unknown key 'replicate'", "question_nl", "Did you mean 'replicates'?")),
    ("levels = [4]", "level = [4]", ("unknown key 'grids[0].level'", "hypotheses", "Did you mean 'levels'?")),
    ('name = "late_fund"', 'nam = "x"', ("unknown key 'grids[0].variants[2].nam'", "Did you mean 'name'?")),
    ("replicates = 4", "replicates = 0", ("replicates = 0 is not allowed: a whole number from 1",)),
    ("replicates = 4", 'replicates = "4"', ("replicates = '4' is not allowed",)),
    ('question = "What does the corona fund do?"', "", ("question is missing: a text",)),
    ("levels = [4]", "levels = [4, 101]", ("grids[0].levels = [4, 101] is not allowed: a list of numbers from 0 to",)),
    ("levels = [4]", 'levels = ["4"]', ("grids[0].levels = ['4'] is not allowed",)),
    ("levels = [4]", "levels = 4", ("grids[0].levels = 4 is not allowed",)),
    ("levels = [4]", "levels = [4, 4]", ("levels = 4.0 is there twice",)),
    ("levels = [4]", "levels = []", ("levels is empty",)),
    ('"null"]', '"nul"]', ("grids[0].hypotheses[1] = 'nul' is not allowed", "Did you mean 'null'?")),
    ('"nl_2020_2022",', '"nl_2020_2021",', ("grids[0].scenarios[0]", "Did you mean 'nl_2020_2022'?")),
    ("mine/late", "mine/lost", ("grids[0].scenarios[1]", "no such file")),
    ('"moerwijk"', '"moerwyk"', ("neighbourhood", "Did you mean 'moerwijk'?")),
    ('name = "fund"', 'name = "My design"', ("name = 'My design' is not allowed: a word of small letters",)),
    ('name = "with_fund"', 'name = "with fund"', ("grids[0].variants[0].name = 'with fund'",)),
    ('name = "late_fund"', 'name = "as_is"', ("grids[0].variants[2].name = 'as_is'", "without changes")),
    ('name = "late_fund"', 'name = "with_fund"', ("variants = 'with_fund' is there twice",)),
    ('"support.corona_fund" = false', '"support.corona_fnd" = false', ("variant without_fund", "corona_fund'?")),
    ('"parameters.fear.rise" = 0.4', '"hypothesis" = "null"', ("variant without_fund", "'hypothesis' has a list")),
    ("[[grids]]", "[[grids]", ("not valid TOML",)),
]


@pytest.mark.parametrize(("old", "new", "pieces"), REFUSALS, ids=[new for _, new, _ in REFUSALS])
def test_a_refusal_names_place_value_what_is_allowed_and_the_nearest_word(
    path: Path, old: str, new: str, pieces: tuple[str, ...]
) -> None:
    assert old in DESIGN
    path.write_text(DESIGN.replace(old, new, 1), encoding="utf-8")
    with pytest.raises(ConfigurationError) as refusal:
        load_design(path)
    told = str(refusal.value)
    assert told.startswith(f"{path}: ")
    assert told.count("\n") <= 2
    for piece in pieces:
        assert piece in told


def test_a_horizon_without_anything_to_summarise_is_refused(path: Path) -> None:
    (path.parent / "mine" / "late.toml").write_text(LATE.replace("60", "8"), encoding="utf-8")
    with pytest.raises(ConfigurationError, match="scenario 'late' ends before the first lockdown"):
        load_design(path)


@pytest.mark.parametrize(("content", "reason"), [(None, "no such file"), (b"\xff\xfe", "not UTF-8")])
def test_a_file_that_cannot_be_read_is_named(tmp_path: Path, content: bytes | None, reason: str) -> None:
    path = tmp_path / "design.toml"
    if content is not None:
        path.write_bytes(content)
    with pytest.raises(ConfigurationError, match=reason) as refusal:
        load_design(path)
    assert str(path) in str(refusal.value)


def test_the_how_to_lists_every_key() -> None:
    howto = (Path(__file__).parents[2] / "docs" / "howto.md").read_text(encoding="utf-8")
    listed = re.findall(
        r"^\| `([a-z_\[\].]+)` \|", howto.partition("## Run a design")[2].partition("\n## ")[0], re.MULTILINE
    )
    own = [name for name in DesignTable.model_fields if name != "grids"]
    grid = [f"grids[].{name}" for name in GridTable.model_fields if name != "variants"]
    variant = [f"grids[].variants[].{name}" for name in VariantTable.model_fields]
    assert listed == [*own, *grid, *variant]
