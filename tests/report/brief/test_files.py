"""The two files of a brief: text stays text, nothing comes from elsewhere, and the same results give the same bytes."""

from __future__ import annotations

import io
import re
import sys
from collections.abc import Callable
from html import unescape
from typing import TYPE_CHECKING, Any

import pytest
from pypdf import PdfReader

from cohesie_sim.errors import ConfigurationError
from cohesie_sim.report.brief import make_brief
from cohesie_sim.report.words import LANGUAGES, Language

if TYPE_CHECKING:
    from tests.report.brief.conftest import Copy

BriefOf = Callable[[str, Language], tuple[str, bytes]]
EVIL = '<script>alert(1)</script> & "quoted" $title ${pages} **bold** [link](x) {value} _x_'


def evil(manifest: dict[str, Any]) -> None:
    manifest["scenarios"]["nl_2020_2022"]["title_nl"] = EVIL
    manifest["question_nl"] = f"</p><img src=x onerror=alert(2)> {EVIL}"
    manifest["versions"]["numpy"] = "<b>2.0</b>"


def test_whatever_a_title_says_is_shown_as_text(copied: Copy) -> None:
    copied.manifest(evil)
    files = make_brief(copied.folder, "nl")
    html = files["brief.nl.html"].decode()
    assert "<script" not in html
    assert "onerror=alert(2)>" not in html
    assert "<b>2.0" not in html
    shown = unescape(re.sub(r"<[^>]+>", "", html.split("<body>")[1]))
    assert "<script>alert(" in shown
    assert '& "quoted" $title ${pages} **bold** [link](x) {value} _x_' in shown
    text = " ".join(page.extract_text() for page in PdfReader(io.BytesIO(files["brief.nl.pdf"])).pages)
    assert "$title ${pages} **bold** [link](x) {value} _x_" in " ".join(text.split())


def test_markup_in_what_a_finding_is_called_is_shown_as_text(copied: Copy) -> None:
    copied.findings(
        lambda text: text.replace("Volwassenen met een onvervulde", "<i>Volwassenen</i> met een onvervulde")
    )
    html = make_brief(copied.folder, "nl")["brief.nl.html"].decode()
    assert "&lt;i&gt;Volwassenen&lt;/i&gt; met een onvervulde" in html


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_page_has_language_headings_alternative_text_and_nothing_from_elsewhere(
    language: Language, brief_of: BriefOf
) -> None:
    html, _ = brief_of("nearness", language)
    assert html.startswith(f'<!doctype html>\n<html lang="{language}">')
    assert [int(level) for level in re.findall(r"<h(\d)>", html)] == [1, *[2] * 8]
    (alternative,) = re.findall(r'<img [^>]*alt="([^"]+)"', html)
    assert len(alternative) > 20
    assert {source[:22] for source in re.findall(r'src="([^"]+)"', html)} == {"data:image/png;base64,"}
    assert all(link.startswith("#") for link in re.findall(r'href="([^"]+)"', html))
    assert not re.search(r"https?:|url\(|@import|<script|<link", html)
    assert '<th scope="row">' in html


def _luminance(colour: str) -> float:
    wide = colour if len(colour) == 6 else "".join(2 * digit for digit in colour)
    parts = [int(wide[at : at + 2], 16) / 255 for at in (0, 2, 4)]
    red, green, blue = (p / 12.92 if p <= 0.03928 else ((p + 0.055) / 1.055) ** 2.4 for p in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def test_every_colour_of_letters_can_be_read_on_white(brief_of: BriefOf) -> None:
    html, _ = brief_of("nearness", "nl")
    colours = re.findall(r"[{;] color: #([0-9a-f]{3,6})", html)
    assert len(colours) >= 3
    assert all(1.05 / (_luminance(colour) + 0.05) >= 4.5 for colour in colours)


@pytest.mark.parametrize(
    ("language", "purpose"),
    [("nl", "Verkennen en verklaren, niet voorspellen."), ("en", "Exploration and explanation, not prediction.")],
)
def test_the_first_page_says_what_it_is_for_and_that_costs_are_assumed(
    language: Language, purpose: str, brief_of: BriefOf
) -> None:
    html, pdf = brief_of("nearness", language)
    first = " ".join(PdfReader(io.BytesIO(pdf)).pages[0].extract_text().split())
    assert purpose in first
    assert purpose in html.split('<section class="page"')[1]
    assert {"nl": "Dat is een aanname", "en": "That is an assumption"}[language] in first


def test_the_pdf_says_its_title_language_and_date_and_carries_its_letters(copied: Copy, brief_of: BriefOf) -> None:
    _, pdf = brief_of("nearness", "nl")
    reader = PdfReader(io.BytesIO(pdf))
    assert reader.metadata is not None
    assert str(reader.metadata.title).startswith("De straat op in de lockdown")
    assert reader.metadata.creation_date is not None
    finished: list[str] = []
    copied.manifest(lambda manifest: finished.append(str(manifest["finished"])))
    assert reader.metadata.creation_date.isoformat() == finished[0]
    root: Any = reader.trailer["/Root"]
    assert root["/Lang"] == "nl"
    fonts: Any = reader.pages[0]["/Resources"]["/Font"]  # type: ignore[index]
    assert all("DejaVu" in font.get_object()["/BaseFont"] for font in fonts.values())


def test_the_same_results_give_the_same_bytes(brief_of: BriefOf, copied: Copy) -> None:
    files = make_brief(copied.folder, "en")
    html, pdf = brief_of("nearness", "en")
    assert files == {"brief.en.html": html.encode(), "brief.en.pdf": pdf}


def test_without_the_library_for_pdfs_the_extra_is_named(copied: Copy, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "fpdf", None)
    with pytest.raises(ConfigurationError, match=r"fpdf2 is needed here .*pip install 'cohesie-sim\[brief\]'"):
        make_brief(copied.folder, "nl")
