"""Words, sentences and numbers that lost the space between them where a page had a link, a bold word or a line break.

"la Russiequi" is "la Russie qui", "l’an dernier.Depuis" is "l’an dernier. Depuis", "22octobre" is "22 octobre". Only a space is
ever added: no comma, no letter.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from functools import cache, lru_cache

from cleaners.edits import Draft, Edit, Finding, Promise, Rule
from cleaners.resources import lexicon
from cleaners.tongue import is_foreign_line
from cleaners.untouchable import untouchable
from cleaners.vocabulary import frequency, is_known_somewhere, words

RULES = (
    Rule("glue.words", Promise.LAYOUT, "two words lost the space between them"),
    Rule("glue.sentences", Promise.LAYOUT, "two sentences lost the space between them"),
    Rule("glue.number", Promise.LAYOUT, "a number and a word lost the space between them"),
)
_WHY = {rule.id: rule.why for rule in RULES}

FREQUENT = 1e-4
"""Share of running text from which a part counts as frequent: some 1 in 10,000 words."""
KNOWN = 1e-5


@cache
def _set(language: str, name: str) -> frozenset[str]:
    return frozenset(str(lexicon("glue")[language][name]).split())


_TOKEN = re.compile(
    r"(?<![\w@#/_.’'-])[^\W\d_]{6,40}(?![\w@/_’'-]|\.[a-z])|(?<=[^\W\d_][-’'])[^\W\d_]{6,40}(?![\w@/_’'-]|\.[a-z])"
)


def words_glued(draft: Draft) -> Iterator[Finding]:
    """Two words run together: "microplastiquesqui", "auxpays", "earlierannounced".

    Split where the token is no word of any of the languages we know, stands once in the article, and exactly one split gives
    two frequent words of which one is a function word. After a name only a relative pronoun, preposition or auxiliary tells.
    Left alone: names, inflected forms, compounds and new words with a known prefix, hashtags, addresses, foreign lines.
    """
    language = draft.language
    if language not in ("fr", "en"):
        return
    known = words(language)
    tokens = [match for match in _TOKEN.finditer(draft.text) if match[0].lower() not in known]
    if not tokens:
        return
    counts = Counter(match[0] for match in tokens)
    stretches = untouchable(draft.text)
    for match in tokens:
        token = match[0]
        if counts[token] > 1 and token.lower() not in _set(language, "pairs"):
            continue
        split = _split(token, language)
        if split is None or stretches.meet(match.start(), match.end()):
            continue
        if is_foreign_line(_line_around(draft.text, match.start()), language):
            continue
        position = match.start() + split
        yield Edit(position, position, " ", "glue.words", _WHY["glue.words"])


def _line_around(text: str, position: int) -> str:
    start, end = text.rfind("\n", max(0, position - 2000), position) + 1, text.find("\n", position, position + 2000)
    return text[max(start, position - 2000) : end if end >= 0 else position + 2000]


@lru_cache(maxsize=16384)
def _split(token: str, language: str) -> int | None:
    """Where to split `token`, or None."""
    lower = token.lower()
    if (
        token.isupper()
        or not (token.islower() or token[1:].islower())
        or is_known_somewhere(lower)
        or _is_inflected(lower, language)
    ):
        return None
    if lower in _set(language, "pairs"):
        return next(
            (i for i in range(2, len(lower) - 1) if _common(lower[:i], language) and _common(lower[i:], language)), None
        )
    splits = [i for i in range(2, len(lower)) if _fits(token, lower[:i], lower[i:], language)]
    return splits[0] if len(splits) == 1 else None


def _common(word: str, language: str) -> bool:
    return frequency(word, language) >= KNOWN


def _fits(token: str, left: str, right: str, language: str) -> bool:
    capitalised = token[0].isupper()
    share = frequency(left, language)
    if right == "à":  # no word ends so but voilà and its kin, which are known
        return len(left) >= 3 and share >= KNOWN / 10
    if right in _set(language, "last") and len(left) >= 4 and not (right == "ont" and left.endswith("r")):
        if capitalised and left not in _set(language, "first"):
            return right in _set(language, "last_after_name") and share >= KNOWN
        return share > 0 if right in _set(language, "last_after_name") else share >= KNOWN
    if right in _set(language, "last_after_long") and len(left) >= 5:
        return not capitalised and share >= FREQUENT / 2
    if left in _set(language, "first") and len(right) >= 4:
        return frequency(right, language) >= KNOWN / 2 and not _is_prefixed(token.lower(), language)
    return False


_ENDINGS = {
    "fr": (
        "s",
        "e",
        "es",
        "x",
        "nt",
        "ent",
        "r",
        "nes",
        "ne",
        "té",
        "ment",
        "ons",
        "ez",
        "ait",
        "aient",
        "eront",
        "era",
    ),
    "en": ("s", "es", "ed", "ing", "ly", "er", "ers", "ness", "d", "r"),
}


def _is_inflected(lower: str, language: str) -> bool:
    """Whether taking an ending off, or putting one on, gives a known word: then the token is an unknown form of it."""
    known = words(language)
    if any(
        lower.endswith(ending) and len(lower) - len(ending) > 3 and lower[: -len(ending)] in known
        for ending in _ENDINGS[language]
    ):
        return True
    return any(lower + ending in known for ending in ("s", "e", "r", "x"))


def _is_prefixed(lower: str, language: str) -> bool:
    known = words(language)
    if lower.startswith("des") and "dés" + lower[3:] in known:
        return True
    return any(
        lower.startswith(p) and len(lower) - len(p) > 3 and lower[len(p) :] in known for p in _set(language, "prefixes")
    )


_SENTENCES = re.compile(
    r"(?<![\w@/._-])(?P<word>(?:[^\W\d_]{1,30}[-’'])*[^\W\d_]{2,40}|\d{1,4}|[»”)])(?P<stop>[.!?…]+)(?P<marks>[»”\"]?)"
    r"(?P<next>[A-ZÀ-ÞŒ](?=[^\W\d_’'-]|[’'][^\W\d_]|[ \xa0][a-zà-ÿ]|[ \xa0][A-Z])[\w’'-]*|[«“][ \xa0]?[A-ZÀ-ÞŒ])"
)


def sentences_glued(draft: Draft) -> Iterator[Finding]:
    """A sentence that begins right after the full stop of another: "…l’an dernier.Depuis, rien".

    Left alone: Leboncoin.fr, M.Dupont, S.M.I.C., U.S.Open, file names, "49.3", Node.Js and other names with a stop.
    """
    if draft.language not in ("fr", "en"):
        return
    text = draft.text
    language = draft.language
    stretches = untouchable(text)
    for match in _SENTENCES.finditer(text):
        word, following = match["word"], match["next"]
        if stretches.meet(match.start("stop"), match.end("stop") + 1) or text[match.end() : match.end() + 1] in (
            "@",
            "/",
        ):
            continue
        if match["stop"] == "." and not match["marks"] and not _ends_sentence(word, following, language):
            continue
        if (
            following[0] not in "«“"
            and match["stop"] == "."
            and not match["marks"]
            and not _starts_sentence(following, language)
        ):
            continue
        position = match.end("stop") + len(match["marks"])
        yield Edit(position, position, " ", "glue.sentences", _WHY["glue.sentences"])


_ABBREVIATIONS = frozenset(
    "mm mme mlle dr me st ste mgr pr art av bd cf ed éd etc ex fig ibid id mr mrs ms no nos op p pp sc sr jr "
    "vol vs ch al inc ltd corp co".split()
)


def _ends_sentence(word: str, following: str, language: str) -> bool:
    last = re.split(r"[-’']", word)[-1]
    if last in "»”)" or last.isdigit():
        return True
    if last.lower() in _ABBREVIATIONS or len(last) < 2 or (len(last) < 3 and last[0].isupper()):
        return False
    if last[0].isupper() or last in words(language):
        return True
    return len(last) > 3 and frequency(following.lower(), language) > FREQUENT


def _starts_sentence(following: str, language: str) -> bool:
    head = re.split(r"[-’' \xa0]", following)[0].lower()
    if head in ("com", "net", "fr", "org", "js", "io", "tv", "co", "be", "ch"):
        return False
    if len(head) <= 2:
        return head in (
            "l",
            "d",
            "j",
            "c",
            "s",
            "n",
            "m",
            "t",
            "qu",
            "le",
            "la",
            "il",
            "on",
            "en",
            "au",
            "du",
            "de",
            "un",
            "et",
            "à",
            "a",
            "ce",
            "sa",
            "tu",
            "si",
            "ou",
            "où",
            "i",
            "he",
            "it",
            "we",
            "in",
            "at",
            "is",
            "by",
            "my",
            "no",
            "so",
            "as",
            "an",
            "to",
            "of",
        )
    return frequency(head, language) > 1e-6


_MONTHS = (
    "janvier|février|mars|avril|mai|juin|juillet|août|septembre|octobre|novembre|décembre|January"
    "|February|March|April|May|June|July|August|September|October|November|December"
)
_DAY_MONTH = re.compile(
    r"(?<![\w.,/-])(?:[0-3]?\d|1er)(?=(?:"
    + _MONTHS
    + r")(?![^\W\d_]))|(?<![^\W\d_])(?:"
    + _MONTHS
    + r")(?=(?:19|20)\d\d(?!\d))"
)
_WORD_NUMBER = re.compile(
    r"(?<![\w’'@#./-])(?:à|de|des|les|en|et|dans|par|aux|ou|dont|of|in|the|and|to|from|for|over|than"
    r"|about)(?=\d{1,3}(?:[ \xa0\u202f.,]\d{3})*(?![\w/]))"
)
_NUMBER_WORD = re.compile(r"(?<![\w.,/+-])\d{1,3}(?:[ \xa0\u202f.,]\d{3})*(?=(?P<word>[a-zà-ÿœ]{4,25})(?![\w@/.-]\w))")


def numbers_glued(draft: Draft) -> Iterator[Finding]:
    """ "22octobre", "à3 500", "12soldats" get their space. Left alone: 3e, 18h15, 4x4, A6, 5G, names such as "20minutes"."""
    if draft.language not in ("fr", "en") or not any(c.isdigit() for c in draft.text):
        return
    text = draft.text
    stretches = untouchable(text)
    for pattern in (_DAY_MONTH, _WORD_NUMBER):
        for match in pattern.finditer(text):
            if not stretches.meet(match.start(), match.end() + 1):
                yield Edit(match.end(), match.end(), " ", "glue.number", _WHY["glue.number"])
    for match in _NUMBER_WORD.finditer(text):
        word = match["word"]
        if word in ("minutes", "ème", "eme", "ième", "nde", "ers") or frequency(word, draft.language) < FREQUENT / 4:
            continue
        if not stretches.meet(match.start(), match.end("word")):
            yield Edit(match.end(), match.end(), " ", "glue.number", _WHY["glue.number"])


CLEANERS = (sentences_glued, words_glued, numbers_glued)
