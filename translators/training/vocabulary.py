"""The SentencePiece vocabulary that both languages and both directions share."""

import random
import tempfile
from pathlib import Path

import sentencepiece

from translators.training.augment import plain
from translators.training.corpus import PairStore

SENTENCES = 300_000
_TYPOGRAPHIC = str.maketrans({"'": "’"})


def learn_vocabulary(data: Path, size: int, model: Path) -> None:
    """Learn `size` pieces (unigram, bytes for the rest) from both sides of a sample of the pairs; write `model`.

    Half of the lines get typographic apostrophes. Padding is piece 0, then unknown, start and end.
    """
    store = PairStore(data)
    rng = random.Random(11)
    with tempfile.TemporaryDirectory() as folder:
        text = Path(folder) / "text"
        with text.open("w", encoding="utf-8") as out:
            for number in rng.sample(range(len(store)), min(SENTENCES, len(store))):
                pair = store[number]
                for line in (plain(pair.fr, "fr"), plain(pair.en, "en")):
                    out.write((line.translate(_TYPOGRAPHIC) if rng.random() < 0.5 else line) + "\n")
        sentencepiece.SentencePieceTrainer.train(
            input=str(text),
            model_prefix=str(Path(folder) / "pieces"),
            vocab_size=size,
            model_type="unigram",
            byte_fallback=True,
            character_coverage=0.9998,
            normalization_rule_name="nmt_nfkc",
            user_defined_symbols=["«", "»", "“", "”", "’", "€", "$", "£"],
            split_digits=True,
            pad_id=0,
            unk_id=1,
            bos_id=2,
            eos_id=3,
            pad_piece="<blank>",
            num_threads=2,
            minloglevel=1,
        )
        model.write_bytes((Path(folder) / "pieces.model").read_bytes())
