"""Which way a playbook's change turns each cell of the policy table."""
