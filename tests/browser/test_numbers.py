"""Numbers on the screen are those of the stored results, reckoned here in another way."""

from __future__ import annotations

from math import hypot
from typing import Any, NamedTuple

import numpy as np
import pandas as pd
import pytest
from scipy.stats import norm
from scipy.stats import t as student

from cohesie_sim.report.policy.space import FACTORS
from cohesie_sim.report.policy.told import Emulated
from tests.browser.pages import RESULTS, Opener, answer, numbers, stored, table, visit, written

PACKED = 1 / 65_535  # of the range of an outcome: what is lost on the way into the page
LANGUAGES = pytest.mark.parametrize("language", ["nl", "en"])


class Told(NamedTuple):
    mean: float
    low: float
    high: float


def run_conditions(emulated: Emulated) -> list[str]:
    """Return conditions that are told by their runs."""
    names = list(emulated.space.conditions.index)
    return [name for name in names if name.startswith(("usual_", "halved_"))][::4]


def factor(outcome: str) -> int:
    """Return by what an outcome is multiplied before it is shown: shares are in per cent."""
    return 100 if outcome in {"isolated", "out_of_sight", "severely_lonely"} else 1


def curve_of(curves: pd.DataFrame, condition: str, outcome: str) -> pd.Series:
    """Return the mean over cases by month."""
    return curves[curves["variant"] == condition].groupby("month")[outcome].mean()


def lost(curves: pd.DataFrame, outcome: str) -> float:
    """Return what packing may lose, as it is shown."""
    return float(factor(outcome) * (curves[outcome].max() - curves[outcome].min()) * PACKED)


def close(shown: float, exact: float, text: str, loss: float) -> bool:
    """Return whether a number that is shown is the exact one, rounded as the text rounds it."""
    mean = text.partition("(")[0].strip().rstrip("%").replace(",", ".")
    decimals = len(mean.partition(".")[2]) if mean.count(".") == 1 and abs(shown) < 100 else 0
    return bool(abs(shown - exact) <= 0.5 * 10.0**-decimals + loss)


@LANGUAGES
def test_levels_of_what_was_run_are_the_means_of_the_runs(
    open_page: Opener, emulated: Emulated, content: dict[str, Any], language: str
) -> None:
    curves = stored("curves")
    page = open_page()
    start, stop = content["parts"]["after"]
    for name in run_conditions(emulated):
        visit(page, f"lang={language}&compare=0&a={written(emulated.space.conditions.loc[name].to_dict())}")
        for outcome in ("isolated", "out_of_sight", "huiskamers", "surviving"):
            text = answer(page, outcome).inner_text()
            exact = factor(outcome) * curve_of(curves, name, outcome).loc[start : stop - 1].mean()
            assert close(numbers(text, language)[0], exact, text, lost(curves, outcome)), (name, outcome, text, exact)


def test_curves_of_what_was_run_are_the_means_of_the_runs_in_every_month(
    open_page: Opener, emulated: Emulated, content: dict[str, Any]
) -> None:
    curves = stored("curves")
    name = run_conditions(emulated)[1]
    page = open_page(f"lang=en&compare=0&a={written(emulated.space.conditions.loc[name].to_dict())}")
    for outcome in dict.fromkeys(piece["outcome"] for piece in content["pieces"]):
        _, *rows = table(page, f"curve_{outcome}")
        exact = factor(outcome) * curve_of(curves, name, outcome)
        assert len(rows) == len(exact)
        for (month, text), value in zip(rows, exact, strict=True):
            assert close(numbers(text)[0], value, text, lost(curves, outcome)), (outcome, month, text, value)


@LANGUAGES
def test_differences_between_what_was_run_are_those_of_the_runs(
    open_page: Opener, emulated: Emulated, content: dict[str, Any], language: str
) -> None:
    curves, groups = stored("curves"), stored("groups")
    conditions = emulated.space.conditions
    name = next(one for one in conditions.index if one.startswith("usual_"))
    other = name.replace("usual_", "halved_")
    a, b = (written(conditions.loc[one].to_dict()) for one in (name, other))
    page = open_page(f"lang={language}&a={a}&b={b}")
    start, stop = content["parts"]["after"]
    outcomes = list(dict.fromkeys(piece["outcome"] for piece in content["pieces"]))
    _, *rows = table(page, "differences")
    assert len(rows) == len(outcomes)
    for outcome, (_, _, text, _) in zip(outcomes, rows, strict=True):
        period = curves[curves["month"].between(start, stop - 1)]
        of_case = period.groupby(["variant", "case"], observed=True)[outcome].mean()
        exact = interval(factor(outcome) * (of_case[other] - of_case[name]))
        for shown, value in zip(numbers(text, language)[:3], exact, strict=True):
            assert close(shown, value, text, 2 * lost(curves, outcome)), (outcome, text, exact)
    after = groups[groups["phase"] == "after"].assign(
        group=lambda t: t["split"].astype(str) + ": " + t["group"].astype(str)
    )
    of_case = after.groupby(["variant", "group", "case"], observed=True)["isolated"].mean()
    apart = 100 * (of_case[other] - of_case[name])
    _, *rows = table(page, "groups")
    for (group, text), (_, of_group) in zip(rows, apart.groupby(level="group", sort=True), strict=True):
        for shown, value in zip(numbers(text, language)[:3], interval(of_group), strict=True):
            assert close(shown, value, text, 2 * lost(groups, "isolated")), (group, text, value)


def interval(cases: pd.Series) -> Told:
    """Return a mean over cases with its 95 % interval by Student's t."""
    half = student.ppf(0.975, len(cases) - 1) * cases.std(ddof=1) / np.sqrt(len(cases))
    return Told(cases.mean(), cases.mean() - half, cases.mean() + half)


def expected(emulated: Emulated, outcome: str, part: str, settings: pd.DataFrame) -> Told:
    """Return by how much the second setting differs from the first, by the emulator of Python."""
    place = [(piece.outcome, piece.part) for piece in emulated.pieces].index((outcome, part))
    piece, fitted = emulated.pieces[place], emulated.parts[place]
    inputs = emulated.space.encode(settings, piece.factors)
    levels = fitted.predict(inputs).mean(axis=2)
    luck = interval(pd.Series(levels[1] - levels[0]))
    half = hypot(luck.high - luck.mean, norm.ppf(0.975) * fitted.mean_error(inputs[1:], inputs[:1])[0])
    return Told(luck.mean, luck.mean - half, luck.mean + half)


@pytest.mark.parametrize("period", ["after", "during"])
def test_between_what_was_run_the_browser_finds_what_python_finds(
    open_page: Opener, emulated: Emulated, content: dict[str, Any], period: str
) -> None:
    space, rng = emulated.space, np.random.default_rng(3)
    page = open_page()
    for _ in range(4):
        rows: list[dict[str, Any]] = []
        for _side in "ab":
            setting: dict[str, Any] = {level: round(rng.uniform(0, space.most), 2) for level in FACTORS[:3]}
            setting |= {choice: str(rng.choice(options)) for choice, options in space.options.items()}
            crisis = content["space"]["scenarios"][setting["scenario"]]["crisis"]
            rows.append(setting | {name: float(crisis and rng.integers(2)) for name in FACTORS[6:]})
        a, b = (written(row) for row in rows)
        visit(page, f"lang=en&period={period}&a={a}&b={b}")
        for outcome in ("isolated", "out_of_sight", "huiskamers", "surviving"):
            text = answer(page, outcome).inner_text()
            exact = expected(emulated, outcome, period, pd.DataFrame(rows)[list(FACTORS)])
            decimals = len(text.partition("(")[0].strip().partition(".")[2])
            within = 0.51 * 10**-decimals + 0.01 * factor(outcome) * (exact.high - exact.low)
            shown = numbers(text)[:3]
            wanted = [factor(outcome) * value for value in exact]
            assert shown == pytest.approx(wanted, abs=within), (outcome, text, wanted)


def rounds_to(exact: float, word: str, language: str) -> bool:
    """Return whether a word is the number, rounded to the digits that the word has, of which one counts."""
    decimals = len(word.strip("().;:%").partition("," if language == "nl" else ".")[2])
    found = numbers(word, language)
    return bool(found) and round(exact, decimals) == found[0] and (found[0] != 0 or decimals > 0)


@LANGUAGES
def test_headlines_are_those_of_the_stored_findings(open_page: Opener, content: dict[str, Any], language: str) -> None:
    page = open_page(f"lang={language}")
    lines = page.locator("#headline-list li")
    assert lines.count() == len(content["headlines"]) > 10
    for line in lines.all():
        study, finding, hypothesis = (line.get_attribute("data-row") or "").split("/")
        found = pd.read_csv(RESULTS.parent / study / "findings.csv", keep_default_na=False)
        row = found[(found["finding"] == finding) & (found["hypothesis"] == hypothesis)].iloc[0]
        told = line.inner_text().partition(f"({'regel' if language == 'nl' else 'row'}")[0]
        scale = 100 if row["unit"] == "share" else 1
        for value in (float(row[name]) for name in ("mean", "low", "high") if row[name] != ""):
            assert any(rounds_to(scale * value, one, language) for one in told.split()), (told, value)
        if row["distinguishable"] == "no":
            assert line.locator(".chip.none").count() == 1
