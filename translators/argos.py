"""Runs an Argos package on CTranslate2: the sentences of many articles in one go, aligned by construction.

Argos's own loop translates about one sentence a batch, joins the sentences of a paragraph, cuts each at 256 tokens
without a word, and turns underscores into spaces. Here each distinct sentence is decoded once, in batches of tokens;
what a model must not touch is kept (`shields.py`), and a sentence too long for the model is translated clause by
clause and joined.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import replace

from cleaners.clauses import clauses, within
from translators.base import ARGOS_LENGTH_PENALTY, Decoding, Problem, Translation
from translators.engine import BATCH, CHUNK, Decoded, Device, Engine, engine
from translators.packages import Package
from translators.shields import Frame, frame, join, lost, pieces_around, restored, shielded

# Source tokens. Measured on 70 news sentences of more than 95: BLEU 25.4 in pieces of 80, 24.4 in pieces of 100.
LONGEST_PIECE = 90
ARGOS = Decoding(length_penalty=ARGOS_LENGTH_PENALTY, max_length=256, growth=0)


def confidence(logprob: float, length: int) -> float:
    """The score of a translation: exp(logprob / length), the geometric mean of its tokens' probabilities, 0..1.

    `logprob` is the natural log-probability of the translation, `length` its number of tokens with the end mark. Of
    several pieces both are summed, so that each token counts the same.
    """
    return min(1.0, math.exp(logprob / length)) if length else 1.0


class ArgosTranslator:
    """Translates with one package. Making one costs nothing; the model is loaded at the first sentence.

    argos_settings: give exactly Argos's words (its limits, its underscores, nothing kept apart), for comparisons.
    device: "auto" takes a GPU that works. threads: 0 for one worker a usable core.
    """

    def __init__(
        self,
        package: Package,
        *,
        decoding: Decoding | None = None,
        argos_settings: bool = False,
        device: Device = "auto",
        threads: int = 0,
        longest_piece: int = LONGEST_PIECE,
        batch: int = BATCH,
    ) -> None:
        self.package = package
        self.source = package.source
        self.target = package.target
        self.decoding = decoding or (ARGOS if argos_settings else Decoding())
        self._argos_settings = argos_settings
        self._device: Device = device
        self._threads = threads
        self._longest_piece = longest_piece
        self._batch = batch
        exact = ",argos" if argos_settings else ""
        longest = f",piece{longest_piece}" if longest_piece != LONGEST_PIECE else ""
        own = package.length_penalty if self.decoding.length_penalty is None else None
        self._search = self.decoding if own is None else replace(self.decoding, length_penalty=own)
        self._signature = f"argos:{package.signature}:{self._search}{longest}{exact}"

    @property
    def signature(self) -> str:
        """E.g. "argos:fr_en-0.1@ab12cd34:b4,lp0.2"."""
        return self._signature

    def tuned(self, decoding: Decoding) -> ArgosTranslator:
        """The same package with other search settings; shares the loaded model."""
        return ArgosTranslator(
            self.package,
            decoding=decoding,
            argos_settings=self._argos_settings,
            device=self._device,
            threads=self._threads,
            longest_piece=self._longest_piece,
            batch=self._batch,
        )

    def translate(self, sentences: Sequence[str]) -> list[Translation]:
        """Translate each sentence; see `Translator`. Memory beside the result is bounded, whatever the number.

        White space around a sentence, line breaks in it, leading dashes, URLs, addresses, handles and words with
        underscores come out as they went in. A piece that reaches `decoding.max_length` has a "truncation" problem.
        Raises PackageError when the package can't be loaded.
        """
        distinct = dict.fromkeys(sentences, Translation("", 1.0, attempts=0))
        pending: list[str] = []
        characters = 0
        for sentence in distinct:
            pending.append(sentence)
            characters += len(sentence)
            if characters >= 4 * CHUNK:
                self._translate_some(pending, distinct)
                pending, characters = [], 0
        self._translate_some(pending, distinct)
        return [distinct[sentence] for sentence in sentences]

    def pieces(self, sentence: str) -> list[str]:
        """The stretches of a sentence that the model reads at once: one, unless the sentence is too long for it."""
        one_line = len(sentence.splitlines()) < 2
        return self._parts(sentence) if one_line and not self._argos_settings else [sentence]

    def _translate_some(self, sentences: list[str], results: dict[str, Translation]) -> None:
        if not sentences:
            return
        if self._argos_settings:
            decoded = self._decode(sentences)
            for sentence, one in zip(sentences, decoded, strict=True):
                results[sentence] = self._translation(one.text.replace("_", " "), [one])
            return
        frames = {sentence: frame(sentence) for sentence in sentences}
        bodies = list(dict.fromkeys(body for framed in frames.values() for body in framed.bodies))
        translated = self._translate_bodies(bodies)
        for sentence, framed in frames.items():
            results[sentence] = self._assembled(framed, translated)

    def _translate_bodies(self, bodies: list[str]) -> dict[str, tuple[str, list[Decoded]]]:
        """Translate bodies of sentences; where a shielded token got lost, once more around it."""
        translated = self._translate_whole(bodies)
        damaged: dict[str, list[str]] = {}
        for body, (text, decoded) in translated.items():
            missing = lost(body, text)
            if missing:
                mended = restored(text, missing)
                if lost(body, mended):
                    damaged[body] = pieces_around(body)
                else:
                    translated[body] = (mended, decoded)
        if damaged:
            parts = list(dict.fromkeys(part for pieces in damaged.values() for part in pieces[::2] if part.strip()))
            around = self._translate_whole(parts)
            for body, pieces in damaged.items():
                decoded = []
                texts = []
                for index, piece in enumerate(pieces):
                    if index % 2 or not piece.strip():
                        texts.append(piece)
                        continue
                    text, one = around[piece]
                    texts.append(piece[: len(piece) - len(piece.lstrip())] + text + piece[len(piece.rstrip()) :])
                    decoded += one
                translated[body] = ("".join(texts), decoded)
        return translated

    def _translate_whole(self, bodies: list[str]) -> dict[str, tuple[str, list[Decoded]]]:
        """Translate texts, each taken apart at clauses if it is too long for the model."""
        parts = {body: self._parts(body) for body in bodies}
        distinct = list(dict.fromkeys(part for some in parts.values() for part in some))
        decoded = dict(zip(distinct, self._decode(distinct), strict=True))
        whole: dict[str, tuple[str, list[Decoded]]] = {}
        for body, some in parts.items():
            texts = [decoded[part].text.strip() for part in some]
            text = texts[0] if len(some) == 1 else join(some, texts, self.target)
            whole[body] = (text, [decoded[part] for part in some])
        return whole

    def _parts(self, body: str) -> list[str]:
        """The pieces that are translated by themselves: one, unless the text is long or clauses are asked for."""
        parts = [body]
        if self.decoding.clauses:
            parts = [body[span.start : span.end] for span in clauses(body, self.source)]
        if len(body) <= self._longest_piece:  # a token has at least a character
            return parts
        fitting: list[str] = []
        while parts:
            lengths = [len(tokens) for tokens in self._engine.tokenizer.encode(parts)]
            longer: list[str] = []
            for part, length in zip(parts, lengths, strict=True):
                if length <= self._longest_piece or len(part) < 2:
                    longer.append(part)
                    continue
                limit = max(1, int(len(part) * self._longest_piece / length * 0.9))
                longer += [part[span.start : span.end] for span in within(part, self.source, limit)]
            if longer == parts:
                fitting = longer
                break
            parts = longer
        return fitting

    def _decode(self, texts: list[str]) -> list[Decoded]:
        """Decode texts as they are; the longest first, so that the batches are even and the memory peaks early."""
        if not texts:
            return []
        tokens = self._engine.tokenizer.encode(texts)
        order = sorted(range(len(texts)), key=lambda index: -len(tokens[index]))
        results: list[Decoded | None] = [None] * len(texts)
        decoded = self._engine.decode([tokens[index] for index in order], self._search, batch=self._batch)
        for index, one in zip(order, decoded, strict=True):
            results[index] = one
        return [one for one in results if one is not None]

    def _assembled(self, framed: Frame, translated: dict[str, tuple[str, list[Decoded]]]) -> Translation:
        decoded = [one for body in framed.bodies for one in translated[body][1]]
        whole = self._translation(framed.filled([translated[body][0] for body in framed.bodies]), decoded)
        if len(framed.bodies) != 1 or len(decoded) != 1 or not decoded[0].others:
            return whole
        protected = shielded(framed.bodies[0])
        others = (one for one in decoded[0].others if not protected or shielded(one.text) == protected)
        return replace(
            whole, alternatives=tuple(self._translation(framed.filled([one.text.strip()]), [one]) for one in others)
        )

    def _translation(self, text: str, decoded: list[Decoded]) -> Translation:
        score = confidence(sum(one.logprob for one in decoded), sum(one.length for one in decoded))
        translation = Translation(text, score, (), 1 if decoded else 0, self.signature)
        cut = max((one.length - 1 for one in decoded if one.cut), default=0)
        if cut:
            why = f"the output reached {cut} tokens without an end: it loops, or its end is missing"
            return replace(translation, problems=(Problem("truncation", "error", why),))
        return translation

    @property
    def _engine(self) -> Engine:
        return engine(self.package, self._device, self._threads)
