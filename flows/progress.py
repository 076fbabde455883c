"""How far a run is: the batches tell, whoever shows progress in the same process listens."""

from __future__ import annotations

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
