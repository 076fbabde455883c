"""How far a run is: the batches tell, whoever shows progress in the same process listens."""

from __future__ import annotations

import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager

Listener = Callable[[str, int], None]
"""Called with a stage ("read", "planned", "cleaned", "sentences", "articles") and how many more are done."""

_listeners: list[Listener] = []
_lock = threading.Lock()


def tell(stage: str, count: int) -> None:
    """Report `count` more of `stage` to everyone who listens. Safe from any thread."""
    with _lock:
        for listener in _listeners:
            listener(stage, count)


@contextmanager
def listening(listener: Listener) -> Iterator[None]:
    """`listener` hears what is told while the block runs."""
    with _lock:
        _listeners.append(listener)
    try:
        yield
    finally:
        with _lock:
            _listeners.remove(listener)


class CountingLine:
    """A counting line on a terminal, nothing in a pipe; messages go to stderr in both."""

    def __init__(self, what: str) -> None:
        """Count `what`, such as "articles cleaned"."""
        self.what = what
        self.terminal = sys.stderr.isatty()

    def __enter__(self) -> CountingLine:
        return self

    def __exit__(self, *_: object) -> None:
        if self.terminal:
            sys.stderr.write("\r\x1b[K")

    def advance(self, count: int) -> None:
        """Say that `count` are done."""
        if self.terminal:
            sys.stderr.write(f"\r\x1b[K{count} {self.what}")
            sys.stderr.flush()

    def line(self, message: str) -> None:
        """Print a message in a line of its own."""
        if self.terminal:
            sys.stderr.write("\r\x1b[K")
        print(message, file=sys.stderr)
