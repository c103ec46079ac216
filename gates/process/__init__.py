"""How the process itself is doing, cycle by cycle."""
