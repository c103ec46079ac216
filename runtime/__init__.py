"""Settings, wiring, worker, command line, demo company."""
