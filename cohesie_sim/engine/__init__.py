"""The compiled engine: the same week over columns."""
