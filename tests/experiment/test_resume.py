"""Going on with what is there: only what is missing, nothing discarded, and a refusal that gives the reason."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pandas as pd
import pytest

from cohesie_sim import ConfigurationError
from cohesie_sim.engine.simulate import run_replicate
from cohesie_sim.experiment import Design, Grid, Variant, belonging, run_design, runner, store_results
from cohesie_sim.experiment.belonging import differences, read_belonging

Results = Callable[..., dict[str, bytes]]


def _shards(folder: Path) -> set[str]:
    return {shard.name for shard in (folder / "raw").glob("shard-*")}


def test_resuming_runs_only_what_is_missing_and_gives_the_same_bytes(
    design: Design, expected: dict[str, bytes], tmp_path: Path, results: Results, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "resumed"
    run_design(design, folder, shard=(1, 4))
    done: list[tuple[str, int]] = []

    def counted(scenario: Any, seed: int, replicate: int) -> Any:
        done.append((scenario.content_hash(), replicate))
        return run_replicate(scenario, seed, replicate)

    monkeypatch.setattr(runner, "run_replicate", counted)
    assert results(design, folder, resume=True) == expected
    assert len(done) == len(set(done)) == 9


def test_resuming_what_is_complete_runs_nothing(
    design: Design, expected: dict[str, bytes], tmp_path: Path, results: Results, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(runner, "run_replicate", lambda *_: pytest.fail("it ran"))
    assert results(design, tmp_path / "expected", resume=True) == expected


@pytest.mark.parametrize("made", [False, True])
def test_nothing_to_resume_is_refused_and_nothing_is_made(made: bool, design: Design, tmp_path: Path) -> None:
    folder = tmp_path / "r"
    if made:
        (folder / "raw").mkdir(parents=True)
    with pytest.raises(ConfigurationError, match=r"r/raw: nothing to resume: it holds no design\.json"):
        run_design(design, folder, resume=True)
    assert not (folder / "raw" / "design.json").exists()
    assert (folder / "raw").exists() == made


@pytest.mark.parametrize(
    ("change", "text"),
    [
        ({"replicates": 5}, "replicates 3 there, 5 asked for"),
        ({"seed": 2}, "seed 1 there, 2 asked for"),
        ({"name": "other"}, "name small there, other asked for"),
        ({"residents": 90}, "residents 80 there, 90 asked for"),
        ({"neighbourhood": "moerwijk"}, "neighbourhood heerlen there, moerwijk asked for"),
        ({"keep_residents": True}, "keep_residents no there, yes asked for"),
        ({"levels": (0.0, 8.0, 9.0)}, "conditions only asked for: 'article, short_nl_2020_2022, as_is, 9 fte', 'art"),
        ({"levels": (0.0,)}, "conditions only there: 'article, short_nl_2020_2022, as_is, 8 fte'"),
    ],
)
def test_another_design_is_refused_with_what_differs(
    change: dict[str, Any], text: str, make_design: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "r"
    run_design(make_design(), folder, jobs=1)
    before = _shards(folder)
    monkeypatch.setattr(runner, "run_replicate", lambda *_: pytest.fail("it ran"))
    with pytest.raises(ConfigurationError) as refused:
        run_design(make_design(**change), folder, resume=True)
    said = str(refused.value)
    assert text in said
    assert said.startswith(f"{folder / 'raw'}: holds other runs than these: ")
    assert "start without resuming" in said
    assert "; " not in said, "it names nothing that is the same"
    assert _shards(folder) == before


def test_a_condition_with_other_settings_under_the_same_name_is_named(make_design: Any) -> None:
    before = belonging.belonging(make_design())
    path = Path(make_design().grids[0].scenarios[1])
    path.write_text(path.read_text(encoding="utf-8") + "[parameters.fear]\n", encoding="utf-8")
    assert differences(before, belonging.belonging(make_design())) == []
    path.write_text(path.read_text(encoding="utf-8").replace("weeks = 24", "weeks = 20"), encoding="utf-8")
    (reason,) = differences(before, belonging.belonging(make_design()))
    named = ", ".join(f"'article, short_no_corona, as_is, {level} fte'" for level in (0, 8))
    assert reason == f"conditions with other settings or parameters: {named}"


def test_another_version_of_the_code_is_refused(
    design: Design, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "r"
    run_design(design, folder)
    before = _shards(folder)
    path = folder / "raw" / "design.json"
    there = json.loads(path.read_text(encoding="utf-8"))
    path.write_text(json.dumps({**there, "code": "ab12"}), encoding="utf-8")
    with pytest.raises(ConfigurationError, match=f"code version ab12 there, {there['code']} here. Ask for"):
        run_design(design, folder, resume=True)
    assert _shards(folder) == before
    # the fingerprint of the design is the same: the code alone differs
    monkeypatch.setattr(belonging, "code_version", lambda: "cd34")
    assert differences(there, belonging.belonging(design)) == [f"code version {there['code']} there, cd34 here"]


def test_a_folder_says_what_it_belongs_to(design: Design, expected: dict[str, bytes], tmp_path: Path) -> None:
    assert expected
    there = read_belonging(tmp_path / "expected" / "raw")
    assert there == belonging.belonging(design)
    assert (there["parts"]["replicates"], there["parts"]["seed"], there["parts"]["residents"]) == (3, 1, [80])
    assert len(there["parts"]["conditions"]) == 4
    assert str(tmp_path) not in json.dumps(there)


def test_a_folder_that_does_not_say_it_legibly_is_named(design: Design, tmp_path: Path) -> None:
    (tmp_path / "r" / "raw").mkdir(parents=True)
    (tmp_path / "r" / "raw" / "design.json").write_text("{", encoding="utf-8")
    with pytest.raises(ConfigurationError, match=r"design\.json: cannot be read"):
        run_design(design, tmp_path / "r", resume=True)


def test_the_order_of_conditions_and_their_words_do_not_count(make_design: Any) -> None:
    main = make_design()
    turned = make_design(levels=(8.0, 0.0), question="Otherwise?")
    assert belonging.belonging(main)["design"] == belonging.belonging(turned)["design"]


def test_the_name_of_a_variant_counts(make_design: Any) -> None:
    main = make_design().grids[0]
    one, other = (
        belonging.belonging(make_design(grids=(Grid(main.levels, main.scenarios, variants=(Variant(name),)),)))
        for name in ("a", "b")
    )
    assert one["design"] != other["design"]


def test_a_run_that_fails_at_every_start_is_told_once_with_its_latest_cause(
    design: Design, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    causes = iter(["first", "second"])

    def fragile(scenario: Any, seed: int, replicate: int) -> Any:
        if replicate == 1 and scenario.name == "short_no_corona" and scenario.settings.funding.fte_per_10000 == 8.0:
            raise ZeroDivisionError(next(causes))
        return run_replicate(scenario, seed, replicate)

    monkeypatch.setattr(runner, "run_replicate", fragile)
    folder = tmp_path / "r"
    assert run_design(design, folder, jobs=1).failed == 1
    finished = run_design(design, folder, resume=True)
    assert (finished.resumed, finished.failed) == (11, 1)
    store_results(design, folder, finished)
    assert pd.read_csv(folder / "errors.csv")["cause"].tolist() == ["ZeroDivisionError: second"]
