"""A graph laid out in layers, on the server: boxes and lines in whole pixels."""
