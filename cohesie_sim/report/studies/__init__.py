"""One module per study, named like its experiment: which findings answer the question, and which pictures show them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from importlib import import_module
from importlib.util import find_spec
from typing import Protocol, cast

from cohesie_sim.report.findings import Finding
from cohesie_sim.report.picture import Picture
from cohesie_sim.report.results import Results
from cohesie_sim.report.study_words import StudyWords
from cohesie_sim.report.words import Language


class Study(Protocol):
    """What a module of a study offers; its own docstrings say only what is particular to it."""

    def findings(self, results: Results) -> list[Finding]:
        """Return the findings, the most important first.

        Parameters
        ----------
        results
            Of the experiment.

        Returns
        -------
        list of Finding
            Each under every hypothesis that was run.
        """

    def pictures(
        self, results: Results, found: Sequence[Finding], words: StudyWords, language: Language
    ) -> Iterator[Picture]:
        """Yield the pictures one by one, so that only one is in memory.

        Parameters
        ----------
        results
            Of the experiment.
        found
            Its findings.
        words
            Of the study, in that language.
        language
            ``en`` or ``nl``.

        Yields
        ------
        Picture
            Those that answer the question first.
        """


def study_of(name: str) -> Study | None:
    """Return the study of an experiment.

    Parameters
    ----------
    name
        Of the design.

    Returns
    -------
    Study or None
        None for a design of somebody's own.
    """
    module = f"{__name__}.{name}"
    if not name.isidentifier() or find_spec(module) is None:
        return None
    return cast("Study", import_module(module))
