"""What an answer to an ask says: rules and an embedding read it, and both must agree."""
