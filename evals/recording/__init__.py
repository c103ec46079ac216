"""A finished cycle as files: what came from outside, and what our rules made of it."""
