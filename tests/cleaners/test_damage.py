"""Every shape of config/lexicons/lost_words.yaml flags what it shows and spares what is sound."""

from __future__ import annotations

from typing import Any

import pytest

from cleaners.damage import lost_words
from cleaners.edits import Draft, Flag
from cleaners.resources import lexicon

SHAPES = lexicon("lost_words")


@pytest.mark.parametrize("shape", SHAPES, ids=[f"{n} {shape['why']}" for n, shape in enumerate(SHAPES, 1)])
def test_flags_what_no_sentence_has(shape: dict[str, Any]) -> None:
    for sentence in shape["shows"]:
        found = [f.why for f in lost_words(Draft(sentence, language="fr")) if isinstance(f, Flag)]
        assert shape["why"] in found, sentence
    for sentence in shape["sound"]:
        assert not list(lost_words(Draft(sentence, language="fr"))), sentence
