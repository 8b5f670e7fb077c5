"""Sensitivity and uncertainty: which of the many unknown numbers decide what funding does, and by how much."""
