"""What people say afterwards about a recorded cycle. A replay never sees it."""
