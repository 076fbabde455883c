"""Slips of a page or a translation: words printed twice, small words left untranslated.

Closed lists (config/lexicons/spelling.yaml) decide. Wording never changes otherwise.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import cache
from itertools import pairwise

from cleaners.condition import is_worn
from cleaners.edits import Draft, Edit, Finding, Promise, Rule
from cleaners.resources import lexicon
from cleaners.spelling import french_lines
from cleaners.tongue import is_foreign_line
from cleaners.vocabulary import frequency

RULES = (
    Rule("slips.doubled", Promise.REMOVAL, "a small word printed twice"),
    Rule("slips.untranslated", Promise.REPAIR, "a small English word that the translation left"),
    Rule("slips.abbreviation", Promise.REPAIR, "a foreign abbreviation in brackets that the translation left"),
)
_WHY = {rule.id: rule.why for rule in RULES}


def _edit(start: int, end: int, new: str, rule: str) -> Edit:
    return Edit(start, end, new, rule, _WHY[rule])


@cache
def _doubled(language: str) -> re.Pattern[str]:
    small = "|".join(str(lexicon("spelling")["doubled"][language]).split())
    return re.compile(
        rf"(?<![\w’'.-])(?P<word>(?i:{small})|[A-ZÀ-Þ]?[a-zà-ÿœ]{{3,20}}|(?:[ldnsjmtc]|qu)[’'][a-zà-ÿœ]{{1,20}}|[a-zà-ÿœ]{{2,12}}(?:-[a-zà-ÿœ]{{2,12}}){{1,3}}|[a-z]{{2,8}}n[’']t)"
        rf"(?P<again>[ \xa0]+(?i:(?P=word)))(?![\w’'-])(?=[ \xa0,.;:](?P<next>\S?))"
    )


@cache
def _emphatic() -> frozenset[str]:
    return frozenset(str(lexicon("spelling")["emphatic"]).split())


def doubled_words(draft: Draft) -> Iterator[Finding]:
    """Once is enough: "le le président" becomes "le président", "la région région" "la région".

    Left alone: nous nous, vous vous, "très très" and other emphasis, "de de Gaulle", "la la la", names, short lines such as
    verse, and repetitions inside a quotation but of the smallest words.
    """
    language = draft.language
    if language is None or language not in lexicon("spelling")["doubled"]:
        return
    small = frozenset(str(lexicon("spelling")["doubled"][language]).split())
    worn = is_worn(draft)
    for line in draft.lines:
        if not _may_double(line.text):
            continue
        matches = list(_doubled(language).finditer(line.text))
        if any(first.end() + 2 >= second.start() for first, second in pairwise(matches)):
            continue  # « de de, le le »: the line speaks of doubled words
        for match in matches:
            word, again = match["word"].lower(), match["again"].strip()
            opens = word in small and match["word"] == again and _OPENING.search(line.text, 0, match.start())
            if not (again.islower() and again == word or opens) or not _is_slip(line.text, match, word in small):
                continue
            short = len(word) <= 4 and "’" not in word and "'" not in word and word not in small
            if short and (not worn or len(word) < 4 or word in _SOUNDS or frequency(word, language) < 1e-5):
                continue
            if word not in small and _inside_quotation(line.text, match.start()):
                continue
            if not _dictated(line.text, match, language) and not is_foreign_line(line.text, language):
                yield _edit(line.start + match.start("again"), line.start + match.end("again"), "", "slips.doubled")


@cache
def _numbers(language: str) -> frozenset[str]:
    return frozenset(map(str, lexicon("number_words").get(language, {}).get("numbers", ())))


def _dictated(text: str, match: re.Match[str], language: str) -> bool:
    """A number among others, "zero zero one four two two"."""
    numbers = _numbers(language)
    beside = (_NEXT.match(text, match.end()), _BEFORE.search(text, 0, match.start()))
    return match["word"].lower() in numbers and any(found is not None and found[1].lower() in numbers for found in beside)


def _may_double(text: str) -> bool:
    """Whether a word ends as the whole next one reads: a cheap first look."""
    for mark in ",.;:":
        text = text.replace(mark, " ")
    words = text.lower().split()
    return any(map(str.endswith, words, words[1:]))


_NEXT = re.compile(r"[ \xa0,]*([^\W\d_]+)")
_BEFORE = re.compile(r"([^\W\d_]+)[ \xa0,]*$")
_OPENING = re.compile(r"(?:^|[.!?…»”] )$")


def _same_word(match: re.Match[str] | None, word: str) -> bool:
    return match is not None and match[1].lower() == word


def _is_slip(text: str, match: re.Match[str], is_small: bool) -> bool:
    word = match["word"].lower()
    if _same_word(_NEXT.match(text, match.end()), word) or _same_word(_BEFORE.search(text, 0, match.start()), word):
        return False  # three times: a refrain
    pair = re.escape(text[match.start() : match.end()])
    if match["next"] in ("!", "?", "…") or len(re.findall(rf"(?i)(?<!\w){pair}(?!\w)", text)) > 1:
        return False  # « Le le ! Le le ! »: said so
    if is_small:
        if word == "son" and re.search(r"(?:\b(?:le|un|du|ce|de|au)|[’'])[ \xa0]$", text[: match.start()]):
            return False  # "le son son nouveau"
        asked = word in _ASKED and _RELATIVE.search(text, max(0, match.start() - 12), match.start())
        return not (word == "de" and match["next"].isupper()) and not asked
    if word.startswith("premi") and match["next"] == "m":
        return False  # "le premier premier ministre"
    if word == "toute":  # "toute la journée", not "toute petite"
        return re.match(r" (?:l[ae’']|une|sa|cette)", text[match.end() :]) is not None
    if _RELATIVE.search(text, max(0, match.start() - 12), match.start()):
        return False  # "ceux qui passaient passaient à l’aube"
    adverb = word.endswith(("ly", "mente", "amment", "emment")) or (word.endswith("ment") and frequency(word[:-4], "fr") > 1e-6)
    return len(text) >= 60 and word not in _emphatic() and not adverb


_SOUNDS = frozenset(
    "clic clac flap glou hihi hoho blah hola ciao papa mama maman coin coco dodo gaga baba bang beep bong boum boom ding dong hear hush knock miaw miao"
    " ouaf ping plop pouf rock snap tick tock wait whoa yeah vroom wham woof chut cher long okay olé lala nana toto zozo kuku tiki that had holà corre vale pues mate kala"
    "".split()
)
"""Short words that are said twice on purpose, or stand for a sound."""


_ASKED = frozenset("has was".split())  # "what it was was a surprise"
_RELATIVE = re.compile(r"\b(?:qui|who|that|which|que|che|what|all|it|he|she)[ \xa0](?:(?:ne|se|n[’']|s[’']|y|si|não|no|non)[ \xa0]?)?$")


def _inside_quotation(text: str, position: int) -> bool:
    window = text[max(0, position - 2000) : position]
    return (
        window.count("«") > window.count("»")
        or window.count("“") > window.count("”") + window.count("»")
        or window.count('"') % 2 == 1
    )


_FRENCH_WORD = (
    r"(?:le|la|les|un|une|des|du|son|sa|ses|leurs?|ce|cette|ces|il|elle|ils|elles|on|que|qui|au|aux"
    r"|l[’'][^\W\d_]+|d[’'][^\W\d_]+|qu[’'][^\W\d_]+|notre|nos|plusieurs|deux|trois|dans|chaque|cet|quelques)"
)


@cache
def _untranslated() -> re.Pattern[str]:
    return re.compile(
        rf"(?<=[a-zà-ÿœ,»] )(?P<word>and|with|from|for|by|after|against|since|between|of)(?= {_FRENCH_WORD} [^\W\d_])"
        rf"|(?<=\w, )(?P<but>but)(?= (?:{_FRENCH_WORD}|dont|où|en|pour|par|avec|aucune?|pas|sans|aussi|toujours|rien|selon|depuis|c[’'][^\W\d_]+|n[’'][^\W\d_]+|ne|y) [^\W\d_])"
        rf"|(?<=[a-zà-ÿœ,»] )(?P<other>und)(?= {_FRENCH_WORD} [^\W\d_])"
        rf"|(?<=\w, )(?P<adverb>then|while|mas|pero)(?= (?:{_FRENCH_WORD}) [^\W\d_])|(?<=\w, )(?P<relative>who)(?= [a-zà-ÿœ]+(?:e|ait|it|a|t|ent)[ ,.])"
        rf"|(?<=[a-zà-ÿœ,] )(?P<having>has)(?= (?:été|eu|pris|mis|fait|dit|vu|[a-zà-ÿœ]{{2,}}é)[ ,.])"
        rf"|(?:^|(?<=[.!?»] ))(?P<first>And|But|With|After|For|Since|Then|However|While)(?=,? {_FRENCH_WORD},? [^\W\d_])"
    )


_ENGLISH_WORDS = re.compile(r"(?<![^\W_])(?:[Aa]nd|[Ww]ith|from|[Ff]or|[Bb]ut|by|of|[Aa]fter|against|[Ss]ince|between|[Tt]hen|[Ww]hile|who|has|und|mas|pero|However),? ")


_GOALS = re.compile(r"(?i)\b(?:buts|un but|le but|son but|ce but|marqu\w+|gardien|football|match)\b")


def untranslated_words(draft: Draft) -> Iterator[Finding]:
    """Left over: "le président with son homologue" becomes "avec": a small English word with French on both sides.

    Left alone: English titles and quotations, brands, "rock and roll", "fake news", "made in France".
    """
    if draft.language != "fr":
        return
    table: Mapping[str, str] = lexicon("spelling")["untranslated"]
    for line in french_lines(draft):
        if not _ENGLISH_WORDS.search(line.text):
            continue
        for match in _untranslated().finditer(line.text):
            before = line.text[: match.start()].split()[-1:]
            english_before = before and frequency(before[0].strip(",.").lower(), "en") > 5 * frequency(
                before[0].strip(",.").lower(), "fr"
            )
            if match["but"] and _GOALS.search(line.text):
                continue
            safe = match[0] in ("with", "against", "between", "but") and before and before[0].islower()
            if english_before or (not safe and _inside_quotation(line.text, match.start())):
                continue
            new = table[match[0].lower()]
            new = new.capitalize() if match["first"] else new
            yield _edit(line.start + match.start(), line.start + match.end(), new, "slips.untranslated")


@cache
def _bracketed() -> re.Pattern[str]:
    names = "|".join(sorted(map(re.escape, lexicon("spelling")["bracketed"]), key=len, reverse=True))
    return re.compile(rf"\[(?P<name>{names})\](?!\()")


def bracketed_abbreviations(draft: Draft) -> Iterator[Finding]:
    """In brackets: "[Korut]" becomes "[la Corée du Nord]": abbreviations of foreign agencies; the brackets, an
    editor's, stay."""
    if draft.language != "fr" or "[" not in draft.text:
        return
    table: Mapping[str, str] = lexicon("spelling")["bracketed"]
    for match in _bracketed().finditer(draft.text):
        yield _edit(match.start("name"), match.end("name"), table[match["name"]], "slips.abbreviation")
