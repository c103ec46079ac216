"""A recorded cycle run again on a playbook: what our rules make of what came from outside."""
