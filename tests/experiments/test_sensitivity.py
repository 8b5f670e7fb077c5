from __future__ import annotations

import json
from pathlib import Path

import pandas as pd
import pytest
from PIL import Image

from cohesie_sim.errors import ConfigurationError
from cohesie_sim.report.sensitivity import report_sensitivity
from cohesie_sim.sensitivity.factors import all_factors
from cohesie_sim.sensitivity.study import QUICK, Where, run_sensitivity


@pytest.mark.slow
def test_the_whole_study_at_a_tiny_size(tmp_path: Path) -> None:
    factors = all_factors()[::70]
    draws = [{factors[0].name: factors[0].low + share * (factors[0].high - factors[0].low)} for share in (0.4, 0.6)]
    run_sensitivity(Where(tmp_path, 2), QUICK._replace(leading=len(factors)), factors, draws)
    table = pd.read_csv(tmp_path / "factors.csv").set_index("parameter")
    first = table.loc[factors[0].name]
    assert first["range"] == "fitted"
    assert first["low_declared"] < first["low"] < first["high"] < first["high_declared"]
    assert sorted(table["rank"]) == list(range(1, len(factors) + 1))
    cases = pd.read_csv(tmp_path / "cases.csv", keep_default_na=False)
    assert set(cases["hypothesis"]) == {"article", "self_reliance", "null"}
    assert len(cases) == QUICK.points + 2 * QUICK.points_in_other_times
    decisions = pd.read_csv(tmp_path / "decisions.csv")
    assert (decisions[decisions["fte_per_10000"] == 0]["worth"] == 0).all()
    assert (decisions[decisions["best"] == "yes"]["behind"] == 0).all()
    assert json.loads((tmp_path / "manifest.json").read_text())["draws"] == 2
    files = report_sensitivity(tmp_path)
    assert files == report_sensitivity(tmp_path)
    for language, page in (("en", "README.md"), ("nl", "LEESMIJ.md")):
        text = files[page].decode()
        assert "$" not in text
        assert "nan" not in text.split()
        shown = [name for name in files if name.endswith(f".{language}.png")]
        assert len(shown) == 7
        assert all(f"({name})" in text for name in shown)
    (tmp_path / "one.png").write_bytes(files["tornado.nl.png"])
    with Image.open(tmp_path / "one.png") as picture:
        assert {"Title", "Units", "N", "Band"} <= set(picture.info)
        assert picture.info["N"].startswith("n = 2 gesimuleerde buurten")


def test_a_folder_without_tables_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ConfigurationError, match="tables of a sensitivity study are not there"):
        report_sensitivity(tmp_path)
