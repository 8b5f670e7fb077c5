"""The specification of a neighbourhood: checked marginals, each number with its source."""

from __future__ import annotations

from typing import Annotated, Literal, Self

from pydantic import BaseModel, ConfigDict, Field, model_validator

from cohesie_sim.errors import did_you_mean

AGE_LIMITS = (0, 15, 25, 45, 65)
"""Lowest age of each of the five bands."""

ADULT = 18
OLD = 65
ADULTS_OF_YOUNG_BAND = 0.7
"""Share of the band 15-24 that is 18 or older, ages within the band being uniform."""

BAND_TOLERANCE = 0.03
"""How far the sum of the age bands may lie from the number of inhabitants, as a share."""

LARGEST_SHARED = 5.0
"""Largest allowed mean size of a household of more than one."""

Text = Annotated[str, Field(min_length=1)]
Percentage = Annotated[float, Field(ge=0, le=100)]
NAME = r"^[a-z][a-z0-9_]*$"


class _Part(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True, strict=True, allow_inf_nan=False)


class SourceText(_Part):
    """Where numbers come from: what was read where (cited), or why this order of magnitude (assumed)."""

    kind: Literal["cited", "assumed"]
    text: Text


class Marked(_Part):
    """A value with the key of its source; a doubtful one says why."""

    source: Text
    doubtful: bool = False
    reason: str = ""

    @model_validator(mode="after")
    def _doubt_has_a_reason(self) -> Self:
        if self.doubtful != bool(self.reason.strip()):
            raise ValueError("'doubtful = true' and a 'reason' go together")
        return self


class Code(Marked):
    """Code of a district or municipality at the statistical office."""

    value: Text


class Count(Marked):
    """A number of persons or households."""

    value: Annotated[int, Field(ge=0, le=20_000_000)]


class Amount(Marked):
    """A positive quantity: inhabitants per km2, or income in thousands of euros a year."""

    value: Annotated[float, Field(gt=0)]


class Share(Marked):
    """A percentage."""

    value: Percentage


class AdultShare(Marked):
    """A percentage of those of 18 and over, and of those of 65 and over among them."""

    value: Percentage
    value_65: Percentage


class SplitShare(Marked):
    """A percentage of adults under 65, and of those of 65 and over."""

    under_65: Percentage
    from_65: Percentage


class Ages(_Part):
    """Persons per age band, from 0-14 to 65 and over."""

    from_0: Count
    from_15: Count
    from_25: Count
    from_45: Count
    from_65: Count

    def counts(self) -> list[int]:
        """Return the five counts.

        Returns
        -------
        list of int
            In order of age.
        """
        return [band.value for band in (self.from_0, self.from_15, self.from_25, self.from_45, self.from_65)]


class Adults(_Part):
    """What is known of adults, in per cent; the loneliness shares are on the De Jong Gierveld scale."""

    strained: AdultShare
    vulnerable: AdultShare
    volunteering: AdultShare
    lonely: AdultShare
    severely_lonely: AdultShare
    emotionally_lonely: AdultShare
    socially_lonely: AdultShare
    online: SplitShare


class NeighbourhoodSpec(_Part):
    """Marginals from which a neighbourhood is built; see ``presets/`` for examples.

    ``name`` is used in results, ``title`` on figures; ``sources`` maps the keys that the numbers refer to. ``density``
    is inhabitants per km2, ``income`` thousands of euros a year as the source gives it, for reports only. The model
    matches social and emotional loneliness; ``lonely`` and ``severely_lonely`` follow and serve as a check.
    """

    name: Annotated[str, Field(pattern=NAME)]
    title: Text
    code: Code
    sources: dict[str, SourceText]
    inhabitants: Count
    households: Count
    single_share: Share
    density: Amount
    income: Amount
    ages: Ages
    adults: Adults

    @model_validator(mode="after")
    def _hangs_together(self) -> Self:
        for problem in (_unknown_source(self), _bands(self), _households(self), _adult_shares(self)):
            if problem:
                raise ValueError(problem)
        return self

    def adult_counts(self) -> tuple[float, float]:
        """Return how many adults there are, by the age bands.

        Returns
        -------
        tuple of float
            Those of 18-64 and those of 65 and over.
        """
        _, young, middle, late, old = self.ages.counts()
        return ADULTS_OF_YOUNG_BAND * young + middle + late, float(old)


def marked_values(part: BaseModel, path: str = "") -> list[tuple[str, Marked]]:
    """List every sourced value of a specification with its dotted path.

    Parameters
    ----------
    part
        A specification, or a part of one.
    path
        Dotted path in front.

    Returns
    -------
    list of tuple
        Path and value, in order of declaration.
    """
    found: list[tuple[str, Marked]] = []
    for name in type(part).model_fields:
        value = getattr(part, name)
        if isinstance(value, Marked):
            found.append((path + name, value))
        elif isinstance(value, BaseModel):
            found.extend(marked_values(value, f"{path}{name}."))
    return found


def _unknown_source(spec: NeighbourhoodSpec) -> str:
    for path, value in marked_values(spec):
        if value.source not in spec.sources:
            known = ", ".join(spec.sources) or "none"
            hint = did_you_mean(value.source, spec.sources)
            return f"{path}.source is '{value.source}'; allowed: a key of [sources] ({known}).{hint}"
    return ""


def _bands(spec: NeighbourhoodSpec) -> str:
    total, inhabitants = sum(spec.ages.counts()), spec.inhabitants.value
    if inhabitants == 0 or spec.households.value == 0:
        return "inhabitants and households must be above zero"
    if abs(total - inhabitants) > BAND_TOLERANCE * inhabitants:
        return f"ages add up to {total}; allowed: within {BAND_TOLERANCE:.0%} of inhabitants ({inhabitants})"
    return ""


def _households(spec: NeighbourhoodSpec) -> str:
    people, households = spec.inhabitants.value, spec.households.value
    if households > people:
        return f"households is {households}; allowed: no more than inhabitants ({people})"
    alone = households * spec.single_share.value / 100
    shared = households - alone
    if not 2 * shared <= people - alone <= max(LARGEST_SHARED * shared, 2 * shared + 1):
        size = (people - alone) / shared if shared else float("inf")
        return (
            f"single_share is {spec.single_share.value:g}, which leaves {size:.2f} persons per shared household; "
            f"allowed: 2 to {LARGEST_SHARED:g}"
        )
    adults = sum(spec.adult_counts()) * people / sum(spec.ages.counts())
    if adults < households:
        return f"ages hold about {adults:.0f} adults; allowed: at least one per household ({households})"
    return ""


def _adult_shares(spec: NeighbourhoodSpec) -> str:
    younger, old = spec.adult_counts()
    for path, value in marked_values(spec.adults, "adults."):
        if isinstance(value, AdultShare):
            part = (value.value * (younger + old) - value.value_65 * old) / younger if younger else value.value
            if not -1 <= part <= 101:
                return (
                    f"{path}: {value.value:g} % of 18+ and {value.value_65:g} % of 65+ leave {part:.1f} % of 18-64; "
                    "allowed: 0 to 100"
                )
    if spec.adults.severely_lonely.value > spec.adults.lonely.value:
        return "adults.severely_lonely is above adults.lonely; allowed: at most the same"
    return ""
