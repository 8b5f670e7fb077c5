"""Results that are missing, old or damaged get a clear error and no half brief."""

from __future__ import annotations

import csv
import io
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from cohesie_sim.cli import main
from cohesie_sim.errors import ConfigurationError
from cohesie_sim.report.brief import make_brief
from cohesie_sim.report.front import ORDER

if TYPE_CHECKING:
    from tests.report.brief.conftest import Copy

RESULTS = Path(__file__).parents[3] / "results"
AGAIN = "Make it again: python experiments/nearness.py"


def refusal(folder: Path) -> str:
    with pytest.raises(ConfigurationError) as caught:
        make_brief(folder, "nl")
    return str(caught.value)


def without_columns(*names: str) -> Callable[[str], str]:
    def change(text: str) -> str:
        rows = list(csv.DictReader(io.StringIO(text)))
        out = io.StringIO()
        writer = csv.DictWriter(out, [c for c in rows[0] if c not in names], extrasaction="ignore", lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)
        return out.getvalue()

    return change


def test_a_missing_folder_names_what_is_allowed_and_the_nearest() -> None:
    told = refusal(RESULTS / "funding_swep")
    assert "there is no such folder" in told
    assert all(name in told for name in ORDER)
    assert told.endswith(f"Did you mean '{RESULTS / 'funding_sweep'}'?")


def test_of_all_studies_together_one_that_is_damaged_is_named(copied: Copy, tmp_path: Path) -> None:
    copied.path("findings.csv").unlink()
    assert refusal(tmp_path) == f"{copied.path('findings.csv')}: cannot be read (no such file or directory). {AGAIN}"


def test_some_of_the_studies_together_are_told_as_well(copied: Copy, tmp_path: Path) -> None:
    html = make_brief(tmp_path, "en")["brief.en.html"].decode()
    assert "nearness/out_need/article" in html
    assert copied.folder.parent == tmp_path


@pytest.mark.parametrize("name", ["calibration", "sensitivity", "predictions"])
def test_a_folder_about_the_model_itself_names_what_can_be_briefed(name: str) -> None:
    told = refusal(RESULTS / name)
    assert f"holds {name}, which is no study with a brief. Allowed: the folder of funding_sweep, " in told


def test_an_empty_folder_is_refused(tmp_path: Path) -> None:
    assert "is no study with a brief" in refusal(tmp_path)


@pytest.mark.parametrize("name", ["manifest.json", "findings.csv", "nearness.nl.png"])
def test_a_missing_file_is_named_with_the_command_that_makes_it(name: str, copied: Copy) -> None:
    copied.path(name).unlink()
    told = refusal(copied.folder)
    assert told == f"{copied.path(name)}: cannot be read (no such file or directory). {AGAIN}"


def test_a_truncated_manifest_is_refused(copied: Copy) -> None:
    text = copied.path("manifest.json").read_text(encoding="utf-8")
    copied.path("manifest.json").write_text(text[: len(text) // 2], encoding="utf-8")
    told = refusal(copied.folder)
    assert told.startswith(f"{copied.path('manifest.json')}: is damaged (")
    assert told.endswith(AGAIN)


@pytest.mark.parametrize(
    ("lacking", "change"),
    [
        ("intervals", lambda manifest: manifest.pop("intervals")),
        ("versions.numpy", lambda manifest: manifest["versions"].pop("numpy")),
        ("commit.id", lambda manifest: manifest.pop("commit")),
        (
            "scenarios.nl_2020_2022.title_nl",
            lambda manifest: manifest["scenarios"]["nl_2020_2022"].pop("title_nl"),
        ),
        ("grids.0.levels_fte_per_10000", lambda manifest: manifest["grids"][0].pop("levels_fte_per_10000")),
        ("files", lambda manifest: manifest.update(files=[])),
    ],
)
def test_an_old_manifest_names_what_it_lacks(
    lacking: str, change: Callable[[dict[str, Any]], object], copied: Copy
) -> None:
    copied.manifest(change)
    told = refusal(copied.folder)
    assert told == (
        f"{copied.path('manifest.json')}: lacks {lacking}; it is damaged, or an older version made it. {AGAIN}"
    )


@pytest.mark.parametrize(("key", "value"), [("runs", "many"), ("finished", "yesterday"), ("seed", None)])
def test_a_manifest_with_another_kind_of_value_names_it(key: str, value: object, copied: Copy) -> None:
    copied.manifest(lambda manifest: manifest.update({key: value}))
    told = refusal(copied.folder)
    assert told.startswith(f"{copied.path('manifest.json')}: {key} = {value!r} is no ")


def test_old_findings_without_robustness_name_the_columns(copied: Copy) -> None:
    copied.findings(without_columns("draws", "share", "range_low", "range_high", "depends_on"))
    told = refusal(copied.folder)
    assert "lacks the columns draws, share, range_low, range_high, depends_on; an older version made it" in told
    assert told.endswith(AGAIN)


def test_old_findings_without_one_that_is_told_name_it(copied: Copy) -> None:
    copied.findings(lambda text: "\n".join(line for line in text.splitlines() if not line.startswith("out_need,")))
    assert "lacks the findings out_need; an older version made it" in refusal(copied.folder)


def test_findings_that_were_cut_off_name_the_line(copied: Copy) -> None:
    copied.findings(lambda text: text[: text.index("\nout_trust") + 30])
    assert "has too few or too many cells; the file is damaged" in refusal(copied.folder)


def test_a_cell_that_is_no_number_names_line_and_column(copied: Copy) -> None:
    copied.findings(
        lambda text: text.replace(
            "out_newly_known,article,difference,per week,2", "out_newly_known,article,difference,per week,x", 1
        )
    )
    told = refusal(copied.folder)
    assert f"{copied.path('findings.csv')}, line 2: mean = 'x" in told
    assert "is no number" in told


def test_an_unknown_unit_names_the_nearest(copied: Copy) -> None:
    copied.findings(lambda text: text.replace(",difference,share,", ",difference,shares,", 1))
    told = refusal(copied.folder)
    assert "unit = 'shares' is not allowed." in told
    assert told.endswith("Did you mean 'share'?")


def test_a_row_that_stands_there_twice_is_refused(copied: Copy) -> None:
    copied.findings(lambda text: text + text.splitlines()[1] + "\n")
    assert "out_newly_known/article stands there twice" in refusal(copied.folder)


@pytest.mark.parametrize("content", [b"", b"\xff\xfe\x00", b'finding,"unclosed'])
def test_findings_that_are_no_table_are_refused(content: bytes, copied: Copy) -> None:
    copied.path("findings.csv").write_bytes(content)
    assert str(copied.path("findings.csv")) in refusal(copied.folder)


def test_a_number_that_was_changed_after_the_study_was_made_is_refused(copied: Copy) -> None:
    text = copied.path("findings.csv").read_text(encoding="utf-8")
    copied.findings(
        lambda _: text.replace("out_need,article,difference,share,-0.003", "out_need,article,difference,share,-0.009"),
        sealed=False,
    )
    assert text != copied.path("findings.csv").read_text(encoding="utf-8")
    assert "was changed after it was made" in refusal(copied.folder)


def test_half_a_picture_is_refused(copied: Copy) -> None:
    content = copied.path("nearness.nl.png").read_bytes()
    copied.path("nearness.nl.png").write_bytes(content[:-200])
    assert refusal(copied.folder) == f"{copied.path('nearness.nl.png')}: is no whole PNG picture. {AGAIN}"


@pytest.mark.slow
def test_a_text_that_does_not_fit_on_two_pages_is_refused(copied: Copy) -> None:
    copied.manifest(lambda manifest: manifest.update(question_nl="Hoe dan? " * 900))
    assert "does not fit on two pages" in refusal(copied.folder)


def test_nothing_is_written_when_something_is_wrong(
    copied: Copy, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    copied.path("nearness.nl.png").unlink()
    assert main(["brief", str(copied.folder), "--out", str(tmp_path / "out")]) == 2
    assert not (tmp_path / "out").exists()
    assert capsys.readouterr().err.count("\n") == 1


def test_a_brief_beside_the_results_changes_none_of_them(copied: Copy, tmp_path: Path) -> None:
    before = {path.name: path.read_bytes() for path in copied.folder.iterdir()}
    shutil.copytree(copied.folder, tmp_path / "copy")
    assert main(["brief", str(copied.folder), "--lang", "en", "--out", str(tmp_path / "out")]) == 0
    assert {path.name: path.read_bytes() for path in copied.folder.iterdir()} == before
    assert sorted(path.name for path in (tmp_path / "out").iterdir()) == ["brief.en.html", "brief.en.pdf"]


def test_an_unknown_language_is_refused(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["brief", str(RESULTS / "nearness"), "--lang", "de"]) == 2
    assert "'nl', 'en'" in capsys.readouterr().err
