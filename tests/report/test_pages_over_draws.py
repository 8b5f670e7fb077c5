"""Pages and pictures of an experiment that ran over draws of parameters: three draws of two worlds."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pandas as pd
import pytest
from matplotlib.figure import Figure

from cohesie_sim.report import Results
from cohesie_sim.report.conditions import Condition, rows_of
from cohesie_sim.report.contrasts import find_contrasts, find_means, most_against_least
from cohesie_sim.report.lines import Line, draw_lines
from cohesie_sim.report.page import answers, write_pages
from cohesie_sim.report.rivals import compare_hypotheses, draw_rivals
from cohesie_sim.report.studies.rival_hypotheses_table import verdict

SCENARIO = "long_winter"


@pytest.fixture(scope="module")
def drawn(results: Results) -> Results:
    """Return the results as if pairs of replicates had shared parameters."""
    draws = pd.DataFrame({"draw": np.arange(6) // 2, "parameters.trust.gain": [0.1, 0.1, 0.3, 0.3, 0.2, 0.2]})
    return replace(results, draws=draws.rename_axis("replicate"))


def test_n_says_how_many_settings(drawn: Results) -> None:
    assert ", the same in every condition, over 3 plausible settings; hypothesis: article" in drawn.sample("en")
    assert ", dezelfde buurten bij elke conditie, verdeeld over 3 modelvarianten; hypothese" in drawn.sample("nl")


def test_comparisons_count_draws(drawn: Results, results: Results) -> None:
    over, plain = (most_against_least(each, SCENARIO)["isolated"]["article"] for each in (drawn, results))
    assert (over.interval.replicates, plain.interval.replicates) == (3, 6)
    assert over.interval.mean == pytest.approx(plain.interval.mean)
    assert (over.robust is None, plain.robust is None) == (False, True)
    assert all(gap.replicates <= 3 for c in find_contrasts(drawn) for gaps in c.gaps.values() for gap in gaps.values())
    assert find_means(drawn)[SCENARIO]["article"]["as_is", 0.0]["isolated"].replicates == 3


@pytest.mark.slow
def test_a_sweep_says_what_its_conclusions_depend_on(drawn: Results, results: Results) -> None:
    """Under null nothing moves isolation, by construction."""
    told = compare_hypotheses(drawn, SCENARIO, "en")
    assert (
        "[depends on the setting (no single cause stands out): lower under article and self-reliance, not dis"
        in told[0]
    )
    assert "% of 3 plausible settings × 3 hypotheses; nine in ten between" in told[0]
    assert (
        "hangt af van de modelvariant (geen enkele oorzaak springt eruit)"
        in compare_hypotheses(drawn, SCENARIO, "nl")[0]
    )
    assert "depends on" in answers(drawn, "en")[0]
    assert "depends on" not in answers(results, "en")[0]
    page = write_pages(drawn, [])
    assert b"**Plausible settings.**" in page["README.md"]
    assert b"**Modelvarianten.**" in page["LEESMIJ.md"]
    assert b"Modelvarianten" not in write_pages(results, [])["LEESMIJ.md"]
    assert any(
        "depends on" in text.get_text()
        for axes in draw_rivals(drawn, SCENARIO, "en").figure.axes
        for text in axes.texts
    )


def test_bands_are_over_draws(drawn: Results, results: Results) -> None:
    line = Line("0 fte", rows_of(results.weekly, Condition(SCENARIO, fte=0.0)), "k")
    heights = []
    for draws in (None, drawn.draws):
        panel = Figure().subplots()
        draw_lines(panel, "isolated", [line], "en", draws)
        heights.append(panel.collections[0].get_paths()[0].get_extents().height)
    values = line.rows[line.rows["week"] == 0].groupby("replicate")["isolated"].mean()
    assert heights[0] != pytest.approx(heights[1])
    assert len(values) == 6


def test_what_holds_in_too_few_settings_stands_apart(drawn: Results) -> None:
    group = dict(most_against_least(drawn, SCENARIO)["isolated"])
    sure = {name: f for name, f in group.items() if name != "null"}
    assert verdict(sure) == "all"
    few = {name: replace(f, robust=f.robust and replace(f.robust, share=0.8)) for name, f in sure.items()}
    assert verdict(few) == "settings"
