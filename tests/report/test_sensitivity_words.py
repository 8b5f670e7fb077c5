from __future__ import annotations

import tomllib
from pathlib import Path

import cohesie_sim
from cohesie_sim.report.sensitivity_words import outcome_text, per_cent, unknown_text
from cohesie_sim.sensitivity.effects import OUTCOMES, TIMES
from cohesie_sim.sensitivity.factors import all_factors

TEXTS = Path(cohesie_sim.__file__).parent / "report" / "texts"


def test_both_languages_say_the_same_things() -> None:
    tables = tomllib.loads((TEXTS / "sensitivity.toml").read_text(encoding="utf-8"))
    for figure in tables["figures"].values():
        assert figure["en"].keys() == figure["nl"].keys()
    assert tables["page"]["en"].keys() == tables["page"]["nl"].keys()
    for group in ("outcomes", "units", "unknowns", "classes", "bases", "owners", "fields"):
        assert all(row.keys() == {"en", "nl"} for row in tables[group].values())
    assert set(TIMES) < tables["classes"].keys()
    names = [(TEXTS / f"sensitivity.{language}.md").read_text(encoding="utf-8") for language in ("en", "nl")]
    marks = [{word.strip(".,;:()/") for word in text.split() if word.startswith("$")} for text in names]
    assert marks[0] - {"$low", "$high"} == marks[1] - {"$low", "$high"}


def test_every_outcome_and_parameter_has_words() -> None:
    assert all(outcome_text(name, "nl") != outcome_text(name, "en") for name in OUTCOMES)
    assert all(unknown_text(factor.name, "nl") for factor in all_factors())
    assert unknown_text("parameters.formats.walk.reach", "nl") == "wandelingen: hoeveel mensen er komen"
    assert unknown_text("parameters.formats.walk.reach", "en", key=True) == "walks: how many people come (walk.reach)"
    assert per_cent(0.125, "nl", 1) == "12,5%"
