"""Findings in sentences, whose strength follows the intervals and the hypotheses."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final

from cohesie_sim.report.deciding import HYPOTHESIS
from cohesie_sim.report.findings import COST_OF, Finding, by_name
from cohesie_sim.report.quantities import interval_text, value_text
from cohesie_sim.report.robust_words import decider_text, depends, mean_share, range_text, settings_text
from cohesie_sim.report.study_words import StudyWords
from cohesie_sim.report.words import Language, choose, hypothesis_text

_BY: Final = ("by", "met")
_WAYS: Final = {1: ("higher", "hoger"), -1: ("lower", "lager"), 0: ("not distinguishable", "niet te onderscheiden")}


def tell(found: Sequence[Finding], words: StudyWords, language: Language) -> list[str]:
    """Return every finding in a sentence.

    Parameters
    ----------
    found
        Of one study.
    words
        Of that study, in that language.
    language
        ``en`` or ``nl``.

    Returns
    -------
    list of str
        One per name: what it is, the number with its interval, and what the other hypotheses say.
    """
    groups = by_name(found)
    return [
        f"{words.clauses[name]}: {number_text(group, language)}{others_text(group, language)}"
        f"{conclusion_text(group, language)}{_bought_text(name, groups, language)}."
        for name, group in groups.items()
    ]


def _bought_text(name: str, groups: Mapping[str, Mapping[str, Finding]], language: Language) -> str:
    """Return what it depends on whether a price buys anything; empty for what is no price, or a sure one."""
    bought = groups.get(name.removeprefix(COST_OF), {}) if name.startswith(COST_OF) else {}
    decider = depends(bought) if bought else ""
    if not decider:
        return ""
    on = choose(language, "whether it buys any depends on", "of het iets oplevert hangt af van")
    return f" [{on} {decider_text(decider, language)}]"


def fill(sentence: str, found: Sequence[Finding], language: Language) -> str:
    """Return a sentence with findings in braces filled in.

    Parameters
    ----------
    sentence
        Such as ``Halving the funding changes isolation by {isolated_cut}.``
    found
        Of the study.
    language
        ``en`` or ``nl``.

    Returns
    -------
    str
        Each number with its interval, and under how many hypotheses its direction holds.
    """
    texts = {
        name: f"{number_text(group, language, amount=_is_amount(name, sentence))}{conclusion_text(group, language)}"
        for name, group in by_name(found).items()
    }
    return sentence.format(**texts)


def _is_amount(name: str, sentence: str) -> bool:
    """Return whether a sentence says that something changes by this finding: "by not distinguishable" is no English."""
    return any(f" {by} {{{name}}}" in sentence for by in _BY)


def number_text(group: Mapping[str, Finding], language: Language, *, amount: bool = False) -> str:
    """Return the number of the first hypothesis with its interval, in bold; by itself or as an amount."""
    first = next(iter(group.values()))
    text = interval_text(first.interval, first.unit, language, difference=first.difference, amount=amount)
    return f"**{text}**"


def others_text(group: Mapping[str, Finding], language: Language) -> str:
    """Return what the hypotheses after the first one say; empty when there are none."""
    others = list(group.values())[1:]
    if not others:
        return ""
    told = "; ".join(
        f"{hypothesis_text(f.hypothesis, language)}: "
        f"{interval_text(f.interval, f.unit, language, difference=f.difference)}"
        for f in others
    )
    return f"; {told}"


def conclusion_text(group: Mapping[str, Finding], language: Language) -> str:
    """Return how far a number holds, in brackets.

    Parameters
    ----------
    group
        The findings of one name by hypothesis.
    language
        ``en`` or ``nl``.

    Returns
    -------
    str
        Under which hypotheses a difference has which direction; over draws of parameters, in which share of them, or
        what it depends on, and between which numbers it lies. Empty when there is one hypothesis and no draws.
    """
    first = next(iter(group.values()))
    decider, ranged = depends(group), range_text(group, language)
    if not first.difference:
        parts = [ranged]
    elif decider:
        on = choose(language, "depends on", "hangt af van")
        alike = len({f.sign for f in group.values()}) == 1
        mean = choose(language, "on average ", "gemiddeld ") if alike else ""  # which of them deviate is another matter
        by = f": {mean}{_ways_text(group, language)}" if decider == HYPOTHESIS or not alike else ""
        parts = [f"{on} {decider_text(decider, language)}{by}", _share_text(group, language), ranged]
    elif first.sure and first.robust:
        parts = [_standing_text(group, language), ranged]
    else:
        parts = [_ways_text(group, language) if len(group) > 1 else ""]
    told = "; ".join(part for part in parts if part)
    return f" [{told}]" if told else ""


def _standing_text(group: Mapping[str, Finding], language: Language) -> str:
    """Return the directions under the hypotheses with the share of settings; one direction is told once."""
    if len(group) == 1:
        return _share_text(group, language)
    if len({f.sign for f in group.values()}) > 1:
        return f"{_ways_text(group, language)}; {_share_text(group, language)}"
    return f"{_ways_text(group, language)} {choose(language, 'and in', 'en bij')} {_settings_text(group, 1, language)}"


def _share_text(group: Mapping[str, Finding], language: Language) -> str:
    """Return in which share of settings and hypotheses the direction of the first hypothesis is found."""
    way = choose(language, *_WAYS[1 if next(iter(group.values())).interval.mean > 0 else -1])
    return f"{way} {choose(language, 'in', 'bij')} {_settings_text(group, len(group), language)}"


def _settings_text(group: Mapping[str, Finding], hypotheses: int, language: Language) -> str:
    draws = [f.robust.draws for f in group.values() if f.robust]
    return settings_text(mean_share(group), draws, hypotheses, language)


def _ways_text(group: Mapping[str, Finding], language: Language) -> str:
    """Return under which hypotheses a difference has which direction."""
    under: dict[int, list[str]] = {}
    for hypothesis, finding in group.items():
        under.setdefault(finding.sign, []).append(hypothesis_text(hypothesis, language))
    if len(under) == 1:
        way = choose(language, *_WAYS[next(iter(under))])
        every = choose(language, f"under all {len(group)} hypotheses", f"bij alle {len(group)} hypothesen")
        drawn = next(iter(group.values())).robust is not None  # then a wider range follows
        return f"{way} {every}{_range_text(group, language) if next(iter(under)) and not drawn else ''}"
    by, also = choose(language, "under", "bij"), choose(language, " and ", " en ")
    return ", ".join(f"{choose(language, *_WAYS[sign])} {by} {also.join(names)}" for sign, names in under.items())


def _range_text(group: Mapping[str, Finding], language: Language) -> str:
    """Return the smallest and the largest number of several hypotheses: a direction may hold where a size does not."""
    ordered = sorted(group.values(), key=lambda finding: abs(finding.interval.mean))
    least, most = (value_text(f.interval.mean, f.unit, language, difference=True) for f in (ordered[0], ordered[-1]))
    return f": {least}" if least == most else f": {least} {choose(language, 'to', 'tot')} {most}"
