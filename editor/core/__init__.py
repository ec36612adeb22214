"""Pure values and functions: no I/O, no Qt."""
