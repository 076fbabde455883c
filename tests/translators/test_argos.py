"""Running a package: every sentence comes out, in order, whole, and what isn't language stays as it was."""

from __future__ import annotations

import sys
import threading
from collections.abc import Sequence
from multiprocessing import get_context
from pathlib import Path

import ctranslate2
import pytest

from tests.translators.tiny import GLOSSARY, Tiny, build_folder
from translators import engine
from translators.argos import ArgosTranslator, confidence
from translators.base import Decoding, Tunable
from translators.package_files import PackageError
from translators.packages import Package, find
from translators.places import Places


@pytest.fixture
def package(tiny_folder: Path, places: Places) -> Package:
    return find("fr", "en", path=tiny_folder, places=places)


@pytest.fixture
def translator(package: Package) -> ArgosTranslator:
    return ArgosTranslator(package, threads=1)


def texts(translator: ArgosTranslator, sentences: Sequence[str]) -> list[str]:
    return [one.text for one in translator.translate(sentences)]


def test_one_translation_a_sentence_in_the_same_order(translator: ArgosTranslator) -> None:
    sentences = ["le chat dort", "bonjour Ankara", "", "le chat dort", "la maison et le chien"]
    assert texts(translator, sentences) == [
        "the cat sleeps",
        "hello Ankara",
        "",
        "the cat sleeps",
        "the house and the dog",
    ]
    first = translator.translate(sentences)[0]
    assert first.origin == translator.signature
    assert 0.9 < first.score <= 1.0 and not first.problems and first.attempts == 1
    assert translator.translate([]) == []
    assert isinstance(translator, Tunable)


@pytest.mark.parametrize(
    ("source", "wanted"),
    [
        ("  le chat ", "  the cat "),
        ("le chat\nle chien\n", "the cat\nthe dog\n"),
        ("le chat\r\n\r\nle chien", "the cat\r\n\r\nthe dog"),
        ("– le chat", "– the cat"),
        ("— bonjour\n— le chat", "— hello\n— the cat"),
        ("- le chat", "- the cat"),
        ("1. le chat", "1. the cat"),
        ("12 000", "12 000"),
        ("…", "…"),
        (" ", " "),
        ("bonjour le 24 et 1500 et 3,5", "hello the 24 and 1500 and 3,5"),
        ("bonjour https://exemple.fr/a_b?c=d#e.", "hello https://exemple.fr/a_b?c=d#e."),
        ("bonjour @le_chat et le chien", "hello @le_chat and the dog"),
        ("bonjour moi@exemple.fr", "hello moi@exemple.fr"),
        ("le mon_fichier dort", "the mon_fichier sleeps"),
        ("le __init__ et le a_b_c.txt", "the __init__ and the a_b_c.txt"),
    ],
)
def test_what_is_not_language_comes_out_as_it_went_in(source: str, wanted: str, translator: ArgosTranslator) -> None:
    assert texts(translator, [source]) == [wanted]


def test_strange_input_breaks_nothing(translator: ArgosTranslator) -> None:
    strange = [
        "\x00",
        "le \x00 chat",
        "\ud800 le chat",
        "</s>",
        "<unk> chat",
        "▁",
        "👩‍👩‍👧 chat",
        "a" * 5_000,
        "\u2028",
    ]
    assert len(translator.translate(strange)) == len(strange)
    assert texts(translator, strange)[7] == "a" * 5_000


def test_eighteen_hundred_words_without_a_full_stop_come_out_whole(translator: ArgosTranslator) -> None:
    words = ["le", "chat", "mange", "et", "le", "chien", "dort"]
    sentence = " ".join(words[number % 7] for number in range(1_800))
    (translation,) = translator.translate([sentence])
    assert translation.text == " ".join(GLOSSARY[word] for word in sentence.split())
    assert not translation.problems


def test_a_long_sentence_is_cut_at_its_clauses(package: Package) -> None:
    translator = ArgosTranslator(package, longest_piece=8, threads=1)
    assert texts(translator, ["le chat dort ; le chien mange, et la maison dort"]) == [
        "the cat sleeps ; the dog mange, and the house sleeps"
    ]


def test_a_translation_without_end_is_never_cut_in_silence(places: Places, tmp_path: Path) -> None:
    folder = build_folder(tmp_path, Tiny(endless=True))
    translator = ArgosTranslator(find("fr", "en", path=folder, places=places), threads=1)
    for decoding, tokens in (
        (Decoding(growth=0), 255),  # the model places 256
        (Decoding(max_length=20), 20),
        (Decoding(), 3 * 2 + 20),  # of a source of two
    ):
        (translation,) = translator.tuned(decoding).translate(["le chat"])
        assert [problem.check for problem in translation.problems] == ["truncation"]
        assert translation.problems[0].severity == "error"
        assert f"{tokens} tokens" in translation.problems[0].why


def test_the_signature_tells_packages_and_settings_apart(package: Package, translator: ArgosTranslator) -> None:
    wider = translator.tuned(Decoding(beam_size=8, repetition_penalty=1.2))
    assert translator.signature == f"argos:{package.signature}:b4,lp0.2"
    assert wider.signature == f"argos:{package.signature}:b8,lp0.2,rp1.2"
    assert ArgosTranslator(package, argos_settings=True).signature.endswith(",argos")
    assert texts(wider, ["le chat"]) == ["the cat"]


def test_a_package_may_name_its_length_penalty(package: Package, places: Places, tmp_path: Path) -> None:
    folder = build_folder(tmp_path, Tiny(version="2.0", metadata={"length_penalty": 1.0}))
    own = ArgosTranslator(find("fr", "en", path=folder, places=places), threads=1)
    assert own.signature.endswith(":b4,lp1")
    assert own.tuned(Decoding(beam_size=2)).signature.endswith(":b2,lp1")
    assert own.tuned(Decoding(length_penalty=0.5)).signature.endswith(":b4,lp0.5")
    assert ArgosTranslator(own.package, argos_settings=True).signature.endswith(":b4,lp0.2,max256,g0,argos")
    assert texts(own, ["le chat"]) == ["the cat"]


def test_the_next_best_come_with_the_best(package: Package) -> None:
    several = ArgosTranslator(package, decoding=Decoding(hypotheses=3), threads=1)
    found, numbered, bare = several.translate(["le chat dort", "– le chat", "12"])
    assert found.text == "the cat sleeps"
    assert len({one.text for one in (found, *found.alternatives)}) == 3
    assert found.score >= max(one.score for one in found.alternatives)
    assert all(one.text.startswith("– ") for one in numbered.alternatives)
    assert bare.alternatives == ()


def test_every_batch_has_its_own_longest_output(places: Places, tmp_path: Path) -> None:
    endless = find("fr", "en", path=build_folder(tmp_path, Tiny(endless=True)), places=places)
    translator = ArgosTranslator(endless, threads=1, batch=8)
    short, long = translator.translate(["le chat", "le chat dort et le chien mange"])
    assert "26 tokens" in short.problems[0].why
    assert "41 tokens" in long.problems[0].why


def test_the_clause_rung_translates_each_clause_by_itself(translator: ArgosTranslator) -> None:
    by_clause = translator.tuned(Decoding(clauses=True))
    sentence = "bonjour le chat le chat le chat ; bonjour le chien le chien le chien"
    wanted = "hello the cat the cat the cat ; hello the dog the dog the dog"
    assert texts(by_clause, [sentence]) == [wanted]


def test_argos_settings_give_argos_words_underscores_and_all(package: Package) -> None:
    exact = ArgosTranslator(package, argos_settings=True, threads=1)
    assert texts(exact, ["le mon_fichier dort"]) == ["the mon fichier sleeps"]


def test_a_target_prefix_is_given_and_taken_away(places: Places, tmp_path: Path) -> None:
    folder = build_folder(tmp_path, Tiny(prefix=">>en<<"))
    package = find("fr", "en", path=folder, places=places)
    assert package.prefix == ">>en<<"
    assert texts(ArgosTranslator(package, threads=1), ["le chat dort", "bonjour"]) == ["the cat sleeps", "hello"]


def test_a_multilingual_package_serves_each_of_its_pairs(places: Places, tmp_path: Path) -> None:
    languages = {"languages": [{"code": "de"}, {"code": "fr"}]}
    folder = build_folder(tmp_path, Tiny(metadata=languages))
    package = find("de", "fr", path=folder, places=places)
    assert texts(ArgosTranslator(package, threads=1), ["le chat"]) == ["the cat"]


def test_threads_share_one_loaded_model(package: Package) -> None:
    engine.unload()
    sentences = [f"le chat {number}" for number in range(50)]
    results: list[list[str]] = []

    def work() -> None:
        results.append(texts(ArgosTranslator(package, threads=1), sentences))

    threads = [threading.Thread(target=work) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(engine._engines) == 1
    assert results == [[f"the cat {number}" for number in range(50)]] * 8


def _translate(package: Package) -> list[str]:
    return texts(ArgosTranslator(package, threads=1), ["le chat dort"])


@pytest.mark.skipif(sys.platform == "win32", reason="no fork")
def test_a_forked_worker_loads_its_own_model(package: Package, translator: ArgosTranslator) -> None:
    translator.translate(["le chat"])
    with get_context("fork").Pool(2) as pool:
        assert pool.map(_translate, [package] * 2) == [["the cat sleeps"]] * 2


def test_a_sentence_is_decoded_once_however_often_it_stands(
    translator: ArgosTranslator, monkeypatch: pytest.MonkeyPatch
) -> None:
    seen: list[str] = []
    decode = ArgosTranslator._decode

    def spy(self: ArgosTranslator, pieces: list[str]) -> object:
        seen.extend(pieces)
        return decode(self, pieces)

    monkeypatch.setattr(ArgosTranslator, "_decode", spy)
    translator.translate(["le chat", "– le chat", "le chat", "le chat "] * 100)
    assert seen == ["le chat"]


def test_a_model_that_is_no_model_says_so(places: Places, tmp_path: Path) -> None:
    folder = build_folder(tmp_path)
    (folder / "model" / "model.bin").write_bytes(bytes(100))
    package = find("fr", "en", path=folder, places=places)
    with pytest.raises(PackageError, match="can't load this model"):
        ArgosTranslator(package).translate(["le chat"])


@pytest.mark.skipif(ctranslate2.get_cuda_device_count() > 0, reason="there is a GPU")
def test_a_gpu_that_is_not_there_is_said_or_not_missed(package: Package) -> None:
    assert texts(ArgosTranslator(package, device="auto", threads=1), ["le chat"]) == ["the cat"]
    with pytest.raises(PackageError, match="can't be loaded on the GPU"):
        ArgosTranslator(package, device="cuda").translate(["le chat"])


def test_confidence_is_the_geometric_mean_of_the_token_probabilities() -> None:
    assert confidence(0.0, 5) == 1.0
    assert confidence(-0.6931471805599453 * 4, 4) == pytest.approx(0.5)
    assert confidence(0.0, 0) == 1.0


def test_cores_obey_the_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("OMP_NUM_THREADS", "3")
    assert engine.usable_cores() == 3
    monkeypatch.delenv("OMP_NUM_THREADS")
    assert engine.usable_cores() >= 1
