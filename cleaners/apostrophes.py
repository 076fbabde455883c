"""Apostrophes that were lost, for instance when byte 0x92 of Windows-1252 was dropped: "Laccord", "quon",
"dAltavista"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import cache, lru_cache

from cleaners.case_by_article import is_common
from cleaners.edits import Draft, Edit, Finding, Promise, Rule
from cleaners.resources import lexicon
from cleaners.tongue import foreign_quotations, is_foreign_line
from cleaners.untouchable import untouchable
from cleaners.vocabulary import distinct_words, frequency, is_known_somewhere, words, words_of_line

RULES = (
    Rule("apostrophes.lost", Promise.TYPOGRAPHY, "an apostrophe that was lost", "apostrophe"),
    Rule("apostrophes.doubled", Promise.TYPOGRAPHY, "an apostrophe that was typed as a quotation mark", "apostrophe"),
)
_WHY = RULES[0].why

_VOWEL = "aeiouyhàâéèêëîïôûœæAEIOUYHÀÂÉÈÊËÎÏÔÛŒÆ"
_CANDIDATE = re.compile(
    r"(?<![\w@#/_.’'-])(?P<head>[LlDdJjMmTtSsNn]|[Cc](?=[eéèêEÉÈÊ])|[Qq]u|[Jj]usqu|[Ll]orsqu|[Pp]uisqu"
    r"|[Aa]ujourd|[Qq]uelqu)(?P<tail>[" + _VOWEL + r"][^\W\d_]{1,30}|(?<=squ)à)"
    r"(?![\w@/_]|\.[a-z])"
)
_SPACED = re.compile(
    r"(?<![\w@#/_.’'-])(?<!\d[ \xa0])(?P<head>[LlDdJjSsNnCc]|[Qq]u|[Jj]usqu|[Ll]orsqu"
    r"|[Pp]uisqu)(?P<gap>[ \xa0])(?P<tail>[" + _VOWEL + r"][^\W\d_]+)"
)


@cache
def _lost() -> Mapping[str, str]:
    return {str(word): str(restored) for word, restored in lexicon("elisions")["lost"].items() if restored}


@cache
def _uncertain() -> frozenset[str]:
    return frozenset(str(lexicon("elisions")["uncertain"]).split())


def lost_apostrophes(draft: Draft) -> Iterator[Finding]:
    """Lost: "Laccord" becomes "L’accord", "quon" "qu’on", "dAltavista" "d’Altavista".

    The token must be no word (or stand in the closed list of config/lexicons/elisions.yaml) and what follows the
    elision must be a frequent one. A capitalised token counts at the start of a sentence only, where names are rare.
    Left alone: Lacombe, Lhermitte, Danton, Quentin, Limoges, Danone, "dune", "lune", "dans"; foreign lines;
    addresses.
    """
    text = draft.text
    if draft.language != "fr":
        return
    if not any(_is_suspect(word) for word in distinct_words(text)) and not _NA.search(text) and not _NEVER_WORDS.search(text):
        return
    lines = [line for line in draft.lines if any(map(_is_restorable, words_of_line(line.text)))]
    matches = [m for line in lines for m in _CANDIDATE.finditer(text, line.start, line.end)]
    found = [(m, restored) for m in matches if (restored := _restored(m, text))]
    certain = sum(m[0].lower() not in _uncertain() for m, _ in found) + len(_NA.findall(text))
    if certain >= 3 and text.count("’") + text.count("'") <= certain:
        found += _lost_throughout(list(_CANDIDATE.finditer(text)), text, {m.start() for m, _ in found})
    for match in _NA.finditer(text):
        yield Edit(match.start() + 1, match.start() + 1, "’", "apostrophes.lost", _WHY)
    never = [match.end() for match in _NEVER_WORDS.finditer(text) if text[match.start() : match.start() + 4] != "dune"]
    if certain + len(never) > 1:
        done = {match.start() + position for match, position in found}
        for place in never:
            if place not in done:
                yield Edit(place, place, "’", "apostrophes.lost", _WHY)
    stretches = untouchable(text)
    for match, position in found:
        if match[0].lower() in _uncertain() and certain < 2:
            continue
        if stretches.meet(match.start(), match.end()) or is_foreign_line(_line_around(text, match.start()), "fr"):
            continue
        if _in_foreign_quotation(text, match.start()):
            continue
        yield Edit(match.start() + position, match.start() + position, "’", "apostrophes.lost", _WHY)


@lru_cache(maxsize=8192)
def _is_suspect(word: str) -> bool:
    """Whether a word may have lost an apostrophe, wherever it stands: a cheap first look."""
    lower = word.lower()
    return lower in _lost() or (lower[0] in "ldjmtsncqp" and frequency(lower, "fr") < 1e-6)


@lru_cache(maxsize=8192)
def _is_restorable(word: str) -> bool:
    """Whether a run of letters may get its apostrophe back, wherever it stands."""
    match = _CANDIDATE.fullmatch(word)
    if match is None:
        return False
    lower, tail = word.lower(), match["tail"]
    return lower in _lost() or (tail[0].isupper() and word[0].islower()) or _is_elided(lower, tail)


_NAMED = re.compile(r" \(|, [A-ZÀ-Ý]")
_GOES_ON = re.compile(r",? (?:[a-zà-ÿœ\d]|[ldnsmtc][’'])")
_NEVER_WORDS = re.compile(r"(?<![\w@#/_.’'-])(?:d(?=une? )|d(?=un )|qu(?=en )|n(?=en )|n(?=y (?:a|avait|aura|aurait|ont|est) )|j(?=en )|s(?=en )|l(?=un des ))")
"""Words that are none: "dun", "quen", "nen"; restored where the article lost another apostrophe, or two of these."""
_NA = re.compile(r"(?<![\w’'-])n(?:a|y a|ont)(?= (?:pas|plus|jamais|rien|aucun|aucune|guère)\b)")


_DETERMINED = re.compile(r"(?i)(?:^|\s)(?:la|une|cette|sa|ma|haute|pleine|belle)\s$")


def _lost_throughout(matches: list[re.Match[str]], text: str, done: set[int]) -> list[tuple[re.Match[str], int]]:
    """What else lost its apostrophe in an article that lost them all: "dun", "jen", "Lancien" at the start of a
    sentence."""
    found = []
    table = lexicon("elisions")["throughout"]
    sand = re.search(r"\b(?:dunes|sable|plage|lunaire|planète|astronaute)", text) is not None
    for match in matches:
        lower, tail = match[0].lower(), match["tail"]
        if match.start() in done or match[0].isupper():
            continue
        if table.get(lower) and not (sand and lower in ("dune", "lune")):
            if not _DETERMINED.search(text[max(0, match.start() - 10) : match.start()]):
                found.append((match, len(match["head"])))
        elif match["head"] in ("L", "D") and tail.islower() and _starts_sentence(text, match.start()):
            slip = frequency(tail, "fr") > 300 * frequency(lower, "fr")
            if slip and not is_known_elsewhere(lower):
                found.append((match, len(match["head"])))
    return found


def _in_foreign_quotation(text: str, position: int) -> bool:
    start = text.rfind("\n", max(0, position - 2000), position) + 1
    at = position - max(start, position - 2000)
    return any(first < at < last for first, last in foreign_quotations(_line_around(text, position), "fr"))


def _line_around(text: str, position: int) -> str:
    start, end = text.rfind("\n", max(0, position - 2000), position) + 1, text.find("\n", position, position + 2000)
    return text[max(start, position - 2000) : end if end >= 0 else position + 2000]


def _restored(match: re.Match[str], text: str) -> int | None:
    """Where the apostrophe goes in the token, or None."""
    head, tail = match["head"], match["tail"]
    lower = match[0].lower()
    if lower in _lost():
        if match[0].isupper() or (tail[0].isupper() and not tail[1:].islower()):
            return None
        if head[0].isupper() and not _starts_sentence(text, match.start()):
            return None  # Odile Lhomme
        if head[0].isupper() and _NAMED.match(text, match.end()):
            return None  # « Buts : Lhomme (31e), Perrin »
        return _lost()[lower].index("’")
    if len(tail) < 3 or match[0].isupper() or not tail[1:].islower():
        return None
    if tail[0].isupper():  # dAltavista, lOtan
        return len(head) if head[0].islower() and not is_known_elsewhere(lower) else None
    if not _is_elided(lower, tail):
        return None
    if lower[0] in "sntmj" and _DETERMINER.search(text, max(0, match.start() - 10), match.start()):
        return None  # "des sélecteurs"
    if head[0].isupper():
        small = is_common(tail, "fr") or frequency(tail, "fr") > 2e-5
        may_be_name = frequency(lower, "fr") > 1e-7 or (lower in words("fr") and not is_common(tail, "fr") and head in "LD")
        if may_be_name or not small or not _GOES_ON.match(text, match.end()) or not _starts_sentence(text, match.start()):
            return None
    return len(head)


_DETERMINER = re.compile(r"(?i)(?<![^\W_])(?:[ldcms]es|une?|l[ea]|du|aux?|cet?|cette|nos|vos|deux|trois|quelques|plusieurs)[ \xa0]$")
_ENDINGS = re.compile(r"(?:aient|aits?|ais|ent|ons|ez|a|e|é)$")


@lru_cache(maxsize=8192)
def _is_elided(lower: str, tail: str) -> bool:
    """Whether a token in small letters is no word of any language while its tail is a frequent French one."""
    share, tail_share = frequency(lower, "fr"), frequency(tail, "fr")
    if tail_share < (1e-6 if is_common(tail, "fr") and len(lower) > 8 else 3e-6):
        return False
    if share:  # a slip frequent enough for a list of words
        elided = lower[0] in "ldq" and share < 1e-6 and tail_share > 3e-5 and tail_share > 300 * share
        elided = elided or (lower[0] in "ldqjsn" and share <= 1e-7 and tail_share > 1e-5 and tail_share > 500 * share and len(lower) > 6)
    else:
        elided = not any(frequency(lower + ending, "fr") > 1e-7 for ending in ("s", "e")) and not (
            lower.endswith("s") and frequency(lower[:-1], "fr") > 1e-7
        )
    if elided and share and frequency(_ENDINGS.sub("er", lower), "fr") > 1e-7:
        return False  # "lavait" is of "laver"
    return elided and not is_known_elsewhere(lower)


def is_known_elsewhere(lower: str) -> bool:
    """Whether the token is a word of another language than French."""
    return is_known_somewhere(lower, "fr", 1e-7)


def _starts_sentence(text: str, position: int) -> bool:
    head = text[max(0, position - 4) : position]
    return (
        position == 0
        or "\n" in head[-1:]
        or re.search(r"[.!?…:»”][ \xa0\u202f]$|[«“\"][ \xa0]?$|^[–—-] $", head) is not None
    )


def spaced_apostrophes(draft: Draft) -> Iterator[Finding]:
    """Spaced: "l Otan", "c est", "d abord", an apostrophe that became a space, where the article does so at least
    twice and as often as not.

    Left alone: "5 l en une heure", initials, a lone case.
    """
    text = draft.text
    if draft.language != "fr":
        return
    matches = [
        m
        for m in _SPACED.finditer(text)
        if frequency(m["tail"].lower(), "fr") >= 1e-6 and not (m["head"].isupper() and m["tail"][0].isupper())
    ]
    if len(matches) < 2 or 2 * len(matches) < text.count("’") + text.count("'"):
        return
    for match in matches:
        yield Edit(match.start("gap"), match.end("gap"), "’", "apostrophes.lost", _WHY)


@cache
def _contractions() -> Mapping[str, int]:
    """English words without their apostrophe, with the place where it goes."""
    pairs = str(lexicon("elisions")["contractions"]).split()
    return {pair.replace("|", ""): pair.index("|") for pair in pairs}


_ENGLISH_TOKEN = re.compile(r"(?<![\w@#/_.’'-])[A-Z]?[a-z]{2,8}(?![\w@/_’'-]|\.[a-z])")
_ITS = re.compile(
    r"(?<![\w@#/_.’'-])[Ii]t(?=s (?:(?:been|an?|the|because|my|your|his|her|our|their|this|that|what|how|why|going to|time to|hard to"
    r"|about time|too (?:late|early|soon|much)|(?:twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety)-[a-z]+)\b(?!-)|not (?!so\b)))"
)
_AM = re.compile(r"(?<![\w@#/_.’'-])I(?=m (?:not|a|an|the|so|sure|sorry|afraid|very|just|still|here|glad|happy|tired|[a-z]{2,10}ing) )")
_CANNOT = re.compile(r"(?<![\w@#/_.’'-])(?:[Ii]|[Yy]ou|[Hh]e|[Ss]he|[Ii]t|[Ww]e|[Tt]hey|[Oo]ne|[Ww]ho|[Tt]hat|[Tt]here) (?:can|won)(?=t [a-z])")


def lost_contractions(draft: Draft) -> Iterator[Finding]:
    """English contractions without their apostrophe: "dont", "hasnt", "Its been", "they wont come".

    Left alone: "its" before a noun, "wont" and "cant" as nouns, capitals, foreign lines, addresses.
    """
    if draft.language != "en":
        return
    text = draft.text
    places = [
        match.start() + place
        for match in _ENGLISH_TOKEN.finditer(text)
        if (place := _contractions().get(match[0].lower())) is not None
        and (match[0].islower() or _starts_sentence(text, match.start()))
    ]
    places += [match.end() for pattern in (_ITS, _AM, _CANNOT) for match in pattern.finditer(text)]
    stretches = untouchable(text)
    for place in sorted(places):
        if not stretches.meet(place, place + 1) and not is_foreign_line(_line_around(text, place), "en"):
            yield Edit(place, place, "’", "apostrophes.lost", _WHY)


_DOUBLED = re.compile(
    r"(?<![\w\"«“’'])(?:[ldjmtsncLDJMTSNC]|[Qq]u|[Jj]usqu|[Ll]orsqu|[Pp]uisqu)(?P<mark>\")(?P<gap> ?)(?=[aeiouyhàâéèêëîïôûœ])"
)
_OF_MANY = re.compile(r"(?<=[a-z]s)(?P<mark>\")(?= (?P<next>[a-z]{3,}))")


def doubled_apostrophes(draft: Draft) -> Iterator[Finding]:
    """A double mark for a single one: "l\"édifice" becomes "l’édifice", "the investors\" money" "the investors’ money".

    With a space after it, and in English, only where the marks of the line don't pair otherwise. Left alone: "plan \"d\"".
    """
    if '"' not in draft.text or draft.language not in ("fr", "en"):
        return
    pattern = _DOUBLED if draft.language == "fr" else _OF_MANY
    for line in draft.lines:
        matches = list(pattern.finditer(line.text)) if '"' in line.text else []
        odd = line.text.count('"') % 2 == 1
        if draft.language == "en":
            matches = [m for m in matches if odd and m["next"] not in _GOING_ON and _stands_free(line.text, m.start())]
            matches = matches if len(matches) == 1 else []
        for match in matches:
            if draft.language == "fr" and match["gap"] and not odd:
                continue
            start, end = match.span("mark")
            yield Edit(line.start + start, line.start + end, "’", "apostrophes.doubled", RULES[1].why)


_GOING_ON = frozenset(
    "and but for the his her its are was were who that this with from has had have said says told added will would can could when"
    " while because not they she you all out into over under about after before which than then they their there these those".split()
)


def _stands_free(text: str, position: int) -> bool:
    """Whether the mark closes nothing: those before it pair, or the next one closes what was opened before it."""
    if text.count('"', 0, position) % 2 == 0:
        return True
    following = text.find('"', position + 1)
    return following > 0 and text[following - 1] in ",.!?" and text[following + 1 : following + 2] in ("", " ")
