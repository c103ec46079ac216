"""The form of a playbook: drawn from its schema, read back against it."""
