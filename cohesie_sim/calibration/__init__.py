"""Calibration: what is known up to June 2020, what surveys would find in simulated worlds, and how well they agree."""
