"""Every parameter of the model, assembled from the modules that declare them."""

from __future__ import annotations

from typing import NamedTuple

from cohesie_sim.declaration import Declared, declarations
from cohesie_sim.kinds import KindsParameters
from cohesie_sim.rules.adaptation import AdaptationParameters
from cohesie_sim.rules.community_work import CommunityWorkParameters
from cohesie_sim.rules.contact import ContactParameters
from cohesie_sim.rules.fear import FearParameters
from cohesie_sim.rules.formats import FormatsParameters
from cohesie_sim.rules.isolation import IsolationParameters
from cohesie_sim.rules.loneliness import LonelinessParameters
from cohesie_sim.rules.municipality import MunicipalityParameters
from cohesie_sim.rules.needs import NeedsParameters
from cohesie_sim.rules.participation import ParticipationParameters
from cohesie_sim.rules.referral import ReferralParameters
from cohesie_sim.rules.restrictions import RestrictionsParameters
from cohesie_sim.rules.spontaneous_help import SpontaneousHelpParameters
from cohesie_sim.rules.ties import TiesParameters
from cohesie_sim.rules.trust import TrustParameters
from cohesie_sim.rules.viability import ViabilityParameters
from cohesie_sim.rules.volunteering import VolunteeringParameters


class Parameters(NamedTuple):
    """One record per process; the defaults are the model's."""

    restrictions: RestrictionsParameters = RestrictionsParameters()
    fear: FearParameters = FearParameters()
    municipality: MunicipalityParameters = MunicipalityParameters()
    community_work: CommunityWorkParameters = CommunityWorkParameters()
    formats: FormatsParameters = FormatsParameters()
    kinds: KindsParameters = KindsParameters()
    adaptation: AdaptationParameters = AdaptationParameters()
    contact: ContactParameters = ContactParameters()
    ties: TiesParameters = TiesParameters()
    participation: ParticipationParameters = ParticipationParameters()
    needs: NeedsParameters = NeedsParameters()
    spontaneous_help: SpontaneousHelpParameters = SpontaneousHelpParameters()
    volunteering: VolunteeringParameters = VolunteeringParameters()
    viability: ViabilityParameters = ViabilityParameters()
    referral: ReferralParameters = ReferralParameters()
    isolation: IsolationParameters = IsolationParameters()
    trust: TrustParameters = TrustParameters()
    loneliness: LonelinessParameters = LonelinessParameters()


def parameter_table() -> list[Declared]:
    """List every parameter with its dotted name, default, type and declaration.

    Returns
    -------
    list of Declared
        In the order of the week.
    """
    return declarations(Parameters())
