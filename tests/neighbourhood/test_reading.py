"""Reading specifications: presets say where their numbers come from, bad input says what to change."""

from __future__ import annotations

from pathlib import Path

import pytest

from cohesie_sim.errors import ConfigurationError
from cohesie_sim.neighbourhood import load_neighbourhood, neighbourhood_names
from cohesie_sim.neighbourhood.reading import PRESETS
from cohesie_sim.neighbourhood.spec import marked_values

PRESET = (PRESETS / "heerlen.toml").read_text()


def test_the_seven_presets() -> None:
    assert neighbourhood_names() == [
        "archipelbuurt", "heerlen", "moerwijk", "schildersbuurt", "sittard_geleen", "stationsbuurt", "wateringse_veld",
    ]  # fmt: skip
    for name in neighbourhood_names():
        assert load_neighbourhood(name).name == name


@pytest.mark.parametrize("name", neighbourhood_names())
def test_every_number_has_a_source_and_every_source_is_used(name: str) -> None:
    spec = load_neighbourhood(name)
    used = {value.source for _, value in marked_values(spec)}
    assert used == set(spec.sources)


def test_doubtful_numbers_are_marked() -> None:
    doubtful = {
        (name, path): value.reason
        for name in neighbourhood_names()
        for path, value in marked_values(load_neighbourhood(name))
        if value.doubtful
    }
    assert set(doubtful) == {
        ("moerwijk", "code"),
        ("sittard_geleen", "inhabitants"),
        ("sittard_geleen", "ages.from_0"),
        ("archipelbuurt", "ages.from_15"),
        ("archipelbuurt", "ages.from_25"),
        ("archipelbuurt", "ages.from_45"),
    }
    assert "repeats the number of Heerlen" in doubtful["sittard_geleen", "ages.from_0"]


def test_a_file_of_ones_own(tmp_path: Path) -> None:
    path = tmp_path / "mine.toml"
    path.write_text(PRESET.replace('name = "heerlen"', 'name = "mine"'))
    assert load_neighbourhood(path).name == load_neighbourhood(str(path)).name == "mine"
    assert load_neighbourhood(path).model_copy(update={"name": "heerlen"}) == load_neighbourhood("heerlen")


def _error(path: Path) -> str:
    with pytest.raises(ConfigurationError) as caught:
        load_neighbourhood(path)
    text = str(caught.value)
    assert 1 <= len(text.splitlines()) <= 3
    assert str(path) in text
    return text


SPOILED: list[tuple[str, str, list[str]]] = [
    ("households =", "housholds =", ["housholds is not a known key", "Did you mean 'households'?"]),
    ("lonely = {", "lonly = {", ["adults.lonly is not a known key", "Did you mean 'lonely'?"]),
    ("from_65 = { value = 22112,", "from_65 = { valeu = 22112,", ["ages.from_65.valeu", "Did you mean 'value'?"]),
    ("value = 87764", 'value = "many"', ["inhabitants.value is 'many'", "allowed: a valid integer"]),
    ("value = 87764", "value = 87764.5", ["inhabitants.value is 87764.5", "allowed: a valid integer"]),
    ("value = 46069", "value = true", ["households.value is True", "allowed: a valid integer"]),
    ("value = 11220", "value = -3", ["ages.from_0.value is -3", "greater than or equal to 0"]),
    ("value = 48.0", "value = 148.0", ["single_share.value is 148.0", "less than or equal to 100"]),
    ("value = 1949.0", "value = 0.0", ["density.value is 0.0", "greater than 0"]),
    ("value = 1949.0", "value = nan", ["density.value is nan", "finite"]),
    ("value = 1949.0", "value = inf", ["density.value is inf", "finite"]),
    ("value = 11220", "value = 21220", ["ages add up to 97764", "within 3% of inhabitants (87764)"]),
    ("value = 46069", "value = 90000", ["households is 90000", "no more than inhabitants (87764)"]),
    ("value = 48.0", "value = 95.0", ["single_share is 95", "persons per shared household; allowed: 2 to 5"]),
    ("value = 48.0", "value = 0.0", ["single_share is 0", "allowed: 2 to 5"]),
    ("value = 87764", "value = 0", ["inhabitants and households must be above zero"]),
    ("value_65 = 13.7", "value_65 = 99.0", ["adults.severely_lonely", "of 18-64; allowed: 0 to 100"]),
    ("value = 15.6, value_65 = 13.7", "value = 60.0, value_65 = 60.0", ["severely_lonely is above adults.lonely"]),
    ('source = "digital_access"', 'source = "digital_acces"', ["adults.online.source", "'digital_access'?"]),
    ('value = 30.0, source = "demography"', "value = 30.0", ["income.source is missing"]),
    ('kind = "cited"', 'kind = "guessed"', ["sources.demography.kind is 'guessed'", "'cited' or 'assumed'"]),
    ('kind = "cited"', 'kind = "assumd"', ["sources.demography.kind is 'assumd'", "Did you mean 'assumed'?"]),
    ('name = "heerlen"', 'name = "Heerlen!"', ["name is 'Heerlen!'", "match pattern"]),
    (
        'value = 30.0, source = "demography"',
        'value = 30.0, source = "demography", doubtful = true',
        ["income", "'doubtful = true' and a 'reason' go together"],
    ),
]


@pytest.mark.parametrize(("old", "new", "words"), SPOILED, ids=[words[0] for _, _, words in SPOILED])
def test_spoiled_files(tmp_path: Path, old: str, new: str, words: list[str]) -> None:
    assert old in PRESET
    path = tmp_path / "mine.toml"
    path.write_text(PRESET.replace(old, new, 1))
    text = _error(path)
    for word in words:
        assert word in text


def test_households_without_adults(tmp_path: Path) -> None:
    path = tmp_path / "mine.toml"
    ages = {"11220": "80000", "8921": "1000", "21875": "2000", "23636": "3000", "22112": "1764"}
    text = PRESET
    for old, new in ages.items():
        text = text.replace(f"value = {old},", f"value = {new},")
    path.write_text(text)
    assert "adults; allowed: at least one per household (46069)" in _error(path)


def test_many_problems_fit_in_three_lines(tmp_path: Path) -> None:
    path = tmp_path / "mine.toml"
    path.write_text('name = "mine"\n')
    assert "more problems" in _error(path)


def test_files_that_cannot_be_read(tmp_path: Path) -> None:
    assert "No such file" in _error(tmp_path / "absent.toml")
    assert "cannot be read" in _error(tmp_path)
    garbled = tmp_path / "garbled.toml"
    garbled.write_text("name = = 3")
    assert "not TOML" in _error(garbled)
    garbled.write_bytes(b"\xff\xfe\x00")
    assert "not TOML" in _error(garbled)
    garbled.write_text("a = " + "[" * 100_000)
    assert "not TOML" in _error(garbled)
    garbled.write_text("#" * 1_000_001)
    assert "over 1 MB" in _error(garbled)


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("herlen", ["'herlen' is unknown", "Did you mean 'heerlen'?", "schildersbuurt"]),
        ("", ["'' is unknown"]),
        ("Schildersbuurt", ["Did you mean 'schildersbuurt'?"]),
    ],
)
def test_unknown_presets(name: str, words: list[str]) -> None:
    with pytest.raises(ConfigurationError) as caught:
        load_neighbourhood(name)
    for word in words:
        assert word in str(caught.value)


def test_a_specification_cannot_be_changed() -> None:
    spec = load_neighbourhood("heerlen")
    with pytest.raises(ValueError, match="frozen"):
        spec.name = "other"
