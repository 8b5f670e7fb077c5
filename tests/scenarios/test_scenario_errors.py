"""Keys and values that are not allowed: the error names the place, the value, what is allowed and the nearest word."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
from pydantic import BaseModel

from cohesie_sim.errors import ConfigurationError
from cohesie_sim.parameters import parameter_table
from cohesie_sim.scenarios import load_scenario
from cohesie_sim.scenarios import schema as schema_module
from cohesie_sim.scenarios.schema import Table

BASE = load_scenario("nl_2020_2022")
RISE = next(row.declaration for row in parameter_table() if row.name == "fear.rise")
WHOLE = next(row for row in parameter_table() if row.kind is int)
UNIT = next(row.name for row in parameter_table() if row.declaration.low <= 1 <= row.declaration.high)
FEAR = ", ".join(row.name.removeprefix("fear.") for row in parameter_table() if row.name.startswith("fear."))
FTE = "a number from 0 to 100."
DAY = "a date such as 2020-03-16."
STRETCH = {"from": "2020-12-15", "to": "2021-04-28", "factor": 2}
SWITCH = "true, false or {from = date, until = date}."

BAD: list[tuple[dict[str, Any], list[str]]] = [
    ({"fundng": 1}, ["unknown key 'fundng'. Allowed: title,", "Did you mean 'funding'?"]),
    ({"fundng": {}}, ["unknown key 'fundng'"]),
    ({"": 1}, ["unknown key ''"]),
    ({"base": "no_corona"}, ["'base' cannot be changed"]),
    ({"title": ""}, ["title = '' is not allowed: a text of 1 to 200"]),
    ({"description": 3}, ["description = 3 is not allowed: a text"]),
    ({"hypothesis": "nul"}, ["hypothesis = 'nul' is not allowed: 'article',", "Did you mean 'null'?"]),
    ({"neighbourhood": 3}, ["neighbourhood = 3 is not allowed: the name of a preset"]),
    ({"neighbourhood": "gone/here.toml"}, ["neighbourhood: ", "here.toml: there is no such file"]),
    ({"population": 3}, ["population = 3 is not allowed: nested tables of values."]),
    ({"population.rates.sociabilty": 0.6}, ["Allowed in 'population.rates'", "'population.rates.sociability'?"]),
    ({"population.rates.sociability": 0.9}, ["population.rates.sociability = 0.9 is not allowed: a number from 0.5"]),
    ({"residents": 49}, ["residents = 49 is not allowed: a whole number from 50 to 1000000."]),
    ({"residents": 1_000_001}, ["residents = 1000001 is not allowed"]),
    ({"residents": 4000.0}, ["residents = 4000.0 is not allowed"]),
    ({"residents": "4000"}, ["residents = '4000' is not allowed"]),
    ({"calendar": 3}, ["calendar = 3 is not allowed: a table."]),
    ({"calendar.start": "2020-01-07"}, ["calendar.start = '2020-01-07' is not allowed: a Monday", "2020-01-06"]),
    ({"calendar.start": "soon"}, ["calendar.start = 'soon' is not allowed: a Monday from 1950"]),
    ({"calendar.start": datetime(2020, 1, 6)}, ["calendar.start = 2020-01-06T00:00:00 is not"]),  # noqa: DTZ001
    ({"calendar.start": "0001-01-01"}, ["calendar.start = "]),
    ({"calendar.weeks": 0}, ["calendar.weeks = 0 is not allowed: a whole number from 1 to 1040."]),
    ({"calendar.weeks": True}, ["calendar.weeks = true is not allowed"]),
    ({"calendar.burn_in_weeks": 521}, ["calendar.burn_in_weeks = 521 is not allowed: a whole number from 0 to 520."]),
    ({"shock.series": "nl"}, ["shock.series = 'nl' is not allowed: 'nl_2020_2022' or 'none'."]),
    ({"shock.until": 2021}, [f"shock.until = 2021 is not allowed: {DAY}"]),
    ({"shock.until": "2020-01-06"}, ["shock.until (2020-01-06) must come after calendar.start (2020-01-06)"]),
    ({"shock.shift_weeks": 1.5}, ["shock.shift_weeks = 1.5 is not allowed: a whole number"]),
    ({"shock.stretch": "long"}, ["shock.stretch = 'long' is not allowed: a list of tables"]),
    ({"shock.stretch": [3]}, ["shock.stretch[0] = 3 is not allowed: a table."]),
    ({"shock.stretch": [STRETCH | {"factor": 0.9}]}, ["shock.stretch[0].factor = 0.9 is not allowed: a number from 1"]),
    ({"shock.stretch": [STRETCH | {"fro": 1}]}, ["unknown key 'shock.stretch[0].fro'", "Did you mean 'from'?"]),
    ({"shock.stretch": [{"from": "2021-01-01", "factor": 2}]}, [f"shock.stretch[0].to is missing: {DAY}"]),
    ({"shock.stretch": [STRETCH | {"to": "2020-12-15"}]}, ["from (2020-12-15) must come before to (2020-12-15)"]),
    ({"shock.stretch": [STRETCH | {"to": "2028-01-01"}]}, ["must lie in the series, 2020-03-02 to 2022-06-27"]),
    ({"shock.stretch": [STRETCH, STRETCH]}, ["stretches must be in order and apart"]),
    ({"funding": []}, ["funding = [] is not allowed: a table."]),
    ({"funding.fte_per_10000": -1}, [f"funding.fte_per_10000 = -1 is not allowed: {FTE}"]),
    ({"funding.fte_per_10000": 100.1}, ["funding.fte_per_10000 = 100.1 is not allowed"]),
    ({"funding.fte_per_10000": float("nan")}, ["funding.fte_per_10000 = nan is not allowed"]),
    ({"funding.fte_per_10000": True}, ["funding.fte_per_10000 = true is not allowed"]),
    ({"funding.phases.after": float("inf")}, ["funding.phases.after = inf is not allowed"]),
    ({"funding.phases.after": -0.1}, ["funding.phases.after = -0.1 is not allowed"]),
    ({"funding.phases.aftr": 1}, ["unknown key 'funding.phases.aftr'. Allowed: during_from", "Did you mean 'after'?"]),
    (
        {"funding.phases.after_from": "2020-01-01"},
        ["during_from (2020-03-16) must come before after_from (2020-01-01)"],
    ),
    ({"funding.phases": {"during_from": None}}, [f"funding.phases.during_from = None is not allowed: {DAY}"]),
    ({"funding.changes": [{"date": "2021-01-01"}]}, [f"funding.changes[0].fte_per_10000 is missing: {FTE}"]),
    (
        {"funding.changes": [{"date": "2021-01-01", "fte_per_10000": 1}] * 2},
        ["funding: the dates of changes must be ascending: 2021-01-01 is there twice"],
    ),
    (
        {"funding.changes": [{"date": "2021-01-01", "fte_per_10000": 1}], "funding.phases.after": 2},
        ["funding: give either changes or the levels of phases"],
    ),
    ({"support.corona_fund": "yes"}, [f"support.corona_fund = 'yes' is not allowed: {SWITCH}"]),
    ({"support.corona_fund": 1}, [f"support.corona_fund = 1 is not allowed: {SWITCH}"]),
    ({"support.referral": {}}, ["support.referral: give from, until or both."]),
    ({"support.corona_fund.from": 3}, [f"support.corona_fund.from = 3 is not allowed: {DAY}"]),
    ({"support.corona_fund.form": 3}, ["unknown key 'support.corona_fund.form'. Allowed: from, until."]),
    ({"support.corona_fund.from": "2022-03-28"}, ["support.corona_fund: from (2022-03-28) must come before until"]),
    ({"support.coronafund": True}, ["unknown key 'support.coronafund'", "Did you mean 'corona_fund'?"]),
    ({"support.window": {"from": 1}}, ["unknown key 'support.window'"]),
    ({"parameters": 1}, ["parameters = 1 is not allowed: nested tables of values."]),
    ({"parameters.fear": 1}, [f"parameters.fear = 1 is not allowed: a table of {FEAR}."]),
    ({"parameters.fear.rize": 1}, ["unknown key 'parameters.fear.rize'", "Did you mean 'parameters.fear.rise'?"]),
    ({"parameters.feer.rise": 1}, ["Allowed in 'parameters': ", " fear,", "'parameters.fear.rise'?"]),
    ({"parameters.feer": {}}, ["unknown key 'parameters.feer'"]),
    (
        {"parameters.fear.rise": RISE.high + 1},
        [f"parameters.fear.rise = {RISE.high + 1} is not allowed: a number from {RISE.low:g} to {RISE.high:g}."],
    ),
    ({"parameters.fear.rise": RISE.low - 0.001}, ["parameters.fear.rise = ", "is not allowed"]),
    ({"parameters.fear.rise": float("nan")}, ["parameters.fear.rise = nan is not allowed"]),
    ({"parameters.fear.rise": "0.3"}, ["parameters.fear.rise = '0.3' is not allowed"]),
    ({f"parameters.{UNIT}": True}, [f"parameters.{UNIT} = true is not allowed: a number from"]),
    (
        {f"parameters.{WHOLE.name}": float(WHOLE.value)},
        [f"parameters.{WHOLE.name} = {float(WHOLE.value)} is not allowed: a whole number from "],
    ),
]


@pytest.mark.parametrize(("changes", "said"), BAD, ids=lambda value: str(value)[:60])
def test_a_bad_change_is_refused_in_words(changes: dict[str, Any], said: list[str]) -> None:
    with pytest.raises(ConfigurationError) as caught:
        BASE.with_changes(changes)
    text = str(caught.value)
    assert text.startswith("changes: ")
    assert len(text.splitlines()) == 1
    for part in said:
        assert part in text
    assert "pydantic" not in text


def test_at_most_three_problems_are_told_at_once() -> None:
    with pytest.raises(ConfigurationError) as caught:
        BASE.with_changes({"a": 1, "residents": 1, "calendar.weeks": 0, "hypothesis": "x", "title": ""})
    assert len(str(caught.value).splitlines()) == 3


def test_the_error_names_the_file_that_holds_the_key(tmp_path: Path) -> None:
    root, leaf = tmp_path / "root.toml", tmp_path / "leaf.toml"
    root.write_text('base = "nl_2020_2022"\n[funding]\nfte_per_10000 = -1\n', encoding="utf-8")
    leaf.write_text('base = "root.toml"\n[parameters.fear]\nrise = 7\n', encoding="utf-8")
    with pytest.raises(ConfigurationError, match=r"leaf\.toml: parameters\.fear\.rise = 7 is not allowed"):
        load_scenario(leaf)
    leaf.write_text('base = "root.toml"\n[funding.phases]\nafter = 2\n', encoding="utf-8")
    with pytest.raises(ConfigurationError, match=r"root\.toml: funding\.fte_per_10000 = -1 is not allowed: a number"):
        load_scenario(leaf)
    leaf.write_text('base = "nl_2020_2022"\n[[shock.stretch]]\nfactor = 2.0\nform = 3\n', encoding="utf-8")
    with pytest.raises(ConfigurationError, match=r"leaf\.toml: shock\.stretch\[0\]\.from is missing"):
        load_scenario(leaf)


def test_a_root_without_a_title_is_told_so(tmp_path: Path) -> None:
    path = tmp_path / "bare.toml"
    path.write_text("residents = 100\n", encoding="utf-8")
    with pytest.raises(ConfigurationError, match=r"bare\.toml: title is missing: a text of 1 to 200 characters\."):
        load_scenario(path)


def test_every_field_says_what_is_allowed() -> None:
    tables = [value for value in vars(schema_module).values() if isinstance(value, type) and issubclass(value, Table)]
    assert len(tables) > 5
    for table in tables:
        assert issubclass(table, BaseModel)
        for name, field in table.model_fields.items():
            assert field.description, f"{table.__name__}.{name}"
