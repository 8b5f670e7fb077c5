"""Claims that should emerge and do, with margin; ``report.py`` prints all of them, those that do not hold as well.

24 replicates per scenario. Criteria and verdicts stand in ``claims.py``. The criteria were set after a look at seeds 1,
2, 11 and 21; the claims asserted here then held for the default seed and for 7, 8 and 9.
"""

from __future__ import annotations

from collections.abc import Callable

import pytest

from tests.patterns import claims
from tests.patterns.claims import Verdict
from tests.patterns.measures import FIRST_WAVE, mean_of
from tests.patterns.runs import Runs

pytestmark = [pytest.mark.pattern, pytest.mark.slow]


@pytest.mark.parametrize(
    "measure",
    [
        claims.volunteers_quit_in_fear,
        claims.outdoors_stays_rediscovered,
        claims.helpers_vanish,
        claims.organised_helpers_stay,
        claims.less_help_in_the_second_lockdown,
        claims.cooperation_rises_and_falls_back,
        claims.measures_keep_huiskamers_going,
        claims.presence_connects_residents,
        claims.workers_get_to_know_more_people,
        claims.coffee_clubs_are_corona_proof,
        claims.referrals_travel_over_the_network,
    ],
)
def test_a_claim_emerges(runs: Runs, measure: Callable[[Runs], Verdict]) -> None:
    verdict = measure(runs)
    assert verdict.holds, verdict


def test_every_claim_gets_a_verdict(runs: Runs) -> None:
    for measure in claims.CLAIMS:
        verdict = measure(runs)
        print(f"{verdict.claim}: {'holds' if verdict.holds else 'does not hold'}: {verdict.measured}")  # noqa: T201
        assert "nan" not in verdict.measured


def test_sign_ups_are_about_nine_times_as_many_in_the_first_wave(runs: Runs) -> None:
    """RSM/NLvoorelkaar 2020; the standard error of the ratio is about 0.4."""
    lived, normal = runs("nl_2020_2022"), runs("no_corona")
    assert 6 < mean_of(lived, "sign_ups", FIRST_WAVE).mean() / mean_of(normal, "sign_ups").mean() < 12
