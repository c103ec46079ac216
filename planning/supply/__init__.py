"""The supply model: its matrix, its goals, its solver, and the check that trusts none of them."""
