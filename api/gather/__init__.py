"""Gathers what a page shows: reads the store, says it in the views' words."""
