"""Reference players and mutants: whether our metrics can tell a good agent from a broken one."""
