"""Brief writers: a frozen snapshot in, the exact content of a gate out."""
