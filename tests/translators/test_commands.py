"""What the command line says: a line in, a line out; what is there, what is wrong, what went."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.translators.tiny import Tiny, build_folder
from translators.argos import ArgosTranslator
from translators.base import Translation
from translators.commands import (
    packages_install,
    packages_list,
    packages_remove,
    packages_verify,
    translate_lines,
)
from translators.packages import find
from translators.places import Places


@pytest.fixture
def translator(tiny_folder: Path, places: Places) -> ArgosTranslator:
    return ArgosTranslator(find("fr", "en", path=tiny_folder, places=places), threads=1)


def test_one_line_in_one_line_out(translator: ArgosTranslator) -> None:
    lines = ["le chat dort\n", "\n", "  \n", "bonjour ! le chien mange\r\n", "le\u2028chat\n", "la maison"]
    wanted = ["the cat sleeps", "", "  ", "hello! the dog eats", "the cat", "the house"]
    assert list(translate_lines(lines, translator)) == wanted


def test_lines_have_the_typography_of_their_language_unless_the_raw_ones_are_asked_for(
    translator: ArgosTranslator,
) -> None:
    line = "«\xa0bonjour !\xa0» le chat dort"
    assert list(translate_lines([line], translator)) == ["“hello!” the cat sleeps"]
    assert list(translate_lines([line], translator, raw=True)) == ["« hello ! » the cat sleeps"]


def test_lines_stream_and_memory_does_not_grow(translator: ArgosTranslator) -> None:
    read = 0

    def endless() -> Iterator[str]:
        nonlocal read
        while True:
            read += 1
            yield "le chat\n"

    out = translate_lines(endless(), translator, together=10)
    assert [next(out) for _ in range(15)] == ["the cat"] * 15
    assert read == 20


def test_doubtful_sentences_are_told_with_their_line(places: Places, tmp_path: Path) -> None:
    folder = build_folder(tmp_path, Tiny(endless=True))
    translator = ArgosTranslator(find("fr", "en", path=folder, places=places), threads=1)
    told: list[tuple[int, str, str]] = []

    def doubtful(line: int, source: str, translation: Translation) -> None:
        told.append((line, source, translation.problems[0].check))

    list(translate_lines(["", "le chat"], translator, together=1, doubtful=doubtful))
    assert told == [(2, "le chat", "truncation")]


def test_packages_from_installing_to_removing(places: Places, tiny_zip: Path) -> None:
    package = packages_install(str(tiny_zip), places=places)
    assert package.origin == "installed"
    lines, notes = packages_list(places)
    assert lines == [f"fr_en-1.0\tinstalled\tfr → en\t{places.installed / 'translate-fr_en-1.0'}"] and not notes
    assert packages_verify(places) == (["fr_en-1.0\tinstalled\tok"], True)
    (package.folder / "sentencepiece.model").unlink()
    lines, well = packages_verify(places)
    assert not well and "tokenizer is missing" in lines[0]
    assert packages_remove("fr_en-1.0", places) == [f"removed {places.installed / 'translate-fr_en-1.0'}"]
    assert packages_list(places) == ([], [])
