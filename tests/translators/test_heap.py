"""The allocator of a long run."""

from __future__ import annotations

import platform
from pathlib import Path

import pytest

from translators.heap import give_back, share_heaps


@pytest.mark.skipif(platform.libc_ver()[0] != "glibc", reason="only glibc's allocator is told anything")
def test_what_is_free_goes_back_to_the_system() -> None:
    assert share_heaps()
    blocks = [bytearray(64_000) for _ in range(2_000)]
    kept = blocks[::500]
    full = _resident()
    del blocks
    give_back()
    assert _resident() < full - 60_000_000
    assert len(kept) == 4


def _resident() -> int:
    """Bytes of this process in memory."""
    status = Path("/proc/self/status").read_text()
    return int(next(line for line in status.splitlines() if line.startswith("VmRSS")).split()[1]) * 1024
