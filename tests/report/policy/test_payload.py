"""What packing numbers for the page loses is bounded, and plain values stay what they are."""

from __future__ import annotations

import base64
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from cohesie_sim.report.policy.payload import packed, rounded


def unpacked(carried: dict[str, Any]) -> np.ndarray:
    """Read packed numbers as the page does."""
    kind = np.dtype(carried["of"])
    whole = np.frombuffer(base64.b64decode(carried["bytes"]), dtype=kind.newbyteorder("<")).astype(float)
    return np.asarray(carried["low"] + carried["step"] * (whole - np.iinfo(kind).min))


@pytest.mark.parametrize(("kind", "steps"), [(np.int8, 255), (np.int16, 65_535)])
@given(values=arrays(float, st.integers(1, 40), elements=st.floats(-1e6, 1e6, width=32)))
def test_packing_loses_at_most_half_a_step(kind: type[np.int8 | np.int16], steps: int, values: np.ndarray) -> None:
    reach = float(values.max() - values.min())
    found = unpacked(packed(values, kind))
    assert np.abs(found - values).max() <= reach / steps / 2 * (1 + 1e-6) + 1e-9


def test_ends_are_exact_and_what_is_alike_stays_alike() -> None:
    found = unpacked(packed(np.array([-1.0, 0.25, 3.0]), np.int16))
    assert found[[0, 2]] == pytest.approx([-1, 3], abs=1e-12)
    assert unpacked(packed(np.full(3, 0.1), np.int8)).tolist() == [0.1, 0.1, 0.1]


def test_whole_numbers_lie_in_memory_with_the_little_end_first_and_rows_after_each_other() -> None:
    carried = packed(np.array([[0.0, 1.0], [256.0, 65_535.0]]), np.int16)
    assert base64.b64decode(carried["bytes"]) == bytes.fromhex("0080 0180 0081 ff7f".replace(" ", ""))
    assert (carried["low"], carried["step"], carried["of"]) == (0, 1, "int16")


def test_plain_numbers_keep_seven_digits() -> None:
    assert rounded(np.array([[1.23456789, -1e-9], [123456789.0, 0.0]])) == [1.234568, -1e-9, 123456800.0, 0.0]
