"""The page of the calibration: what fits, what does not and why, what is known of parameters, is the method right."""

from __future__ import annotations

from collections.abc import Sequence
from string import Template
from typing import Any, Final

import numpy as np
import pandas as pd

from cohesie_sim.report.calibration_posterior import narrowing
from cohesie_sim.report.calibration_recovery import LEVELS, Coverage, block_coverage, coverage
from cohesie_sim.report.calibration_tables import Calibration
from cohesie_sim.report.calibration_words import (
    block_text,
    parameter_text,
    reason_text,
    target_text,
    texts_of,
    unit_text,
    value_text,
)
from cohesie_sim.report.words import Language, choose, number, template

PAGES: Final[dict[Language, str]] = {"en": "README.md", "nl": "LEESMIJ.md"}
_NARROW, _WIDE = 0.5, 0.8  # of the range, taken up by 90 % of the draws: much, and hardly anything learned


def write_page(stored: Calibration, files: Sequence[str], language: Language) -> str:
    """Return the page in Markdown.

    Parameters
    ----------
    stored
        Tables of the calibration.
    files
        Names of the pictures.
    language
        ``en`` or ``nl``.

    Returns
    -------
    str
        Misfits first; nothing is left out.
    """
    shown = [name for name in files if name.endswith(f".{language}.png")]
    last = stored.generations.iloc[-1]
    return Template(template("calibration", language)).substitute(
        met=_met(stored.targets, language),
        before=_before(stored, language),
        misfits=_misfits(stored.targets, language),
        parameters=_parameters(stored, language),
        recovery="\n".join(
            f"- {_covered(one, language)}" for one in coverage(stored.recovery, stored.priors) if not one.parameter
        ),
        blocks=_blocks(stored, language),
        worst=_worst(stored, language),
        cases=stored.recovery["case"].nunique(),
        fitted=len(stored.fitted),
        drawn=len(stored.priors) - len(stored.fitted),
        draws=len(stored.posterior),
        worlds=stored.draws,
        particles=number(last["particles"], 0, language),
        effective=number(stored.recovery["effective"].min(), 0, language),
        own=number(stored.generations["effective"].min(), 0, language),
        evaluations=number(stored.generations["evaluations"].sum(), 0, language),
        fit=_generations(stored.generations, language),
        **_explained(stored.emulator, language),
        pictures="\n\n".join(f"![{name.split('.')[0].replace('_', ' ')}]({name})" for name in shown),
    )


def _met(targets: pd.DataFrame, language: Language) -> str:
    counts = {}
    for use in ("fit", "check"):
        rows = targets[targets["use"] == use]
        counts[use] = (int((rows["met"] == "yes").sum()), len(rows))
    (fit, fits), (check, checks) = counts["fit"], counts["check"]
    return choose(
        language,
        f"Of the {fits} targets that parameters were fitted to, **{fit} are met**; of the {checks} that were only "
        f"compared, {check}.",
        f"Van de {fits} uitkomsten waarop gekalibreerd is, **kloppen er {fit}**; van de {checks} die alleen vergeleken "
        f"zijn {check}.",
    )


def _before(stored: Calibration, language: Language) -> str:
    """Return what the fit adds to worlds whose parameters lie anywhere in their ranges."""
    asked = stored.targets[stored.targets["use"] == "fit"].set_index("id")
    before = stored.prior_predictive.set_index("id").loc[asked.index]
    met = int((before["met"] == "yes").sum())
    first, last = (number(_typical(asked, medians), 2, language) for medians in (before["median"], asked["median"]))
    silent = asked[asked.index.isin(stored.emulator.loc[stored.emulator["explained"].isna(), "id"])].reset_index()
    named = "; ".join(target_text(row, language) for _, row in silent.iterrows())
    mute = choose(
        language,
        f" Every world meets these, so that they say nothing about parameters: {named}.",
        f" Hieraan voldoet elke wereld, zodat ze niets over parameters zeggen: {named}.",
    )
    told = choose(
        language,
        f"That asks little: with parameters anywhere in their ranges, {met} of the {len(asked)} fitted ones are met as "
        f"well, because worlds then differ so much. What the fit adds is that the middle world comes nearer: typically "
        f"{last} instead of {first} standard deviations of the survey away from it.",
        f"Dat vraagt weinig: met parameters waar dan ook in hun bereik kloppen er ook {met} van de {len(asked)}, omdat "
        f"werelden dan zo verschillen. Wat kalibreren toevoegt, is dat de middelste wereld dichterbij komt: gemiddeld "
        f"{last} in plaats van {first} standaardafwijkingen van de enquête ervandaan.",
    )
    return told + (mute if named else "")


def _typical(asked: pd.DataFrame, medians: pd.Series[float]) -> float:
    """Return the root of the mean squared distance from the targets, in their standard deviations."""
    away = (medians - asked["value"]) / asked["sd"]
    right = ((asked["sense"] == "at_most") & (away < 0)) | ((asked["sense"] == "at_least") & (away > 0))
    return float(np.sqrt(np.square(away.mask(right, 0.0)).mean()))


def _misfits(targets: pd.DataFrame, language: Language) -> str:
    """Return a sentence for every target that is not met, the largest misfit first."""
    missed = targets[targets["met"] == "no"]
    if missed.empty:
        return choose(language, "- Every target is met.", "- Alles klopt.")
    order = missed["misfit"].abs().sort_values(ascending=False, kind="stable").index
    return "\n".join(f"- {_misfit(missed.loc[k], language)}" for k in order)


def _misfit(row: Any, language: Language) -> str:
    use = "" if row["use"] == "fit" else choose(language, " (only compared)", " (alleen vergeleken)")
    if np.isnan(row["median"]):
        found = choose(language, "it does not exist in the model", "in het model bestaat het niet")
        return f"**{target_text(row, language)}**{use}: {found}. {reason_text(row['id'], language)}".rstrip()
    published, middle, low, high = (
        value_text(row[name], row["unit"], language) for name in ("value", "median", "low90", "high90")
    )
    unit, bound = unit_text(row["unit"], language), texts_of("goodness", language, about="", draws=0)
    sense = "" if row["sense"] == "equal" else bound[row["sense"]]
    said = choose(
        language,
        f"published {sense}{published}{unit}, the model {middle}{unit} ({low} to {high})",
        f"gepubliceerd {sense}{published}{unit}, het model {middle}{unit} ({low} tot {high})",
    )
    away = number(row["misfit"], 1, language, sign=True)
    size = choose(language, f"{away} standard deviations", f"{away} standaardafwijkingen")
    return f"**{target_text(row, language)}**{use}: {said}; {size}. {reason_text(row['id'], language)}".rstrip()


def _parameters(stored: Calibration, language: Language) -> str:
    left = {
        row["parameter"]: narrowing(stored.posterior[row["parameter"]], row["low"], row["high"])
        for row in stored.fitted.to_dict("records")
    }
    narrow = [name for name, share in sorted(left.items(), key=lambda item: item[1]) if share < _NARROW]
    wide = [name for name, share in sorted(left.items(), key=lambda item: -item[1]) if share > _WIDE]
    much = choose(
        language,
        "Known much better than before (90 % of the draws take up less than half of the range)",
        "Veel beter bekend dan vooraf (90% van de varianten beslaat minder dan de helft van het bereik)",
    )
    little = choose(
        language,
        "Hardly better known than before (more than 80 % of the range), although targets speak about them",
        "Nauwelijks beter bekend dan vooraf (meer dan 80% van het bereik), hoewel er uitkomsten over gaan",
    )
    return "\n".join(f"- {said}: {_named(names, language)}." for said, names in ((much, narrow), (little, wide)))


def _named(names: Sequence[str], language: Language) -> str:
    if not names:
        return choose(language, "none", "geen")
    return "; ".join(" (`".join(parameter_text(name, language).split("\n")) + "`)" for name in names)


def _covered(one: Coverage, language: Language) -> str:
    share, low, high = (number(100 * x, 0, language) for x in one.share[:3])
    counted, prior = (number(100 * x, 0, language) for x in (one.counted, one.prior))
    ends = "" if np.isnan(one.share.low) else choose(language, f" ({low} to {high})", f" ({low} tot {high})")
    told = choose(
        language,
        f"Intervals of {one.level} % hold the true value in {counted} % of the fits. The prior's own intervals, which "
        f"are right by construction, do so in {prior} % of the same cases; with that luck of the true values taken off "
        f"it is {share} %{ends}",
        f"Intervallen van {one.level}% bevatten de echte waarde bij {counted}% van de keren. Die van het bereik "
        f"vooraf, die per definitie goed zijn, doen dat in dezelfde gevallen bij {prior}%; zonder dat toeval van de "
        f"echte waarden is het {share}%{ends}",
    )
    return f"{told}: {_verdict(one, language)}."


def _verdict(one: Coverage, language: Language) -> str:
    if 100 * one.share.high < one.level:
        return choose(language, "too seldom, so the intervals are too narrow", "te weinig: de intervallen zijn te smal")
    if 100 * one.share.low > one.level:
        return choose(language, "too often, so the intervals are too wide", "te vaak: de intervallen zijn te ruim")
    return choose(language, "not distinguishable from what it should be", "niet te onderscheiden van hoe het hoort")


def _blocks(stored: Calibration, language: Language) -> str:
    """Return the coverage of every block at the wider level, and which are not what they should be."""
    level = LEVELS[-1]
    told = []
    for one in block_coverage(stored.recovery, stored.priors, level):
        share, low, high = (number(100 * end, 0, language) for end in one.share[:3])
        ends = "" if np.isnan(one.share.low) else choose(language, f" ({low} to {high})", f" ({low} tot {high})")
        name, sign = block_text(one.parameter, language), choose(language, " %", "%")
        told.append(f"{name} {share}{sign}{ends}: {_verdict(one, language)}")
    by = choose(language, f"By block, in the same way, at {level} %", f"Per blok, op dezelfde manier, bij {level}%")
    return f"{by}: {'; '.join(told)}."


def _worst(stored: Calibration, language: Language) -> str:
    """Return which parameters' own coverage can be told apart from what it should be, at either level."""
    off = [
        one
        for one in coverage(stored.recovery, stored.priors)
        if one.parameter and _verdict(one, "en").startswith("too")
    ]
    if not off:
        return choose(
            language, "No parameter by itself stands out.", "Geen parameter wijkt op zichzelf aantoonbaar af."
        )
    named = _named(list(dict.fromkeys(one.parameter for one in off)), language)
    chances = len(LEVELS) * stored.recovery["parameter"].nunique()
    return choose(
        language,
        f"Standing out by themselves: {named}; of {chances} comparisons about {number(0.05 * chances, 0, 'en')} would "
        "by luck alone.",
        f"Op zichzelf wijken af: {named}; van {chances} vergelijkingen zouden er ongeveer "
        f"{number(0.05 * chances, 0, 'nl')} dat door toeval doen.",
    )


def _generations(table: pd.DataFrame, language: Language) -> str:
    heads = choose(
        language,
        "| block | generation | largest distance | emulated | accepted | effective particles |",
        "| blok | generatie | grootste afstand | nagebootst | aanvaard | effectieve deeltjes |",
    )
    rows = []
    for _, row in table.iterrows():
        accepted = number(100 * row["acceptance"], 0, language) + choose(language, " %", "%")
        epsilon, evaluations = number(row["epsilon"], 2, language), number(row["evaluations"], 0, language)
        effective = number(row["effective"], 0, language)
        block = block_text(str(row["block"]), language)
        cells = (block, f"{row['generation']:.0f}", epsilon, evaluations, accepted, effective)
        rows.append(f"| {' | '.join(cells)} |")
    return "\n".join([heads, "|---|---:|---:|---:|---:|---:|", *rows])


def _explained(table: pd.DataFrame, language: Language) -> dict[str, str]:
    ends = {"least": table["explained"].min(), "middle": table["explained"].median(), "most": table["explained"].max()}
    sign = choose(language, " %", "%")
    return {name: f"{number(100 * max(share, 0.0), 0, language)}{sign}" for name, share in ends.items()}
