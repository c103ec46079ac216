"""Opinions from snapshots: one module per agent, one place that calls a model."""
