"""The pages of playbooks from their rows."""
