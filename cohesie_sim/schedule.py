"""The week, in order (ODD element 3): both engines run these processes one after the other.

One step is one calendar week. Each line names the process, the module of its rules, and why it stands where it stands.
"""

from __future__ import annotations

from typing import NamedTuple


class Process(NamedTuple):
    """One line of the schedule.

    Attributes
    ----------
    name
        What happens.
    actor
        Who acts.
    rules
        Modules of :mod:`cohesie_sim.rules` that decide.
    reason
        Why it stands at this place in the week.
    """

    name: str
    actor: str
    rules: tuple[str, ...]
    reason: str


SCHEDULE = (
    Process("restrictions", "scenario", ("restrictions",), "measures, threat and season are known before anybody acts"),
    Process(
        "fear",
        "residents",
        ("fear", "isolation"),
        "people react to the news; workers' familiarity has faded since last week",
    ),
    Process("municipality", "municipality", ("municipality",), "decisions fall due before hours are planned"),
    Process(
        "planning",
        "community workers",
        ("community_work", "referral", "viability"),
        "hours follow the needs known from last week",
    ),
    Process(
        "adaptation", "initiatives", ("adaptation",), "an initiative knows the rules and its support before it opens"
    ),
    Process(
        "contact",
        "residents",
        ("contact", "volunteering"),
        "the own circle comes first: family, friends, work, public places, volunteering elsewhere",
    ),
    Process("ties", "residents", ("ties",), "then neighbours"),
    Process(
        "meetings", "initiatives", ("participation", "ties"), "initiatives meet or deliver in the mode chosen above"
    ),
    Process(
        "fieldwork",
        "community workers",
        ("community_work", "formats", "isolation", "needs"),
        "workers find people where the week has left them",
    ),
    Process("signals", "municipality", ("municipality",), "what workers saw reaches the municipality for later weeks"),
    Process("needs", "residents", ("needs",), "the own circle answers needs that nobody else has met; new ones arise"),
    Process("spontaneous help", "helpers", ("spontaneous_help",), "helpers see the needs that remain"),
    Process("volunteering", "volunteers", ("volunteering",), "volunteers look back on the week's work"),
    Process(
        "viability",
        "initiatives",
        ("viability",),
        "an initiative ends on what its volunteers, visitors and money were this week",
    ),
    Process("participation", "residents", ("participation",), "joining and leaving take effect next week"),
    Process("referral", "professionals", ("referral",), "professionals refer to initiatives that still exist"),
    Process(
        "isolation",
        "residents",
        ("isolation", "trust", "loneliness"),
        "the week is over: contacts are remembered and felt",
    ),
    Process("habits", "residents", ("ties",), "the habit of meeting outdoors follows the week's meetings"),
    Process("outcomes", "observer", ("isolation", "loneliness"), "everything is counted in its final state"),
)
