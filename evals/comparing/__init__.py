"""A candidate against a base on a corpus: metrics, divergences, verdict."""
