"""Words, sentences and numbers that lost the space between them where a page had a link, a bold word or a line break.

"la Russiequi" is "la Russie qui", "l’an dernier.Depuis" is "l’an dernier. Depuis", "22octobre" is "22 octobre". Only
a space is ever added: no comma, no letter.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from cleaners.edits import Draft, Edit, Finding, Promise, Rule
from cleaners.glued_words import FREQUENT, KNOWN, is_pair, is_prefix, split, split_after_name
from cleaners.tongue import is_foreign_line
from cleaners.untouchable import untouchable
from cleaners.vocabulary import distinct_words, frequency, unknown_words, words

RULES = (
    Rule("glue.words", Promise.LAYOUT, "two words lost the space between them"),
    Rule("glue.sentences", Promise.LAYOUT, "two sentences lost the space between them"),
    Rule("glue.number", Promise.LAYOUT, "a number and a word lost the space between them"),
)
_WHY = {rule.id: rule.why for rule in RULES}

_TOKEN = re.compile(
    r"(?<![\w@#/_.’'-])[^\W\d_]{5,40}(?![\w@/_’'-]|\.[a-z])|(?<=[^\W\d_][-’'])[^\W\d_]{5,40}(?![\w@/_’'-]|\.[a-z])"
)


def words_glued(draft: Draft) -> Iterator[Finding]:
    """Two words run together: "microplastiquesqui", "auxpays", "earlierannounced".

    Split where the token is no word of any of the languages we know, stands once in the article, and one split alone
    gives two fitting words (see `glued_words`). Left alone: names, inflected forms, compounds and new words with a
    known prefix, hashtags, addresses, foreign lines.
    """
    language = draft.language
    if language not in ("fr", "en"):
        return
    text = draft.text
    suspects = {
        word
        for word in unknown_words(text, language)
        if split(word, language) or split_after_name(word, language, text)
    }
    suspects.update(word for word in distinct_words(text) if is_pair(word.lower(), language))
    tokens = [match for match in _TOKEN.finditer(text) if match[0] in suspects] if suspects else []
    counts = Counter(match[0] for match in tokens)
    places: list[int] = []
    for match in tokens:
        if counts[match[0]] > 1 and not is_pair(match[0].lower(), language):
            continue
        position = split(match[0], language)
        if position is None:
            position = split_after_name(match[0], language, text)
        if position is not None:
            places.append(match.start() + position)
    distinct = distinct_words(text)
    if language == "fr" and any(word[-1] in "ldjcsnmu" for word in unknown_words(text, language)):
        places += _before_elisions(text)
    if language == "fr" and any(word[-1] == "a" and word[:-1] in distinct for word in distinct):
        places += _before_has(text)
    if any(not word[1:].islower() and not word.isupper() for word in distinct):
        places += _before_capitals(text, language) + _before_inner_capitals(text, language)
    stretches = untouchable(text)
    for place in places:
        if not stretches.meet(place - 1, place + 1) and not is_foreign_line(_line_around(text, place), language):
            yield Edit(place, place, " ", "glue.words", _WHY["glue.words"])


_ELISION = re.compile(
    r"(?<![\w@#/_.’'-])(?P<word>[a-zà-ÿœ]{4,25})(?P<elided>[ldjcsnm]|qu)[’'](?=[aeiouyhàâéèêëîïôûœæAEIOUYHÀÂÉÈÊÎÔŒ])"
)
_WHOLE = frozenset(("quelqu", "lorsqu", "puisqu", "jusqu", "presqu", "quoiqu", "aujourd", "entr", "prud", "grand"))


def _before_elisions(text: str) -> list[int]:
    """Where a word runs into an elided one: "soutiendrontl’Ukraine"."""
    known = words("fr")
    return [
        match.end("word")
        for match in _ELISION.finditer(text)
        if (joined := match["word"] + match["elided"]) not in known and joined not in _WHOLE and match["word"] in known
    ]


_CAPITAL = {
    "fr": re.compile(
        r"(?<![\w@#/_.’'-])(?:en|dans|pour|avec|sur|par|aux|les|des|une|que|qui|du|de|la|le|et|à|au)(?=(?P<name>[A-ZÀ-Þ][a-zà-ÿœ]{3,25})(?![\w@/]))"
    ),
    "en": re.compile(
        r"(?<![\w@#/_.’'-])(?:in|the|of|to|and|for|with|from|by|on|at|that)(?=(?P<name>[A-Z][a-z]{3,25})(?![\w@/]))"
    ),
}


_INNER_CAPITAL = re.compile(
    r"(?<![\w@#/_.-])(?P<word>[^\W\d_][a-zà-ÿœ]{2,24})(?=(?P<name>[A-ZÀ-Þ][a-zà-ÿœ]{2,25}|[LD](?=[’'][^\W\d_]))(?![\w@/]))"
)
_OPENERS = {
    "fr": frozenset(
        "Le La Les Il Elle Ils Elles Un Une Des Ce Cette Ces Dans Pour Mais Selon Après Avec Depuis L D".split()
    ),
    "en": frozenset("The This That These Those But And For After According With".split()),
}


def _before_inner_capitals(text: str, language: str) -> list[int]:
    """Where a word runs into a name or the start of a sentence: "agenceReuters", "MoscouLe". Left alone: YouTube, eBay."""
    places = []
    for match in _INNER_CAPITAL.finditer(text):
        word, name = match["word"], match["name"]
        if is_prefix(word, language):
            continue
        if name in _OPENERS[language]:
            joint = len(word) > 3 and frequency(word.lower(), language) > KNOWN / 10
        else:
            elsewhere = re.search(rf"(?<!\w){name}(?!\w)", text) is not None
            joint = word.islower() and frequency(word, language) > KNOWN
            joint = joint and (elsewhere or frequency(name.lower(), language) > KNOWN)
        if joint and (word + name).lower() not in words(language):
            places.append(match.end())
    return places


def _before_capitals(text: str, language: str) -> list[int]:
    """Where a small word runs into a frequent name, or one that stands elsewhere: "enFrance". Left alone: deVito, brands."""
    places = []
    for match in _CAPITAL[language].finditer(text):
        name = match["name"]
        known = frequency(name.lower(), language) > KNOWN or re.search(rf"(?<!\w){name}(?!\w)", text) is not None
        if known and frequency((match[0] + name).lower(), language) < KNOWN / 10:
            places.append(match.end())
    return places


_HAS = re.compile(
    r"(?<![\w@#/_.’'-])(?P<name>[A-ZÀ-Þ][a-zà-ÿœ]{3,25})a(?=[ \xa0](?:[a-zà-ÿœ]{2,15}(?:é|i|u|is|it)|été|eu|pas)(?!\w))"
)


def _before_has(text: str) -> list[int]:
    """Where "a" was glued to a name that stands elsewhere, before a participle: "Washingtona condamné"."""
    return [m.end("name") for m in _HAS.finditer(text) if re.search(rf"(?<!\w){m['name']}(?!\w)", text)]


def _line_around(text: str, position: int) -> str:
    start, end = text.rfind("\n", max(0, position - 2000), position) + 1, text.find("\n", position, position + 2000)
    return text[max(start, position - 2000) : end if end >= 0 else position + 2000]


_SENTENCES = re.compile(
    r"(?<![\w@/._-])(?P<word>(?:[^\W\d_]{1,30}[-’'])*[^\W\d_]{2,40}|\d{1,4}|[»”)])(?P<stop>[.!?…]+)(?P<marks>[»”\"]?)"
    r"(?P<next>[A-ZÀ-ÞŒ](?=[^\W\d_’'-]|[’'][^\W\d_]|[ \xa0][a-zà-ÿ]|[ \xa0][A-Z])[\w’'-]*|[«“][ \xa0]?[A-ZÀ-ÞŒ])"
)


_NO_SPACE = re.compile(r"[.!?…][»”)\"]?(?=[A-ZÀ-ÞŒ«“])")


def sentences_glued(draft: Draft) -> Iterator[Finding]:
    """A sentence that begins right after the full stop of another: "…l’an dernier.Depuis, rien".

    Left alone: Leboncoin.fr, M.Dupont, S.M.I.C., U.S.Open, file names, "49.3", Node.Js and other names with a stop.
    """
    if draft.language not in ("fr", "en"):
        return
    text = draft.text
    language = draft.language
    if not _NO_SPACE.search(text):
        return
    stretches = untouchable(text)
    for match in _SENTENCES.finditer(text):
        word, following = match["word"], match["next"]
        if match["marks"] == '"':  # which opens or closes: the quotation decides
            continue
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
    r"(?<![\w’'@#./-])(?:à|de|des|les|en|et|dans|par|aux|ou|dont|lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche|of|in|the|and|to"
    r"|from|for|over|than|about|Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday)"
    r"(?=\d{1,4}(?:[ \xa0\u202f.,]\d{1,3}){0,4}(?:[hH]\d{0,2}|er)?(?![\w/]))"
)
_PERCENT_WORD = re.compile(r"(?<=\d)[ \xa0\u202f]?%(?=[a-zà-ÿœ]{2})")
_NUMBER_WORD = re.compile(r"(?<![\w.,/+-])\d{1,3}(?:[ \xa0\u202f.,]\d{3})*(?=(?P<word>[a-zà-ÿœ]{4,25})(?![\w@/.-]\w))")


_GLUED_DIGIT = re.compile(r"[0-9](?=[a-zà-ÿœJFMASOND])|[a-zà-ÿœ](?=[0-9])|%(?=[a-zà-ÿœ])")


def numbers_glued(draft: Draft) -> Iterator[Finding]:
    """A space in "22octobre", "à3 500", "12soldats". Left alone: 3e, 18h15, 4x4, A6, 5G, names such as
    "20minutes"."""
    text = draft.text
    if draft.language not in ("fr", "en") or not _GLUED_DIGIT.search(text):
        return
    stretches = untouchable(text)
    for pattern in (_DAY_MONTH, _WORD_NUMBER, _PERCENT_WORD):
        for match in pattern.finditer(text):
            if not stretches.meet(match.start(), match.end() + 1):
                yield Edit(match.end(), match.end(), " ", "glue.number", _WHY["glue.number"])
    for match in _NUMBER_WORD.finditer(text):
        word = match["word"]
        if word in ("minutes", "ème", "eme", "ième", "nde", "ers") or frequency(word, draft.language) < FREQUENT / 4:
            continue
        if not stretches.meet(match.start(), match.end("word")):
            yield Edit(match.end(), match.end(), " ", "glue.number", _WHY["glue.number"])
