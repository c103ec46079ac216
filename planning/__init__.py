"""S&OP mathematics and frozen values. Pure: no I/O, no clock, no database."""
