"""The vocabulary: marks and digits are pieces of their own; no-break spaces are plain ones."""

from pathlib import Path

import sentencepiece

from translators.training.vocabulary import learn_vocabulary


def test_marks_and_digits_stand_alone(room: Path, tmp_path: Path) -> None:
    learn_vocabulary(room / "data", 305, tmp_path / "pieces.model")
    pieces = sentencepiece.SentencePieceProcessor(model_file=str(tmp_path / "pieces.model"))
    cut = pieces.encode("« Numéro 1\u202f500 » à 3 €\u00a0!", out_type=str)
    assert {"«", "»", "€", "1", "5", "0", "3"} <= {piece.strip("▁") for piece in cut}
    assert pieces.decode(cut) == "« Numéro 1 500 » à 3 € !"
    assert [pieces.id_to_piece(n) for n in range(4)] == ["<blank>", "<unk>", "<s>", "</s>"]
