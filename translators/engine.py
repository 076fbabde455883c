"""Loaded models: one for each package and process, shared by threads, fed in batches of bounded size."""

from __future__ import annotations

import logging
import os
import re
import threading
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, Literal

import ctranslate2

from translators.base import ARGOS_LENGTH_PENALTY, Decoding
from translators.heap import share_heaps
from translators.package_files import PackageError
from translators.packages import Package
from translators.tokenizers import Tokenizer, load_tokenizer

Device = Literal["auto", "cpu", "cuda"]
BATCH = 1024  # tokens; measured best: CPU seconds for the same text were 26.9 at 32 and 5.0 at 1024
USUAL_BEAM = Decoding().beam_size
CHUNK = 32 * BATCH  # source tokens handed to CTranslate2 at once; bounds the memory, whatever the input
_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Decoded:
    """One decoded piece. logprob: sum of the log-probabilities of its `length` tokens, end mark included."""

    text: str
    logprob: float
    length: int
    cut: bool  # the longest allowed output was reached without an end mark
    others: tuple[Decoded, ...] = ()  # the next best, if the settings ask for some


class Engine:
    """A loaded package. Thread-safe: CTranslate2 queues the batches of all threads on the same workers."""

    def __init__(self, package: Package, device: Device, threads: int) -> None:
        self.tokenizer: Tokenizer = load_tokenizer(package.folder, package.source, package.target)
        self._package = package
        self._model, self.device, self.threads = _load(package.folder / "model", device, threads)
        self._longest = 0  # tokens a hypothesis may have; 0: the model has no limit that we met

    def decode(
        self,
        pieces: Sequence[Sequence[str]],
        decoding: Decoding,
        *,
        batch: int = BATCH,
        replace_unknowns: bool = True,
    ) -> Iterator[Decoded]:
        """Translate tokenized pieces; results come in the order of `pieces`. Raises PackageError if the model can't.

        Give the longest first: each batch takes `pieces` as they come, and its first decides how long its output may
        get, so that a loop in a short sentence ends soon. `batch` tokens are for the usual beam: a wider one, which
        takes more memory for each, gets fewer.
        """
        batch = batch * USUAL_BEAM // max(decoding.beam_size, USUAL_BEAM)
        order: list[Sequence[str]] = []
        tokens = 0
        for piece in pieces:
            order.append(piece)
            tokens += len(piece) + 1
            if tokens >= CHUNK:
                yield from self._decode_chunk(order, decoding, batch, replace_unknowns)
                order, tokens = [], 0
        if order:
            yield from self._decode_chunk(order, decoding, batch, replace_unknowns)

    def _decode_chunk(
        self, pieces: list[Sequence[str]], decoding: Decoding, batch: int, replace_unknowns: bool
    ) -> Iterator[Decoded]:
        batches = list(_batches(pieces, batch))
        prefix = [self._package.prefix] if self._package.prefix else []
        try:
            results = self._translate(batches, prefix, decoding, replace_unknowns)
        except RuntimeError as error:
            positions = re.search(r"position encodings are defined for positions >= (\d+)", str(error))
            longest = max(self._limit(decoding, some) for some in batches)
            if positions is None or longest < int(positions[1]):
                raise PackageError(self._package.folder, f"the model failed ({error})", "Verify the package") from error
            self._longest = int(positions[1]) - 1
            results = self._translate(batches, prefix, decoding, replace_unknowns)
        for some, translated in zip(batches, results, strict=True):
            limit = self._limit(decoding, some)
            for result in translated:
                first, *others = (
                    self._decoded(tokens, score, prefix, decoding, limit)
                    for tokens, score in zip(result.hypotheses, result.scores, strict=True)
                )
                yield replace(first, others=tuple(others)) if others else first

    def _decoded(self, tokens: list[str], score: float, prefix: list[str], decoding: Decoding, limit: int) -> Decoded:
        length = len(tokens) + 1
        # CTranslate2 divides by length ** length_penalty, the end mark counted.
        logprob = score * length ** _length_penalty(decoding)
        kept = tokens[len(prefix) :] if tokens[: len(prefix)] == prefix else tokens
        return Decoded(self.tokenizer.decode(kept), logprob, length, len(tokens) >= limit)

    def _limit(self, decoding: Decoding, pieces: Sequence[Sequence[str]]) -> int:
        """The tokens that a hypothesis for the longest of these pieces may have."""
        limits = [decoding.max_length]
        if decoding.growth:
            limits.append(int(decoding.growth * max(map(len, pieces))) + 20)
        if self._longest:
            limits.append(self._longest)
        return min(limits)

    def _translate(
        self, batches: list[list[Sequence[str]]], prefix: list[str], decoding: Decoding, replace_unknowns: bool
    ) -> list[list[Any]]:
        """All batches are handed over before the first is waited for, so that every worker has something to do."""
        begun = [
            self._model.translate_batch(
                pieces,
                target_prefix=[prefix] * len(pieces) if prefix else None,
                asynchronous=True,
                beam_size=decoding.beam_size,
                num_hypotheses=min(decoding.hypotheses, decoding.beam_size),
                length_penalty=_length_penalty(decoding),
                repetition_penalty=decoding.repetition_penalty,
                no_repeat_ngram_size=decoding.no_repeat_ngram_size,
                max_decoding_length=self._limit(decoding, pieces),
                max_input_length=0,
                replace_unknowns=replace_unknowns,
                return_scores=True,
            )
            for pieces in batches
        ]
        return [[one.result() for one in some] for some in begun]


def _length_penalty(decoding: Decoding) -> float:
    return ARGOS_LENGTH_PENALTY if decoding.length_penalty is None else decoding.length_penalty


def _batches(pieces: Sequence[Sequence[str]], tokens: int) -> Iterator[list[Sequence[str]]]:
    """Cut `pieces` into batches of so many tokens at most, padding included; a longer piece goes alone."""
    batch: list[Sequence[str]] = []
    longest = 0
    for piece in pieces:
        longest = max(longest, len(piece))
        if batch and longest * (len(batch) + 1) > tokens:
            yield batch
            batch, longest = [], len(piece)
        batch.append(piece)
    if batch:
        yield batch


def _load(model: Path, device: Device, threads: int) -> tuple[Any, str, int]:
    """Load on the GPU if there is one that works, else on the CPU: one worker a core, one thread a worker.

    Workers beat threads: 8.2 against 9.1 CPU seconds, 8.2 against 12.4 on the clock (two cores, 600 sentences).
    """
    if device == "cuda" or (device == "auto" and ctranslate2.get_cuda_device_count() > 0):
        try:
            return ctranslate2.Translator(str(model), device="cuda", compute_type="auto"), "cuda", 1
        except (RuntimeError, ValueError, IndexError, MemoryError) as error:
            if device == "cuda":
                raise PackageError(model, f"can't be loaded on the GPU ({error})", "Use the CPU") from error
            _log.warning("the GPU can't be used (%s); using the CPU", error)
    threads = threads or usable_cores()
    share_heaps()
    try:
        loaded = ctranslate2.Translator(
            str(model), device="cpu", compute_type="auto", inter_threads=threads, intra_threads=1
        )
    except (RuntimeError, ValueError, IndexError, MemoryError) as error:
        raise PackageError(model, f"CTranslate2 can't load this model ({error})", "Get the package again") from error
    return loaded, "cpu", threads


def usable_cores() -> int:
    """Cores this process may use: affinity and the container's quota counted, OMP_NUM_THREADS obeyed."""
    wanted = os.environ.get("OMP_NUM_THREADS", "")
    if wanted.isdigit() and int(wanted) > 0:
        return int(wanted)
    cores = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
    try:
        quota, period = Path("/sys/fs/cgroup/cpu.max").read_text(encoding="ascii").split()
        cores = min(cores, max(1, int(quota) // int(period)))
    except (OSError, ValueError):
        pass
    return max(1, cores)


_engines: dict[tuple[object, ...], Engine] = {}
_locks: dict[tuple[object, ...], threading.Lock] = {}
_guard = threading.Lock()


def engine(package: Package, device: Device = "auto", threads: int = 0) -> Engine:
    """Return the loaded model of `package`, loading it once per process. Safe to call from any thread.

    A forked child loads its own: threads of the model don't survive a fork. threads: 0 for one a usable core.
    """
    key = (os.getpid(), package.digest, package.prefix, package.source, package.target, device, threads)
    with _guard:
        lock = _locks.setdefault(key, threading.Lock())
    with lock:
        if key not in _engines:
            _engines[key] = Engine(package, device, threads)
        return _engines[key]


def unload() -> None:
    """Forget every loaded model; those in use live until their users let go."""
    with _guard:
        _engines.clear()
        _locks.clear()


_inherited: list[Engine] = []


def _after_fork() -> None:
    """In a forked child: fresh locks, and the parent's models kept, for ending one waits for threads that are gone."""
    global _guard
    _guard = threading.Lock()
    _inherited.extend(_engines.values())
    _engines.clear()
    _locks.clear()


if hasattr(os, "register_at_fork"):
    os.register_at_fork(after_in_child=_after_fork)
