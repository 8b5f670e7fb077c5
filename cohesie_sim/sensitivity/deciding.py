"""From points in the space of what is unknown to decisions: what is worth knowing, and where funding fails."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

import numpy as np
import pandas as pd

from cohesie_sim.engine.simulate import neighbourhood_of
from cohesie_sim.rules.hypothesis import HYPOTHESES
from cohesie_sim.scenarios import load_scenario
from cohesie_sim.sensitivity.boxes import BOX_PATH, Box, fails, find_box
from cohesie_sim.sensitivity.effects import CONDITIONS, LEVELS_OF_FUNDING, TIMES
from cohesie_sim.sensitivity.evppi import value_of_knowing
from cohesie_sim.sensitivity.factors import Floats
from cohesie_sim.sensitivity.runs import NEIGHBOURHOOD, SEED, Point
from cohesie_sim.sensitivity.space import HYPOTHESIS, Space
from cohesie_sim.sensitivity.worth import WEEK_VALUES, compare_levels, worth
from cohesie_sim.start import ADULT

COST: Final = "cost_per_fte"
TIME: Final = "times"


def worth_tables(
    space: Space, points: Sequence[Point], runs: pd.DataFrame, residents: int, seed: int
) -> dict[str, pd.DataFrame]:
    """Return what every level of funding is worth, and what knowing each unknown would be worth.

    Parameters
    ----------
    space, points
        What is unknown, and where the model was run.
    runs
        Columns point, condition, replicate and measures; every level of funding.
    residents, seed
        Size of the neighbourhood; of drawing the cost of an fte, and of resampling.

    Returns
    -------
    dict
        ``decisions`` (per value of a week, from :func:`cohesie_sim.sensitivity.worth.compare_levels`) and ``evppi``
        (per value of a week and unknown); euros per 1,000 residents.
    """
    gaps = _against_none(runs)
    cost = np.random.default_rng([seed, len(points)]).random(len(points))
    unknowns = {**_columns(space, points), COST: cost}
    adults = adult_share(points, residents)
    decisions, known = [], []
    for week_value in WEEK_VALUES:
        benefits = np.column_stack(
            [
                worth(fte, gaps[level]["isolated"], gaps[level]["severely_lonely"], adults, week_value, cost)
                for level, fte in LEVELS_OF_FUNDING.items()
            ]
        )
        levels = compare_levels(benefits, list(LEVELS_OF_FUNDING.values()))
        levels.insert(0, "week_value", week_value)
        decisions.append(levels)
        known.append(value_of_knowing(unknowns, benefits, seed).assign(week_value=week_value))
    return {"decisions": pd.concat(decisions, ignore_index=True), "evppi": pd.concat(known, ignore_index=True)}


def adult_share(points: Sequence[Point], residents: int) -> float:
    """Return the share of residents who are adults, in the worlds of some points."""
    base = load_scenario(CONDITIONS["none"].scenario)
    places = [neighbourhood_of(NEIGHBOURHOOD, residents, base.population, SEED, point.world) for point in points[:20]]
    return float(np.mean([(np.asarray(place.traits.age) >= ADULT).mean() for place in places]))


def _against_none(runs: pd.DataFrame) -> dict[str, dict[str, Floats]]:
    """Return the change of each measure at each level against no funding, per point, as means over its worlds."""
    means = runs.groupby(["condition", "point"])[["isolated", "severely_lonely"]].mean()
    return {
        level: {str(name): np.asarray(means[name][level] - means[name]["none"]) for name in means.columns}
        for level in LEVELS_OF_FUNDING
    }


def _columns(space: Space, points: Sequence[Point]) -> dict[str, Floats]:
    """Return where the unknowns lie at all points, on the scale of the space; of the hypothesis zeros and ones."""
    values: dict[str, Floats] = {
        factor.name: np.array([factor.place(value) for value in _values(factor.name, points)])
        for factor in space.factors
    }
    which = [point.changes[HYPOTHESIS] for point in points]
    values[HYPOTHESIS] = np.array([[one == name for name in HYPOTHESES] for one in which], dtype=np.float64)
    return values


def _values(name: str, points: Sequence[Point]) -> list[float]:
    values: list[float] = np.array([point.changes[name] for point in points], dtype=np.float64).tolist()
    return values


def failure_tables(space: Space, points: Sequence[Point], runs: pd.DataFrame) -> dict[str, pd.DataFrame]:
    """Return where funding fails, over parameters, hypotheses and times.

    Parameters
    ----------
    space, points
        What is unknown, and where the model was run.
    runs
        Columns point, condition, replicate and measures; none and four fte in every time.

    Returns
    -------
    dict
        ``cases`` (one row per point and time: unknowns, changes, and whether funding failed), ``box`` (one row per
        restriction), ``box_path`` and ``box_facts``; without failures, or with nothing else, the last three are empty.
    """
    means = runs.groupby(["condition", "point"])[["isolated", "surviving"]].mean()
    cases = pd.concat(
        [_cases(points, means, time, "" if time == TIMES[0] else f"_{time}") for time in TIMES], ignore_index=True
    )
    unknowns = cases[[*space.names, TIME]]
    return {"cases": cases, **_told(find_box(unknowns, cases["failed"].to_numpy(), cases["point"].to_numpy()))}


def _cases(points: Sequence[Point], means: pd.DataFrame, time: str, ending: str) -> pd.DataFrame:
    change = {name: means[name][f"four{ending}"] - means[name][f"none{ending}"] for name in ("isolated", "surviving")}
    rows = [{"point": k, **points[k].changes, TIME: time} for k in change["isolated"].index]
    # where there is no initiative, none is saved
    values = {name: np.nan_to_num(np.asarray(gap, dtype=np.float64)) for name, gap in change.items()}
    return pd.DataFrame(rows).assign(**values, failed=fails(values["isolated"], values["surviving"]))


def _told(box: Box | None) -> dict[str, pd.DataFrame]:
    columns = ["parameter", "low", "high", "classes"]
    if box is None:
        path, facts = pd.DataFrame(columns=BOX_PATH), pd.DataFrame(columns=["good"])
        return {"box": pd.DataFrame(columns=columns), "box_path": path, "box_facts": facts}
    limits = [_limit(name, ends) for name, ends in box.limits.items()]
    return {
        "box": pd.DataFrame(limits, columns=columns),
        "box_path": box.path,
        "box_facts": pd.DataFrame([{**box.facts, "good": "yes" if box.good else "no"}]),
    }


def _limit(name: str, ends: tuple[float, float] | tuple[str, ...]) -> dict[str, object]:
    if isinstance(ends[0], str):
        return {"parameter": name, "classes": " ".join(str(end) for end in ends)}
    return {"parameter": name, "low": ends[0], "high": ends[1]}
