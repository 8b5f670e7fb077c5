"""Outcomes: one definition each."""
