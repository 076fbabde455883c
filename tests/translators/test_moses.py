"""Packages of the older kind: Moses's tokens and byte-pair merges, on a real model."""

from __future__ import annotations

import doctest
from pathlib import Path

import pytest

from tests.translators.tiny import Tiny, build_folder
from translators import moses
from translators.argos import ArgosTranslator
from translators.moses import detokenize, normalize, tokenize
from translators.package_files import PackageError
from translators.packages import find
from translators.places import Places


def test_examples() -> None:
    assert doctest.testmod(moses).failed == 0


def test_a_moses_package_translates(places: Places, tmp_path: Path) -> None:
    folder = build_folder(tmp_path, Tiny(moses=True))
    translator = ArgosTranslator(find("fr", "en", path=folder, places=places), threads=1)
    sentences = ["le chat dort", "– bonjour\nla maison", "le chat et le mon_fichier"]
    assert [one.text for one in translator.translate(sentences)] == [
        "the cat sleeps",
        "– hello\nthe house",
        "the cat and the mon_fichier",
    ]


def test_a_damaged_bpe_model_says_so(places: Places, tmp_path: Path) -> None:
    folder = build_folder(tmp_path, Tiny(moses=True))
    (folder / "bpe.model").write_bytes(b"\xff\xfe\x00three parts here\n")
    with pytest.raises(PackageError, match="no BPE model"):
        ArgosTranslator(find("fr", "en", path=folder, places=places)).translate(["le chat"])


@pytest.mark.parametrize(
    ("text", "language", "tokens"),
    [
        ("Il a dit « non ».", "fr", "Il a dit &quot; non &quot; ."),
        ("C’est l’été.", "fr", "C&apos; est l&apos; été ."),
        ("It's Mr. Smith's.", "en", "It &apos;s Mr. Smith &apos;s ."),
        ("The U.S. army, no. 5 of 1,000.", "en", "The U.S. army , no. 5 of 1,000 ."),
        ("Oui... [a|b] & <c>", "fr", "Oui ... &#91; a &#124; b &#93; &amp; &lt; c &gt;"),
    ],
)
def test_tokens_are_those_of_moses(text: str, language: str, tokens: str) -> None:
    assert " ".join(tokenize(normalize(text), language)) == tokens


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ('He said: "it\'s 3% (more), no?" Then he left.', "en"),
        ("L'homme a dit (hier), à 3,5 : M. X part.", "fr"),
        ("The U.S. army, Mr. Smith's.", "en"),
    ],
)
def test_detokenizing_undoes_tokenizing(text: str, language: str) -> None:
    expected = text.replace(" :", " :")
    assert detokenize(tokenize(normalize(text), language), language) == expected
