"""Exit codes of the command line."""

FINE = 0
REFUSED = 2
SOME_FAILED = 3
CHECK_FAILED = 4
INTERRUPTED = 130
