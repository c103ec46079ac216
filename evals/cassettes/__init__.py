"""Recorded answers of models: replayed by default, asked anew where that is wanted."""
