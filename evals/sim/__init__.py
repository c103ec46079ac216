"""Invented companies whose people answer late, partly and wrongly: corpora from a seed."""
