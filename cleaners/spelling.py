"""Spelling that a page or a translation lost: accents on capitals, œ and æ, small letters.

Everything comes from closed lists (config/lexicons/spelling.yaml) or is decided by a word list with one candidate.
Wording never changes.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from functools import cache

from cleaners.edits import Draft, Edit, Finding, Line, Promise, Rule
from cleaners.resources import lexicon
from cleaners.tongue import is_foreign_line
from cleaners.vocabulary import frequency

RULES = (
    Rule("spelling.capital", Promise.SPELLING, "capitals keep their accent in French"),
    Rule("spelling.ligature", Promise.SPELLING, "œ and æ are one letter in French"),
    Rule("spelling.case", Promise.SPELLING, "a common noun with the capital of a link or title"),
)
_WHY = {rule.id: rule.why for rule in RULES}


def _edit(start: int, end: int, new: str, rule: str) -> Edit:
    return Edit(start, end, new, rule, _WHY[rule])


def french_lines(draft: Draft) -> Iterator[Line]:
    """The lines of a French article that are French themselves."""
    if draft.language != "fr":
        return
    for line in draft.lines:
        if line.text and not is_foreign_line(line.text, "fr"):
            yield line


@cache
def _capitals() -> tuple[re.Pattern[str], Mapping[str, str]]:
    """The words of the closed list without their accent, and what each becomes."""
    table = {}
    for accented, plain in lexicon("spelling")["capitals"].items():
        if plain:
            table[plain] = accented
            if not plain.endswith(("s", "x")) and "-" not in plain:
                table[plain + "s"] = accented + "s"
    alternatives = "|".join(sorted(map(re.escape, table), key=len, reverse=True))
    return re.compile(rf"(?<![\w.@#/-])(?:{alternatives})(?![\w@/]|['’][A-Z]|-[A-ZÀ-Þ][a-z]+ [A-ZÀ-Þ])"), table


def capitals_without_accent() -> Iterable[str]:
    """The words of the closed list as patterns."""
    return map(re.escape, _capitals()[1])


def nouns_with_capital() -> list[str]:
    """The nouns of the closed lists as they stand where their capital is too much, long ones first."""
    nouns = lexicon("spelling")["nouns"]
    return sorted({w.capitalize() for w in (nouns["plain"] + " " + nouns["weak"]).split()}, key=len, reverse=True)


_A = re.compile(
    r"(?P<a>A)(?=[ \xa0](?:[ldLD][’'][^\W\d_]|(?:la|ce|cet|cette|ces|son|sa|ses|leurs?|mon|ma|mes|notre|nos"
    r"|votre|vos|un|une|deux|trois|quatre|cinq|six|sept|huit|neuf|dix|onze|douze|quinze|vingt|trente|cent|en croire|en juger|en perdre|"
    r"partir|cause|propos|côté|noter|savoir|voir|lire|écouter|suivre|défaut|travers|moins|peine|chaque|quoi"
    r"|qui|quel|quelle|plusieurs|l|long|court|"
    r"moyen|terme|bord|défaut|titre|présent|nouveau|force|mesure|mi-\w+|proximité|destination|condition"
    r"|supposer|croire|entendre|première|"
    r"quelques|tel|telle|tout|toute|tous|toutes|droite|gauche|domicile|grand|droite|ceux|celui|celle|peu"
    r"|jamais|demain|bientôt|"
    r"ses|nos|elle|lui|eux|moi|nous|vous|part|égalité|distance|table|vrai|priori|minuit|midi|pied|découvrir"
    r"|retenir|louer|vendre)(?![\w’'])"
    r"|\d{1,2}[ \xa0\u202f]?(?:h|ans|heures?|jours|mois|minutes|kilomètres|km)\b"
    r"|[A-ZÀ-Þ][\w’'-]+(?:[ -][A-ZÀ-Þ][\w’'-]+){0,2},))"
)
_BEFORE_A = re.compile(r"(?:^|[.!?…»”\"][ \xa0\u202f]+|[«“][ \xa0\u202f]?|[–—][ \xa0]|^[-•][ \xa0]|: |\")$")


def accented_capitals(draft: Draft) -> Iterator[Finding]:
    """Accents: "Etats-Unis" becomes "États-Unis", "A l’issue" at the start of a sentence "À l’issue".

    Left alone: Eric, Emile and other names, words in capitals throughout, A as a letter, a grade, a motorway or the
    verb.
    """
    if draft.language != "fr":
        return
    pattern, table = _capitals()
    for line in french_lines(draft):
        if "E" in line.text or "I" in line.text:
            for match in pattern.finditer(line.text):
                yield _edit(line.start + match.start(), line.start + match.end(), table[match[0]], "spelling.capital")
        if "A " in line.text or "A\xa0" in line.text:
            for match in _A.finditer(line.text):
                if _BEFORE_A.search(line.text[max(0, match.start() - 3) : match.start()]):
                    if match.start() and line.text[match.start() - 1].isalnum():
                        continue
                    yield _edit(line.start + match.start(), line.start + match.end(), "À", "spelling.capital")
        if "Ca " in line.text:
            for match in re.finditer(
                r"(?:^|(?<=[.!?…][ \xa0])|(?<=[«“][ \xa0])|(?<=[«“]))Ca(?= (?:ne|n’|n'|va|fait|me|nous|se|s’"
                r"|veut|suffit|a|sera|peut|y|m’|commence|marche|devient|reste|dépend)\b)",
                line.text,
            ):
                yield _edit(line.start + match.start(), line.start + match.end(), "Ça", "spelling.capital")


@cache
def _ligatures() -> tuple[re.Pattern[str], tuple[tuple[str, str], ...]]:
    parts, table = [], []
    for spelt, plain in lexicon("spelling")["ligatures"].items():
        prefix = spelt.endswith("*")
        head = "[" + plain[0].upper() + plain[0].lower() + "]" if plain[0].islower() else plain[0]
        parts.append(head + re.escape(plain[1:]).replace("’", "[’']") + (r"[^\W\d_]{0,12}" if prefix else "s?"))
        table.append((plain.lower(), spelt.rstrip("*").lower()))
    return re.compile(r"(?<![\w@#./])(?:" + "|".join(parts) + r")(?![\w@/])"), tuple(table)


_OE = re.compile(r"oe|Oe|ae")


def ligatures(draft: Draft) -> Iterator[Finding]:
    """One letter: "mise en oeuvre" becomes "mise en œuvre". Left alone: coexister, moelleux, Boeing, phoenix,
    coefficient, family names."""
    if draft.language != "fr" or not _OE.search(draft.text):
        return
    pattern, _ = _ligatures()
    for line in french_lines(draft):
        if not _OE.search(line.text):
            continue
        for match in pattern.finditer(line.text):
            new = match[0].replace("oe", "œ").replace("Oe", "Œ").replace("ae", "æ")
            yield _edit(line.start + match.start(), line.start + match.end(), new, "spelling.ligature")


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
        rf"|(?<=[a-zà-ÿœ,;] )la (?P<said>Source)(?= (?:a|qui|citée|précise|ajoute|affirme|indique)\b)"
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
                        yield _edit(start, start + 1, word[0].lower(), "spelling.case")


_CAPITALISED = re.compile(
    r"(?:(?<=[a-zà-ÿœ,] )(?P<strong>une|cette|un|ce|cet|plusieurs|quelques|leurs?|chaque|deux|trois|son|sa|ses|notre|nos) "
    r"|(?<=[a-zà-ÿœ,;] )(?:les?|la|au|aux|du|des) |(?<=[a-zà-ÿœ,;] )[ld][’']"
    r"|(?:^|(?<=[.!?…] ))(?P<first>L[ea] |Les |L[’']))(?P<noun>[A-ZÀ-Þ][a-zà-ÿœ]{3,18})"
    r"(?![\w’'-]|[ \xa0](?:[A-ZÀ-Þ]|d[eu][sl]? |d[’']|nationale?|générale?|européenne?)|[ \xa0]?[»”\"])"
)
_NAME_BEFORE = re.compile(r"(?<=[^.!?…:«“\"\n][ \xa0’'])[A-ZÀ-Þ][\w’'-]*(?:,? [a-zà-ÿœ’'-]+){0,2},? (?:et )?$")
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
        if not match["first"] and _NAME_BEFORE.search(text, max(0, match.start() - 40), match.start()):
            continue  # the rest of a name: "Union tchèque des Sports"
        if sure and not _in_quotation_of_title(text, start) and not _in_title_case(text, start):
            yield _edit(start, start + 1, noun[0].lower(), "spelling.case")


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
