"""The policy page: one file that needs no server and no network, from stored results only.

Scripts, style and words are in ``browser/`` and ``texts/policy_page.toml``. The scripts are modules, so that they can
be checked and tested one by one; here they become one, in the order in which they need each other.
"""

from __future__ import annotations

import base64
import hashlib
import json
import re
import tomllib
from collections.abc import Mapping
from pathlib import Path
from string import Template
from typing import Any, Final

from cohesie_sim.errors import ConfigurationError
from cohesie_sim.report.policy.headlines import headlines
from cohesie_sim.report.policy.payload import payload
from cohesie_sim.report.policy.told import is_condensed, read_emulated
from cohesie_sim.report.policy.trial import try_out

_BROWSER: Final = Path(__file__).parent / "browser"
_WORDS: Final = Path(__file__).parents[1] / "texts" / "policy_page.toml"
_IMPORT: Final = re.compile(r'^import \{[^}]+\} from "\./(\w+)\.js";\n', re.MULTILINE)
_EXPORT: Final = re.compile(r"^export (?=(?:async )?(?:function|class|const|let)\b)", re.MULTILINE)
_FIRST: Final = "main"


def policy_page(folder: Path) -> bytes:
    """Return the policy page.

    Parameters
    ----------
    folder
        Results of a design that fills a space, such as ``results/policy_space``; headlines come from the studies beside
        it.

    Returns
    -------
    bytes
        HTML, the same for the same results.

    Raises
    ------
    ConfigurationError
        When a file is missing or damaged, or the folder holds something else.
    """
    if not is_condensed(folder):
        raise ConfigurationError(
            f"{folder}: holds no results that fill a space of choices, which the page needs; those of "
            "results/policy_space do. Make them with: python experiments/policy_space.py."
        )
    found = read_emulated(folder, fitted=True)
    trials = [try_out(found.space, *one) for one in zip(found.pieces, found.parts, strict=True)]
    content = payload(found, trials) | headlines(folder.parent) | {"words": page_words()}
    return fill_page(content).encode()


def fill_page(content: Mapping[str, Any]) -> str:
    """Return the page around some content.

    Parameters
    ----------
    content
        Of :func:`~cohesie_sim.report.policy.payload.payload`, with headlines, their studies and words.

    Returns
    -------
    str
        HTML. Nothing in the content can end the element that holds it, and only the page's own script may run.
    """
    script = bundle()
    fingerprint = base64.b64encode(hashlib.sha256(script.encode()).digest()).decode("ascii")
    policy = f"default-src 'none'; script-src 'sha256-{fingerprint}'; style-src 'unsafe-inline'; img-src data: blob:"
    data = json.dumps(content, ensure_ascii=False, separators=(",", ":"), allow_nan=False).replace("<", "\\u003c")
    style = (_BROWSER / "page.css").read_text(encoding="utf-8")
    page = Template((_BROWSER / "page.html").read_text(encoding="utf-8"))
    return page.substitute(policy=policy, style=style, data=data, script=script)


def page_words() -> dict[str, Any]:
    """Return the words of the page, by language."""
    return tomllib.loads(_WORDS.read_text(encoding="utf-8"))


def bundle() -> str:
    """Return all scripts as one, each after those that it imports."""
    ordered: list[str] = []
    _visit(_FIRST, ordered)
    parts = [_EXPORT.sub("", _IMPORT.sub("", _source(name))) for name in ordered]
    return "\n".join(parts)


def _visit(name: str, ordered: list[str]) -> None:
    for needed in _IMPORT.findall(_source(name)):
        if needed not in ordered:
            _visit(needed, ordered)
    if name not in ordered:
        ordered.append(name)


def _source(name: str) -> str:
    return (_BROWSER / f"{name}.js").read_text(encoding="utf-8")
