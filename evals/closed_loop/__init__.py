"""T4: nothing recorded. A company whose people answer as a seed draws them, on the real graphs."""
