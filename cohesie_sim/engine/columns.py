"""The state of a run as columns: few two-dimensional arrays, one row per state variable.

Kernels pass these named tuples around; few arrays keep calls cheap and compilation short. Rows have names in the
modules :mod:`~cohesie_sim.engine.trait`, :mod:`~cohesie_sim.engine.resident`, :mod:`~cohesie_sim.engine.channel` and
:mod:`~cohesie_sim.engine.site`: ``r.level[resident.FEAR, i]`` is the fear of resident ``i``.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from cohesie_sim.engine import channel, resident, site, trait
from cohesie_sim.kinds import kind_of
from cohesie_sim.neighbourhood import columns as synthetic
from cohesie_sim.neighbourhood.columns import Slots
from cohesie_sim.parameters import Parameters
from cohesie_sim.rules.referral import PROFESSIONALS
from cohesie_sim.rules.trust import usual_trust
from cohesie_sim.start import Start

Floats = npt.NDArray[np.float64]
Singles = npt.NDArray[np.float32]
Ints = npt.NDArray[np.int32]
Counts = npt.NDArray[np.int16]
Codes = npt.NDArray[np.int8]
NEVER = -1_000_000  # a week before every horizon


class Traits(NamedTuple):
    """What stays the same about residents: one row per trait and one column per resident.

    ``number`` has single precision, to which the synthesis rounds; ``address`` says where somebody lives.
    """

    number: Singles
    code: Codes
    address: Ints


class Residents(NamedTuple):
    """What changes about residents: one row per variable and one column per resident.

    ``level``: fear, habituation, trust, familiarity, idle memory, strain and outdoor habit (0 to 1); remembered
    contacts per week with family, friends and neighbours of any channel, and remembered meetings; usual contacts;
    latent social and emotional loneliness (sd). ``state``: slots, weeks and residents (-1 for none); ``idle_since``
    is the week from which a helper waits, ``client`` whom a helper helps. ``code``: the role, and yes or no;
    ``was_helped`` says whether somebody from outside the own circle helped this week, ``came`` whether the resident
    was at an initiative or got a delivery this week, ``was_matched`` whether a helper was used since signing up.
    ``total``: weeks and contacts over the horizon.
    """

    level: Floats
    state: Ints
    code: Codes
    total: Counts


class Bonds(NamedTuple):
    """Ties with their changing strength, in rows of the lower resident: used (n,), the others (n, TIE_SLOTS).

    ``affinity`` is that of ties between neighbours; all others have the same.
    """

    used: Ints
    partner: Ints
    affinity: Singles
    kind: Codes
    strength: Floats


class Sites(NamedTuple):
    """Initiatives: ``level`` and ``state``, one row per variable and one column per slot.

    Levels are energy, reserve (weeks of cost), support, and mean strain of the volunteers. ``running`` says whether an
    initiative exists; shortages count weeks; volunteers, waiting helpers, board and participants are counted twice a
    week; attended counts visitors or deliveries of the week.
    """

    level: Floats
    state: Ints


class Town(NamedTuple):
    """The municipality.

    ``levels`` are cooperation, fatigue, remembered signals and encounters, and the usual share of signals; ``waits``
    the weeks until a pending decision and the weeks of extra hours left; ``links`` the link with each kind of
    professional.
    """

    levels: Floats
    waits: Ints
    links: Floats


COOPERATION, FATIGUE, DOSSIER, MET, USUAL = 0, 1, 2, 3, 4
PENDING, EXTRA_LEFT = 0, 1


def trait_columns(traits: synthetic.Traits) -> Traits:
    """Return the traits of a synthetic population as rows.

    Parameters
    ----------
    traits
        Of the neighbourhood.

    Returns
    -------
    Traits
        Fresh arrays.
    """
    number = np.array([getattr(traits, name) for name in trait.NUMBERS], np.float32)
    code = np.array([getattr(traits, name) for name in trait.CODES], np.int8)
    return Traits(number, code, np.array([getattr(traits, name) for name in trait.ADDRESSES], np.int32))


def resident_columns(traits: synthetic.Traits, start: Start, p: Parameters) -> Residents:
    """Return the residents' columns at the start.

    Parameters
    ----------
    traits
        Of the neighbourhood.
    start
        Commitments and usual contacts.
    p
        Parameters of the scenario.

    Returns
    -------
    Residents
        Fresh arrays.
    """
    n = len(traits.age)
    known = traits.family_rate + traits.friends_rate
    level = np.zeros((len(resident.LEVELS), n))
    level[resident.TRUST] = np.where(traits.strained, usual_trust(True, p.trust), usual_trust(False, p.trust))
    level[resident.OUTDOOR_HABIT] = traits.outdoor_preference
    level[resident.FAMILY] = traits.family_rate
    level[resident.FRIENDS] = traits.friends_rate
    level[resident.NEIGHBOURS] = start.usual_neighbours
    level[resident.MEETINGS] = known * (1.0 - p.contact.remote_share)
    level[resident.USUAL_CONTACTS] = known + start.usual_neighbours
    level[resident.SOCIAL] = traits.social_setpoint
    level[resident.EMOTIONAL] = traits.emotional_setpoint
    state = np.full((len(resident.STATES), n), NEVER, np.int32)
    state[resident.INITIATIVE] = start.initiative
    state[resident.PARTICIPATES] = start.participates
    state[resident.CLIENT] = -1
    state[resident.NEED_WEEKS] = 0
    code = np.zeros((len(resident.CODES), n), np.int8)
    code[resident.ROLE] = start.role
    code[resident.ONLINE] = traits.online
    return Residents(level, state, code, np.zeros((len(resident.TOTALS), n), np.int16))


def contact_columns(n: int) -> Counts:
    """Return the contacts of a week, one row per channel, all zero, for ``n`` residents."""
    return np.zeros((len(channel.CHANNELS), n), np.int16)


def bond_columns(ties: synthetic.Ties, start: Start) -> Bonds:
    """Return the ties' columns at the start, as fresh arrays."""
    affinity = ties.affinity.astype(np.float32)
    return Bonds(ties.count.copy(), ties.partner.copy(), affinity, ties.kind.copy(), start.strength.copy())


def site_columns(slots: Slots, start: Start, p: Parameters) -> Sites:
    """Return the initiatives' columns at the start.

    Parameters
    ----------
    slots
        Sites of the neighbourhood.
    start
        Which of them have an initiative.
    p
        Parameters of the scenario.

    Returns
    -------
    Sites
        Fresh arrays.
    """
    m = len(slots.kind)
    level = np.zeros((len(site.LEVELS), m))
    level[site.ENERGY] = p.viability.fresh
    level[site.RESERVE] = p.viability.first_reserve * p.viability.reserve
    state = np.zeros((len(site.STATES), m), np.int32)
    state[site.RUNNING] = start.running
    state[site.MODE] = [kind_of(int(code), p.kinds).home for code in slots.kind]
    state[site.STARTED] = NEVER
    return Sites(level, state)


def town_columns(p: Parameters) -> Town:
    """Return the municipality's state at the start: cooperation at the level of the silos, no links."""
    levels = np.array([p.municipality.silo, 0.0, 0.0, 0.0, p.municipality.usual_start])
    return Town(levels, np.zeros(2, np.int32), np.zeros(len(PROFESSIONALS)))
