"""The page is one script that parses, only its own script may run, and both languages say the same things."""

from __future__ import annotations

import base64
import hashlib
import re
import shutil
import subprocess
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, Final

import pytest

from cohesie_sim.errors import ConfigurationError
from cohesie_sim.report.policy import page as module
from cohesie_sim.report.policy.page import bundle, fill_page, page_words, policy_page

BROWSER: Final = Path(module.__file__).parent / "browser"
SCRIPTS: Final = {path.stem: path.read_text(encoding="utf-8") for path in sorted(BROWSER.glob("*.js"))}
DECLARED: Final = re.compile(
    r"^(?:export )?(?:async )?(?:function|class|const|let|var) (?:(\w+)|[{\[]([^}\]]*)[}\]])", re.MULTILINE
)


def leaves(words: Mapping[str, Any], path: str = "") -> Iterator[tuple[str, str]]:
    """Return every text with its dotted name."""
    for name, value in words.items():
        if isinstance(value, Mapping):
            yield from leaves(value, f"{path}{name}.")
        else:
            yield f"{path}{name}", value


def opening(source: str) -> str:
    """Return the first line of a module that says something."""
    return next(line for line in source.splitlines() if len(line) > len("/** "))


DUTCH, ENGLISH = (dict(leaves(page_words()[language])) for language in ("nl", "en"))


def test_the_bundle_holds_every_module_and_no_import_or_export() -> None:
    script = bundle()
    assert not re.search(r"^\s*(import|export)\b", script, re.MULTILINE)
    for name, source in SCRIPTS.items():
        assert opening(source) in script, name
        for line in re.findall(r"^import .*", source, re.MULTILINE):
            assert re.fullmatch(r'import \{ \w+(?:, \w+)* \} from "\./\w+\.js";', line), f"{name}: {line}"


def test_each_module_comes_after_those_that_it_needs() -> None:
    script = bundle()
    place = {name: script.index(opening(source)) for name, source in SCRIPTS.items()}
    for name, source in SCRIPTS.items():
        for needed in re.findall(r'^import .* from "\./(\w+)\.js";', source, re.MULTILINE):
            assert place[needed] < place[name], f"{name} needs {needed}"


def test_no_two_modules_declare_the_same_name() -> None:
    owners: dict[str, str] = {}
    for name, source in SCRIPTS.items():
        for one, several in DECLARED.findall(source):
            for declared in [one] if one else re.findall(r"\w+", several):
                assert owners.setdefault(declared, name) == name, f"{declared}: in {owners[declared]} and in {name}"
    assert len(owners) > 80


@pytest.mark.skipif(shutil.which("node") is None, reason="no node here, which says whether a script parses")
def test_the_bundle_parses(tmp_path: Path) -> None:
    file = tmp_path / "bundle.mjs"
    file.write_text(bundle(), encoding="utf-8")
    done = subprocess.run(["node", "--check", str(file)], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr


def test_only_the_script_of_the_page_may_run_and_nothing_may_be_fetched() -> None:
    text = fill_page({"words": {}})
    policy = re.search(r'http-equiv="Content-Security-Policy" content="([^"]*)"', text)
    script = re.search(r'<script type="module">(.*)</script>', text, re.DOTALL)
    assert policy is not None
    assert script is not None
    fingerprint = base64.b64encode(hashlib.sha256(script[1].encode()).digest()).decode()
    rules = dict(rule.strip().split(" ", 1) for rule in policy[1].split(";"))
    assert rules["default-src"] == "'none'"
    assert rules["script-src"] == f"'sha256-{fingerprint}'"
    assert set(rules) == {"default-src", "script-src", "style-src", "img-src"}
    assert "unsafe" not in rules["script-src"]


def test_what_is_stored_cannot_end_the_element_that_holds_it() -> None:
    bad = "</script><script>alert(1)</script><!-- $policy ${data} \u2028"
    text = fill_page({"title": bad})
    assert text.count("</script>") == 2
    carried = re.search(r'id="data">(.*?)</script>', text, re.DOTALL)
    assert carried is not None
    assert "<" not in carried[1]
    assert bad.replace("<", "\\u003c") in carried[1]


def test_numbers_that_json_does_not_know_are_refused() -> None:
    with pytest.raises(ValueError, match="not JSON compliant"):
        fill_page({"mean": float("nan")})


def test_a_folder_of_something_else_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ConfigurationError, match="holds no results that fill a space of choices"):
        policy_page(tmp_path)


def test_both_languages_say_the_same_things_with_the_same_values() -> None:
    assert DUTCH.keys() == ENGLISH.keys()
    for path, text in DUTCH.items():
        assert text
        assert set(re.findall(r"\{\w+\}", text)) == set(re.findall(r"\{\w+\}", ENGLISH[path])), path


def test_every_term_that_is_explained_is_in_the_glossary() -> None:
    for texts in (DUTCH, ENGLISH):
        for path, text in texts.items():
            for term in re.findall(r"\[\[(\w+)\|[^\]]+\]\]", text):
                assert f"glossary.{term}.meaning" in texts, f"{path}: {term}"
            assert text.count("[[") == len(re.findall(r"\[\[\w+\|[^\]]+\]\]", text)), path


def test_every_text_that_the_page_asks_for_is_there() -> None:
    html = (BROWSER / "page.html").read_text(encoding="utf-8")
    asked = set(re.findall(r'data-(?:t|label)="([\w.]+)"', html))
    dotted = r"[a-z_]+(?:\.(?:[a-z_]+|\$\{[^}]+\}))+"
    for source in (source for name, source in SCRIPTS.items() if name != "design"):  # which writes names of settings
        asked |= set(re.findall(rf'"({dotted})"', source)) | set(re.findall(rf"`({dotted})`", source))
    known = "\n".join(DUTCH)
    for path in asked:
        pattern = r"[\w]+".join(re.escape(piece) for piece in re.split(r"\$\{[^}]+\}", path))
        assert re.search(rf"^{pattern}$", known, re.MULTILINE), path
    assert len(asked) > 100
