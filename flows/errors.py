"""How a command ends: the one error (wrong usage, a place that can't be written), and the exit codes."""

from __future__ import annotations


class UsageError(Exception):
    """Says what was wrong, where, and what to do. The command line prints it and exits with code 2."""


def exit_code(done: int, failed: int, missing: int) -> int:
    """2 when every argument led to nothing, 1 when something failed, 0 otherwise.

    `missing` of the `failed` are arguments that led to nothing at all.
    """
    if missing and not done and missing == failed:
        return 2
    return 1 if failed else 0
