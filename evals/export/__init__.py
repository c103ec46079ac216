"""Recordings and comparisons in the formats other tools read."""
