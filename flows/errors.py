"""The one error that ends a command: wrong usage or configuration, or a place that can't be written (exit code 2)."""

from __future__ import annotations


class UsageError(Exception):
    """Says what was wrong, where, and what to do. The command line prints it and exits with code 2."""
