"""Each metric of a lived cycle, in a function of its own."""
