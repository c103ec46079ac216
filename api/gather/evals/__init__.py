"""The pages of evaluations from what their runs kept."""
