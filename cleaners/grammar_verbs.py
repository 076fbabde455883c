"""French verb forms without what carries them: "qui dirigé l’équipe", "les vendeurs demandé", "la commune construire"."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache, lru_cache

from cleaners.edits import Draft, Finding
from cleaners.grammar import lost, sentence_lines
from cleaners.resources import lexicon
from cleaners.sentence_tokens import Token, small_words, tokens
from cleaners.vocabulary import frequency

_CLITICS = frozenset(
    "ne n’ pas plus jamais rien y en le la les l’ lui leur se s’ me m’ te t’ nous vous bien mieux toujours encore aussi déjà tout"
    " trop peu même également ainsi ensuite alors tous toutes très souvent parfois enfin vite presque beaucoup moins vraiment"
    " davantage autant ci là ici soi-même".split()
)
_PRONOUNS = frozenset("ne n’ pas y en le la les l’ lui leur se s’ me m’ te t’ nous vous rien tout".split())
_PREPOSITIONS = frozenset("à de d’ pour sans par après avant afin jusqu’à au".split())


@cache
def word_list(name: str) -> frozenset[str]:
    """A list of config/lexicons/verbs.yaml."""
    found = str(lexicon("verbs")["fr"][name]).split()
    return frozenset(found)


@lru_cache(maxsize=8192)
def is_participle(word: str) -> bool:
    """Whether a small word is the participle of a verb in -er and no noun: "trouvé", "dirigées"."""
    stem = word.rstrip("s").removesuffix("e").removesuffix("é")
    if stem + "é" not in word or len(stem) < 3 or word in word_list("nouns_in_é") or word.rstrip("s") in word_list("nouns_in_é"):
        return False
    return frequency(stem + "er", "fr") > 1e-7 and frequency(word, "fr") > 1e-8


@lru_cache(maxsize=8192)
def is_infinitive(word: str) -> bool:
    """Whether a small word is an infinitive and no noun: "déplacer", "prévenir", "défendre"."""
    if word in word_list("nouns_like_infinitives"):
        return False
    if word in word_list("infinitives"):
        return True
    stem = word[:-2]
    if word.endswith("er") and len(word) > 4:
        return frequency(stem + "é", "fr") > 1e-8 and frequency(stem + "ant", "fr") > 1e-8
    return word.endswith("ir") and len(word) > 4 and frequency(stem + "issent", "fr") > 0


@lru_cache(maxsize=8192)
def _is_form(word: str) -> bool:
    """Whether a small word may be a form that needs something to carry it."""
    if word in _STRONG:
        return True
    if "é" not in word and word[-2:] not in ("er", "ir") and word not in word_list("infinitives"):
        return False
    return word == "été" or is_participle(word) or is_infinitive(word)


def unsupported_verbs(draft: Draft) -> Iterator[Finding]:
    """Verb forms without what carries them: "qui dirigé l’équipe", "ils réclamé", "les vendeurs demandé au maire",
    "la municipalité déplacer la grue"."""
    if draft.language != "fr":
        return
    for line in sentence_lines(draft):
        if not any(map(_is_form, small_words(line.text))):
            continue
        row = tokens(line.text)
        for place, token in enumerate(row):
            word = token.lower
            if not _is_form(word):
                continue
            if place == 0 or not token.text[0].islower() or len(word) < 3:
                continue
            first = None
            if token.lower == "été":
                first, why = _lonely_passive(row, place), "a passive without its auxiliary"
            elif is_participle(token.lower):
                first, why = _lonely_participle(row, place), "a participle without its auxiliary"
            elif is_infinitive(token.lower):
                first, why = _lonely_infinitive(row, place), "an infinitive that nothing leads to"
            if first is None and (is_participle(token.lower) or token.lower in _STRONG):
                first, why = _stray_participle(row, place), "a participle that goes with no noun before it, without its auxiliary"
            if first is not None:
                yield lost(line, row[first], token, f"“{line.text[row[first].start:token.end]}”: {why}")


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
    singular = noun.lower.removesuffix("s")
    counted = singular in word_list("masculine") or singular in word_list("feminine") or singular.endswith(("tion", "sion"))
    if singular != noun.lower and counted and before not in ("à", "de", "d’", "en") and noun.lower not in _TIMES:
        return at
    if follower in ("que", "qu’") and noun.lower in word_list("masculine") and before in ("le", "ce", "un", "son", "l’", "du"):
        return at - 1
    if before in ("la", "une", "cette", "sa", "ma", "l’") and is_feminine(noun.lower):
        return at - 1
    return None


_STRONG = frozenset("ouvert promis lu su reçu rendu mis pris fait dit vu perdu vendu tenu obtenu découvert offert détruit construit".split())
"""Participles of other verbs than those in -er, masculine and in the singular."""
_SUBJECT_ENDS = frozenset("au aux à dans sur par pour avec sans sous chez vers en et ou que qui dont où un le du ce son cet".split())


def _stray_participle(row: list[Token], place: int) -> int | None:
    """Where a sentence's subject begins whose nouns are all feminine or many, so that the masculine participle at `place`
    has lost its auxiliary: "La compagnie des eaux ouvert une enquête"; None if it may go with a noun."""
    form = row[place].lower
    if not (form.endswith("é") or form in _STRONG) or not 2 <= place <= 7 or place + 1 >= len(row):
        return None
    start = place - 1
    while start > 0 and row[start - 1].text not in ".!?…:»”\"":
        start -= 1
    first, words_between = row[start].lower, row[start + 1 : place]
    plural = first in _PLURAL
    if place - start < 2 or not (plural or first in ("la", "une", "cette", "sa", "notre") or first == "l’" and is_feminine(row[start + 1].lower)):
        return None
    if any(not token.text[0].isalpha() or not token.text[0].islower() or "-" in token.text or token.lower in _SUBJECT_ENDS for token in words_between):
        return None
    for before, token in zip(row[start:place], words_between, strict=False):
        word = token.lower
        if word in ("de", "d’", "des", "la", "l’", "les"):
            continue
        alone = before.lower in ("de", "d’") and not word.endswith(("s", "x"))
        if alone and not is_feminine(word):
            return None  # "la société de transport ouvert": it may go with that noun
        if not plural and not word.endswith(("s", "x", "e", "té", "ion", "eur")) and not is_feminine(word):
            return None
        if plural and before.lower not in ("de", "d’", "la", "l’") and not word.endswith(("s", "x")):
            return None
    follower = row[place + 1].lower
    led = follower in ("que", "qu’", "un", "une", "le", "la", "les", "l’", "des", "deux", "trois", "plusieurs")
    return start if led or (follower.isalpha() and is_feminine(follower)) else None


_TIMES = frozenset("reprises fois années jours semaines mois heures minutes siècles nuits".split())


def _lonely_passive(row: list[Token], place: int) -> int | None:
    """Where "enquête été ouverte" begins; None if an auxiliary leads to the participle, or summer is meant."""
    if place + 1 >= len(row) or place < 2 or not row[place - 1].text[0].islower():
        return None
    noun, following = row[place - 1].lower, row[place + 1].lower
    bare = following.rstrip("s").removesuffix("e").removesuffix("t")
    passive = is_participle(following) or following in word_list("participles") or bare in word_list("participles") or bare + "t" in word_list("participles")
    singular = noun.removesuffix("s")
    is_noun = singular in word_list("masculine") or is_feminine(singular)
    return place - 1 if passive and is_noun else None


_FEMININE_ENDINGS = (
    "tion sion té ure ance ence ée ie eau trice euse ude ette esse aine elle".split()
)


def is_feminine(noun: str) -> bool:
    """Whether a noun is a feminine one, by the list or by its ending."""
    return noun in word_list("feminine") or (len(noun) > 5 and noun.endswith(tuple(_FEMININE_ENDINGS)) and noun not in _MASCULINE)


_MASCULINE = frozenset("silence bureau niveau réseau tableau drapeau plateau château gâteau cadeau chapeau oiseau murmure lycée musée".split())


def _lonely_infinitive(row: list[Token], place: int) -> int | None:
    """Where the stretch begins that lacks what leads to the infinitive at `place`; None if it lacks nothing."""
    at = _carrier(row, place)
    if at < 0 or not row[at].text[0].isalpha() or any(token.lower in _PRONOUNS for token in row[at + 1 : place]):
        return None
    word = row[at].lower
    if word == "a" and row[place].lower == "partir":
        return None
    if word in _PREPOSITIONS or word in word_list("before_infinitive") or word.startswith(tuple(word_list("leading"))):
        return None
    if "-" in word or is_infinitive(word) or word.endswith(("er", "ir", "re", "oir")):
        return None
    window = [token.lower for token in row[max(0, at - 9) : at]]
    if any(token.startswith(tuple(word_list("modal"))) for token in window[-4:]):  # "doit à tout prix passer"
        return None
    if any(token.startswith(tuple(word_list("causing"))) or token in ("comment", "où", "et", "ou", "ni") for token in window[-7:]):
        return None
    return at
