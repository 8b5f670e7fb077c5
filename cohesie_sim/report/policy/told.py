"""The report of a condensed design: how far the emulator between its conditions can be trusted, from stored tables."""

from __future__ import annotations

import json
import tomllib
from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path
from string import Template
from typing import Any, Final, NamedTuple

import matplotlib.pyplot as plt
import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from scipy.stats import norm

from cohesie_sim.errors import ConfigurationError
from cohesie_sim.report.picture import BLUE, QUIET, Caption, Picture, frame, render, style
from cohesie_sim.report.policy.emulator import Part
from cohesie_sim.report.policy.kernels import FILE as KERNELS
from cohesie_sim.report.policy.kernels import kernels_frame, read_kernels
from cohesie_sim.report.policy.pieces import Piece, pieces
from cohesie_sim.report.policy.space import Space, read_space
from cohesie_sim.report.policy.trial import LEVEL, Trial, fit_all, fitted_to, pairs_of, trials_frame, try_out
from cohesie_sim.report.words import LANGUAGES, Language, choose, number, template, tick_text

_PAGES: Final[dict[Language, str]] = {"en": "README.md", "nl": "LEESMIJ.md"}
_TEXTS: Final = Path(__file__).parents[1] / "texts" / "policy_space.toml"
_PICTURE: Final = "trial"
_NEEDED: Final = (  # of the manifest
    "grids",
    "scenarios",
    "neighbourhood",
    "residents",
    "replicates",
    "runs",
    "seed",
    "finished",
    "versions",
    "commit",
    "cost_eur_per_fte_year_assumed",
)
_HELD: Final = ("held", "held_differences", "held_means", "held_mean_differences")  # of a trial
_SHOWN: Final = "after"  # the part that every choice can matter in


class Emulated(NamedTuple):
    """Stored results with their emulator.

    Attributes
    ----------
    manifest, space
        What was run.
    pieces, parts
        What the runs found, and what is fitted to it.
    adults
        Mean number of them in a neighbourhood.
    """

    manifest: Mapping[str, Any]
    space: Space
    pieces: list[Piece]
    parts: list[Part]
    adults: float


def is_condensed(folder: Path) -> bool:
    """Return whether a folder holds results of a condensed design."""
    try:
        manifest = json.loads((folder / "manifest.json").read_text(encoding="utf-8"))
        return isinstance(manifest, dict) and manifest.get("condensed") is True
    except (OSError, ValueError):
        return False  # whoever reads the results says what is wrong


def read_emulated(folder: Path, *, fitted: bool = False) -> Emulated:
    """Read the results of a condensed design with their emulator.

    Parameters
    ----------
    folder
        Of the results.
    fitted
        Take the kernels that were stored with the results, instead of finding them.

    Returns
    -------
    Emulated
        The same for the same results.

    Raises
    ------
    ConfigurationError
        When a file is missing or damaged, or the conditions do not fill a space.
    """
    try:
        manifest = json.loads((folder / "manifest.json").read_text(encoding="utf-8"))
        curves, groups = (pd.read_parquet(folder / f"{name}.parquet") for name in ("curves", "groups"))
    except (OSError, ValueError) as error:
        raise ConfigurationError(
            f"{folder}: no complete results of a design that fills a space ({error}). Run experiments/policy_space.py."
        ) from None
    missing = [name for name in _NEEDED if name not in manifest]
    if missing:
        raise ConfigurationError(
            f"{folder / 'manifest.json'}: has no {missing[0]!r}; an older version wrote it. Run the experiment again."
        )
    space = read_space(manifest)
    if not pairs_of(space):
        raise ConfigurationError(
            f"{folder}: no pair of conditions is kept out, on which an emulator could be tried: name some out000_a and "
            "out000_b, and so on."
        )
    wanted = pieces(curves, groups, space.conditions, manifest)
    known = read_kernels(folder, space, wanted) if fitted else None
    return Emulated(manifest, space, wanted, fit_all(space, wanted, known), _adults(groups))


def _adults(groups: pd.DataFrame) -> float:
    """Return the mean number of adults: groups of one split are all of them together."""
    of_split = groups[(groups["split"] == groups["split"].iloc[0]) & (groups["phase"] == groups["phase"].iloc[0])]
    return float(of_split.groupby(["variant", "case"], observed=True)["adults"].sum().mean())


def report_policy_space(folder: Path) -> tuple[dict[str, bytes], list[str]]:
    """Return the report of a condensed design.

    Parameters
    ----------
    folder
        Of the results.

    Returns
    -------
    tuple
        File name to content (table, picture, pages), and the answer in English.
    """
    found = read_emulated(folder)
    trials = [try_out(found.space, *pair) for pair in zip(found.pieces, found.parts, strict=True)]
    table = trials_frame(trials).to_csv(index=False, float_format="%.6g", lineterminator="\n")
    kernels = kernels_frame(found.space, found.pieces, found.parts).to_csv(index=False, lineterminator="\n")
    files = {"emulator.csv": table.encode(), KERNELS: kernels.encode()}
    with style():
        for language in LANGUAGES:
            files.update(render(draw_trial(found, trials, language)))
    for language, page in _PAGES.items():
        files[page] = _page(found, trials, language).encode()
    held = {name: number(100 * share, 0, "en") for name, share in _together(trials).items()}
    answer = (
        f"Intervals of 90 % of the emulator hold {held['held']} % of levels and {held['held_differences']} % of "
        f"differences it has not seen; of means over a period {held['held_means']} % and "
        f"{held['held_mean_differences']} %."
    )
    return files, [answer]


def draw_trial(found: Emulated, trials: Sequence[Trial], language: Language) -> Picture:
    """Draw what the emulator finds against what the runs found.

    Parameters
    ----------
    found
        Results with their emulator.
    trials
        Of each piece.
    language
        ``en`` or ``nl``.

    Returns
    -------
    Picture
        ``trial``: a panel per outcome, after reopening.
    """
    texts, out = _words()["trial"][language], ~fitted_to(found.space)
    shown = [k for k, piece in enumerate(found.pieces) if piece.part == _SHOWN]
    figure, panels = plt.subplots(2, -(-len(shown) // 2), figsize=(11, 8.2), squeeze=False)
    figure.subplots_adjust(left=0.07, right=0.98, top=0.84, bottom=0.19, hspace=0.42, wspace=0.25)
    for panel, k in zip(panels.flat, shown, strict=False):
        piece, part = found.pieces[k], found.parts[k]
        inputs = found.space.encode(found.space.conditions[out], piece.factors)
        bar = norm.ppf((1 + LEVEL) / 2) * part.error(inputs).mean(axis=1)
        told = (piece.found[out].mean(axis=(1, 2)), part.predict(inputs).mean(axis=(1, 2)), bar)
        about = _words()["outcomes"][piece.outcome]
        factor = 100 if about["unit"] == "%" else 1
        _draw_panel(panel, [factor * column for column in told], language)
        panel.set_title(about[language])
        panel.set_xlabel(texts["across"], size=9)
        panel.set_ylabel(texts["up"], size=9)
    for panel in panels.flat[len(shown) :]:
        panel.set_axis_off()
    held = float(np.mean([trials[k].held for k in shown]))
    count = texts["n"].format(conditions=int(out.sum()), cases=found.pieces[0].found.shape[1])
    caption = Caption(texts["title"], texts["units"], count, texts["band"].format(held=number(100 * held, 0, language)))
    frame(figure, caption, texts["subtitle"], language)
    plt.close(figure)
    return Picture(_PICTURE, language, figure, caption)


def _draw_panel(panel: Axes, told: Sequence[np.ndarray], language: Language) -> None:
    across, up, bar = told
    ends = [min(across.min(), (up - bar).min()), max(across.max(), (up + bar).max())]
    panel.plot(ends, ends, color=QUIET, linewidth=0.8, zorder=1)
    panel.errorbar(across, up, bar, fmt="o", color=BLUE, markersize=3, linewidth=0.8, zorder=2)
    for axis in (panel.xaxis, panel.yaxis):
        axis.set_major_formatter(lambda value, _: tick_text(value, language))


def _page(found: Emulated, trials: Sequence[Trial], language: Language) -> str:
    sign = choose(language, " %", "%")
    held = {name: f"{number(100 * share, 0, language)}{sign}" for name, share in _together(trials).items()}
    away = [trial.away for trial in trials]
    return Template(template("policy_space", language)).substitute(
        question=choose(language, found.manifest["question"], found.manifest["question_nl"]),
        fitted=int(fitted_to(found.space).sum()),
        conditions=trials[0].conditions,
        pairs=max(trial.pairs for trial in trials),
        cases=found.pieces[0].found.shape[1],
        **held,
        least=f"{number(100 * float(np.nanmin(away)), 0, language)}{sign}",
        most=f"{number(100 * float(np.nanmax(away)), 0, language)}{sign}",
        table=_table(trials, language),
        pictures=f"![{_PICTURE}]({_PICTURE}.{language}.png)",
    )


def _table(trials: Sequence[Trial], language: Language) -> str:
    words, sign = _words(), choose(language, " %", "%")
    english = "| outcome | when | error | levels | differences | means | differences of means |"
    dutch = "| uitkomst | wanneer | fout | niveaus | verschillen | gemiddelden | verschillen van gemiddelden |"
    rows = [choose(language, english, dutch), "|---|---|---:|---:|---:|---:|---:|"]
    for trial in trials:
        shares = [
            "–" if np.isnan(share) else f"{number(100 * share, 0, language)}{sign}"
            for share in (trial.away, *(getattr(trial, name) for name in _HELD))
        ]
        names = (words["outcomes"][trial.outcome][language], words["parts"][trial.part][language])
        rows.append(f"| {' | '.join([*names, *shares])} |")
    return "\n".join(rows)


def _together(trials: Sequence[Trial]) -> dict[str, float]:
    """Return the shares that were held, over all outcomes."""
    return {name: float(np.nanmean([getattr(one, name) for one in trials])) for name in _HELD}


@cache
def _words() -> dict[str, Any]:
    return tomllib.loads(_TEXTS.read_text(encoding="utf-8"))
