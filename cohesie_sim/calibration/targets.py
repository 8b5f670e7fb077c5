"""Calibration targets: what is known up to June 2020, how sure that is, and what it is used for."""

from __future__ import annotations

import math
import tomllib
from functools import cache
from pathlib import Path
from typing import Annotated, Final, Literal, Self

from pydantic import BaseModel, ConfigDict, Field, ValidationError, model_validator

from cohesie_sim.calibration.mix import WEIGHTS
from cohesie_sim.errors import ConfigurationError
from cohesie_sim.neighbourhood import load_neighbourhood

TARGETS: Final = Path(__file__).parent / "targets.toml"
Text = Annotated[str, Field(min_length=1)]
Group = Literal[
    "contact",
    "loneliness before",
    "loneliness per neighbourhood",
    "loneliness of 65+",
    "loneliness in 2020",
    "volunteering",
    "help",
]


class _Part(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True, strict=True, allow_inf_nan=False)


class Spread(_Part):
    """One reason why a perfect model could differ from the value: a standard deviation and why it has this size."""

    sd: Annotated[float, Field(ge=0)]
    why: Text


class Survey(_Part):
    """Where a value was read: who asked whom, when, and with what."""

    instrument: Text
    population: Text
    when: Text
    source: Text
    where: Text
    confidence: Literal["H", "M", "L"]


class Target(_Part):
    """One calibration target.

    ``sense`` is ``equal`` for a number that was measured; ``at_most`` and ``at_least`` for a bound or a direction, of
    which only the wrong side counts. ``measurement`` is the uncertainty of the survey, ``discrepancy`` what model and
    instrument may differ by; both together are the standard deviation of the target. A target with ``use = "fit"`` is
    one that parameters are fitted to; ``"check"`` is compared only, and ``why`` says why.
    """

    id: Annotated[str, Field(pattern=r"^[a-z][a-z0-9_]*$")]
    group: Group
    english: Text
    dutch: Text
    value: float
    unit: Literal["%", "points", "ratio", "per day"]
    sense: Literal["equal", "at_most", "at_least"] = "equal"
    measurement: Spread
    discrepancy: Spread
    survey: Survey
    use: Literal["fit", "check"]
    why: Text

    @model_validator(mode="after")
    def _has_uncertainty(self) -> Self:
        if self.sd == 0.0:
            raise ValueError("measurement.sd and discrepancy.sd are both 0; allowed: at least one above 0")
        return self

    @property
    def sd(self) -> float:
        """Standard deviation of measurement and discrepancy together."""
        return math.hypot(self.measurement.sd, self.discrepancy.sd)

    def misfit(self, found: float) -> float:
        """Return how far a simulated value lies from the target.

        Parameters
        ----------
        found
            What the survey found in a simulated world.

        Returns
        -------
        float
            In standard deviations of the target, positive when the world has too much; 0 on the right side of a bound;
            infinite for what does not exist in the world.
        """
        if math.isnan(found):
            return math.inf
        distance = (found - self.value) / self.sd
        if self.sense == "at_most":
            return max(distance, 0.0)
        return min(distance, 0.0) if self.sense == "at_least" else distance


class _Pattern(_Part):
    """A target for each preset; the value is the published figure of the preset, of all adults or of those of 65+."""

    figure: Text
    oldest: bool = False
    english: Text
    dutch: Text
    measurement: Spread
    discrepancy: Spread
    survey: Survey
    use: Literal["fit", "check"]
    why: Text

    def targets(self) -> list[Target]:
        """Return one target per preset."""
        own = {"figure", "oldest", "english", "dutch"}
        shared = {name: getattr(self, name) for name in type(self).model_fields if name not in own}
        found = []
        for name in WEIGHTS:
            spec = load_neighbourhood(name)
            published = getattr(spec.adults, self.figure)
            found.append(
                Target(
                    id=f"{self.figure}_65_{name}" if self.oldest else f"{self.figure}_{name}",
                    group="loneliness of 65+" if self.oldest else "loneliness per neighbourhood",
                    english=f"{self.english}, {spec.title}",
                    dutch=f"{self.dutch}, {spec.title}",
                    value=published.value_65 if self.oldest else published.value,
                    unit="%",
                    **shared,
                )
            )
        return found


class _File(_Part):
    targets: Annotated[list[Target], Field(min_length=1)]
    patterns: list[_Pattern]


@cache
def load_targets(path: Path = TARGETS) -> tuple[Target, ...]:
    """Read and check the targets.

    Parameters
    ----------
    path
        A TOML file such as the shipped one.

    Returns
    -------
    tuple of Target
        National targets in the order of the file, then those of the presets.

    Raises
    ------
    ConfigurationError
        When something in the file is not allowed, or two targets have one identifier.
    """
    try:
        read = _File.model_validate(tomllib.loads(path.read_text(encoding="utf-8")))
    except ValidationError as error:
        problem = error.errors(include_url=False)[0]
        place = ".".join(str(step) for step in problem["loc"])
        raise ConfigurationError(f"{path}: {place}: {problem['msg']} (found {problem['input']!r}).") from None
    except (OSError, tomllib.TOMLDecodeError) as error:
        raise ConfigurationError(f"{path}: cannot be read ({error}); allowed: a TOML file of targets.") from None
    targets = [*read.targets, *(target for pattern in read.patterns for target in pattern.targets())]
    names = [target.id for target in targets]
    double = sorted({name for name in names if names.count(name) > 1})
    if double:
        raise ConfigurationError(f"{path}: {', '.join(double)} occurs more than once; allowed: one target per id.")
    return tuple(targets)


def fitted_targets() -> tuple[Target, ...]:
    """Return the shipped targets that parameters are fitted to.

    Returns
    -------
    tuple of Target
        Those with ``use = "fit"``, in order.
    """
    return tuple(target for target in load_targets() if target.use == "fit")
