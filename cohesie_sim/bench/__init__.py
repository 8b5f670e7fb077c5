"""How fast, how large and how quick to start the model is, measured in one run on the same work."""
