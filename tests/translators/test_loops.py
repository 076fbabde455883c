"""Loops and truncations provoked on purpose, on the bundled package and the real CTranslate2: never a silent failure."""

from __future__ import annotations

import pytest

from translators.argos import ArgosTranslator
from translators.base import Decoding
from translators.guard import check, is_flagged
from translators.ladder import GuardedTranslator
from translators.package_files import PackageError
from translators.packages import find

LOOPS = [  # what the bundled model answers with a loop, or with something that does not end
    "L",
    "Pommes, poires, pommes, poires, pommes, poires, pommes, poires, pommes, poires, pommes, poires.",
    "ha ha ha ha ha ha ha ha ha ha ha ha ha",
    "A" + 40 * "a" + " !",
    "Le Le Le Le Le Le Le Le Le Le",
]
NEWS = (
    "Le ministre de l'Intérieur a annoncé mardi que les forces de l'ordre seraient présentes dans toutes les gares du "
    "pays pendant la durée du sommet."
)


@pytest.fixture(scope="module")
def bundled() -> ArgosTranslator:
    """The bundled package from French to English."""
    try:
        return ArgosTranslator(find("fr", "en"))
    except PackageError as error:
        pytest.skip(str(error))


@pytest.mark.parametrize("sentence", LOOPS, ids=lambda sentence: sentence[:20])
def test_a_loop_is_retried_and_mended_or_flagged(bundled: ArgosTranslator, sentence: str) -> None:
    (raw,) = bundled.translate([sentence])
    caught = is_flagged([*raw.problems, *check(sentence, raw.text, "fr", "en").problems])
    (translation,) = GuardedTranslator(bundled).translate([sentence])
    if caught:
        assert translation.attempts > 1
    verdict = check(sentence, translation.text, "fr", "en")
    assert is_flagged(translation.problems) or not verdict.flagged
    assert not is_flagged(translation.problems) or translation.score < 0.6


def test_the_loops_are_real(bundled: ArgosTranslator) -> None:
    found = [
        [p.check for p in (*raw.problems, *check(sentence, raw.text, "fr", "en").problems) if p.severity != "info"]
        for sentence, raw in zip(LOOPS, bundled.translate(LOOPS), strict=True)
    ]
    assert sum(map(bool, found)) >= 3


def test_a_truncation_is_caught_and_mended(bundled: ArgosTranslator) -> None:
    """The package's limit is far too low for the sentence; the ladder decodes it again with room enough."""
    short = bundled.tuned(Decoding(max_length=8))
    (raw,) = short.translate([NEWS])
    assert "truncation" in {p.check for p in raw.problems}
    assert "truncation" in {p.check for p in check(NEWS, raw.text, "fr", "en").problems}
    (translation,) = GuardedTranslator(short).translate([NEWS])
    assert translation.attempts > 1
    assert translation.text.endswith(".") and len(translation.text) > 0.6 * len(NEWS)
    assert "truncation" not in {p.check for p in translation.problems}


def test_a_truncation_that_cannot_be_mended_is_flagged(bundled: ArgosTranslator) -> None:
    (translation,) = GuardedTranslator(bundled.tuned(Decoding(max_length=8)), attempts=1).translate([NEWS])
    assert is_flagged(translation.problems)
    assert translation.score < 0.3
    withheld = GuardedTranslator(bundled.tuned(Decoding(max_length=8)), attempts=1, on_fail="withhold")
    assert withheld.translate([NEWS])[0].text == ""
