"""T2: a recorded cycle lived again on the real graphs, its people as they were recorded."""
