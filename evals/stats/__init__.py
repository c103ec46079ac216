"""Paired differences, clustered by company, with intervals that say how sure they are."""
