"""Declarations: a parameter without a source cannot be written, and records list what they hold."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import FrozenInstanceError
from typing import Annotated, NamedTuple

import pytest

from cohesie_sim.declaration import Declared, Parameter, Source, assumed, calibrated, cited, declarations

PACE = Parameter("weeks between two visits", "weeks", 1, 8, "lever", assumed("a guess"))
TASTE = Parameter("liking of walks", "share", 0.0, 1.0, "uncertainty", calibrated("a pattern"))


class Inner(NamedTuple):
    """A record inside another."""

    taste: Annotated[float, TASTE] = 0.5


class Outer(NamedTuple):
    """A record with a scalar and a record."""

    pace: Annotated[int, PACE] = 2
    first: Inner = Inner()
    second: Inner = Inner(0.25)


class Undeclared(NamedTuple):
    """A record that does not say what its number is."""

    pace: Annotated[int, PACE] = 2
    mystery: float = 1.0


@pytest.mark.parametrize(
    ("source", "kind", "text"),
    [
        (cited("Spit 2021", "table 2: 0.3"), "cited", "Spit 2021; table 2: 0.3"),
        (calibrated("5.0 % isolated"), "calibrated", "5.0 % isolated"),
        (assumed("once a month"), "assumed", "once a month"),
    ],
)
def test_a_source_says_its_kind_and_its_text(source: Source, kind: str, text: str) -> None:
    assert (source.kind, source.text) == (kind, text)
    assert str(source) == f"{kind}: {text}"


@pytest.mark.parametrize("make", [calibrated, assumed])
@pytest.mark.parametrize("text", ["", "  ", "\n"])
def test_a_source_without_a_text_cannot_be_written(make: Callable[[str], Source], text: str) -> None:
    with pytest.raises(ValueError, match=f"a {make.__name__} source needs a text"):
        make(text)


@pytest.mark.parametrize(("key", "where"), [("", ""), ("", "table 2"), ("Spit 2021", " ")])
def test_a_citation_without_a_key_or_a_place_cannot_be_written(key: str, where: str) -> None:
    with pytest.raises(ValueError, match="a cited source needs a text"):
        cited(key, where)


def test_a_record_lists_its_parameters_in_order_under_dotted_names() -> None:
    assert declarations(Outer()) == [
        Declared("pace", 2, int, PACE),
        Declared("first.taste", 0.5, float, TASTE),
        Declared("second.taste", 0.25, float, TASTE),
    ]


def test_a_prefix_stands_in_front_and_values_are_those_of_the_record() -> None:
    rows = declarations(Outer(pace=3, first=Inner(0.75)), "people.")
    assert [(row.name, row.value) for row in rows] == [
        ("people.pace", 3),
        ("people.first.taste", 0.75),
        ("people.second.taste", 0.25),
    ]


def test_a_number_without_a_declaration_is_refused_by_name() -> None:
    with pytest.raises(TypeError, match=r"Undeclared\.mystery has no Parameter declaration"):
        declarations(Undeclared())


@pytest.mark.parametrize(("frozen", "name"), [(PACE, "low"), (PACE.source, "text")])
def test_declarations_cannot_be_changed_afterwards(frozen: Parameter | Source, name: str) -> None:
    with pytest.raises(FrozenInstanceError):
        setattr(frozen, name, "other")
