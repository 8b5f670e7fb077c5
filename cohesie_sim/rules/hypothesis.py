"""Hypotheses: which of the rival explanations the world obeys.

Three readings of the same facts compete (ODD element 4, theories). One switch in the scenario chooses among them; the
rules are the same and only these three multipliers differ.

* ``article``: support by community workers protects initiatives and reaches isolated residents (Ročak, van Lieshout &
  Keinemans 2020).
* ``self_reliance``: an initiative's own flexibility, independence and bridging ties protect it; support adds nothing to
  survival (Spit et al. 2021 found this in twenty Dutch initiatives).
* ``null``: a contact with a worker has no effect that outlasts the contact (large programmes such as the Dutch
  krachtwijken, SCP 2013, found almost no effect on population outcomes). A need that a worker relieves is relieved, a
  resident who was seen has been seen, and help is remembered as trust; but a talk adds no trust, an encounter no tie,
  shared wifi no lasting access, and support no strength to an initiative.

Limits: real neighbourhoods are mixtures; the switch marks the corners between which they lie.
"""

from __future__ import annotations

from typing import NamedTuple


class Hypothesis(NamedTuple):
    """Multipliers of one explanation, all pure numbers.

    Attributes
    ----------
    support
        Effect of workers' support on an initiative's energy, adaptation, founding and recruiting.
    autonomy
        Effect of an initiative's own flexibility and bridging ties on the same.
    lasting
        Effect of a contact with a worker on trust, on ties, on joining an initiative and on getting online.
    """

    support: float
    autonomy: float
    lasting: float


HYPOTHESES = {
    "article": Hypothesis(support=1.0, autonomy=1.0, lasting=1.0),
    "self_reliance": Hypothesis(support=0.0, autonomy=2.0, lasting=1.0),
    "null": Hypothesis(support=0.0, autonomy=1.0, lasting=0.0),
}
