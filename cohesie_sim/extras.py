"""Libraries that come with an extra: imported when they are needed, and one clear line when they are missing."""

from __future__ import annotations

import importlib
import warnings
from typing import Any

from cohesie_sim.errors import ConfigurationError


def optional_library(module: str, extra: str, title: str) -> Any:
    """Return a module of a library that only some tasks need.

    Parameters
    ----------
    module
        Dotted name.
    extra
        Of this package, with which it is installed.
    title
        How people call the library.

    Returns
    -------
    module
        Imported.

    Raises
    ------
    ConfigurationError
        When it is not installed.
    """
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # some warn about further libraries that nobody here uses
            return importlib.import_module(module)
    except ImportError as error:
        raise ConfigurationError(
            f"{title} is needed here and cannot be imported ({error}): pip install 'cohesie-sim[{extra}]', or "
            f"'.[{extra}]' in a clone."
        ) from None
