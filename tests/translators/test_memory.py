"""What was translated once isn't translated again: in a run, in the next one, in another worker."""

from __future__ import annotations

from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from multiprocessing import get_context
from pathlib import Path

import pytest

from tests.translators.tiny import Tiny, build_folder
from translators.argos import ArgosTranslator
from translators.base import Decoding, Problem, Translation, Tunable
from translators.memory import BLOCK, CachingTranslator, Memory, MemoryFileError
from translators.packages import find
from translators.places import Places


class Counting:
    """A translator that says what it was asked."""

    source, target, signature = "fr", "en", "counting:1"

    def __init__(self) -> None:
        self.asked: list[str] = []

    def translate(self, sentences: Sequence[str]) -> list[Translation]:
        self.asked += sentences
        return [Translation(sentence.upper(), 0.5, (Problem("x", "info", "é"),), 2, "o") for sentence in sentences]


def test_a_second_run_translates_nothing(tmp_path: Path) -> None:
    sentences = ["un", "deux", "un", ""]
    first = CachingTranslator(Counting(), Memory(tmp_path / "memory.db"))
    wanted = first.translate(sentences)
    assert (first.counts.hits, first.counts.misses) == (0, 3)
    inner = Counting()
    second = CachingTranslator(inner, Memory(tmp_path / "memory.db"))
    assert second.translate(sentences) == wanted
    assert (second.counts.hits, second.counts.misses) == (3, 0)
    assert inner.asked == []


def test_another_package_or_setting_never_answers(places: Places, tmp_path: Path) -> None:
    memory = Memory(tmp_path / "memory.db")
    old = find("fr", "en", path=build_folder(tmp_path, Tiny()), places=places)
    new = find("fr", "en", path=build_folder(tmp_path, Tiny(version="2.0", glossary={"chat": "moggy"})), places=places)
    for package, wanted in ((old, "cat"), (new, "moggy"), (old, "cat")):
        translator = CachingTranslator(ArgosTranslator(package, threads=1), memory)
        assert translator.translate(["chat"])[0].text == wanted
        assert translator.translate(["chat"])[0].origin == translator.signature
    tuned = translator.tuned(Decoding(beam_size=2))
    assert isinstance(tuned, Tunable)
    tuned.translate(["chat"])
    assert tuned.counts.misses == 1
    assert len(memory) == 3


def test_the_direction_is_part_of_the_key(tmp_path: Path) -> None:
    memory = Memory(tmp_path / "memory.db")
    memory.put("s", "fr>en", {"pain": Translation("bread", 1.0)})
    assert memory.get("s", "en>fr", ["pain"]) == {}
    assert memory.get("s", "fr>en", ["pain", "vin"]) == {"pain": Translation("bread", 1.0)}


def test_alternatives_are_remembered_too(tmp_path: Path) -> None:
    memory = Memory(tmp_path / "memory.db")
    others = (Translation("loaf", 0.5), Translation("crust", 0.4))
    made = {"pain": Translation("bread", 1.0, alternatives=others), "vin": Translation("wine", 1.0)}
    memory.put("s", "fr>en", made)
    assert memory.get("s", "fr>en", made, alternatives=7) == made
    assert memory.get("s", "fr>en", made)["pain"].alternatives == ()


def test_many_sentences_and_strange_ones(tmp_path: Path) -> None:
    memory = Memory(tmp_path / "memory.db")
    many = {f"phrase {number}": Translation(str(number), 0.1) for number in range(3_000)}
    many["\ud800\x00"] = Translation("x", 1.0)
    memory.put("s", "fr>en", many)
    assert memory.get("s", "fr>en", many) == many


def _fill(arguments: tuple[Path, int]) -> int:
    path, worker = arguments
    translator = CachingTranslator(Counting(), Memory(path))
    for start in range(0, 200, 20):
        translator.translate([f"phrase {(start + worker * 7 + number) % 200}" for number in range(20)])
    return translator.counts.misses


def test_workers_and_threads_share_the_file(tmp_path: Path) -> None:
    path = tmp_path / "memory.db"
    with get_context("spawn").Pool(3) as pool:
        pool.map(_fill, [(path, worker) for worker in range(3)])
    memory = Memory(path)
    translator = CachingTranslator(Counting(), memory)
    with ThreadPoolExecutor(4) as threads:
        done = list(threads.map(lambda n: translator.translate([f"phrase {n}"])[0].text, range(200)))
    assert done == [f"PHRASE {number}" for number in range(200)]
    assert translator.counts.misses == 0
    assert len(memory) == 200


def test_what_was_translated_before_a_crash_is_kept(tmp_path: Path) -> None:
    class Failing(Counting):
        def translate(self, sentences: Sequence[str]) -> list[Translation]:
            if self.asked:
                raise RuntimeError("crash")
            return super().translate(sentences)

    memory = Memory(tmp_path / "memory.db")
    with pytest.raises(RuntimeError, match="crash"):
        CachingTranslator(Failing(), memory).translate([str(number) for number in range(BLOCK + 1)])
    assert len(memory) == BLOCK


def test_a_file_that_is_no_memory_says_what_to_do(tmp_path: Path) -> None:
    path = tmp_path / "memory.db"
    path.write_text("not a database, but long enough to look like one " * 100)
    with pytest.raises(MemoryFileError, match=r"memory\.db.*delete this one"):
        Memory(path)
    with pytest.raises(MemoryFileError):
        Memory(path / "below" / "a" / "file.db")
