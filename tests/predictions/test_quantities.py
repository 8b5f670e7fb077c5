"""Every quantity on worlds made by hand."""

from __future__ import annotations

import numpy as np
import pytest
from scipy.special import expit, logit

from cohesie_sim.calibration.mix import WEIGHTS
from cohesie_sim.neighbourhood import load_neighbourhood
from cohesie_sim.predictions.calendar import BLOCK, PERIODS
from cohesie_sim.predictions.evidence import answers_per_quarter, districts, drift, evidence, sampling
from cohesie_sim.predictions.foretold import Foretold
from cohesie_sim.predictions.helping import FEWEST_GROUPS
from cohesie_sim.predictions.quantities import QUANTITIES
from cohesie_sim.predictions.reading import block_name
from cohesie_sim.predictions.volunteering import habits, share_of_year
from cohesie_sim.predictions.worlds import Worlds
from cohesie_sim.report.prediction_words import PredictionWords
from tests.predictions.conftest import Make, steady

CHANGED = {f"{q.id} {q.part}".strip(): q.foretell for q in QUANTITIES}


def _of(name: str, worlds: Worlds) -> Foretold:
    found = CHANGED[name](worlds)
    assert found is not None
    return found


def _value(name: str, worlds: Worlds) -> float:
    return float(_of(name, worlds).central()[0])


def test_identifiers_are_complete_and_in_order() -> None:
    identifiers = [quantity.id for quantity in QUANTITIES]
    assert list(dict.fromkeys(identifiers)) == [f"P{k:02d}" for k in range(1, 26)]
    assert identifiers == sorted(identifiers)
    assert len(CHANGED) == len(QUANTITIES)
    assert {q.part for q in QUANTITIES if q.id == "P20"} == set(WEIGHTS)


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("P01", 14.9),
        ("P02", 1.0),
        ("P03", 29.0),
        ("P04", 29.0),
        ("P05", 29.0),
        ("P06", 49.0),
        ("P07", 49.0),
        ("P08", 1.0),
        ("P09", 1.0),
        ("P11", 10.0),
        ("P12", 25.0),
        ("P13", 43.4),
        ("P14", 10.1),
        ("P15", 23.0),
        ("P16", 30.9),
        ("P17", 43.4),
        ("P18", 10.1),
        ("P19", 0.0),
        ("P20 heerlen", 52.5),
        ("P22", 0.0),
        ("P23", 55.0),
        ("P24 single", 0.0),
        ("P24 couple", 0.0),
        ("P24 single_minus_couple", 0.0),
        ("P25 first_lockdown", 48.3),
        ("P25 change", 0.0),
    ],
)
def test_where_nothing_changes_the_surveyed_level_stays(make_worlds: Make, name: str, expected: float) -> None:
    assert _value(name, make_worlds()) == pytest.approx(expected, abs=1e-9)


def test_where_nothing_changes_the_districts_keep_their_spread(make_worlds: Make) -> None:
    assert _value("P21", make_worlds()) == pytest.approx(100 * districts().std())
    assert _value("P21", make_worlds()) == pytest.approx(5.31, abs=0.02)  # of the districts themselves
    assert 100 * districts().mean() == pytest.approx(41.18, abs=0.01)


def _laid(level: float, before: float, after: float) -> float:
    """Return a level in per cent after the change of a share, on the logit scale."""
    return 100 * float(expit(logit(level) + logit(after) - logit(before)))


def test_a_change_is_laid_on_the_level(make_worlds: Make) -> None:
    worlds = make_worlds(
        {
            "contacts june_2020": 7.0,
            "volunteered 2020q4": 0.15,
            "sign_ups second_wave": 0.0004,
            "severely_lonely january_2022": 0.12,
            "lonely autumn_2022": 0.5,
            "neighbours april_to_september_2020": 0.55,
        }
    )
    assert _value("P01", worlds) == pytest.approx(14.9 / 2)
    assert _value("P03", worlds) == pytest.approx(_laid(0.29, 0.25, 0.15))
    assert _value("P08", worlds) == pytest.approx(0.4)
    january = _laid(0.101, 0.1, 0.12) / 100
    assert _value("P19", worlds) == pytest.approx(_laid(january, 0.12, 0.1) - 100 * january)
    assert _value("P17", worlds) == pytest.approx(_laid(0.434, 0.4, 0.5))
    assert _value("P23", worlds) == pytest.approx(_laid(0.55, 0.5, 0.55))


def test_households_and_the_oldest(make_worlds: Make) -> None:
    rise = {f"single severe {when}": share for when, share in (("second_lockdown", 0.12), ("2021q3", 0.06))}
    worlds = make_worlds({**rise, "75 lonely first_lockdown": 0.05, "75 lonely second_lockdown": 0.06})
    year = (0.12 + 0.06 + 0.06 + 0.06) / 4 / 0.3
    assert _value("P24 single", worlds) == pytest.approx(_laid(0.14, 0.2, year) - 14)
    assert _value("P24 couple", worlds) == pytest.approx(0.0)
    assert _value("P24 single_minus_couple", worlds) == pytest.approx(_value("P24 single", worlds))
    first, second = (_laid(0.483, 0.4, share) for share in (0.5, 0.6))
    assert _value("P25 first_lockdown", worlds) == pytest.approx(first)
    assert _value("P25 second_lockdown", worlds) == pytest.approx(second)
    assert _value("P25 change", worlds) == pytest.approx(second - first)
    assert CHANGED["P24 single_parent"](worlds) is None


def test_the_nation_is_the_weighted_mix_and_a_preset_speaks_for_itself() -> None:
    found = {preset: {**steady(), "lonely autumn_2020": 0.4} for preset in WEIGHTS}
    found["wateringse_veld"]["lonely autumn_2020"] = 0.5
    worlds = Worlds([found], np.array([0]))
    assert _value("P13", worlds) == pytest.approx(_laid(0.434, 0.4, 0.4 + 0.1 * WEIGHTS["wateringse_veld"]))
    assert _value("P20 heerlen", worlds) == pytest.approx(52.5)
    own = load_neighbourhood("wateringse_veld").adults.lonely.value / 100
    assert _value("P20 wateringse_veld", worlds) == pytest.approx(_laid(own, 0.4, 0.5))


def test_districts_follow_the_line_through_the_seven_neighbourhoods() -> None:
    # every neighbourhood moves by 0.1 + 0.2 * (own level - mean level) on the logit scale: so does every district
    level = {name: logit(load_neighbourhood(name).adults.lonely.value / 100) for name in WEIGHTS}
    middle = float(np.mean(list(level.values())))
    found = {
        name: {**steady(), "lonely autumn_2020": float(expit(logit(0.4) + 0.1 + 0.2 * (level[name] - middle)))}
        for name in WEIGHTS
    }
    worlds = Worlds([found], np.array([0]))
    then = logit(districts())
    now = expit(then + 0.1 + 0.2 * (then - middle))
    assert _value("P21", worlds) == pytest.approx(100 * now.std())
    assert _value("P22", worlds) == pytest.approx(100 * (now - districts()).mean())


def test_help_groups_of_march_2020_speak_only_when_there_are_enough(make_worlds: Make) -> None:
    each = -(-FEWEST_GROUPS // (3 * len(WEIGHTS)))
    few, many = {"groups": 1.0, "groups lasting": 1.0}, {"groups": float(each), "groups lasting": each / 2}
    assert CHANGED["P10"](make_worlds(few)) is None
    found = _of("P10", make_worlds(many, {}, many, many))
    np.testing.assert_allclose(found.central(), [50.0, np.nan, 50.0, 50.0])  # the world without any says nothing
    assert found.quantiles(0.5) == pytest.approx([50.0])
    assert found.sources() == (0.0, 0.0, 0.0, 1.0)


def test_habits_give_both_surveyed_shares() -> None:
    scale, shape = habits(0.29)
    assert 1 - (1 + 4 * scale) ** -shape == pytest.approx(0.29)
    assert 1 - (1 + 52 * scale) ** -shape == pytest.approx(0.49)


def test_a_year_without_any_volunteering_leaves_nobody_and_a_usual_year_everybody() -> None:
    assert share_of_year(np.zeros(20), 0.29) == pytest.approx(0.0)
    assert share_of_year(np.full(20, 0.29), 0.29) == pytest.approx(0.49)
    assert share_of_year(np.full(2, 0.29), 0.29) == pytest.approx(0.49)  # what lies before 2020 was usual


def test_half_a_lockdown_year_by_hand() -> None:
    scale, shape = habits(0.29)
    lockdown = 1 - (1 + 4 * scale * 0.25) ** -shape  # every habit at a quarter
    shares = np.array([0.29] * 6 + [lockdown] * 7)
    assert share_of_year(shares, 0.29) == pytest.approx(1 - (1 + 4 * scale * (6 + 7 / 4)) ** -shape)


def test_twelve_months_asked_in_2022_forget_2020(make_worlds: Make) -> None:
    blocks = range(PERIODS["2020"].stop // BLOCK - 1)  # those that end in 2020
    worlds = make_worlds({block_name(k): 0.1 for k in blocks})
    assert _value("P06", worlds) < 49 - 1
    assert _value("P07", worlds) == pytest.approx(49.0, abs=0.05)


def test_drift_grows_with_the_square_root_of_time() -> None:
    assert drift("severely_lonely", 4) == pytest.approx(logit(0.101) - logit(0.086), abs=0.002)
    assert drift("lonely", 1) == pytest.approx(drift("lonely", 4) / 2)


def test_sampling_error_comes_from_a_published_interval() -> None:
    n = answers_per_quarter()
    assert 1.96 * np.sqrt(0.05 * 0.95 / n) == pytest.approx((0.057 - 0.043) / 2, rel=1e-3)
    p = float(expit(logit(0.29) + sampling(0.29)))
    assert p - 0.29 == pytest.approx(np.sqrt(0.29 * 0.71 / n), rel=0.02)
    assert sampling(0.29, quarters=2, part=0.5) == pytest.approx(sampling(0.29))


@pytest.mark.parametrize(
    ("name", "key", "form"),
    [
        ("contacts_before", "P01", "{:.1f}"),
        ("volunteered_2020q1", "P03", "{:.0%}"),
        ("volunteered_year", "P06", "{:.0%}"),
        ("neighbours_2020", "P23", "{:.0%}"),
        ("severe_single", "P24", "{:.0%}"),
        ("severe_couple", "P24", "{:.0%}"),
        ("lonely_65", "P25", "{:.1%}"),
    ],
)
def test_definitions_name_the_level_that_is_used(name: str, key: str, form: str) -> None:
    level = form.format(evidence()[name]).replace("%", " %")
    assert level in PredictionWords("en").definition(key)
    assert level.replace(".", ",") in PredictionWords("nl").definition(key)
