"""Sentences that no author wrote: small words that never follow each other, verbs without what carries them.

Scraping drops the text of links, and translation machines drop words at their edges. Nothing here changes a text; a
flag says which words don't go together.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import cache, lru_cache
from itertools import pairwise

from cleaners.edits import Draft, Finding, Flag, Line
from cleaners.resources import lexicon
from cleaners.sentence_tokens import Token, tokens
from cleaners.tongue import is_foreign_line
from cleaners.vocabulary import frequency

SHORTEST = 30
"""Code points of a line that is read as a sentence: labels and titles are written in another grammar."""


def sentence_lines(draft: Draft) -> Iterator[Line]:
    """The lines of a French or English article that are sentences in its language."""
    language = draft.language
    if language not in ("fr", "en"):
        return
    for line in draft.lines:
        if len(line.text) >= SHORTEST and not is_foreign_line(line.text, language):
            yield line


@cache
def _impossible(language: str) -> Mapping[str, frozenset[str]]:
    """For each small word those that never follow it."""
    table: dict[str, set[str]] = {}
    for entry in lexicon("impossible_pairs")[language]:
        for first in str(entry["first"]).split():
            table.setdefault(first, set()).update(str(entry["then"]).split())
    return {first: frozenset(then) for first, then in table.items()}


def impossible_pairs(draft: Draft) -> Iterator[Finding]:
    """Small words side by side that never are: "menée par avec l’aide", "chercheuse à depuis 2009", "la rue des."

    Left alone: words in capitals, words quoted as words, titles, what stands in another language.
    """
    for line in sentence_lines(draft):
        table = _impossible(draft.language or "")
        row = tokens(line.text)
        for place, (first, then) in enumerate(pairwise(row)):
            never = table.get(first.lower)
            if never is None or then.lower not in never or not _side_by_side(line.text, first, then):
                continue
            if place and row[place - 1].lower in ("qu’", "quelqu’"):  # "quelqu’un les arrête"
                continue
            if _is_quoted(row, place) or (place and first.text[0].isupper() and row[place - 1].lower not in ".!?…:«»“”\""):
                continue
            yield _lost(line, first, then, f"“{first.text} {then.text}”: a word is lost between them, or one is too many")


def _lost(line: Line, first: Token, last: Token, why: str) -> Flag:
    return Flag("grammar.lost-word", line.start + first.start, line.start + last.end, why)


def _side_by_side(text: str, first: Token, then: Token) -> bool:
    """Whether nothing but a space parts the two, and the second is written small."""
    between = text[first.end : then.start]
    if not then.text[0].isalpha():
        return not between and not text[then.end : then.end + 1].isdigit() and text[then.end : then.end + 2] != ".."
    return not between.strip(" \xa0") and then.text[0].islower()


def _is_quoted(row: list[Token], place: int) -> bool:
    """Whether the small word stands alone within quotation marks, or is an example of itself."""
    return place > 0 and row[place - 1].text in "«“\"'‘" and place + 2 < len(row) and row[place + 1].text in "»”\"'’"


_CLITICS = frozenset(
    "ne n’ pas plus jamais rien y en le la les l’ lui leur se s’ me m’ te t’ nous vous bien mieux toujours encore aussi déjà tout"
    " trop peu même également ainsi ensuite alors tous toutes très souvent parfois enfin vite presque beaucoup moins vraiment"
    " davantage autant ci là ici soi-même".split()
)
_PRONOUNS = frozenset("ne n’ pas y en le la les l’ lui leur se s’ me m’ te t’ nous vous rien tout".split())
_PREPOSITIONS = frozenset("à de d’ pour sans par après avant afin jusqu’à au".split())


@cache
def _verbs(name: str) -> frozenset[str]:
    """A list of config/lexicons/verbs.yaml."""
    found = str(lexicon("verbs")["fr"][name]).split()
    return frozenset(found)


@lru_cache(maxsize=8192)
def is_participle(word: str) -> bool:
    """Whether a small word is the participle of a verb in -er and no noun: "trouvé", "dirigées"."""
    stem = word.rstrip("s").removesuffix("e").removesuffix("é")
    if stem + "é" not in word or len(stem) < 3 or word in _verbs("nouns_in_é") or word.rstrip("s") in _verbs("nouns_in_é"):
        return False
    return frequency(stem + "er", "fr") > 1e-7 and frequency(word, "fr") > 1e-8


@lru_cache(maxsize=8192)
def is_infinitive(word: str) -> bool:
    """Whether a small word is an infinitive and no noun: "déplacer", "prévenir", "défendre"."""
    if word in _verbs("nouns_like_infinitives"):
        return False
    if word in _verbs("infinitives"):
        return True
    stem = word[:-2]
    if word.endswith("er") and len(word) > 4:
        return frequency(stem + "é", "fr") > 1e-8 and frequency(stem + "ant", "fr") > 1e-8
    return word.endswith("ir") and len(word) > 4 and frequency(stem + "issent", "fr") > 0


def unsupported_verbs(draft: Draft) -> Iterator[Finding]:
    """Verb forms without what carries them: "qui dirigé l’équipe", "ils réclamé", "les vendeurs demandé au maire",
    "la municipalité déplacer la grue"."""
    if draft.language != "fr":
        return
    for line in sentence_lines(draft):
        row = tokens(line.text)
        for place, token in enumerate(row):
            if place == 0 or not token.text[0].islower() or len(token.lower) < 4:
                continue
            first = None
            if is_participle(token.lower):
                first, why = _lonely_participle(row, place), "a participle without its auxiliary"
            elif is_infinitive(token.lower):
                first, why = _lonely_infinitive(row, place), "an infinitive that nothing leads to"
            if first is not None:
                yield _lost(line, row[first], token, f"“{line.text[row[first].start:token.end]}”: {why}")


def _carrier(row: list[Token], place: int) -> int:
    """The place of the first token before `place` that is neither a small pronoun nor an adverb; -1 if none."""
    place -= 1
    while place >= 0 and (row[place].lower in _CLITICS or row[place].lower.endswith("ment") and len(row[place].lower) > 7):
        place -= 1
    return place


_PLURAL = frozenset("les des ces ses mes nos vos leurs plusieurs quelques aux".split())


def _lonely_participle(row: list[Token], place: int) -> int | None:
    """Where the stretch begins that lacks an auxiliary before the participle at `place`; None if it lacks none."""
    at = _carrier(row, place)
    if at < 0:
        return None
    word, form = row[at].lower, row[place].lower
    if word in ("il", "ils", "on", "je", "j’") and row[place - 1].text[0].isalpha():
        return at
    if word == "qui" and row[place - 1].text[0].isalpha():
        return at
    if at != place - 1 or at < 1 or not form.endswith("é"):
        return None
    noun, before = row[at], row[at - 1].lower
    if noun.lower == "fois":
        return None
    if noun.lower.isdigit() and len(noun.lower) == 4 and at > 1:
        noun, before = row[at - 1], row[at - 2].lower
    if not noun.text[0].islower() or len(noun.lower) < 3:
        return None
    follower = row[place + 1].lower if place + 1 < len(row) else "."
    if not follower[0].isalpha():
        return None
    if before in _PLURAL and noun.lower.endswith(("s", "x")) and not is_infinitive(noun.lower):
        return at - 1
    if before in ("la", "une", "cette", "sa", "ma", "l’") and _is_feminine(noun.lower):
        return at - 1
    return None


_FEMININE_ENDINGS = (
    "tion sion té ure ance ence ée ie eau trice euse ude ette esse aine elle".split()
)


def _is_feminine(noun: str) -> bool:
    return noun in _verbs("feminine") or (len(noun) > 5 and noun.endswith(tuple(_FEMININE_ENDINGS)) and noun not in _MASCULINE)


_MASCULINE = frozenset("silence bureau niveau réseau tableau drapeau plateau château gâteau cadeau chapeau oiseau murmure lycée musée".split())


def _lonely_infinitive(row: list[Token], place: int) -> int | None:
    """Where the stretch begins that lacks what leads to the infinitive at `place`; None if it lacks nothing."""
    at = _carrier(row, place)
    if at < 0 or not row[at].text[0].isalpha() or any(token.lower in _PRONOUNS for token in row[at + 1 : place]):
        return None
    word = row[at].lower
    if word == "a" and row[place].lower == "partir":
        return None
    if word in _PREPOSITIONS or word in _verbs("before_infinitive") or word.startswith(tuple(_verbs("leading"))):
        return None
    if "-" in word or is_infinitive(word) or word.endswith(("er", "ir", "re", "oir")):
        return None
    window = [token.lower for token in row[max(0, at - 9) : at]]
    if any(token.startswith(tuple(_verbs("modal"))) for token in window[-4:]):  # "doit à tout prix passer"
        return None
    if any(token.startswith(tuple(_verbs("causing"))) or token in ("comment", "où", "et", "ou", "ni") for token in window[-7:]):
        return None
    return at


_BEFORE_ARTICLE = frozenset("avec par sur dans contre vers chez avant après depuis selon".split())
_HAVE = frozenset("a ont avait avaient ai as avons avez aurait auraient aura auront ayant avoir".split())


@cache
def _never_bare(where: str) -> frozenset[str]:
    return frozenset(str(lexicon("bare_nouns")[where]).split())


def bare_nouns(draft: Draft) -> Iterator[Finding]:
    """Nouns that lost their article: "par passagers", "avant année prochaine", "a réussi billet", "heurter trains"."""
    if draft.language != "fr":
        return
    for line in sentence_lines(draft):
        row = tokens(line.text)
        for place in range(1, len(row)):
            noun, before = row[place], row[place - 1]
            if not noun.text[0].islower() or before.text != before.lower or not _side_by_side(line.text, before, noun):
                continue
            if before.lower in _BEFORE_ARTICLE:
                abstract = noun.lower.endswith(("tion", "sion", "té", "ment", "ance", "ence"))  # "par explosion"
                where = "after_par" if before.lower == "par" else "after_preposition"
                bare = noun.lower in _never_bare(where) and not abstract
            elif noun.lower in _never_bare("after_verb"):
                has = any(token.lower in _HAVE for token in row[max(0, place - 4) : place - 1])
                participle = before.lower in _verbs("participles") or is_participle(before.lower)
                bare = is_infinitive(before.lower) or (has and participle)
            else:
                continue
            if bare:
                yield _lost(line, before, noun, f"“{before.text} {noun.text}”: an article is lost before the noun")


_MASCULINE_ARTICLES = frozenset("un du au ce".split())
_FEMININE_ARTICLES = frozenset("une cette".split())
_SEVERAL = frozenset("quelques plusieurs ces ses mes nos vos deux trois quatre cinq six sept huit neuf dix douze vingt trente".split())


def disagreements(draft: Draft) -> Iterator[Finding]:
    """Articles and nouns that don't go together: "au signée", "une bateau", "dans quelques semaine"."""
    if draft.language != "fr":
        return
    for line in sentence_lines(draft):
        for first, noun in pairwise(tokens(line.text)):
            if not noun.text[0].islower() or len(noun.lower) < 4 or not _side_by_side(line.text, first, noun):
                continue
            why = _disagreement(first.lower, noun.lower)
            if why:
                yield _lost(line, first, noun, f"“{first.text} {noun.text}”: {why}")


def _disagreement(article: str, noun: str) -> str:
    """What is wrong between the two; empty if nothing is."""
    if article in _MASCULINE_ARTICLES:
        feminine = noun in _verbs("feminine") or (noun.endswith(("tion", "sion", "ée", "ées", "trice", "ette")) and is_feminine_form(noun))
        if feminine and noun not in _verbs("masculine"):
            return "a masculine article before a feminine word"
    elif article in _FEMININE_ARTICLES:
        if noun in _verbs("masculine"):
            return "a feminine article before a masculine noun"
    elif article in _SEVERAL and not noun.endswith(("s", "x", "z")):
        counted = _is_feminine(noun) or noun in _verbs("masculine")
        if counted and frequency(noun + "s", "fr") > 1e-6:
            return "a plural before a singular noun"
    return ""


def is_feminine_form(noun: str) -> bool:
    """Whether a word in -tion, -ée and the like is a feminine one that French has."""
    return frequency(noun, "fr") > 1e-7 and noun not in _MASCULINE_WORDS


_MASCULINE_WORDS = frozenset(
    "bastion lycée musée trophée mausolée apogée caducée gynécée scarabée camée squelette coryphée athénée pygmée rez-de-chaussée"
    " bébé quintette sextette million".split()
)


_STUDY_OF_YEAR = re.compile(
    r"\b(?i:an?|the|this|that|one) (?:[a-z]+ )?(?:study|report|survey|analysis|poll|review|paper) (?:19|20)\d\d (?!by\b|from\b|in\b|of\b|edition\b|on\b)[a-z]"
)


def studies_of_a_year(draft: Draft) -> Iterator[Finding]:
    """English "a study 2025 found": the preposition before the year was lost."""
    if draft.language != "en":
        return
    for line in sentence_lines(draft):
        for match in _STUDY_OF_YEAR.finditer(line.text):
            why = f"“{match[0][:-2]}”: a word is lost before the year"
            yield Flag("grammar.lost-word", line.start + match.start(), line.start + match.end(), why)
