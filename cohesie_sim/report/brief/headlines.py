"""The answer: one statement per headline, in words whose strength follows the robustness of the finding."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from math import isnan
from typing import Final

from cohesie_sim.report.brief.content import Number, Run, Runs, Text
from cohesie_sim.report.brief.stored import Stored
from cohesie_sim.report.brief.strength import Strength, strength_of
from cohesie_sim.report.brief.tracing import Source, interval_runs, row_id, share_run
from cohesie_sim.report.brief.wording import BRACES, VALUE, Value, Words, fill_in, join
from cohesie_sim.report.findings import Finding
from cohesie_sim.report.quantities import value_text
from cohesie_sim.report.robust_words import cause_text, mean_share
from cohesie_sim.report.words import Language, hypothesis_text

_WAYS: Final = {1: "higher", -1: "lower", 0: "same"}
_NOTHING: Final = 0.1  # of a setting, as in robust_words.settings_text
Group = Mapping[str, Finding]


class Teller:
    """What tells the findings of one study.

    Parameters
    ----------
    stored
        Its results.
    words
        Of its brief.
    language
        ``en`` or ``nl``.
    sources
        Where numbers within its words may come from, by finding.
    """

    def __init__(
        self, stored: Stored, words: Words, language: Language, sources: Mapping[str, Sequence[Source]]
    ) -> None:
        self._found, self._study = stored.found, stored.study
        self._words, self._language, self._sources = words, language, sources

    def tell(self, name: str) -> Runs:
        """Return the statement on a finding.

        Parameters
        ----------
        name
            Of the finding.

        Returns
        -------
        tuple of run
            A label in bold, the statement, and how far it holds.
        """
        group = self._found[name]
        strength = strength_of(group)
        rule = name in self._words.rules and strength is not Strength.LEVEL
        label = "rule" if rule and strength is Strength.FIRM else strength.value
        told = self._level(group) if strength is Strength.LEVEL else self._difference(group, strength)
        more = (Text(self._words.every("sentences", "rule")),) if rule else ()
        return (Text(self._words.every("labels", label), bold=True), *told, *more)

    def _difference(self, group: Group, strength: Strength) -> Runs:
        first = next(iter(group.values()))
        condition, measure = self._words.told(first.name)
        sources = self._sources[first.name]
        values: dict[str, Value] = {"condition": condition, "measure": measure}
        if strength in {Strength.UNSURE, Strength.HYPOTHESES}:
            values["number"] = self._bare(first)
            values["ways"] = self._ways(group)
            return fill_in(self._words.every("sentences", strength.value), values, sources)
        values["way"] = self._words.every("ways", _WAYS[first.sign])
        values["number"] = interval_runs(self._study, first, self._language)
        sentence = "on_average" if strength is Strength.SETTING else "direction"
        told = fill_in(self._words.every("sentences", sentence), values, sources)
        return told if first.robust is None else told + self._holding(group, strength)

    def _holding(self, group: Group, strength: Strength) -> Runs:
        """Return under which hypotheses, and in which share of settings, a direction holds."""
        first = next(iter(group.values()))
        decider = first.robust.depends_on if first.robust else ""
        cause = cause_text(decider, self._language)
        every = self._words.every("ways", "two" if len(group) == 2 else "three")
        names = hypothesis_text(first.hypothesis, self._language)
        sources = [Source(row_id(self._study, first), "depends_on", cause)]
        values: dict[str, Value] = {"every": every, "names": names, "share": self._share(group)}
        return fill_in(self._words.every("sentences", strength.value), {**values, "cause": cause}, sources)

    def _share(self, group: Group) -> Runs:
        draws = max(finding.robust.draws for finding in group.values() if finding.robust)
        if draws * (1 - mean_share(group)) < _NOTHING:
            return (Text(self._words.every("sentences", "share_all")),)
        return fill_in(
            self._words.every("sentences", "share"), {"share": share_run(self._study, group, self._language)}
        )

    def _bare(self, finding: Finding) -> Runs:
        """Return a number that is not distinguishable without saying so again."""
        runs = interval_runs(self._study, finding, self._language)
        unsure = self._words.every("ways", "unsure")
        if not (runs and isinstance(runs[0], Text) and runs[0].text == f"{unsure} (" and isinstance(runs[-1], Text)):
            return runs  # nothing differs anywhere: there are words for that
        return (*runs[1:-1], *((Text(runs[-1].text.removesuffix(")")),) if runs[-1].text != ")" else ()))

    def _ways(self, group: Group) -> Runs:
        """Return which direction stands under which hypotheses, with the numbers of those that have one."""
        under, also = (self._words.every("ways", key) for key in ("under", "and"))
        parts: list[Runs] = []
        for sign in dict.fromkeys(finding.sign for finding in group.values()):
            told = [self._named(finding) for finding in group.values() if finding.sign == sign]
            way = self._words.every("ways", _WAYS[sign])
            parts.append((Text(f"{way} {under} "), *join(told, f" {also} ")))
        return join(parts, "; ")

    def _named(self, finding: Finding) -> Runs:
        name = Text(hypothesis_text(finding.hypothesis, self._language))
        if not finding.sign:
            return (name,)
        return (name, Text(": "), *interval_runs(self._study, finding, self._language))

    def _level(self, group: Group) -> Runs:
        first = next(iter(group.values()))
        return (Text(" "), *self.fill(self._words.told(first.name)[0], first.name), *self._nine(first))

    def fill(self, text: str, about: str = "") -> Runs:
        """Return a text of the study with findings in braces filled in.

        Parameters
        ----------
        text
            Such as ``Halving saves {saved_cut_low} a year.``
        about
            The finding that ``{value}`` stands for.

        Returns
        -------
        tuple of run
            Each number with its interval, where it has one.
        """
        names = [about if name == VALUE else name for name in BRACES.findall(text)]
        values: dict[str, Value] = {}
        for name in names:
            first = next(iter(self._found[name].values()))
            runs = interval_runs(self._study, first, self._language)
            # a price computed from an assumption alone has no interval, and needs no word on that
            values[name] = (*runs[:-1], _without_reason(runs[-1])) if isnan(first.interval.low) else runs
        sources = [source for name in dict.fromkeys(names) for source in self._sources[name]]
        return fill_in(BRACES.sub(lambda found: f"${about if found[1] == VALUE else found[1]}", text), values, sources)

    def _nine(self, finding: Finding) -> Runs:
        """Return between which numbers nine in ten settings lie; empty where that says nothing."""
        if finding.robust is None or finding.robust.low == finding.robust.high:
            return ()
        row = row_id(self._study, finding)
        ends: dict[str, Value] = {}
        for key, value in (("low", finding.robust.low), ("high", finding.robust.high)):
            shown = value_text(value, finding.unit, self._language, difference=False)
            ends[key] = Number(shown, f"{value:.6g}", row, f"range_{key}")
        return fill_in(self._words.every("sentences", "nine"), ends)


def _without_reason(run: Run) -> Run:
    """Return the last words behind a number without the bracket that says why it has no interval."""
    return Text(run.text.partition(" (")[0]) if isinstance(run, Text) else run
