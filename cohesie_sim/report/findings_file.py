"""The file ``findings.csv``: the ledger of claims and the page for five minutes are written from it alone."""

from __future__ import annotations

from collections.abc import Hashable, Mapping, Sequence
from pathlib import Path
from typing import Final

import pandas as pd

from cohesie_sim.errors import ConfigurationError
from cohesie_sim.outcomes.intervals import Interval
from cohesie_sim.report.findings import Finding
from cohesie_sim.report.robustness import Robustness

FILE: Final = "findings.csv"
_ROBUST: Final = ("draws", "share", "range_low", "range_high", "criterion_met", "depends_on")


def to_frame(found: Sequence[Finding], english: Mapping[str, str], dutch: Mapping[str, str]) -> pd.DataFrame:
    """Return findings as the table of ``findings.csv``.

    Parameters
    ----------
    found
        Of one study.
    english, dutch
        What each finding is, by name.

    Returns
    -------
    DataFrame
        One row per finding and hypothesis; columns about draws of parameters only when there are any.
    """
    drawn = any(f.robust for f in found)
    return pd.DataFrame(
        [
            {
                "finding": f.name,
                "hypothesis": f.hypothesis,
                "kind": "difference" if f.difference else "level",
                "unit": f.unit,
                **f.interval._asdict(),
                "distinguishable": ("yes" if f.sure else "no") if f.difference else "",
                **(_robust_cells(f) if drawn else {}),
                "english": english[f.name],
                "dutch": dutch[f.name],
            }
            for f in found
        ]
    )


def _robust_cells(finding: Finding) -> dict[str, object]:
    """Return the cells about draws of parameters; empty for a number computed from other findings."""
    r = finding.robust
    if r is None:
        return dict.fromkeys(_ROBUST, None)
    return dict(zip(_ROBUST, (str(r.draws), r.share, r.low, r.high, r.met, r.depends_on), strict=True))


def read_findings(folder: Path) -> list[Finding]:
    """Read the findings of a study.

    Parameters
    ----------
    folder
        Of its results.

    Returns
    -------
    list of Finding
        In the order of the file.

    Raises
    ------
    ConfigurationError
        When the file is missing or damaged.
    """
    path = folder / FILE
    try:
        table = pd.read_csv(path, keep_default_na=False)
        return [
            Finding(
                str(row["finding"]),
                str(row["hypothesis"]),
                str(row["unit"]),
                _read_interval(row),
                row["kind"] == "difference",
                robust=_read_robust(row),
            )
            for row in table.astype(str).to_dict("records")
        ]
    except (OSError, ValueError, KeyError) as error:
        raise ConfigurationError(f"{path}: no findings there ({error}). Run that experiment first.") from None


def _read_interval(row: Mapping[Hashable, str]) -> Interval:
    mean, low, high = (float(row[end] or "nan") for end in ("mean", "low", "high"))
    return Interval(mean, low, high, int(row["replicates"]))


def _read_robust(row: Mapping[Hashable, str]) -> Robustness | None:
    if not row.get("draws"):
        return None
    share, low, high, met = (float(row[name] or "nan") for name in _ROBUST[1:-1])
    return Robustness(int(row["draws"]), share, low, high, met, row["depends_on"])
