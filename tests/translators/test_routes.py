"""A translator for any pair, through a third language if need be, and the signature says so."""

from __future__ import annotations

import socket

import pytest

from tests.translators.tiny import Tiny, build_folder, build_zip
from translators.argos import ArgosTranslator
from translators.base import Decoding, Tunable
from translators.package_files import PackageError
from translators.places import Places
from translators.routes import PivotTranslator, open_translator


def test_two_packages_in_a_row_translate_and_sign(places: Places) -> None:
    build_folder(places.installed, Tiny("fr", "en"))
    build_folder(places.installed, Tiny("en", "de", glossary={"the": "die", "cat": "Katze", "sleeps": "schläft"}))
    translator = open_translator("fr", "de", places=places, threads=1)
    assert isinstance(translator, PivotTranslator) and isinstance(translator, Tunable)
    (translation,) = translator.translate(["le chat dort"])
    assert translation.text == "die Katze schläft"
    legs = translator.signature.split(">")
    assert legs[0].startswith("argos:fr_en-1.0@") and legs[1].startswith("argos:en_de-1.0@")
    assert translation.origin == translator.signature
    assert translator.tuned(Decoding(beam_size=1)).translate(["le chat"])[0].text == "die Katze"


def test_a_direct_package_is_preferred(places: Places) -> None:
    for pair in (("fr", "en"), ("en", "de"), ("fr", "de")):
        build_folder(places.installed, Tiny(*pair))
    assert isinstance(open_translator("fr", "de", places=places), ArgosTranslator)


def test_a_problem_on_the_way_is_told(places: Places) -> None:
    build_folder(places.installed, Tiny("fr", "en", endless=True))
    build_folder(places.installed, Tiny("en", "de"))
    (translation,) = open_translator("fr", "de", places=places, threads=1).translate(["le chat"])
    assert "on the way through en" in translation.problems[0].why


def test_nothing_leaves_the_machine(places: Places, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*arguments: object, **options: object) -> None:
        raise AssertionError(f"a connection was tried: {arguments}")

    monkeypatch.setattr(socket.socket, "connect", refuse)
    monkeypatch.setattr(socket, "getaddrinfo", refuse)
    build_zip(places.bundled, Tiny())
    assert open_translator("fr", "en", places=places).translate(["le chat"])[0].text == "the cat"
    with pytest.raises(PackageError, match="diptych packages install en fr"):
        open_translator("en", "fr", places=places)
