"""Long text files of millions of numbers, read by column: the same checks, the same findings."""
