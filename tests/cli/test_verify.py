"""``cohesie verify``: silent agreement, and a difference that is named."""

from __future__ import annotations

from functools import partial

import pytest

from cohesie_sim.model import Resident
from cohesie_sim.verification import verify
from tests.cli.conftest import Cohesie

pytestmark = [pytest.mark.slow, pytest.mark.twin]


class Fearless(Resident):
    """Somebody who fears nothing."""

    def feel(self) -> None:
        """Feel as anybody does, without fear."""
        super().feel()
        self.fear = 0.0


def test_engines_that_agree(cohesie: Cohesie) -> None:
    code, out, _ = cohesie("verify", "no_corona", "--residents", "60")
    assert code == 0
    assert [line.split(":")[0] for line in out.splitlines()] == [
        "no_corona, article",
        "no_corona, self_reliance",
        "no_corona, null",
    ]
    assert out.count("the same") == 3


def test_a_difference_is_named_and_ends_with_4(cohesie: Cohesie, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("cohesie_sim.cli.verifying.verify", partial(verify, resident_class=Fearless))
    code, out, _ = cohesie("verify", "first_lockdown_only", "--residents", "60")
    assert code == 4
    assert out.count("different: replicate 0, week") == 3
    assert out.count(": fear is ") == 3
    assert "week 0," not in out  # nobody was afraid before March 2020


def test_without_a_name_every_scenario_is_verified(cohesie: Cohesie, monkeypatch: pytest.MonkeyPatch) -> None:
    asked = []

    def note(scenario: object, *_: object) -> None:
        asked.append(scenario)

    monkeypatch.setattr("cohesie_sim.cli.verifying.verify", note)
    assert cohesie("verify", "--all").out == cohesie("verify").out
    assert len(asked) == 2 * 3 * 9
