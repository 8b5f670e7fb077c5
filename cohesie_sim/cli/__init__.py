"""The command line ``cohesie``; it imports what a command needs only when that command runs."""

from cohesie_sim.cli.app import main

__all__ = ["main"]
