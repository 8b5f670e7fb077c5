"""``cohesie compare``: two stored scenarios, replicate by replicate."""

from __future__ import annotations

import json
from pathlib import Path

import pandas as pd
import pytest

from cohesie_sim.experiment import Design, Grid, Variant, run_design, store_results
from tests.cli.conftest import SHORT, Cohesie

WORDS = ("run", "nl_2020_2022", *SHORT, "--replicates", "3", "--out")


@pytest.fixture
def pair(cohesie: Cohesie, tmp_path: Path) -> tuple[str, str]:
    """Return the folders of two runs that differ in funding from the first lockdown on."""
    none, much = str(tmp_path / "none"), str(tmp_path / "much")
    assert cohesie(*WORDS, none, "--fte", "0").code == 0
    change = "funding.changes=[{date = 2020-03-16, fte_per_10000 = 80}]"
    assert cohesie(*WORDS, much, "--fte", "0", "--set", change).code == 0
    return none, much


@pytest.fixture
def experiment(tmp_path: Path) -> str:
    """Return the folder of an experiment with two variants, two levels and two hypotheses."""
    path = tmp_path / "short.toml"
    path.write_text('base = "nl_2020_2022"\ntitle = "S"\n[calendar]\nweeks = 12\nburn_in_weeks = 2\n')
    variants = (Variant("a"), Variant("b", {"parameters.fear.rise": 0.3}))
    grid = Grid((0.0, 80.0), (str(path),), ("article", "null"), variants)
    design = Design("e", "q", "v", (grid,), 3, 1, residents=120)
    store_results(design, tmp_path / "e", run_design(design, tmp_path / "e", 1))
    return str(tmp_path / "e")


def test_json_holds_the_differences_of_the_stored_frames(cohesie: Cohesie, pair: tuple[str, str]) -> None:
    answer = cohesie("compare", *pair, "--json")
    assert answer.code == 0, answer.err
    told = json.loads(answer.out)
    assert (told["a"], told["b"], told["replicates"], told["seed"]) == (*pair, [0, 1, 2], 1)
    frames = [pd.read_parquet(Path(folder) / "weekly.parquet") for folder in pair]
    lockdown = next(phase for phase in told["phases"] if phase["phase"] == "first_lockdown")
    assert (lockdown["from"], lockdown["weeks"]) == ("2020-03-16", 2)
    means = [frame[frame["week"] >= 10].groupby("replicate")["known_by_worker"].mean() for frame in frames]
    found = lockdown["outcomes"]["known_by_worker"]
    assert found["difference"] == pytest.approx((means[1] - means[0]).mean())
    assert (found["verdict"], found["unit"]) == ("higher", "share")
    before = next(phase for phase in told["phases"] if phase["phase"] == "before")
    assert {outcome["verdict"] for outcome in before["outcomes"].values()} == {"no difference"}


def test_the_table_says_where_nothing_can_be_told_apart(cohesie: Cohesie, pair: tuple[str, str]) -> None:
    none, much = pair
    answer = cohesie("compare", none, much)
    assert answer.code == 0
    assert f"{much} minus {none}: heerlen, 120 residents, 3 replicates, seed 1" in answer.out
    known = next(line for line in answer.out.splitlines() if line.startswith("Known by"))
    assert "no difference" in known
    assert " to +" in known
    assert "not distinguishable (" in answer.out
    assert "not prediction" in answer.out
    assert {line.count("no difference") for line in cohesie("compare", none, none).out.splitlines()} == {0, 2}


def test_conditions_of_an_experiment_are_named_after_a_colon(cohesie: Cohesie, experiment: str) -> None:
    answer = cohesie("compare", f"{experiment}:short/a/0/article", f"{experiment}:short/a/80.0/article", "--json")
    assert answer.code == 0, answer.err
    weekly = pd.read_parquet(Path(experiment) / "weekly.parquet")
    rows = weekly[(weekly["variant"] == "a") & (weekly["hypothesis"] == "article") & (weekly["phase"] == "before")]
    means = rows.astype({"trust": "float64"}).groupby(["fte_per_10000", "replicate"])["trust"].mean()
    before = json.loads(answer.out)["phases"][0]
    assert before["outcomes"]["trust"]["difference"] == pytest.approx((means.loc[80.0] - means.loc[0.0]).mean())


def test_a_run_is_compared_with_a_condition_of_an_experiment(
    cohesie: Cohesie, experiment: str, pair: tuple[str, str]
) -> None:
    answer = cohesie("compare", pair[0], f"{experiment}:short/a/0/article", "--json")
    assert answer.code == 0, answer.err
    for phase in json.loads(answer.out)["phases"]:
        for outcome in phase["outcomes"].values():  # an experiment keeps seven digits
            assert outcome["difference"] == pytest.approx(0, abs=1e-6 * max(1, outcome["a"]))


@pytest.mark.parametrize(
    ("words", "pieces"),
    [
        ("", ("which variant? a, b", "FOLDER:SCENARIO/VARIANT/FTE/HYPOTHESIS")),
        (":short/a/0", ("which hypothesis? article, null",)),
        (":shrt/a/0/null", ("there is no scenario 'shrt'", "Did you mean 'short'?")),
        (":short/a/7/null", ("there is no fte_per_10000 '7'. Allowed: 0, 80",)),
        (":short/a/0/nul", ("there is no hypothesis 'nul'", "Did you mean 'null'?")),
        (":short/a/0/null/x", ("has 5 parts after the colon",)),
    ],
)
def test_a_condition_that_is_not_there_is_told_with_what_is(
    cohesie: Cohesie, experiment: str, words: str, pieces: tuple[str, ...]
) -> None:
    answer = cohesie("compare", f"{experiment}{words}", f"{experiment}:short/a/0/null")
    assert (answer.code, answer.out) == (2, "")
    for piece in pieces:
        assert piece in answer.err


def test_what_cannot_be_paired_is_refused(cohesie: Cohesie, pair: tuple[str, str], tmp_path: Path) -> None:
    other = str(tmp_path / "other")
    assert cohesie(*WORDS[:-3], "--replicates", "2", "--seed", "5", "--out", other).code == 0
    answer = cohesie("compare", pair[0], other)
    assert (answer.code, answer.out) == (2, "")
    assert "cannot be paired. They differ in seed 1 and 5; replicates 0 to 2 and 0 to 1." in answer.err


def test_one_replicate_is_said_to_prove_nothing(cohesie: Cohesie, tmp_path: Path) -> None:
    for name, fte in (("a", "0"), ("b", "80")):
        assert cohesie(*WORDS[:-3], "--fte", fte, "--out", str(tmp_path / name)).code == 0
    answer = cohesie("compare", str(tmp_path / "a"), str(tmp_path / "b"))
    assert "One replicate has no interval: nothing here can be told from luck." in answer.out
    assert "distinguishable" not in answer.out


def test_phases_that_fall_in_other_weeks_are_told(cohesie: Cohesie, pair: tuple[str, str], tmp_path: Path) -> None:
    late = str(tmp_path / "late")
    assert cohesie(*WORDS, late, "--fte", "0", "--set", "shock.shift_weeks=1").code == 0
    assert (
        f"Phases are those of {pair[0]}; in {late} they fall in other weeks." in cohesie("compare", pair[0], late).out
    )


@pytest.mark.parametrize(
    ("name", "content", "piece"),
    [
        ("manifest.json", None, "manifest.json: there is no such file. Allowed: a folder that cohesie run --out"),
        ("manifest.json", "{", "manifest.json: cannot be read"),
        ("manifest.json", "[]", "manifest.json: damaged, no table"),
        ("manifest.json", '{"content_hash": "0"}', "manifest.json: damaged"),
        ("weekly.parquet", None, "weekly.parquet: cannot be read (no such file)"),
        ("weekly.parquet", "x", "weekly.parquet: cannot be read"),
    ],
)
def test_what_cannot_be_read_is_named(
    cohesie: Cohesie, pair: tuple[str, str], name: str, content: str | None, piece: str
) -> None:
    path = Path(pair[1]) / name
    if content is None:
        path.unlink()
    else:
        path.write_text(content)
    answer = cohesie("compare", *pair)
    assert (answer.code, answer.out) == (2, "")
    assert piece in answer.err
    assert answer.err.count("\n") == 1


def test_a_run_takes_no_condition(cohesie: Cohesie, pair: tuple[str, str]) -> None:
    answer = cohesie("compare", f"{pair[0]}:short", pair[1])
    assert answer.code == 2
    assert "holds one condition: leave out what follows the colon" in answer.err
