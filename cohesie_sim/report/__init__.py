"""Figures, tables and documents: what people read, made from results and from the code itself."""
