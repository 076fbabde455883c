"""Words that lost the space between them where a page had a link or a bold word: "la Russiequi" is "la Russie qui".

Only a space is ever added: no comma, no letter. Sentences and numbers are in `glued_sentences` and `glued_numbers`.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from cleaners.condition import is_worn
from cleaners.edits import Draft, Edit, Finding, Promise, Rule
from cleaners.glued_small_words import english_joints, french_joints, has_side_by_side
from cleaners.glued_words import KNOWN, is_pair, is_prefix, split, split_after_name
from cleaners.tongue import is_foreign_line
from cleaners.untouchable import Stretches, untouchable
from cleaners.vocabulary import distinct_words, frequency, is_known_somewhere, rare_words, unknown_words, words

RULES = (Rule("glue.words", Promise.LAYOUT, "two words lost the space between them"),)

_READ = ("fr", "en")
"""Languages whose joints were read in a large collection."""
_WEIGHED = ("es", "it", "pt")
"""Languages in which only the weight of both words decides."""
_TOKEN = re.compile(
    r"(?<![\w@#/_.’'-])[^\W\d_]{4,40}(?![\w@/_’'-]|\.[a-z])|(?<=[^\W\d_][-’'])[^\W\d_]{5,40}(?![\w@/_’'-]|\.[a-z])"
)


def words_glued(draft: Draft) -> Iterator[Finding]:
    """Two words run together: "microplastiquesqui", "auxpays", "earlierannounced".

    Split where the token is no word of any of the languages we know, stands once in the article, and one split alone
    gives two fitting words (see `glued_words`). Left alone: names, inflected forms, compounds and new words with a
    known prefix, hashtags, addresses, foreign lines.
    """
    language = draft.language
    if language not in (*_READ, *_WEIGHED):
        return
    text = draft.text
    read = language in _READ
    worn = is_worn(draft)
    unknown = unknown_words(text, language) | rare_words(text, language) if read else unknown_words(text, language)
    suspects = {
        word
        for word in unknown
        if split(word, language, worn) or (read and split_after_name(word, language, text)) or _split_as_elsewhere(word, language, text)
    }
    suspects.update(word for word in distinct_words(text) if read and is_pair(word.lower(), language))
    tokens = [match for match in _TOKEN.finditer(text) if match[0] in suspects] if suspects else []
    counts = Counter(match[0] for match in tokens)
    places: list[int] = []
    for match in tokens:
        if counts[match[0]] > 1 and not (read and is_pair(match[0].lower(), language)):
            continue
        position = split(match[0], language, worn) or _split_as_elsewhere(match[0], language, text)
        if position is None and read:
            position = split_after_name(match[0], language, text)
        if position is not None:
            places.append(match.start() + position)
    distinct = distinct_words(text)
    if language == "fr" and _RUN_INTO_ELISION.search(text):
        places += _before_elisions(text)
    if language == "fr" and any(word[-1] == "a" and word[:-1] in distinct for word in distinct):
        places += _before_has(text)
    if language == "fr":
        places += _names_before_dates(text)
        places += french_joints(text)
    if language == "en":
        places += english_joints(text)
    if language == "fr" and ("-il" in text or "-el" in text or "-on" in text):
        places += _after_pronouns(text)
    if read and any(not word[1:].islower() and not word.isupper() for word in distinct):
        places += _before_capitals(text, language) + _before_inner_capitals(text, language)
    stretches = untouchable(text)
    mentions = Stretches([match.span() for match in _MENTION.finditer(text)]) if places else Stretches(())
    for place in places:
        if mentions.meet(place - 1, place + 1):
            continue
        if not stretches.meet(place - 1, place + 1) and not is_foreign_line(_line_around(text, place), language):
            yield Edit(place, place, " ", "glue.words", RULES[0].why)


_MENTION = re.compile(r"[«“\"][\u00a0\u202f]?[\w’'-]+[.,!?]?[\u00a0\u202f]?[»”\"]")
"""A word alone in quotation marks, “Afterdiesel.”: it is spoken of as it is."""


_ARTICLE = 100_000
"""Code points: a longer text is no article, and is not searched for each of its words."""


def _split_as_elsewhere(word: str, language: str, text: str) -> int | None:
    """Where a word splits into two that the text has side by side: "budgetmeeting" beside "the budget meeting"."""
    if not word.islower() or len(word) < 9 or len(text) > _ARTICLE:
        return None
    places = [i for i in range(4, len(word) - 3) if min(frequency(word[:i], language), frequency(word[i:], language)) > KNOWN / 10]
    return next((i for i in places if has_side_by_side(text, word[:i], word[i:])), None)


_RUN_INTO_ELISION = re.compile(r"[a-zà-ÿœ](?:[ldjcsnm]|qu)[’']")
_ELISION = re.compile(
    r"(?<![\w@#/_.’'-])(?P<word>[A-ZÀ-Þa-zà-ÿœ][a-zà-ÿœ]{3,24})(?P<elided>[ldjcsnm]|qu)[’'](?=[aeiouyhàâéèêëîïôûœæAEIOUYHÀÂÉÈÊÎÔŒ])"
)
_WHOLE = frozenset(("quelqu", "lorsqu", "puisqu", "jusqu", "presqu", "quoiqu", "aujourd", "entr", "prud", "grand"))


_SMALL_BEFORE_ELISION = re.compile(
    r"(?<![\w@#/_.’'-])(?P<word>[Dd]e|[ÀàEe]t|[Ss]ur|[Pp]our|[Pp]ar|[Dd]ans|[Aa]vec|[Qq]u[ei]|est|sont|ont|[Àà])(?=(?:[ld]|qu)[’'](?P<tail>[aeiouyhàâéèêëîïôûœæAEIOUYHÀÂÉÈÊÎÔŒ][^\W\d_]+))"
)


def _before_elisions(text: str) -> list[int]:
    """Where a word runs into an elided one: "soutiendrontl’Ukraine", "del’Europe", "àl’aveugle"."""
    known = words("fr")
    places = [
        match.end("word")
        for match in _ELISION.finditer(text)
        if (joined := (word := match["word"].lower()) + match["elided"]) not in known
        and joined not in _WHOLE
        and known.share(word) > (KNOWN if match["word"][0].isupper() else 0.0)
    ]
    small = _SMALL_BEFORE_ELISION.finditer(text)
    return places + [match.end("word") for match in small if frequency(match["tail"].lower(), "fr") > KNOWN / 10]


_CAPITAL = {
    "fr": re.compile(
        r"(?<![\w@#/_.’'-])(?:en|dans|pour|avec|sur|par|aux|les|des|une|que|qui|du|de|la|le|et|à|au)(?=(?P<name>[A-ZÀ-Þ][a-zà-ÿœ]{3,25})(?![\w@/]))"
    ),
    "en": re.compile(
        r"(?<![\w@#/_.’'-])(?:in|the|of|to|and|for|with|from|by|on|at|that)(?=(?P<name>[A-Z][a-z]{3,25})(?![\w@/]))"
    ),
}


_BEFORE_ANY_NAME = {
    "fr": frozenset("en dans pour avec sur par aux des du de".split()),
    "en": frozenset("of and for with from by that".split()),
}
_SMALL_WORD_BEFORE = re.compile(r"(?<![^\W_])[a-zà-ÿœ]{3,15} $")
"""A word in small letters before it: what follows is no name with a particle, as in "Danny deVito"."""
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
        known = known or (match[0] in _BEFORE_ANY_NAME[language] and _SMALL_WORD_BEFORE.search(text, max(0, match.start() - 16), match.start()) is not None)
        if known and frequency((match[0] + name).lower(), language) < KNOWN / 10:
            places.append(match.end())
    return places


_BEFORE_DATE = re.compile(r"(?<![\w@#/_.’'-])(?P<name>[A-ZÀ-Þ][a-zà-ÿœ]{3,25})(?=(?P<small>le|du|en|au)[ \xa0]\d)")


def _names_before_dates(text: str) -> list[int]:
    """Where "le" or "en" before a date was glued to a name that stands elsewhere: "Mourmanskle 19 décembre"."""
    return [
        m.end()
        for m in _BEFORE_DATE.finditer(text)
        if re.search(rf"(?<!\w){m['name']}(?!\w)", text) and not is_known_somewhere((m["name"] + m["small"]).lower())
    ]


_PRONOUN = re.compile(r"(?:(?<=-t-)|(?<=[a-zé]-))(?:ils?|elles?|on)(?=(?P<tail>[a-zà-ÿœ]{3,20})(?![\w’'-]))")


def _after_pronouns(text: str) -> list[int]:
    """Where the verb runs into the pronoun that was turned round: "a-t-ildit"."""
    return [
        match.end()
        for match in _PRONOUN.finditer(text)
        if frequency(match["tail"], "fr") > KNOWN / 10 and match[0] + match["tail"] not in words("fr")
    ]


_HAS = re.compile(
    r"(?<![\w@#/_.’'-])(?P<name>[A-ZÀ-Þ][a-zà-ÿœ]{3,25})a(?=[ \xa0](?:[a-zà-ÿœ]{2,15}(?:é|i|u|is|it)|été|eu|pas)(?!\w))"
)


def _before_has(text: str) -> list[int]:
    """Where "a" was glued to a name that stands elsewhere, before a participle: "Washingtona condamné"."""
    return [m.end("name") for m in _HAS.finditer(text) if re.search(rf"(?<!\w){m['name']}(?!\w)", text)]


def _line_around(text: str, position: int) -> str:
    start, end = text.rfind("\n", max(0, position - 2000), position) + 1, text.find("\n", position, position + 2000)
    return text[max(start, position - 2000) : end if end >= 0 else position + 2000]
