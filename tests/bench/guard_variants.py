"""Second ways of planting each kind of fault, so that the guard is not good at the first ones only."""

from __future__ import annotations

import random
import re

from tests.bench.guard_facts import Material, Planter

__all__ = ["VARIANTS"]

_NAME = re.compile(r"(?<=[\w,;:’'] )[A-ZÀ-Þ][\w’'-]*\w(?: [A-ZÀ-Þ][\w-]*\w)*")
_WORD = re.compile(r"(?<=[\w,;:] )[A-ZÀ-Þ]\w{2,}")
_TITLED = re.compile(
    r"\b(?:Mr|Mrs|Ms|Dr|M|Mme|Sen|Sir|Lord|[Pp]resident|[Mm]inister|[Pp]résidente?|[Mm]inistre|Monsieur|Madame)\.? "
    r"(?:[A-ZÀ-Þ][\w-]*\w ?)+"
)
_TIED = {
    "en": re.compile(r" (?:which|who|that|because|when|while|after|before|although|where|if)\b[^,.;]*"),
    "fr": re.compile(r" (?:qui|que|qu'|parce|quand|lorsque|après|avant|tandis|dont|où|alors|si)\b[^,.;]*"),
}
_UNITS = {
    "en": "dollars euros|million billion|kilometers miles|years months|days weeks|hours minutes|meters feet|tonnes kilos",
    "fr": "dollars euros|millions milliards|kilomètres mètres|ans mois|jours semaines|heures minutes|tonnes kilos",
}


def _cut(text: str, match: re.Match[str], new: str = "") -> str:
    return text[: match.start()] + new + text[match.end() :]


def _tidy(text: str) -> str:
    return re.sub(r" +([,.;:])", r"\1", re.sub(r"  +", " ", text)).strip()


def _without_one(rng: random.Random, pattern: re.Pattern[str], text: str, least: int = 1) -> str | None:
    """Return the text without one match of at least so many words, tidied up as an editor would."""
    found = [match for match in pattern.finditer(text) if len(match[0].split()) >= least]
    return _tidy(_cut(text, rng.choice(found), " ")) if found else None


def name_out(rng: random.Random, m: Material) -> str | None:
    """A name is left out and the spaces are tidied up."""
    return _without_one(rng, _NAME, m.target)


def name_word_out(rng: random.Random, m: Material) -> str | None:
    """A word with a capital is left out and the spaces are tidied up."""
    return _without_one(rng, _WORD, m.target)


def name_and_title_out(rng: random.Random, m: Material) -> str | None:
    """A name is left out with its title."""
    return _without_one(rng, _TITLED, m.target)


def name_of_another(rng: random.Random, m: Material) -> str | None:
    """A name becomes one of another article."""
    found, new = list(_NAME.finditer(m.target)), rng.choice(m.names)
    return _cut(m.target, rng.choice(found), new) if found and new not in m.target else None


def name_word_of_another(rng: random.Random, m: Material) -> str | None:
    """A word with a capital becomes the first word of a name of another article."""
    found, new = list(_WORD.finditer(m.target)), rng.choice(m.names).split(" ")[0]
    return _cut(m.target, rng.choice(found), new) if found and new not in m.target else None


def name_of_the_sentence(rng: random.Random, m: Material) -> str | None:
    """A name becomes another one of the same sentence."""
    found = list(_NAME.finditer(m.target))
    if len({match[0] for match in found}) < 2:
        return None
    match = rng.choice(found)
    return _cut(m.target, match, rng.choice([other[0] for other in found if other[0] != match[0]]))


def _exchanged(rng: random.Random, pattern: re.Pattern[str], text: str) -> str | None:
    found = list(pattern.finditer(text))
    if len(found) < 2:
        return None
    one, two = sorted(rng.sample(found, 2), key=lambda match: match.start())
    if one[0] == two[0] or two.start() - one.end() < 3:
        return None
    return text[: one.start()] + two[0] + text[one.end() : two.start()] + one[0] + text[two.end() :]


def names_swapped(rng: random.Random, m: Material) -> str | None:
    """Two names change places, however near."""
    return _exchanged(rng, _NAME, m.target)


def name_words_swapped(rng: random.Random, m: Material) -> str | None:
    """Two words with a capital change places."""
    return _exchanged(rng, _WORD, m.target)


def between_commas_out(rng: random.Random, m: Material) -> str | None:
    """What stands between two commas is gone."""
    parts = m.target.split(",")
    long = [i for i, part in enumerate(parts) if len(part.split()) >= 3]
    if len(parts) < 2 or not long:
        return None
    at = rng.choice(long)
    text = ",".join(parts[:at] + parts[at + 1 :]).strip()
    return text if text[-1:] in ('"', ".", "!", "?") else text + "."


def middle_out(rng: random.Random, m: Material) -> str | None:
    """A quarter to a half of the words is gone, the first one never."""
    words = m.target.split()
    if len(words) < 10:
        return None
    size = rng.randrange(len(words) // 4, len(words) // 2)
    at = rng.randrange(1, len(words) - size)
    return " ".join(words[:at] + words[at + size :])


def last_third_out(rng: random.Random, m: Material) -> str | None:
    """The last third is gone, but for the mark at the end."""
    words = m.target.split()
    return " ".join(words[: -(len(words) // 3)]).rstrip(",;:") + m.target[-1] if len(words) >= 9 else None


def subordinate_out(rng: random.Random, m: Material) -> str | None:
    """A subordinate clause is gone."""
    return _without_one(rng, _TIED[m.language], m.target, 4)


def item_out(rng: random.Random, m: Material) -> str | None:
    """An item of a list is gone."""
    return _without_one(rng, re.compile(r", [^,]{1,50}(?=, )"), m.target)


def number_tenfold(rng: random.Random, m: Material) -> str | None:
    """A number is ten times as great, or a tenth."""
    found = [x for x in re.finditer(r"(?<![\d.,])\d{1,4}(?![\d.,])", m.target) if x[0][:2] not in ("19", "20")]
    if not found:
        return None
    match = rng.choice(found)
    number = int(match[0])
    return _cut(
        m.target, match, str(number // 10 if number and number % 10 == 0 and rng.random() < 0.5 else number * 10)
    )


def number_figure(rng: random.Random, m: Material) -> str | None:
    """A figure becomes another, be it a nought."""
    found = list(re.finditer(r"\d", m.target))
    if not found:
        return None
    match = rng.choice(found)
    return _cut(m.target, match, rng.choice([c for c in "0123456789" if c != match[0]]))


def number_percent(rng: random.Random, m: Material) -> str | None:
    """A percent sign is gone."""
    return _without_one(rng, re.compile(r" ?%| percent\b| per cent\b| pour cent\b"), m.target, 0)


def number_unit(rng: random.Random, m: Material) -> str | None:
    """A number is of another unit."""
    pairs = [pair.split() for pair in _UNITS[m.language].split("|")]
    units = {one: two for pair in pairs for one, two in (pair, pair[::-1])}
    found = list(re.finditer(rf"(?<=\d )(?:{'|'.join(units)})\b", m.target))
    if not found:
        return None
    match = rng.choice(found)
    return _cut(m.target, match, units[match[0]])


def number_out(rng: random.Random, m: Material) -> str | None:
    """A number of any size is left out."""
    return _without_one(rng, re.compile(r"\b\d+(?:[.,]\d+)* "), m.target)


def _said_twice(rng: random.Random, m: Material, size: int) -> str | None:
    words = m.target.split()
    if len(words) < size + 4:
        return None
    at = rng.randrange(len(words) - size)
    return " ".join(words[: at + size] + words[at : at + size] + words[at + size :])


def word_twice(rng: random.Random, m: Material) -> str | None:
    """A word is said twice."""
    return _said_twice(rng, m, 1)


def two_words_twice(rng: random.Random, m: Material) -> str | None:
    """Two words are said twice."""
    return _said_twice(rng, m, 2)


def four_words_twice(rng: random.Random, m: Material) -> str | None:
    """Four words are said twice."""
    return _said_twice(rng, m, 4)


def clause_twice(rng: random.Random, m: Material) -> str | None:
    """What stands between two commas is said twice."""
    parts = m.target.split(", ")
    long = [i for i, part in enumerate(parts) if len(part.split()) >= 3]
    if len(parts) < 2 or not long:
        return None
    at = rng.choice(long)
    return ", ".join([*parts[: at + 1], parts[at], *parts[at + 1 :]])


def word_left(rng: random.Random, m: Material) -> str | None:
    """A word of the source stands in the place of another; what the two sentences share does not count."""
    found = [word for word in re.findall(r"[^\W\d_]{5,}", m.source) if word.islower() and word not in m.target]
    words = m.target.split()
    if not found or len(words) < 6:
        return None
    words[rng.randrange(1, len(words) - 1)] = rng.choice(found)
    return " ".join(words)


def second_half_left(rng: random.Random, m: Material) -> str | None:
    """The second half is left in the source's language."""
    ours, theirs = m.source.split(), m.target.split()
    if len(ours) < 8 or len(theirs) < 8:
        return None
    return " ".join(theirs[: len(theirs) // 2] + ours[len(ours) // 2 :])


def stopped_midway(rng: random.Random, m: Material) -> str | None:
    """The sentence stops after 40 to 80 % of its words."""
    words = m.target.split()
    if len(words) < 8 or m.source[-1] not in ".!?":
        return None
    return " ".join(words[: int(len(words) * rng.uniform(0.4, 0.8))])


def clause_at_the_end(rng: random.Random, m: Material) -> str | None:
    """A clause of another sentence stands at the end."""
    clauses = [part for part in rng.choice(m.others).split(", ") if 4 <= len(part.split()) <= 15]
    return f"{m.target.rstrip('.')}, {rng.choice(clauses).rstrip('.')}." if clauses else None


def clause_in_the_middle(rng: random.Random, m: Material) -> str | None:
    """A clause of another sentence stands between two commas."""
    clauses = [part for part in rng.choice(m.others).split(", ") if 4 <= len(part.split()) <= 15]
    parts = m.target.split(", ")
    if not clauses or len(parts) < 2:
        return None
    parts.insert(rng.randrange(1, len(parts)), rng.choice(clauses).rstrip("."))
    return ", ".join(parts)


VARIANTS: dict[str, list[Planter]] = {
    "names, again": [
        name_out, name_word_out, name_and_title_out, name_of_another, name_word_of_another, name_of_the_sentence,
    ],
    "exchanges, again": [names_swapped, name_words_swapped],
    "deletion, again": [between_commas_out, middle_out, last_third_out, subordinate_out, item_out],
    "numbers, again": [number_tenfold, number_figure, number_percent, number_unit, number_out],
    "repetition, again": [word_twice, two_words_twice, four_words_twice, clause_twice],
    "residue, again": [word_left, second_half_left],
    "truncation, again": [stopped_midway],
    "addition, again": [clause_at_the_end, clause_in_the_middle],
}  # fmt: skip
