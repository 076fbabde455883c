"""What needs torch: skipped without the `train` extra."""

import json
from dataclasses import asdict
from pathlib import Path
from zipfile import ZipFile

import pytest

torch = pytest.importorskip("torch")

from translators.training.loss import SmoothedCrossEntropy  # noqa: E402
from translators.training.model import TranslationModel, attention, fused_attention  # noqa: E402
from translators.training.muon import Muon  # noqa: E402
from translators.training.packaging import LENGTH_PENALTY, pack  # noqa: E402
from translators.training.recipe import ModelShape  # noqa: E402

SHAPE = ModelShape(vocabulary=60, width=32, heads=2, inner=64, encoder_layers=2, decoder_layers=1, dropout=0.0)


def test_the_chunked_loss_is_the_usual_one() -> None:
    torch.manual_seed(0)
    states, table = torch.randn(37, 32, requires_grad=True), torch.randn(60, 32, requires_grad=True)
    wanted = torch.randint(0, 60, (37,))
    usual = torch.nn.functional.cross_entropy(states @ table.T, wanted, label_smoothing=0.1)
    usual_gradients = torch.autograd.grad(usual, (states, table))
    ours = SmoothedCrossEntropy.apply(states, table, wanted, 0.1, 10)
    gradients = torch.autograd.grad(ours, (states, table))
    torch.testing.assert_close(ours, usual, rtol=1e-2, atol=1e-2)
    for mine, theirs in zip(gradients, usual_gradients, strict=True):
        assert (mine - theirs).norm() < 0.02 * theirs.norm()


def test_our_attention_is_the_fused_one() -> None:
    torch.manual_seed(0)
    query, key, value = torch.randn(3, 4, 2, 7, 16).unbind(0)
    hidden = torch.zeros(4, 1, 1, 7)
    hidden[..., 5:] = -30_000.0
    torch.testing.assert_close(attention(query, key, value, hidden), fused_attention(query, key, value, hidden))


def test_padding_and_what_comes_after_change_nothing() -> None:
    torch.manual_seed(0)
    model = TranslationModel(SHAPE).eval()
    source, target = torch.tensor([[5, 6, 7]]), torch.tensor([[2, 8, 9]])
    longer = torch.tensor([[5, 6, 7, 0, 0]]), torch.tensor([[2, 8, 9, 11]])
    torch.testing.assert_close(model(source, target), model(*longer)[:, :3], rtol=1e-4, atol=1e-4)


def test_muon_makes_updates_orthogonal() -> None:
    torch.manual_seed(0)
    weights = torch.nn.Parameter(torch.zeros(32, 64))
    weights.grad = torch.randn(32, 64)
    Muon([weights], lr=1.0, decay=0.0).step()
    singular = torch.linalg.svdvals(weights.detach())
    assert 0.5 < float(singular.min()) <= float(singular.max()) < 1.5


def test_the_package_says_what_the_model_says(tmp_path: Path) -> None:
    import ctranslate2
    import sentencepiece

    from translators.training.convert import convert

    (tmp_path / "text").write_text("un deux trois quatre cinq six sept huit\none two three four five\n" * 50)
    sentencepiece.SentencePieceTrainer.train(
        input=str(tmp_path / "text"), model_prefix=str(tmp_path / "sp"), vocab_size=60, model_type="bpe",
        hard_vocab_limit=False, pad_id=0, unk_id=1, bos_id=2, eos_id=3, minloglevel=2,
    )  # fmt: skip
    pieces = sentencepiece.SentencePieceProcessor(model_file=str(tmp_path / "sp.model"))
    torch.manual_seed(0)
    shape = ModelShape(pieces.vocab_size(), 32, 2, 64, 2, 1, 0.0)
    model = TranslationModel(shape).eval()
    torch.save({"weights": model.state_dict(), "shape": asdict(shape)}, tmp_path / "model.pt")
    convert(tmp_path / "model.pt", tmp_path / "sp.model", tmp_path / "ct2", "float32")
    package = pack(tmp_path / "ct2", tmp_path / "sp.model", "en-fr", "0.3", tmp_path)

    assert package.name == "translate-en_fr-0_3.argosmodel"
    with ZipFile(package) as archive:
        metadata = json.loads(archive.read("translate-en_fr-0_3/metadata.json"))
        assert (metadata["from_code"], metadata["length_penalty"]) == ("en", LENGTH_PENALTY)
        archive.extractall(tmp_path / "unpacked")
    translator = ctranslate2.Translator(str(tmp_path / "unpacked/translate-en_fr-0_3/model"))
    source, target = pieces.encode("one two", out_type=str), pieces.encode("un deux trois", out_type=str)
    scored = translator.score_batch([source], [target])[0].log_probs
    states = model(torch.tensor([pieces.piece_to_id(source)]), torch.tensor([[2, *pieces.piece_to_id(target)]]))
    logits = torch.log_softmax(states @ model.embedding.weight.T, -1)[0].detach()
    expected = [float(logits[i, n]) for i, n in enumerate([*pieces.piece_to_id(target), 3])]
    assert scored == pytest.approx(expected, abs=1e-3)
