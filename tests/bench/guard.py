"""How much the guard finds, how often it cries wolf, what it costs: errors planted in good pairs, with a fixed seed.

    python -m tests.bench.guard FRENCH ENGLISH [--limit N] [--show KIND]

FRENCH and ENGLISH are files of sentences that translate each other, a sentence a line. Both directions are measured.
"""

from __future__ import annotations

import argparse
import random
import re
import time
from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from translators.guard import Verdict, check


@dataclass(frozen=True, slots=True)
class Material:
    """A good pair and what a planter may borrow from. others: translations of other sentences; names: theirs."""

    source: str
    target: str
    language: str
    others: Sequence[str]
    names: Sequence[str]


Planter = Callable[[random.Random, Material], str | None]  # the spoilt translation, None where nothing can be planted

_FIGURES = re.compile(r"\d+(?:[.,\u00a0\u202f ]\d+)*")
_NAME = re.compile(r"(?<=[a-zà-ÿ,] )(?:[A-ZÀ-Þ][a-zà-ÿ]+(?:[- ][A-ZÀ-Þ][a-zà-ÿ]+)*)")
_CLAUSE = re.compile(r"(?<=[,;:])\s+")
_COUNTS = {
    "en": ["three", "four", "five", "six", "seven", "eight", "nine", "ten", "twelve", "twenty", "thirty", "fifty"],
    "fr": ["trois", "quatre", "cinq", "six", "sept", "huit", "dix", "douze", "vingt", "trente", "cinquante"],
}
_SCALES = {
    "en": ["thousand", "million", "billion"],
    "fr": ["mille", "millions", "milliards"],
}


def _replaced(text: str, match: re.Match[str], new: str) -> str:
    return text[: match.start()] + new + text[match.end() :]


def _pick(rng: random.Random, pattern: re.Pattern[str], text: str) -> re.Match[str] | None:
    matches = list(pattern.finditer(text))
    return rng.choice(matches) if matches else None


def numbers_digit(rng: random.Random, m: Material) -> str | None:
    """One figure of a number becomes another."""
    match = _pick(rng, _FIGURES, m.target)
    if not match:
        return None
    at = rng.choice([i for i, c in enumerate(match[0]) if c.isdigit()])
    figure = rng.choice([c for c in "123456789" if c != match[0][at]])
    return _replaced(m.target, match, match[0][:at] + figure + match[0][at + 1 :])


def numbers_other(rng: random.Random, m: Material) -> str | None:
    """A number becomes quite another."""
    match = _pick(rng, _FIGURES, m.target)
    new = str(rng.randrange(3, 10 ** rng.randrange(1, 5) + 3))
    return _replaced(m.target, match, new) if match and new != match[0] else None


def numbers_year(rng: random.Random, m: Material) -> str | None:
    """A year is off by a few."""
    match = _pick(rng, re.compile(r"\b(?:19|20)\d\d\b"), m.target)
    return _replaced(m.target, match, str(int(match[0]) + rng.choice([-10, -3, -1, 1, 2, 9]))) if match else None


def numbers_decimal(rng: random.Random, m: Material) -> str | None:
    """The decimals change place or are lost."""
    match = _pick(rng, re.compile(r"\b(\d+)([.,])(\d{1,2})\b"), m.target)
    if not match or match[1] == match[3]:
        return None
    return _replaced(m.target, match, rng.choice([match[1] + match[3], match[3] + match[2] + match[1]]))


def numbers_zero(rng: random.Random, m: Material) -> str | None:
    """A zero more."""
    match = _pick(rng, re.compile(r"(?<![.,\d])\b[1-9]\d{0,2}\b(?![.,]\d)"), m.target)
    return _replaced(m.target, match, match[0] + "0") if match else None


def numbers_scale(rng: random.Random, m: Material) -> str | None:
    """Millions for billions."""
    words = _SCALES[m.language]
    match = _pick(rng, re.compile(rf"\b({'|'.join(words)})\b"), m.target)
    return _replaced(m.target, match, rng.choice([w for w in words if w != match[0]])) if match else None


def numbers_word(rng: random.Random, m: Material) -> str | None:
    """A number in words becomes another."""
    words = _COUNTS[m.language]
    match = _pick(rng, re.compile(rf"\b({'|'.join(words)})\b"), m.target)
    return _replaced(m.target, match, rng.choice([w for w in words if w != match[0]])) if match else None


def numbers_drop(rng: random.Random, m: Material) -> str | None:
    """A number of two figures or more is left out."""
    match = _pick(rng, re.compile(r"\b\d\d+\b(?![.,]\d) "), m.target)
    return _replaced(m.target, match, "") if match else None


def names_drop(rng: random.Random, m: Material) -> str | None:
    """A name is left out, whole."""
    match = _pick(rng, _NAME, m.target)
    return re.sub(r"  +", " ", _replaced(m.target, match, "")) if match else None


def names_drop_word(rng: random.Random, m: Material) -> str | None:
    """One word of a name is left out."""
    match = _pick(rng, re.compile(r"(?<=[a-zà-ÿ,] )[A-ZÀ-Þ][a-zà-ÿ]{2,} "), m.target)
    return _replaced(m.target, match, "") if match else None


def names_drop_shared(rng: random.Random, m: Material) -> str | None:
    """A name that both sides write alike is left out."""
    shared = [x for x in _NAME.finditer(m.target) if x[0] in m.source]
    if not shared:
        return None
    return re.sub(r"  +", " ", _replaced(m.target, rng.choice(shared), ""))


def names_replace_shared(rng: random.Random, m: Material) -> str | None:
    """A name that both sides write alike becomes another."""
    shared = [x for x in _NAME.finditer(m.target) if x[0] in m.source]
    new = rng.choice(m.names)
    return _replaced(m.target, rng.choice(shared), new) if shared and new not in m.target else None


def names_replace(rng: random.Random, m: Material) -> str | None:
    """A name becomes another."""
    match = _pick(rng, _NAME, m.target)
    new = rng.choice(m.names)
    return _replaced(m.target, match, new) if match and new not in m.target else None


def names_exchange(rng: random.Random, m: Material) -> str | None:
    """Two names change places."""
    matches = list(_NAME.finditer(m.target))
    if len(matches) < 2:
        return None
    a, b = sorted(rng.sample(matches, 2), key=lambda x: x.start())
    if a[0] == b[0] or b.start() - a.end() < 8:
        return None
    return m.target[: a.start()] + b[0] + m.target[a.end() : b.start()] + a[0] + m.target[b.end() :]


def repetition_tail(rng: random.Random, m: Material) -> str | None:
    """The last words loop."""
    words = m.target.split()
    if len(words) < 6:
        return None
    size = rng.randrange(1, 6)
    return " ".join([*words, *words[-size:] * rng.randrange(2, 8)])


def repetition_middle(rng: random.Random, m: Material) -> str | None:
    """A phrase within the sentence is said twice."""
    words = m.target.split()
    if len(words) < 8:
        return None
    size = rng.randrange(2, 6)
    at = rng.randrange(0, len(words) - size)
    return " ".join([*words[: at + size], *words[at : at + size], *words[at + size :]])


def repetition_clause(rng: random.Random, m: Material) -> str | None:
    """A clause comes back at the end."""
    clauses = [c for c in _CLAUSE.split(m.target) if len(c.split()) >= 4]
    if len(clauses) < 2:
        return None
    return m.target.rstrip(".!?") + ", " + rng.choice(clauses[:-1]).rstrip(",;:.") + "."


def repetition_phrase_later(rng: random.Random, m: Material) -> str | None:
    """A phrase of three to six words comes back somewhere later."""
    words = m.target.split()
    if len(words) < 14:
        return None
    size = rng.randrange(3, 7)
    at = rng.randrange(0, len(words) - size - 6)
    to = rng.randrange(at + size + 1, len(words))
    return " ".join([*words[:to], *words[at : at + size], *words[to:]])


def repetition_connected(rng: random.Random, m: Material) -> str | None:
    """A phrase is said again after "and" or a comma."""
    words = m.target.split()
    if len(words) < 8:
        return None
    size = rng.randrange(3, 6)
    at = rng.randrange(0, len(words) - size)
    joint = rng.choice([["and"] if m.language == "en" else ["et"], [","]])
    return " ".join([*words[: at + size], *joint, *words[at : at + size], *words[at + size :]])


def addition_clause(rng: random.Random, m: Material) -> str | None:
    """A clause of another sentence gets in."""
    clauses = [c for c in _CLAUSE.split(rng.choice(m.others)) if 4 <= len(c.split()) <= 20]
    if not clauses:
        return None
    parts = _CLAUSE.split(m.target)
    parts.insert(rng.randrange(1, len(parts) + 1), rng.choice(clauses).rstrip(".,;:!?") + ",")
    text = " ".join(parts)
    return text.rstrip(",") + "." if text.endswith(",") else text


def addition_sentence(rng: random.Random, m: Material) -> str | None:
    """A whole sentence too many."""
    other = rng.choice(m.others)
    return f"{m.target} {other}" if 5 <= len(other.split()) <= 20 else None


def deletion_clause(rng: random.Random, m: Material) -> str | None:
    """A clause of four words or more is gone."""
    parts = _CLAUSE.split(m.target)
    long = [i for i, part in enumerate(parts) if len(part.split()) >= 4]
    if len(parts) < 2 or not long:
        return None
    at = rng.choice(long)
    kept = parts[:at] + parts[at + 1 :]
    text = " ".join(kept)
    return text.rstrip(",;:") + "." if at == len(parts) - 1 else text


def deletion_span(rng: random.Random, m: Material) -> str | None:
    """A stretch of a quarter to a half of the words is gone."""
    words = m.target.split()
    if len(words) < 12:
        return None
    size = int(len(words) * rng.uniform(0.25, 0.5))
    at = rng.randrange(0, len(words) - size)
    return " ".join(words[:at] + words[at + size :])


def truncation_cut(rng: random.Random, m: Material) -> str | None:
    """The end is gone, full stop and all."""
    words = m.target.split()
    if len(words) < 6 or m.source[-1] not in ".!?":
        return None
    return " ".join(words[: max(2, int(len(words) * rng.uniform(0.3, 0.9)))])


def truncation_letters(rng: random.Random, m: Material) -> str | None:
    """The end is gone, in the middle of a word."""
    return m.target[: int(len(m.target) * rng.uniform(0.3, 0.9))] if len(m.target) > 30 else None


def truncation_stopped(rng: random.Random, m: Material) -> str | None:
    """A good part of the end is gone, and a full stop hides it."""
    words = m.target.split()
    return " ".join(words[: int(len(words) * rng.uniform(0.3, 0.65))]).rstrip(",;:") + "." if len(words) >= 8 else None


def residue_copy(rng: random.Random, m: Material) -> str | None:
    """The source, as it is."""
    return m.source if m.source != m.target and len(m.source.split()) > 3 else None


def residue_clause(rng: random.Random, m: Material) -> str | None:
    """A clause is left in the source's language."""
    ours, theirs = _CLAUSE.split(m.source), _CLAUSE.split(m.target)
    if len(ours) != len(theirs) or len(ours) < 2:
        return None
    at = rng.randrange(len(ours))
    if len(ours[at].split()) < 3:
        return None
    return " ".join([*theirs[:at], ours[at], *theirs[at + 1 :]])


def residue_half(rng: random.Random, m: Material) -> str | None:
    """One half translated, the other not."""
    ours, theirs = m.source.split(), m.target.split()
    if len(ours) < 8 or len(theirs) < 8:
        return None
    share = rng.uniform(0.3, 0.7)
    a, b = int(len(ours) * share), int(len(theirs) * share)
    return " ".join(theirs[:b] + ours[a:] if rng.random() < 0.5 else ours[:a] + theirs[b:])


def residue_phrase(rng: random.Random, m: Material) -> str | None:
    """Three to five words of the source stand among the translation."""
    ours, theirs = m.source.split(), m.target.split()
    if len(ours) < 8 or len(theirs) < 8:
        return None
    size = rng.randrange(3, 6)
    at = rng.randrange(0, len(ours) - size)
    to = int(at / len(ours) * len(theirs))
    return " ".join(theirs[:to] + ours[at : at + size] + theirs[to + size :])


def empty(rng: random.Random, m: Material) -> str | None:
    """Nothing, or nothing but marks."""
    return rng.choice(["", " ", ".", "…", "-", "\u00a0", '""'])


def negation_lost(rng: random.Random, m: Material) -> str | None:
    """The translation says the contrary."""
    if m.language == "en":
        text = re.sub(r"\b(do|does|did) not |\b(is|are|was|were|will|would|can|could|has|have) not\b", r"\2 ", m.target)
        text = re.sub(r"n't\b", "", text) if text == m.target else text
    else:
        text = re.sub(r"\b(?:ne |n')(\w+) (?:pas|jamais|plus) ", r"\1 ", m.target)
    return text if text != m.target else None


PLANTERS: dict[str, list[Planter]] = {
    "numbers": [
        numbers_digit, numbers_other, numbers_year, numbers_decimal, numbers_zero, numbers_scale, numbers_word,
        numbers_drop,
    ],
    "names": [
        names_drop, names_drop_shared, names_drop_word, names_replace, names_replace_shared, names_exchange,
    ],
    "repetition": [
        repetition_tail, repetition_middle, repetition_clause, repetition_phrase_later, repetition_connected,
    ],
    "addition": [addition_clause, addition_sentence],
    "deletion": [deletion_clause, deletion_span],
    "truncation": [truncation_cut, truncation_letters, truncation_stopped],
    "residue": [residue_copy, residue_clause, residue_half, residue_phrase],
    "empty": [empty],
    "negation": [negation_lost],
}  # fmt: skip


@dataclass(slots=True)
class Tally:
    """How many were planted, how many of these were flagged, and which the first few missed were."""

    planted: int = 0
    found: int = 0


def measure(pairs: Sequence[tuple[str, str]], source: str, target: str, show: str = "") -> dict[str, Tally]:
    """Plant every kind of error in every pair and return the tallies, "good" for the pairs as they are."""
    rng = random.Random(f"{source}-{target}")
    others = [translation for _, translation in pairs]
    names = sorted({match[0] for other in others for match in _NAME.finditer(other)}) or ["Anna Smith"]
    tallies: dict[str, Tally] = defaultdict(Tally)
    for original, translation in pairs:
        material = Material(original, translation, target, others, names)
        _count(tallies["good"], check(original, translation, source, target))
        for family, planters in PLANTERS.items():
            for planter in planters:
                spoilt = planter(rng, material)
                if spoilt is None or spoilt == translation:
                    continue
                verdict = check(original, spoilt, source, target)
                _count(tallies[f"{family}: {planter.__name__}"], verdict)
                _count(tallies[family], verdict)
                if show and planter.__name__ == show and not verdict.flagged:
                    print(original, spoilt, sep="\n  ")
    return tallies


def _count(tally: Tally, verdict: Verdict) -> None:
    tally.planted += 1
    tally.found += verdict.flagged


def cost(pairs: Sequence[tuple[str, str]], source: str, target: str) -> float:
    """Return the CPU microseconds that one check takes."""
    start = time.process_time()
    for original, translation in pairs:
        check(original, translation, source, target)
    return (time.process_time() - start) / len(pairs) * 1e6


def read_pairs(french: Path, english: Path, limit: int | None = None) -> list[tuple[str, str]]:
    """Return the pairs of two files of lines, those with an empty side left out."""
    left, right = (path.read_text(encoding="utf-8").split("\n") for path in (french, english))
    pairs = [(a.strip(), b.strip()) for a, b in zip(left, right, strict=True) if a.strip() and b.strip()]
    return pairs[:limit]


def main() -> None:
    """Measure both directions and print a table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("french", type=Path)
    parser.add_argument("english", type=Path)
    parser.add_argument("--limit", type=int)
    parser.add_argument("--show", default="", help="print what was missed of this planter, e.g. numbers_digit")
    options = parser.parse_args()
    pairs = read_pairs(options.french, options.english, options.limit)
    check("Bonjour.", "Hello.", "fr", "en")
    results = {}
    for source, target in (("fr", "en"), ("en", "fr")):
        sides = pairs if source == "fr" else [(b, a) for a, b in pairs]
        results[source, target] = measure(sides, source, target, options.show), cost(sides, source, target)
    print(f"{'share flagged of':42}{'fr → en':>16}{'en → fr':>16}")
    (forward, forward_cost), (backward, backward_cost) = results["fr", "en"], results["en", "fr"]
    for kind in sorted(forward.keys() | backward.keys(), key=lambda k: (k != "good", k)):
        a, b = forward.get(kind, Tally()), backward.get(kind, Tally())
        cells = (f"{t.found / max(1, t.planted):.3f} of {t.planted}" for t in (a, b))
        print(f"{kind:42}" + "".join(f"{cell:>16}" for cell in cells))
    print(f"{'CPU microseconds per pair':42}{forward_cost:16.0f}{backward_cost:16.0f}")


if __name__ == "__main__":
    main()
