"""Planning files as they arrive: bytes to grids, grids to a proposed mapping, mapping to lines."""
