"""cohesie_sim."""
