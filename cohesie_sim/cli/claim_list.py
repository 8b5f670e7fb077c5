"""The ledger of claims on the screen."""

from __future__ import annotations

from math import isfinite
from pathlib import Path

from cohesie_sim.cli.screen import print_json, print_table
from cohesie_sim.errors import ConfigurationError
from cohesie_sim.experiment.store import write_bytes
from cohesie_sim.report.ledger import Claim, read_ledger, tests_in
from cohesie_sim.report.ledger_page import judged_lines, verdict_text, write_ledger


def list_claims(results: Path, page: Path | None, *, as_json: bool) -> None:
    """Print the verdict on every claim, with the numbers; write the ledger's page when asked to.

    Parameters
    ----------
    results
        Folder that holds a folder per experiment.
    page
        Where to write the ledger in Markdown; None for nowhere.
    as_json
        JSON instead of tables.

    Raises
    ------
    ConfigurationError
        When results are missing or damaged, or the page cannot be written.
    """
    claims = read_ledger(results)
    if not tests_in(claims):
        raise ConfigurationError(f"{results}: no results of a shipped experiment there. Name their folder, or run one.")
    if page is not None:
        write_bytes(page, write_ledger(claims).encode())
    if as_json:
        print_json([_plain(claim) for claim in claims])
        return
    verdicts = [(claim.name, verdict_text(claim), claim.texts["en"]) for claim in claims]
    print_table("Claims of the article", ("claim", "verdict", "what the article says"), verdicts)
    numbers = [(claim.name, line) for claim in claims for judged in claim.judged for line in judged_lines(judged)]
    print_table("Criteria, written down before the runs, and what was found", ("claim", "criterion"), numbers)


def _plain(claim: Claim) -> dict[str, object]:
    return {
        "claim": claim.name,
        "says": claim.texts["en"],
        "role": claim.texts["role"],
        "verdict": verdict_text(claim),
        "criteria": [
            {
                "study": j.criterion.study,
                "finding": j.criterion.finding,
                "low": _finite(j.criterion.low),
                "high": _finite(j.criterion.high),
                "why": j.criterion.why,
                "found": {
                    name: {
                        "verdict": j.verdicts[name],
                        "unit": f.unit,
                        "share_of_draws": j.met.get(name),
                        **{end: _finite(value) for end, value in f.interval._asdict().items()},
                    }
                    for name, f in j.found.items()
                },
            }
            for j in claim.judged
        ],
    }


def _finite(value: float) -> float | None:
    """Return a number that JSON can hold; no bound and no interval are null."""
    return value if isfinite(value) else None
