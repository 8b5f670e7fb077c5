"""The model description agrees with the code: generated parts are up to date, every rule module has its heading."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from cohesie_sim.declaration import declarations
from cohesie_sim.engine import channel, columns, resident, site
from cohesie_sim.errors import ConfigurationError
from cohesie_sim.neighbourhood import Slots, Space, SynthesisParameters, Traits
from cohesie_sim.outcomes.columns import NEIGHBOURHOOD_TALLIES
from cohesie_sim.parameters import Parameters
from cohesie_sim.report import tally_words, variables
from cohesie_sim.report.odd import BLOCKS, main, rendered, rewrite
from cohesie_sim.report.odd_tables import parameters, schedule, table
from cohesie_sim.scenarios import WeeklyInputs, scenario_names
from cohesie_sim.schedule import SCHEDULE

ROOT = Path(__file__).parents[2]
GENERATED = [ROOT / "docs" / "odd.md", ROOT / "docs" / "howto.md", ROOT / "README.md"]
ODD = GENERATED[0].read_text(encoding="utf-8")
RULE_MODULES = {path.stem for path in (ROOT / "cohesie_sim" / "rules").glob("*.py")} - {"__init__"}
ELEMENTS = [
    "1 Purpose and patterns",
    "2 Entities, state variables and scales",
    "3 Process overview and scheduling",
    "4 Design concepts",
    "5 Initialisation",
    "6 Input data",
    "7 Submodels",
]
CONCEPTS = [
    "Basic principles",
    "Emergence",
    "Adaptation",
    "Objectives",
    "Learning",
    "Prediction",
    "Sensing",
    "Interaction",
    "Stochasticity",
    "Collectives",
    "Observation",
]


def _sections(text: str, level: str) -> dict[str, str]:
    _, *parts = re.split(rf"^{level} ", text, flags=re.MULTILINE)
    return {title: body for title, _, body in (part.partition("\n") for part in parts)}


def _submodels() -> dict[str, str]:
    return _sections(_sections(ODD, "##")["7 Submodels"], "###")


@pytest.mark.parametrize("path", GENERATED, ids=lambda path: path.name)
def test_generated_parts_are_up_to_date(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert "<!-- generated: " in text
    assert rendered(text) == text, f"run: python -m cohesie_sim.report.odd {path.relative_to(ROOT)}"


def test_the_description_has_the_seven_elements_and_the_eleven_concepts_in_order() -> None:
    elements = _sections(ODD, "##")
    assert list(elements) == ELEMENTS
    assert list(_sections(elements["4 Design concepts"], "###")) == CONCEPTS


def test_every_rule_module_has_one_heading_and_every_heading_a_module() -> None:
    named = [match[1] for match in (re.search(r": `(\w+)`$", title) for title in _submodels()) if match]
    assert len(named) == len(_submodels())
    assert sorted(named) == sorted(RULE_MODULES)


@pytest.mark.parametrize("title", _submodels())
def test_a_submodel_says_who_why_how_on_what_evidence_and_what_would_prove_it_wrong(title: str) -> None:
    for part in ("**Who and what.**", "**Why.**", "**Equations.**", "**Evidence.**", "**Wrong if**", "**Limits.**"):
        assert part in " ".join(_submodels()[title].split())


def test_every_line_of_the_schedule_names_rule_modules_that_exist() -> None:
    assert {name for process in SCHEDULE for name in process.rules} <= RULE_MODULES


def test_every_parameter_stands_in_the_description() -> None:
    for record in (Parameters(), SynthesisParameters()):
        kind = "parameters" if isinstance(record, Parameters) else "synthesis"
        for name, inner in record._asdict().items():
            block = ODD.split(f"<!-- generated: {kind} {name} -->")[1].split("<!-- end of")[0]
            for row in declarations(inner):
                assert f"| `{row.name.split('.')[-1]}` | {row.declaration.meaning} |" in block


def test_every_shipped_scenario_stands_in_the_description() -> None:
    assert all(f"| `{name}` |" in ODD for name in scenario_names())


@pytest.mark.parametrize(
    ("names", "words"),
    [
        (Traits._fields, variables.TRAITS),
        (resident.LEVELS, variables.RESIDENT_LEVELS),
        ((*resident.STATES, *resident.CODES, *resident.TOTALS), variables.RESIDENT_STATES),
        (channel.CHANNELS, variables.CHANNELS),
        (columns.Bonds._fields, variables.BONDS),
        (columns.Town._fields, variables.TOWN),
        (Slots._fields, variables.SLOTS),
        (Space._fields, variables.SPACE),
        (site.LEVELS, variables.SITE_LEVELS),
        (site.STATES, variables.SITE_STATES),
        (WeeklyInputs._fields, variables.INPUTS),
        (NEIGHBOURHOOD_TALLIES, tally_words.TALLIES),
    ],
)
def test_every_variable_has_words_and_no_words_are_left_over(names: tuple[str, ...], words: variables.Words) -> None:
    assert tuple(words) == tuple(names)


def test_a_changed_line_is_found_and_mended(tmp_path: Path) -> None:
    reason = SCHEDULE[0].reason
    path = tmp_path / "odd.md"
    path.write_text(ODD.replace(f"| {reason} |", "| because |"), encoding="utf-8")
    assert rewrite(path)
    assert path.read_text(encoding="utf-8") == ODD
    assert not rewrite(path)
    assert list(tmp_path.iterdir()) == [path]


def test_text_outside_the_marks_is_left_alone() -> None:
    text = "before\n<!-- generated: schedule -->\nold\n<!-- end of schedule -->\nafter | `fear` |\n"
    assert rendered(text) == (
        f"before\n<!-- generated: schedule -->\n\n{schedule()}\n\n<!-- end of schedule -->\nafter | `fear` |\n"
    )


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("<!-- generated: shedule -->\n<!-- end of shedule -->\n", "'shedule' is unknown. Did you mean 'schedule'?"),
        ("<!-- generated: schedule -->\n", "'schedule' is not closed"),
        ("<!-- generated: schedule -->\n<!-- generated: ties -->\n<!-- end of schedule -->\n", "is not closed"),
    ],
)
def test_a_wrong_mark_is_refused_and_the_document_stays(
    text: str, problem: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "odd.md"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(ConfigurationError, match=re.escape(problem)):
        rendered(text)
    assert main([str(path)]) == 2
    assert str(path) in capsys.readouterr().err
    assert path.read_text(encoding="utf-8") == text


def test_a_missing_document_is_one_line_on_the_screen(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main([str(tmp_path / "none.md")]) == 2
    assert capsys.readouterr().err.count("\n") == 1


def test_tables_escape_what_would_break_them() -> None:
    assert table(("a", "b"), [("x|y", 0.50)]) == "| a | b |\n| --- | --- |\n| x\\|y | 0.5 |"


def test_kinds_stand_side_by_side() -> None:
    text = parameters(Parameters().kinds)
    kinds = Parameters().kinds
    assert f"| {kinds.huiskamer.volunteers} | {kinds.coffee_club.volunteers} | {kinds.restaurant.volunteers} |" in text


def test_no_generated_part_is_empty_and_each_is_used_somewhere() -> None:
    used = "".join(path.read_text(encoding="utf-8") for path in GENERATED)
    for name, make in BLOCKS.items():
        assert make().strip()
        assert f"<!-- generated: {name} -->" in used
