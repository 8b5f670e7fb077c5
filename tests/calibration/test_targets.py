from __future__ import annotations

import math
from pathlib import Path

import pytest

from cohesie_sim.calibration.surveys import SURVEYS
from cohesie_sim.calibration.surveys.loneliness import DISTRICTS_2016
from cohesie_sim.calibration.targets import TARGETS, Target, fitted_targets, load_targets
from cohesie_sim.errors import ConfigurationError
from cohesie_sim.neighbourhood import load_neighbourhood, neighbourhood_names


def target(**changes: object) -> Target:
    """Return a target of 10 with standard deviation 5 (3 and 4)."""
    survey = {"instrument": "i", "population": "p", "when": "w", "source": "s", "where": "w", "confidence": "H"}
    return Target.model_validate(
        {
            "id": "some",
            "group": "contact",
            "english": "e",
            "dutch": "d",
            "value": 10.0,
            "unit": "%",
            "measurement": {"sd": 3.0, "why": "w"},
            "discrepancy": {"sd": 4.0, "why": "w"},
            "survey": survey,
            "use": "fit",
            "why": "w",
            **changes,
        }
    )


@pytest.mark.parametrize(
    ("sense", "found", "expected"),
    [
        ("equal", 15.0, 1.0),
        ("equal", 0.0, -2.0),
        ("at_most", 15.0, 1.0),
        ("at_most", 0.0, 0.0),
        ("at_least", 15.0, 0.0),
        ("at_least", 0.0, -2.0),
    ],
)
def test_a_misfit_is_in_standard_deviations_on_the_wrong_side(sense: str, found: float, expected: float) -> None:
    assert target(sense=sense).misfit(found) == pytest.approx(expected)


def test_what_does_not_exist_fits_nowhere() -> None:
    assert math.isinf(target().misfit(math.nan))


def test_a_target_without_uncertainty_is_refused() -> None:
    with pytest.raises(ValueError, match="at least one above 0"):
        target(measurement={"sd": 0.0, "why": "w"}, discrepancy={"sd": 0.0, "why": "w"})


def test_every_target_has_a_survey_and_every_survey_a_target() -> None:
    national = {found.id for found in load_targets() if found.id in SURVEYS}
    assert national == set(SURVEYS)


def test_presets_have_their_own_published_figures() -> None:
    by_id = {found.id: found for found in load_targets()}
    for name in neighbourhood_names():
        adults = load_neighbourhood(name).adults
        assert by_id[f"lonely_{name}"].value == adults.lonely.value
        assert by_id[f"severely_lonely_{name}"].value == adults.severely_lonely.value
        assert by_id[f"lonely_65_{name}"].value == adults.lonely.value_65
        assert by_id[f"severely_lonely_65_{name}"].value == adults.severely_lonely.value_65


def test_what_is_built_in_is_not_fitted() -> None:
    fitted = {found.id for found in fitted_targets()}
    assert {"family_weekly", "friends_weekly", "emotionally_lonely_2016", "socially_lonely_2016"}.isdisjoint(fitted)
    assert len(fitted) < len(load_targets())


def test_the_regression_of_districts_is_the_one_told() -> None:
    told = {found.id: found.survey.where for found in load_targets()}
    for share, coefficients in DISTRICTS_2016.items():
        for coefficient in coefficients:
            assert f"{abs(coefficient):g}" in told[f"{share}_beyond_subscales"]


def test_a_target_is_told_in_both_languages() -> None:
    for found in load_targets():
        assert found.english != found.dutch


def test_a_wrong_file_is_refused_with_the_place(tmp_path: Path) -> None:
    path = tmp_path / "targets.toml"
    text = TARGETS.read_text(encoding="utf-8")
    path.write_text(text.replace('use = "fit"', 'use = "guess"', 1), encoding="utf-8")
    with pytest.raises(ConfigurationError, match=r"targets\.0\.use.*'fit' or 'check'"):
        load_targets(path)
    path.write_text(text.replace('id = "contact_april"', 'id = "contact_before"', 1), encoding="utf-8")
    with pytest.raises(ConfigurationError, match="contact_before occurs more than once"):
        load_targets(path)
    with pytest.raises(ConfigurationError, match="cannot be read"):
        load_targets(tmp_path / "nothing.toml")
