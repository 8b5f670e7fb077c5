"""Files: bases, relative paths, and everything that can be wrong with a file."""

from __future__ import annotations

from pathlib import Path

import pytest

from cohesie_sim.errors import ConfigurationError
from cohesie_sim.scenarios import load_scenario


def write(path: Path, text: str) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return path


def refuse(name_or_path: str | Path) -> str:
    with pytest.raises(ConfigurationError) as caught:
        load_scenario(name_or_path)
    text = str(caught.value)
    assert 1 <= len(text.splitlines()) <= 3
    return text


def test_a_file_of_two_lines_is_a_scenario(tmp_path: Path) -> None:
    path = write(tmp_path / "more.toml", 'base = "nl_2020_2022"\nfunding.fte_per_10000 = 6\n')
    scenario = load_scenario(path)
    assert scenario.name == "more"
    assert scenario.declared == ("funding.fte_per_10000",)
    expected = load_scenario("nl_2020_2022").with_changes({"funding.fte_per_10000": 6})
    assert scenario.content_hash() == expected.content_hash() == load_scenario(str(path)).content_hash()


def test_bases_and_neighbourhoods_are_found_next_to_the_file(tmp_path: Path) -> None:
    write(tmp_path / "places" / "mine.toml", "")
    write(tmp_path / "sets" / "root.toml", 'title = "Root"\nneighbourhood = "../places/mine.toml"\nresidents = 100\n')
    child = load_scenario(write(tmp_path / "child.toml", 'base = "sets/root.toml"\nresidents = 200\n'))
    assert child.residents == 200
    assert child.title == "Root"
    assert Path(child.neighbourhood).samefile(tmp_path / "places" / "mine.toml")


def test_a_root_without_anything_else_uses_the_defaults(tmp_path: Path) -> None:
    scenario = load_scenario(write(tmp_path / "bare.toml", 'title = "Bare"\n'))
    assert (scenario.hypothesis, scenario.neighbourhood, scenario.residents) == ("article", "heerlen", 4000)
    assert (scenario.weeks, scenario.burn_in_weeks, scenario.title_nl) == (156, 208, "Bare")
    assert not scenario.weekly_inputs().threat.any()


def test_bases_that_go_round_in_a_circle(tmp_path: Path) -> None:
    one = write(tmp_path / "one.toml", 'base = "sub/../two.toml"\n')
    write(tmp_path / "two.toml", 'base = "one.toml"\n')
    (tmp_path / "sub").mkdir()
    text = refuse(one)
    assert "base goes round in a circle" in text
    assert text.count("one.toml") == 3
    assert "two.toml" in text
    assert "circle" in refuse(write(tmp_path / "self.toml", 'base = "self.toml"\n'))


def test_an_unknown_name_lists_the_names_and_the_nearest_one(tmp_path: Path) -> None:
    text = refuse("nl_2020")
    assert "there is no scenario 'nl_2020'" in text
    assert "long_winter" in text
    assert "Did you mean 'nl_2020_2022'?" in text
    text = refuse(write(tmp_path / "a.toml", 'base = "cut_afer"\n'))
    assert "a.toml: base: there is no scenario 'cut_afer'" in text
    assert "Did you mean 'cut_after'?" in text


@pytest.mark.parametrize("base", ["3", "true", '["nl_2020_2022"]'])
def test_a_base_must_be_a_text(tmp_path: Path, base: str) -> None:
    assert "base = " in refuse(write(tmp_path / "a.toml", f"base = {base}\n"))


def test_a_missing_file(tmp_path: Path) -> None:
    assert "gone.toml: there is no such file" in refuse(tmp_path / "gone.toml")
    assert "gone.toml: there is no such file" in refuse("nowhere/gone.toml")
    text = refuse(write(tmp_path / "a.toml", 'base = "gone.toml"\n'))
    assert "a.toml: base: " in text
    assert "gone.toml: there is no such file" in text


def test_a_missing_neighbourhood_file_names_the_scenario_that_wants_it(tmp_path: Path) -> None:
    write(tmp_path / "root.toml", 'base = "nl_2020_2022"\nneighbourhood = "gone.toml"\n')
    text = refuse(write(tmp_path / "leaf.toml", 'base = "root.toml"\n'))
    assert "root.toml: neighbourhood: " in text
    assert "gone.toml: there is no such file" in text


def test_a_folder_and_a_device(tmp_path: Path) -> None:
    assert "this is a folder" in refuse(tmp_path)
    assert "no ordinary file" in refuse(Path("/dev/null"))


def test_a_file_that_may_not_be_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = write(tmp_path / "secret.toml", 'title = "x"\n')

    def forbid(self: Path) -> bytes:
        raise PermissionError(13, "Permission denied", str(self))

    monkeypatch.setattr(Path, "read_bytes", forbid)  # file modes do not stop the superuser, who may run the tests
    text = refuse(path)
    assert "secret.toml" in text
    assert "cannot be read (Permission denied)" in text


def test_a_huge_file_is_refused_unread(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "huge.toml"
    with path.open("wb") as file:
        file.truncate(100_000_000)
    monkeypatch.setattr(Path, "read_bytes", lambda _: pytest.fail("read"))
    assert "huge.toml: 100.0 MB is too large: at most 1 MB" in refuse(path)


@pytest.mark.parametrize("name", ["a\0b.toml", "x" * 5000 + ".toml"])
def test_a_path_that_cannot_exist(name: str) -> None:
    assert "cannot be read" in refuse(name)


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"title = \n", "line 1, column 9"),
        (b'title = "a"\nfunding = {\n', "not valid TOML"),
        (b'title = "a"\ntitle = "b"\n', "not valid TOML"),
        (b"title = '" + b"\xff\xfe'\n", "not UTF-8 text (byte 10)"),
        (b"a = " + b"[" * 20_000 + b"\n", "not valid TOML"),
        (b"residents = " + b"9" * 9_000 + b"\n", "not valid TOML"),
    ],
)
def test_a_file_that_is_no_toml(tmp_path: Path, content: bytes, said: str) -> None:
    path = tmp_path / "bad.toml"
    path.write_bytes(content)
    text = refuse(path)
    assert "bad.toml: " in text
    assert said in text
