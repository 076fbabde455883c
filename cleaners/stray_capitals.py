"""Common nouns with the capital of the link or title that they were: "une Source à la présidence", "cette Opération".

Closed lists (config/lexicons/spelling.yaml) and the article itself decide. Wording never changes.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from cleaners.edits import Draft, Edit, Finding, Promise, Rule
from cleaners.resources import lexicon
from cleaners.spelling import french_lines
from cleaners.vocabulary import frequency

RULES = (Rule("spelling.case", Promise.SPELLING, "a common noun with the capital of a link or title"),)


def _small(start: int, noun: str) -> Edit:
    return Edit(start, start + 1, noun[0].lower(), "spelling.case", RULES[0].why)


def nouns_with_capital() -> list[str]:
    """The nouns of the closed lists as they stand where their capital is too much, long ones first."""
    nouns = lexicon("spelling")["nouns"]
    return sorted({w.capitalize() for w in (nouns["plain"] + " " + nouns["weak"]).split()}, key=len, reverse=True)


_DETERMINERS = (
    "un|une|ce|cet|cette|ces|des|plusieurs|quelques|deux|trois|quatre|son|sa|ses|leur|leurs|notre"
    "|nos|chaque|certains|certaines|autre|autres"
)
_DEFINITE = "le|la|les|du|au|aux|l’|l'|d’|d'"


@cache
def _case() -> re.Pattern[str]:
    nouns = lexicon("spelling")["nouns"]
    plain = "|".join(w.capitalize() for w in sorted(nouns["plain"].split(), key=len, reverse=True))
    weak = "|".join(w.capitalize() for w in sorted(nouns["weak"].split(), key=len, reverse=True))
    after = (
        r"(?![\w’'-]|[ \xa0](?:[A-ZÀ-Þ]|d[eu’'][ \xa0]?[A-ZÀ-Þ]|nationale?|générale?|internationale?"
        r"|européenne?|mondiale?|populaire|suprême)|[ \xa0]?[»”\"])"
    )
    return re.compile(
        rf"(?<=[a-zà-ÿœ,;] )(?:(?:{_DETERMINERS}) (?:\w{{3,12}} )??(?P<weak>{weak}|{plain})"
        rf"|(?:{_DEFINITE})(?:(?<=[’']) ?| )(?P<plain>{plain})){after}"
        rf"|^(?:Un|Une|Ce|Cet|Cette|Ces|Selon (?:une|un|cette|ce|des|la|le)|Plusieurs|Des|D’après (?:une|cette"
        rf"|la)) (?P<first>{weak}|{plain}){after}"
        rf"|(?<=[.!?»:] )(?:Un|Une|Ce|Cet|Cette|Ces|Selon (?:une|un|cette|ce|des|la|le)|Plusieurs"
        rf"|Des) (?P<later>{weak}|{plain}){after}"
        rf"|(?<=[a-zà-ÿœ] )(?P<anywhere>Microplastiques?){after}"
        rf"|(?<=[a-zà-ÿœ,;] )(?<!\bde )(?<!\bà )la (?P<said>Source)(?= (?:a|qui|citée|précise|ajoute|affirme|indique)\b)"
        rf"|(?:lors|au cours|à l[’']issue) de la (?P<meeting>Réunion){after}"
        rf"|(?<=[a-zà-ÿœ] )[dl]e (?P<station>Commissariat)(?! (?:à|aux|général|européen|au)\b){after}"
    )


def case_of_nouns(draft: Draft) -> Iterator[Finding]:
    """Small letters: "une Source à la présidence" becomes "une source à la présidence": a common noun from the list,
    after a determiner.

    Left alone: proper nouns, institutions, titles of works in quotation marks, a noun that another capital follows,
    a word that the article writes so most of the time, lines in title case.
    """
    if draft.language != "fr":
        return
    for line in french_lines(draft):
        if len(line.text) < 40 or not _prefilter().search(line.text):
            continue
        capitals = sum(word[:1].isupper() for word in line.text[:600].split())
        if 2 * capitals > len(line.text[:600].split()):
            continue
        for match in _case().finditer(line.text):
            for name, word in match.groupdict().items():
                if word:
                    start = line.start + match.start(name)
                    before = line.text[: match.start()].split()[-1:]
                    if (
                        match[0].startswith(("des ", "du ", "d’", "d'"))
                        and before
                        and before[0][:1].isupper()
                        and before[0].isalpha()
                    ):
                        continue  # "Système national des Chercheurs"
                    if not _in_quotation_of_title(line.text, match.start(name)):
                        yield _small(start, word)


_CAPITALISED = re.compile(
    r"(?:(?<=[a-zà-ÿœ,] )(?P<strong>une|cette|un|ce|cet|plusieurs|quelques|leurs?|chaque|deux|trois|son|sa|ses|notre|nos) "
    r"|(?<=[a-zà-ÿœ,;] )(?:les?|la|au|aux|du|des) |(?<=[a-zà-ÿœ,;] )[ld][’']"
    r"|(?:^|(?<=[.!?…] ))(?P<first>L[ea] |Les |L[’']))(?P<noun>[A-ZÀ-Þ][a-zà-ÿœ]{3,18})"
    r"(?![\w’'-]|[ \xa0](?:[A-ZÀ-Þ]|d[eu][sl]? |d[’']|nationale?|générale?|européenne?)|[ \xa0]?[»”\"])"
)
_NAME_BEFORE = re.compile(r"(?<=[^.!?…:«“\"\n][ \xa0’'])[A-ZÀ-Þ][\w’'-]*(?:,? [a-zà-ÿœ’'-]+){0,2},? (?:et )?$")
_PLACE_BEFORE = re.compile(
    r"\b(?:rues?|avenue|place|boulevard|quai|pont|square|impasse|allée|cour|cours|chemin|route|résidence|cité|quartier|salle|théâtre"
    r"|cinéma|villa|maison|auberge|hôtel|café|bar|brasserie|restaurant|stade|lycée|collège|école|clinique|port|lac|col|tour|parc"
    r"|jardin|domaine|ferme|moulin|chapelle|fort|bois|île|fête|prix) $"
)
_SMALL_NOUN = (
    r"(?<![\w’'-])(?i:une?|cette|cet?|les?|la|aux?|du|des|ses|sa|son|leurs?|[ld][’'])(?:(?<=[’'])| ){lower}(?![\w’'-])"
)


@cache
def _institutions() -> frozenset[str]:
    return frozenset(str(lexicon("spelling")["institutions"]).split())


def case_by_article(draft: Draft) -> Iterator[Finding]:
    """A common noun with a stray capital, "cette Opération", "croire au Canular", where the article writes it small
    elsewhere, or where everybody does; at the start of a sentence, "La Présidente a cédé", where the article does so.

    Left alone: a noun that is written with a capital more than once, names of institutions and newspapers, titles,
    quotations, lines in title case.
    """
    text = draft.text
    if draft.language != "fr":
        return
    for match in _CAPITALISED.finditer(text):
        noun = match["noun"]
        lower = noun.lower()
        if lower.rstrip("s") not in text and lower not in _common_nouns():
            continue  # nowhere in small letters
        if lower.endswith(_OF_PEOPLES):
            continue  # « les Terriens » as a noun, « terrien » as an adjective
        named = lower in _institutions() or lower.rstrip("s") in _institutions()
        if frequency(lower, "fr") < 1e-6 or (named and not (match["strong"] and noun.endswith(_ABSTRACT))):
            continue
        if text.count(noun) > 1 and len(re.findall(rf"(?<![\w-]){noun}(?![\w-])", text)) > 1:
            continue
        if match["strong"]:
            elsewhere = len(re.findall(rf"(?<![\w-]){lower.rstrip('s')}s?(?![\w-])", text))
            sure = elsewhere > 0 and noun.endswith(_ABSTRACT) or _is_written_small(text, lower) > 0
        else:
            person = noun.endswith(("ente", "rice", "eur", "euse"))
            sure = _is_written_small(text, lower) > (1 if match["first"] and not person else 0)
            sure = sure or (not match["first"] and lower in _common_nouns() and _stands_alone(text, match))
        start = match.start("noun")
        if _BEFORE_NAME.search(text[max(0, match.start() - 25) : match.end()]):
            continue
        if _PLACE_BEFORE.search(text, max(0, match.start() - 20), match.start()):
            continue  # "l’hôtel des Voyageurs"
        if not match["first"] and _NAME_BEFORE.search(text, max(0, match.start() - 40), match.start()):
            continue  # the rest of a name: "Union tchèque des Sports"
        if sure and not _in_quotation_of_title(text, start) and not _in_title_case(text, start):
            yield _small(start, noun)


@cache
def _common_nouns() -> frozenset[str]:
    return frozenset(str(lexicon("spelling")["common_nouns"]).split())


_OF_PEOPLES = tuple(
    ending + plural for ending in "ien ienne éen éenne ois oise ais aise ain aine".split() for plural in ("", "s")
)

_ABSTRACT = tuple(
    ending + plural
    for ending in "tion sion ment eur euse age ure ance ence isme iste ière".split()
    for plural in ("", "s")
)


_AFTER_COMMON = re.compile(
    r"[ \xa0\u202f]?[.,;:!?]|[ \xa0](?:qui|que|et|ou|pour|dans|par|avec|sur|en|est|a|ont|sont|était|se|ne|[a-zà-ÿ]+ant|[a-zà-ÿ]+ées?)(?!\w)"
)
_BEFORE_NAME = re.compile(
    r"(?i)\b(?:minist\w+|secrétari?a?t?\w*|direct\w+|service|conseil|commission|fête|journée|maison|salon|prix|rue|place) d"
)


def _stands_alone(text: str, match: re.Match[str]) -> bool:
    """Whether no adjective makes a name of the noun."""
    return _AFTER_COMMON.match(text, match.end()) is not None


def _is_written_small(text: str, lower: str) -> int:
    """How often the noun stands in small letters after an article."""
    return len(re.findall(_SMALL_NOUN.format(lower=lower), text))


def _in_title_case(text: str, position: int) -> bool:
    """Whether many of the words around are capitalised: a title, a name of several words, a list of names."""
    start, end = text.rfind("\n", 0, position) + 1, text.find("\n", position)
    line = text[max(start, position - 60) : min(end if end >= 0 else len(text), position + 60)]
    words = [word for word in line.split() if word[0].isalpha()]
    return 3 * sum(word[0].isupper() for word in words) > len(words)


@cache
def _prefilter() -> re.Pattern[str]:
    nouns = lexicon("spelling")["nouns"]
    every = sorted({w.capitalize() for w in (nouns["plain"] + " " + nouns["weak"]).split()}, key=len, reverse=True)
    return re.compile(r"(?<![\w-])(?:" + "|".join(every) + r")(?!\w)")


def _in_quotation_of_title(text: str, position: int) -> bool:
    """Whether the noun stands within the first words of a quotation: a title of a work, perhaps."""
    head = text[max(0, position - 12) : position]
    return any(mark in head for mark in '«“"')
