"""How a parameter is declared: value, unit, meaning, range, role and source in one place.

A parameter record is a :class:`typing.NamedTuple` of scalars whose fields carry a :class:`Parameter` as ``Annotated``
metadata. The values travel into the compiled engine as they are; the metadata feeds validation, the ODD tables, the
command line and the sensitivity design.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Literal, NamedTuple, get_type_hints

Role = Literal["lever", "uncertainty", "constant"]


@dataclass(frozen=True)
class Source:
    """Where a value comes from; made by :func:`cited`, :func:`calibrated` or :func:`assumed` only."""

    kind: Literal["cited", "calibrated", "assumed"]
    text: str

    def __str__(self) -> str:
        return f"{self.kind}: {self.text}"


def _source(kind: Literal["cited", "calibrated", "assumed"], text: str) -> Source:
    if not text.strip():
        raise ValueError(f"a {kind} source needs a text")
    return Source(kind, text)


def cited(key: str, where: str) -> Source:
    """Return the source of a value read in a publication.

    Parameters
    ----------
    key
        Short reference, as in ``docs/references.md``.
    where
        Table, page or sentence, and the number read there.

    Returns
    -------
    Source
        A source of kind ``cited``.
    """
    if not (key.strip() and where.strip()):
        raise ValueError("a cited source needs a text for its key and for its place")
    return _source("cited", f"{key}; {where}")


def calibrated(pattern: str) -> Source:
    """Return the source of a value chosen so that the model reproduces an observed pattern.

    Parameters
    ----------
    pattern
        The pattern, with its number and source.

    Returns
    -------
    Source
        A source of kind ``calibrated``.
    """
    return _source("calibrated", pattern)


def assumed(why: str) -> Source:
    """Return the source of a value that nobody measured for us.

    Parameters
    ----------
    why
        Why this order of magnitude is plausible.

    Returns
    -------
    Source
        A source of kind ``assumed``.
    """
    return _source("assumed", why)


@dataclass(frozen=True)
class Parameter:
    """What a parameter is, apart from its value.

    Parameters
    ----------
    meaning
        One sentence in plain words.
    unit
        Unit of the value; ``1`` for a pure number, ``share`` for a fraction.
    low, high
        Plausible range, both ends allowed.
    role
        ``lever`` (somebody can pull it), ``uncertainty`` (nobody knows it exactly) or ``constant`` (definition).
    source
        Made by :func:`cited`, :func:`calibrated` or :func:`assumed`.
    """

    meaning: str
    unit: str
    low: float
    high: float
    role: Role
    source: Source


class Declared(NamedTuple):
    """One row of the parameter table: dotted name, default value, type and declaration."""

    name: str
    value: float
    kind: type
    declaration: Parameter


def declarations(record: Any, prefix: str = "") -> list[Declared]:
    """List the parameters of a record, nested records included.

    Parameters
    ----------
    record
        An instance of a NamedTuple class whose fields are annotated scalars or further records.
    prefix
        Dotted path in front of the names.

    Returns
    -------
    list of Declared
        In order of declaration, with the values of ``record``.

    Raises
    ------
    TypeError
        When a scalar field carries no :class:`Parameter`.
    """
    rows: list[Declared] = []
    for name, hint in get_type_hints(type(record), include_extras=True).items():
        value = getattr(record, name)
        metadata = [m for m in getattr(hint, "__metadata__", ()) if isinstance(m, Parameter)]
        if metadata:
            rows.append(Declared(prefix + name, value, type(value), metadata[0]))
        elif hasattr(hint, "_fields"):
            rows.extend(declarations(value, f"{prefix}{name}."))
        else:
            raise TypeError(f"{type(record).__name__}.{name} has no Parameter declaration")
    return rows
