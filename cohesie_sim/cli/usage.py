"""What the command line answers to words that it does not understand: one line, with the nearest valid word."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any, cast

import typer
from typer.core import TyperGroup

from cohesie_sim.errors import ConfigurationError, did_you_mean

USAGE_ERROR = cast("type[Exception]", typer.BadParameter.__mro__[1])
"""Typer's usage errors: it publishes one of them, whose base all others share."""


class Commands(TyperGroup):
    """The group of commands, in the order in which they are declared."""

    def resolve_command(self, ctx: Any, args: list[str]) -> Any:
        """Return the command that the first word names.

        Parameters
        ----------
        ctx
            Of the command line.
        args
            Words from the name of the command on.

        Returns
        -------
        tuple
            Name, command and the remaining words.

        Raises
        ------
        ConfigurationError
            When there is no such command.
        """
        if args[0] not in self.commands and not args[0].startswith("-"):
            allowed = ", ".join(self.commands)
            hint = did_you_mean(args[0], self.commands)
            raise ConfigurationError(f"cohesie: there is no command {args[0]!r}. Allowed: {allowed}.{hint}")
        return super().resolve_command(ctx, args)


def whole_number(low: int, high: int) -> Callable[[str], int]:
    """Return a reader of whole numbers.

    Parameters
    ----------
    low, high
        Both allowed.

    Returns
    -------
    callable
        From a word of the command line to a number; refuses everything else as a usage error.
    """

    def read(word: str) -> int:
        try:
            number = int(word)
        except ValueError:
            number = low - 1
        if low <= number <= high:
            return number
        raise typer.BadParameter(f"= {word} is not allowed: a whole number from {low} to {high}.")

    return read


def path_word(word: str) -> Path:
    """Return the path that a word of the command line names; an empty one names nothing, not the current folder."""
    if not word:
        raise typer.BadParameter("= '' is not allowed: a path.")
    return Path(word)


def explain(error: Any) -> str:
    """Return what is wrong with the words of a command, in one line.

    Parameters
    ----------
    error
        A usage error of Typer.

    Returns
    -------
    str
        Command, word, what is allowed, nearest valid word.
    """
    place = error.ctx.command_path if error.ctx else "cohesie"
    parameter = getattr(error, "param", None)
    if hasattr(error, "possibilities"):
        allowed = [name for option in error.ctx.command.get_params(error.ctx) for name in option.opts if name[0] == "-"]
        hint = did_you_mean(error.option_name, allowed)
        return f"{place}: there is no option {error.option_name}. Allowed: {', '.join(allowed)}.{hint}"
    if parameter is None:
        return f"{place}: {error.format_message().splitlines()[0].rstrip('.')}. See {place} --help."
    name = parameter.opts[0] if parameter.param_type_name == "option" else parameter.metavar
    if not error.message:
        return f"{place}: {name} is missing. {parameter.help}"
    return f"{place}: {name} {error.message.splitlines()[0]}"
