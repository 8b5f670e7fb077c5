"""Behavioural rules, one module per process: pure scalar functions and their parameter record."""
