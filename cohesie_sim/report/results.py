"""Reading the results of an experiment: figures and pages see nothing else."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any, Final

import pandas as pd

from cohesie_sim.errors import ConfigurationError
from cohesie_sim.report.words import Language, choose, hypothesis_text, number

_TABLES: Final = ("weekly", "initiatives", "volunteers", "splits")
_SPELT: Final = {"wateringse_veld": "Wateringse Veld"}  # the other presets are written with hyphens
_HYPOTHESIS: Final = ("hypothesis", "hypothese")
_HYPOTHESES: Final = ("hypotheses", "hypothesen")


@dataclass(frozen=True)
class Results:
    """The stored results of one experiment.

    Attributes
    ----------
    manifest
        What was run.
    weekly, initiatives, volunteers, splits
        Per run and week, per life of an initiative, per commitment of a volunteer or helper (counted), and per phase
        and group of residents.
    summary
        Means, intervals and paired differences.
    folder
        Where they are stored.
    draws
        Which draw of parameters each replicate has, and its values by dotted key (index replicate); None when all have
        the defaults.
    """

    manifest: Mapping[str, Any]
    weekly: pd.DataFrame
    initiatives: pd.DataFrame
    volunteers: pd.DataFrame
    splits: pd.DataFrame
    summary: pd.DataFrame
    folder: Path = Path()
    draws: pd.DataFrame | None = None

    def table(self, name: str) -> pd.DataFrame:
        """Return a table that only some experiments keep.

        Parameters
        ----------
        name
            Such as ``residents``.

        Returns
        -------
        DataFrame
            As stored.

        Raises
        ------
        ConfigurationError
            When it is missing or cannot be read.
        """
        path = self.folder / f"{name}.parquet"
        try:
            return pd.read_parquet(path)
        except (OSError, ValueError) as error:
            raise ConfigurationError(f"{path}: cannot be read ({error}). Run the experiment first.") from None

    @property
    def scenarios(self) -> list[str]:
        """Names of the scenarios that figures show, in the order of the design."""
        return list(self.manifest["grids"][0]["scenarios"])

    @property
    def levels(self) -> list[float]:
        """Levels of funding in fte per 10,000 residents, ascending."""
        return sorted(self.manifest["grids"][0]["levels_fte_per_10000"])

    @property
    def hypothesis(self) -> str:
        """The hypothesis that figures show unless they say otherwise: the first of the design."""
        return str(self.manifest["grids"][0]["hypotheses"][0])

    def hypotheses(self, scenario: str) -> list[str]:
        """Return the hypotheses under which a scenario was run with both the lowest and the highest funding."""
        ends = {self.levels[0], self.levels[-1]}
        return [
            hypothesis
            for grid in self.manifest["grids"]
            if scenario in grid["scenarios"] and ends <= set(grid["levels_fte_per_10000"])
            for hypothesis in grid["hypotheses"]
        ]

    def title(self, scenario: str, language: Language) -> str:
        """Return the title of a scenario."""
        about = self.manifest["scenarios"][scenario]
        return choose(language, about["title"], about["title_nl"])

    def weeks(self, scenario: str) -> int:
        """Return the length of a scenario's horizon in weeks."""
        return int(self.manifest["scenarios"][scenario]["weeks"])

    def lockdowns(self, scenario: str) -> list[tuple[date, date, str]]:
        """Return first day, first day after and English name of each lockdown of a scenario."""
        rows = self.manifest["scenarios"][scenario]["lockdowns"]
        return [(date.fromisoformat(begin), date.fromisoformat(end), name) for begin, end, name in rows]

    def sample(self, language: Language, hypotheses: Sequence[str] = ()) -> str:
        """Return what n is: how many synthetic neighbourhoods of which size, under which hypothesis or hypotheses."""
        n, residents = self.manifest["replicates"], number(self.manifest["residents"], 0, language)
        names = self.manifest.get("neighbourhoods") or [self.manifest["neighbourhood"]]
        places = [_SPELT.get(name) or str(name).replace("_", "-").title() for name in names]
        like = choose(
            language,
            f"{residents} residents, composed like {places[0]}",
            f"{residents} inwoners met dezelfde opbouw als {places[0]}",
        )
        if places[1:]:
            listed = f"{', '.join(places[:-1])} {choose(language, 'and', 'en')} {places[-1]}"
            like = choose(
                language,
                f"{residents} residents for each of {len(places)} places: composed like {listed}",
                f"{residents} inwoners voor elk van {len(places)} plaatsen: met dezelfde opbouw als {listed}",
            )
        told = ", ".join(hypothesis_text(name, language) for name in hypotheses or [self.hypothesis])
        under = f"{choose(language, *(_HYPOTHESES if len(hypotheses) > 1 else _HYPOTHESIS))}: {told}"
        if n == 1:
            return choose(
                language,
                f"n = 1 simulated neighbourhood of {like}; one has no intervals; {under}",
                f"n = 1 gesimuleerde buurt van {like}; één heeft geen intervallen; {under}",
            )
        drawn = ""
        if self.draws is not None:
            count = self.draws["draw"].nunique()
            drawn = choose(language, f", over {count} plausible settings", f", verdeeld over {count} modelvarianten")
        return choose(
            language,
            f"n = {n} simulated neighbourhoods of {like}, the same in every condition{drawn}; {under}",
            f"n = {n} gesimuleerde buurten van {like}, dezelfde buurten bij elke conditie{drawn}; {under}",
        )

    def case_of(self, replicates: pd.Series[int]) -> pd.Series[int]:
        """Return which independent case each replicate belongs to: its draw of parameters, or itself without draws."""
        return replicates if self.draws is None else replicates.map(self.draws["draw"])

    def of(self, frame: pd.DataFrame, scenario: str) -> pd.DataFrame:
        """Return the rows of a frame that belong to a scenario, under the hypothesis that figures show."""
        return frame[(frame["scenario"] == scenario) & (frame["hypothesis"] == self.hypothesis)]


def read_results(folder: Path) -> Results:
    """Read the stored results of an experiment.

    Parameters
    ----------
    folder
        As an experiment wrote it.

    Returns
    -------
    Results
        Everything that figures and pages need.

    Raises
    ------
    ConfigurationError
        When a file is missing or cannot be read.
    """
    try:
        manifest = json.loads((folder / "manifest.json").read_text(encoding="utf-8"))
        tables = [pd.read_parquet(folder / f"{name}.parquet") for name in _TABLES]
        # only an empty cell is a missing value: pandas would take the hypothesis ``null`` for one
        summary = pd.read_csv(folder / "summary.csv", keep_default_na=False, na_values=[""])
        weekly, initiatives, volunteers, splits = tables
        drawn = manifest.get("uncertainty", "none") != "none"
        draws = pd.read_csv(folder / "draws.csv", index_col="replicate") if drawn else None
        return Results(manifest, weekly, initiatives, volunteers, splits, summary, folder, draws)
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        raise ConfigurationError(
            f"{folder}: no complete results of an experiment there ({reason}). Run it first."
        ) from None
