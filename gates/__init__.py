"""What needs a person, who may decide, and what a decision means. Pure."""
