"""Letters misread from print, and accents that a word alone lost: "gonvernement", "c1assé", "rnême", "prefet", "procés".

A word changes only if it is no word of any language we know and one frequent word alone can have been meant.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from functools import cache, lru_cache
from itertools import product

from cleaners.edits import Draft, Edit, Finding, Promise, Rule
from cleaners.tongue import is_foreign_line
from cleaners.untouchable import untouchable
from cleaners.vocabulary import distinct_words, frequency, is_known_somewhere, unknown_words, words

RULES = (
    Rule("misread.letter", Promise.REPAIR, "a letter misread from print", "slips"),
    Rule("misread.digit", Promise.DECODING, "a digit that stands for a letter, misread from print", "slips"),
    Rule("misread.accent", Promise.SPELLING, "an accent that was lost or misread", "spelling"),
)
_WHY = {rule.id: rule.why for rule in RULES}

_CONFUSIONS = (
    ("n", "u"),
    ("u", "n"),
    ("rn", "m"),
    ("m", "rn"),
    ("c", "e"),
    ("e", "c"),
    ("l", "i"),
    ("i", "l"),
    ("h", "b"),
    ("b", "h"),
    ("f", "t"),
    ("t", "f"),
    ("ii", "n"),
    ("cl", "d"),
    ("vv", "w"),
    ("li", "h"),
    ("nn", "rm"),
    ("in", "m"),
    ("ii", "ri"),
)
_TOKEN = re.compile(
    r"(?<![\w@#/_.’'-])[a-zà-ÿœ]{4,25}(?![\w@/_’'-]|\.[a-z])|(?<=[ldnsjmtcquLDNSJMTC][’'])[a-zà-ÿœ]{4,25}(?![\w@/_’'-])"
)


def misread_letters(draft: Draft) -> Iterator[Finding]:
    """Misread: "gonvernement" becomes "gouvernement", "rnarina" "marina": letters misread from print, if that gives one
    frequent word and only one.

    Left alone: words of any language we know, words that stand more than once in the article, names, short words.
    """
    language = draft.language
    if language not in ("fr", "en"):
        return
    unknown = unknown_words(draft.text, language)
    suspects = {word: meant for word in unknown if word.islower() and (meant := _reread(word, language))}
    for match, word in _lonely(draft, suspects):
        yield Edit(match.start(), match.end(), word, "misread.letter", _WHY["misread.letter"])


def _lonely(draft: Draft, suspects: dict[str, str]) -> Iterator[tuple[re.Match[str], str]]:
    """Where the suspects stand that the article has once, with what they stand for."""
    if not suspects:
        return
    tokens = [match for match in _TOKEN.finditer(draft.text) if match[0] in suspects]
    counts = Counter(match[0] for match in tokens)
    stretches = untouchable(draft.text)
    for match in tokens:
        line = draft.text[draft.text.rfind("\n", 0, match.start()) + 1 :].partition("\n")[0]
        if counts[match[0]] == 1 and not stretches.meet(*match.span()) and not is_foreign_line(line[:2000], draft.language or ""):
            yield match, suspects[match[0]]


@lru_cache(maxsize=8192)
def _reread(word: str, language: str) -> str | None:
    """The word that was printed, or None when none or more than one can have been."""
    if len(word) < 7 and not word.startswith("rn"):  # no word begins so
        return None
    found = set()
    for wrong, right in (("rn", "m"),) if word.startswith("rn") else _CONFUSIONS:
        start = word.find(wrong)
        while start >= 0:
            candidate = word[:start] + right + word[start + len(wrong) :]
            rare = 3e-7 if wrong == "rn" else 1e-7 if len(word) > 12 else 1e-6 if len(word) > 8 else 5e-6 if language == "fr" else 2e-5
            if frequency(candidate, language) > (1e-7 if word.startswith("rn") else rare):
                found.add(candidate)
            start = word.find(wrong, start + 1)
    return found.pop() if len(found) == 1 and not is_known_somewhere(word) else None


_WITH_DIGIT = re.compile(r"(?<![\w@#/_.])(?:[ldnsjmtcLDJ][’']|[a-zà-ÿœ]+-)?(?P<word>[a-zà-ÿœ]+[10](?:[a-zà-ÿœ]+[10]?)*)(?![\w@/_]|[.,]\w)")
_CAPITAL_I = re.compile(r"(?<![\w’'.-])I(?P<mark>[’'])?(?=(?P<rest>[a-zà-ÿœ]{3,20})(?![\w’'-]))")
_LETTERS = {"1": ("l", "i"), "0": ("o",)}


def misread_digits(draft: Draft) -> Iterator[Finding]:
    """"c1assé" becomes "classé", "l’épau1e" "l’épaule", "Iundi" "lundi", "I’origine" "l’origine".

    Left alone: H1N1, CO2, covid19 and other names with digits, "Iris", "Irak".
    """
    if draft.language not in ("fr", "en"):
        return
    text, language = draft.text, draft.language
    stretches = untouchable(text)
    for match in _WITH_DIGIT.finditer(text):
        word = match["word"]
        fillings = product(*(_LETTERS.get(char, (char,)) for char in word))
        found = [filled for letters in fillings if frequency(filled := "".join(letters), language) > (1e-8 if len(word) > 4 else 1e-5)]
        if len(word) > 2 and len(found) == 1 and not stretches.meet(*match.span()):
            yield Edit(match.start("word"), match.end("word"), found[0], "misread.digit", _WHY["misread.digit"])
    if language != "fr":
        return
    for match in _CAPITAL_I.finditer(text):
        rest = match["rest"]
        if match["mark"]:
            meant = rest[0] in "aeiouyhéèêàâîôû" and frequency(rest, "fr") > 1e-6
        else:
            meant = frequency("l" + rest, "fr") > 1e-5 and not is_known_somewhere("i" + rest)
        if meant and not stretches.meet(*match.span()):
            yield Edit(match.start(), match.start() + 1, "l", "misread.letter", _WHY["misread.letter"])


_BARE = str.maketrans("àâçéèêëîïôûù", "aaceeeeiiouu")
_PLAIN = frozenset("abcdefghijklmnopqrstuvwxyz")
_ACCENTS = {"a": "aàâ", "c": "cç", "e": "eéèêë", "i": "iîï", "o": "oô", "u": "uûù"}


def lost_accents_of_words(draft: Draft) -> Iterator[Finding]:
    """"le prefet" becomes "le préfet", "un procés" "un procès": no word as it stands, and one frequent word with other accents;
    "qui a fixe une date" becomes "qui a fixé une date".

    Left alone: an article without any accent, words of other languages, "a force de", "a honte".
    """
    if draft.language != "fr" or not re.search("[éèàê]", draft.text):
        return
    suspects = {}
    for word in unknown_words(draft.text, "fr"):
        if word.islower() and 4 <= len(word) <= 16 and (meant := _accented(word)):
            suspects[word] = meant
    if seldom := {word: meant for word in _seldom(draft.text) if (meant := _accented(word))}:
        alone = set(_ALONE.findall(draft.text))
        suspects.update((word, meant) for word, meant in seldom.items() if word in alone)
    for match, word in _lonely(draft, suspects):
        yield Edit(match.start(), match.end(), word, "misread.accent", _WHY["misread.accent"])
    for match in _PARTICIPLE.finditer(draft.text):
        word = match["word"]
        if word in _AFTER_HAVE or not (match["not"] or _OBJECT.match(draft.text, match.end())) or frequency(word[:-1] + "er", "fr") < 1e-7:
            continue
        stem = word[:-1] + "é"
        if frequency(stem, "fr") < 1e-6:
            stem = next((form for form in _forms(word[:-1] + "e") if form.endswith("é") and frequency(form, "fr") > 1e-6), "")
        if stem:
            yield Edit(match.start("word"), match.end("word"), stem, "misread.accent", _WHY["misread.accent"])


_PARTICIPLE = re.compile(
    r"(?<=[^\W\d_][ ’'])(?:a|ont|avait|avaient) (?P<not>(?:pas|jamais|plus|rien|déjà|aussi|ensuite) )?(?P<word>[a-zà-ÿœ]{3,14}e)(?=[ .,])"
)
_OBJECT = re.compile(r" (?:(?:une?|les?|la|des|ses|son|sa|leurs?|cette|cet|que|plusieurs)(?!\w)|(?:[ld]|qu)[’'])")
_AFTER_HAVE = frozenset(
    "honte mesure peine force charge cause hâte crainte confiance envie mine grâce justice place prise garde faute rendre faire prendre"
    " mettre dire lire être vivre suivre naître écrire croire boire perdre vendre répondre entendre comme même elle quelque autre"
    " presque encore entre contre toute chaque une telle quelle certaine".split()
)


_ALONE = re.compile(r"(?<![\w’'-])[a-zà-ÿœ]{4,16}(?![\w’'-])")


def _seldom(text: str) -> Iterator[str]:
    """The words of a text that French writes so next to never: slips of accents that a word list has."""
    known = words("fr")
    return (w for w in distinct_words(text) if 0 < known.share(w) < _SELDOM and len(w) <= 16 and not _is_verb(w))


def _is_verb(word: str) -> bool:
    """Whether a word may be a verb's form, which is written without its accent in earnest: « ils signalent », « la reforme »."""
    return word.endswith(("e", "es", "ent")) and frequency(re.sub("e(?:s|nt)?$", "er", word), "fr") > 1e-7


@lru_cache(maxsize=8192)
def _accented(word: str) -> str | None:
    """The one frequent word that differs from `word` by its accents alone; None when there is none, or a word as it stands."""
    bare = word.translate(_BARE)
    alike = _by_bare().get(bare)
    if alike is None or sum(char in _ACCENTS for char in bare) > _MOST:
        return None
    share = frequency(word, "fr")
    accents = _count_accents(word)
    fuller = (form for form in alike if form != word and _count_accents(form) >= accents)
    found = sorted(((frequency(form, "fr"), form) for form in fuller), reverse=True)[:2]
    if not found or found[0][0] < _FREQUENT or found[0][0] < _TIMES * share or (len(found) > 1 and found[0][0] < _AHEAD * found[1][0]):
        return None
    return None if is_known_somewhere(word, "fr") else found[0][1]


_SELDOM = 8e-6
"""Share of a slip that a word list has: « probleme », « systeme », « region »."""

_FREQUENT = 5e-6
"""Share of running text of a word that may have been meant."""
_TIMES = 30
"""How much more frequent the word with its accents is than the one without, at least."""

_AHEAD = 30
"""So many times as frequent as any other it must be."""
_MOST = 6
"""Letters of a word that may bear an accent."""


@cache
def _by_bare() -> dict[str, list[str]]:
    """The words with accents by what they are without: all that are frequent enough to be meant, or to make it doubtful."""
    table: dict[str, list[str]] = {}
    for word, share in words("fr").items():
        if share < _FREQUENT / _AHEAD:
            break  # the list begins with the most frequent
        if not word.isascii():
            table.setdefault(word.translate(_BARE), []).append(word)
    return table


def _count_accents(word: str) -> int:
    return sum(char not in _PLAIN for char in word)


def _forms(word: str) -> list[str]:
    """`word` with every choice of accents."""
    bare = word.translate(_BARE)
    choices = [_ACCENTS.get(char, char) for char in bare]
    if sum(len(choice) > 1 for choice in choices) > _MOST:
        return []
    return ["".join(letters) for letters in product(*choices)]
