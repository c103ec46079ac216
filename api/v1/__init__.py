"""What programs read, and where a person's own browser answers: `/api/v1`."""
