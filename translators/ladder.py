"""The ladder: sentences that fail the guard are translated again in other ways, a bounded number of times.

Each round takes all sentences that still fail together, so that a batch stays a batch. The best candidate by checks,
then by the model's score, wins. What still fails is published with its flags, or withheld.
"""

from __future__ import annotations

import logging
import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from .base import Decoding, Problem, Translation, Translator, Tunable
from .glossary import Glossary
from .guard import check, is_flagged, score_of
from .metadata import PackageError
from .number_masks import masked, plain_numbers, unmasked
from .written_numbers import localized

OnFail = Literal["flag", "withhold"]
_log = logging.getLogger(__name__)
VERSION = "3"
WIDE = 8  # hypotheses that a rung follows, and of which the checks choose
_LOOPING = frozenset(("repetition", "truncation", "length"))  # checks that speak of what has no end, or a false one
_COUNTING = frozenset(("numbers",))
_MARKS = str.maketrans(
    {"“": '"', "”": '"', "„": '"', "‘": "'", "’": "'", "‚": "'", "\u00a0": " ", "\u202f": " ", "\u2009": " ", "‑": "-",
     "–": "-", "—": "-", "…": "...", "\u200b": None, "\u00ad": None}
)  # fmt: skip
_GUILLEMETS = re.compile(r"«\s*|\s*»")
_REPEATED_MARK = re.compile(r"([!?,;:])[!?,;:]+")


def _as_it_is(sentence: str, translation: str) -> str:
    return translation


@dataclass(frozen=True, slots=True)
class Rung:
    """One way to try again.

    prepare: changes the sentence before it is translated. finish: gets the sentence and its translation, and undoes
    what `prepare` did. other: with another package. cures, spares: the checks, of which one must have spoken (any, if
    none is named), and those of which none may have.
    """

    name: str
    translator: Translator
    prepare: Callable[[str], str] = str
    finish: Callable[[str, str], str] = _as_it_is
    other: bool = False
    cures: frozenset[str] = frozenset()
    spares: frozenset[str] = frozenset()

    def helps(self, sentence: str, problems: Iterable[Problem]) -> bool:
        """Whether it gives the sentence anything new; what only repeats the first decoding does not."""
        checks = {problem.check for problem in problems if problem.severity != "info"}
        if (self.cures and not checks & self.cures) or checks & self.spares:
            return False
        return self.prepare is str or self.prepare(sentence) != sentence


@dataclass(frozen=True, slots=True)
class _Candidate:
    translation: Translation  # text and score of the model, all problems
    quality: float  # of the checks, 0..1

    @property
    def rank(self) -> tuple[float, float]:
        return self.quality, self.translation.score


class GuardedTranslator:
    """A translator whose every sentence was checked, and retried where it failed.

    translator: does the work. others: further translators of the same direction, tried last (another package).
    glossary: terms that must come out right; None for none. on_fail: "flag" publishes what still fails with its
    problems, "withhold" gives an empty text instead. attempts: the most ways in which one sentence is translated, the
    first included; the other packages have their turn whatever else was tried (two of five are kept for two of them).
    """

    def __init__(
        self,
        translator: Translator,
        *,
        others: Sequence[Translator] = (),
        glossary: Glossary | None = None,
        on_fail: OnFail = "flag",
        attempts: int = 5,
    ) -> None:
        for other in others:
            if (other.source, other.target) != (translator.source, translator.target):
                raise ValueError(f"{other.signature} does not go from {translator.source} to {translator.target}")
        if on_fail not in ("flag", "withhold"):
            raise ValueError(f"on_fail must be 'flag' or 'withhold', not {on_fail!r}")
        self._translator = translator
        self._glossary = glossary
        self._on_fail = on_fail
        self._attempts = attempts
        self._others = tuple(others) if attempts > 1 else ()
        self._rungs = rungs(translator, others, glossary) if attempts > 1 else []

    @property
    def source(self) -> str:
        return self._translator.source

    @property
    def target(self) -> str:
        return self._translator.target

    @property
    def signature(self) -> str:
        """The translator's own, the guard's version, how many rungs there are, and the other packages."""
        glossary = f",glossary{len(self._glossary.terms)}" if self._glossary else ""
        guard = f"guard{VERSION},rungs{min(len(self._rungs), self._attempts - 1)}{glossary}"
        others = (f"else:{other.signature}" for other in self._others)
        return "|".join((self._translator.signature, guard, *others))

    def translate(self, sentences: Sequence[str]) -> list[Translation]:
        """Translate each distinct sentence once, check it, retry what fails; same length and order.

        The score of a translation is the model's times that of the checks; `attempts` counts every decoding.
        """
        distinct = list(dict.fromkeys(sentences))
        best = dict(zip(distinct, self._candidates(distinct, self._translator, distinct), strict=True))
        attempts = {sentence: candidate.translation.attempts for sentence, candidate in best.items()}
        tried = dict.fromkeys(distinct, 1)
        kept = sum(rung.other for rung in self._rungs)
        for rung in self._rungs:
            kept -= rung.other
            failing = [
                s
                for s in distinct
                if is_flagged(best[s].translation.problems)
                and tried[s] + kept < self._attempts
                and rung.helps(s, best[s].translation.problems)
            ]
            if not failing:
                continue
            try:
                candidates = self._retried(rung, failing)
            except PackageError as error:
                if not rung.other:
                    raise
                _log.warning("the other package can't be used: %s", error)
                continue
            tried.update({sentence: tried[sentence] + 1 for sentence in failing})
            for sentence, candidate in zip(failing, candidates, strict=True):
                attempts[sentence] += max(1, candidate.translation.attempts)
                if candidate.rank > best[sentence].rank:
                    best[sentence] = candidate
        return [self._published(best[sentence], attempts[sentence]) for sentence in sentences]

    def _retried(self, rung: Rung, sentences: list[str]) -> list[_Candidate]:
        inputs = [rung.prepare(sentence) for sentence in sentences]
        return self._candidates(sentences, rung.translator, inputs, rung.finish)

    def _candidates(
        self,
        sentences: list[str],
        translator: Translator,
        inputs: list[str],
        finish: Callable[[str, str], str] = _as_it_is,
    ) -> list[_Candidate]:
        """Translate the inputs and judge the results against the sentences they stand for."""
        return [
            self._best(sentence, translation, finish)
            for sentence, translation in zip(sentences, translator.translate(inputs), strict=True)
        ]

    def _best(self, sentence: str, translation: Translation, finish: Callable[[str, str], str]) -> _Candidate:
        """The best of a translation and its alternatives; those behind one that has no problem are not looked at."""
        best: _Candidate | None = None
        for one in (translation, *translation.alternatives):
            candidate = self._judged(sentence, replace(one, text=finish(sentence, one.text), alternatives=()))
            if best is None or candidate.rank > best.rank:
                best = candidate
            if not candidate.translation.problems:
                break
        assert best is not None
        return best

    def _judged(self, sentence: str, translation: Translation) -> _Candidate:
        text = localized(sentence, translation.text, self.source, self.target)
        if self._glossary:
            text = self._glossary.mended(sentence, text, self.source, self.target)
        verdict = check(
            sentence,
            text,
            self.source,
            self.target,
            glossary=self._glossary.check if self._glossary else None,
        )
        problems = (*translation.problems, *_unreadable(sentence, text), *verdict.problems)
        return _Candidate(replace(translation, text=text, problems=problems), score_of(problems))

    def _published(self, candidate: _Candidate, attempts: int) -> Translation:
        translation = candidate.translation
        withheld = self._on_fail == "withhold" and is_flagged(translation.problems)
        return replace(
            translation,
            text="" if withheld else translation.text,
            score=round(translation.score * candidate.quality, 6),
            attempts=attempts,
        )


def rungs(translator: Translator, others: Sequence[Translator], glossary: Glossary | None) -> list[Rung]:
    """Return the ways to try again, the likeliest to help first.

    The next best of a wider search, or one in which nothing may come back where it did; hard numbers under an easy
    name; quotes and punctuation made plain; clause by clause; terms of the glossary already in the target's language;
    the other packages. Of all that several hypotheses give, the checks choose.
    """
    ladder: list[Rung] = []
    if isinstance(translator, Tunable):
        decoding = translator.decoding
        wider = replace(
            decoding,
            beam_size=max(WIDE, 2 * decoding.beam_size),
            hypotheses=WIDE,
            max_length=max(decoding.max_length, Decoding().max_length),
        )
        once = replace(wider, no_repeat_ngram_size=4)
        ladder.append(Rung("next best", translator.tuned(wider), spares=_LOOPING))
        ladder.append(Rung("no repetition", translator.tuned(replace(once, repetition_penalty=1.1)), cures=_LOOPING))
        if {translator.source, translator.target} == {"fr", "en"}:
            ladder.append(_easy_numbers(translator.tuned(wider)))
        ladder.append(Rung("plain punctuation", translator.tuned(once), plain))
        ladder.append(Rung("clause by clause", translator.tuned(replace(once, clauses=True))))
    else:
        ladder.append(Rung("plain punctuation", translator, plain))
    if glossary:
        source, target = translator.source, translator.target

        def foretell(sentence: str) -> str:
            return glossary.foretold(sentence, source, target)

        ladder.append(Rung("glossary", translator, foretell))
    ladder.extend(Rung("other package", other, other=True) for other in others)
    return ladder


def plain(sentence: str) -> str:
    """Return the sentence with plain quotes, dashes and spaces, and without doubled marks."""
    text = _GUILLEMETS.sub('"', sentence).translate(_MARKS)
    return re.sub(r"[ \t]+", " ", _REPEATED_MARK.sub(r"\1", text)).strip()


def _unreadable(sentence: str, text: str) -> Iterator[Problem]:
    """A model that spells a rare character in bytes may spell none: "100 µs" became "100 \ufffds"."""
    if "\ufffd" in text and "\ufffd" not in sentence:
        yield Problem("characters", "error", "a character of the translation can't be read")


def _easy_numbers(translator: Translator) -> Rung:
    """Numbers in a form that both languages have, and those that are hard to copy under the name of an easy one."""

    def prepare(sentence: str) -> str:
        return masked(plain_numbers(sentence, translator.source))[0]

    def finish(sentence: str, translation: str) -> str:
        figures = plain_numbers(sentence, translator.source)
        text = unmasked(translation, masked(figures)[1])
        return localized(figures, text, translator.source, translator.target)

    return Rung("easy numbers", translator, prepare, finish, cures=_COUNTING)


@dataclass(frozen=True, slots=True)
class ArticleVerdict:
    """What the guard says of a whole article.

    score: 0..1, the mean of the sentences' scores, weighted by their length. sentences, flagged, withheld, retried: how
    many. problems: how often each check spoke with a warning or worse, the most frequent first.
    """

    score: float
    sentences: int
    flagged: int
    withheld: int
    retried: int
    problems: tuple[tuple[str, int], ...]

    @property
    def summary(self) -> str:
        """One line for a person, e.g. "2 of 25 sentences doubtful (numbers 1, names 1), 3 tried again"."""
        if not self.sentences:
            return "no sentences"
        found = ", ".join(f"{name} {count}" for name, count in self.problems)
        parts = [f"{self.flagged} of {self.sentences} sentences doubtful" + (f" ({found})" if found else "")]
        if self.withheld:
            parts.append(f"{self.withheld} withheld")
        if self.retried:
            parts.append(f"{self.retried} tried again")
        return ", ".join(parts)


def article_verdict(translations: Iterable[Translation]) -> ArticleVerdict:
    """Sum up the translations of an article's sentences."""
    every = list(translations)
    counts: Counter[str] = Counter()
    for translation in every:
        counts.update({p.check for p in translation.problems if p.severity != "info"})
    flagged = [t for t in every if is_flagged(t.problems)]
    weights = [len(t.text) + 1 for t in every]
    score = sum(w * t.score for w, t in zip(weights, every, strict=True)) / max(1, sum(weights))
    return ArticleVerdict(
        round(score, 4) if every else 1.0,
        len(every),
        len(flagged),
        sum(not t.text for t in flagged),
        sum(t.attempts > 1 for t in every),
        tuple(counts.most_common()),
    )
