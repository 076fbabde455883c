"""Spelling that a page or a translation lost: accents on capitals, œ and æ, the accent of "à".

Everything comes from closed lists (config/lexicons/spelling.yaml). Wording never changes.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from functools import cache

from cleaners.edits import Draft, Edit, Finding, Line, Promise, Rule
from cleaners.resources import lexicon
from cleaners.tongue import is_foreign_line

RULES = (
    Rule("spelling.capital", Promise.SPELLING, "capitals keep their accent in French"),
    Rule("spelling.ligature", Promise.SPELLING, "œ and æ are one letter in French"),
    Rule("spelling.accent", Promise.SPELLING, "an accent that was lost"),
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
    r"|[A-ZÀ-Þ][\w’'-]+(?:[ -](?:(?:el|al|de|du|la|le|les|sur|en|sous)[ -])?[A-ZÀ-Þ][\w’'-]+){0,3},))"
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


_MONTH = r"(?:janvier|février|mars|avril|mai|juin|juillet|août|septembre|octobre|novembre|décembre)"
_LOST_ACCENT = re.compile(
    r"(?<![\w’'-])(?:[Jj]usqu[’'](?P<until>a)(?= )"
    r"|(?:[Gg]râce|[Ff]ace|[Qq]uant) (?P<thanks>a)(?= (?:l[ea’']|un|ce|s[ao]|leur|d[ie]))"
    r"|[Dd][’']ici (?P<by>a)(?= )|(?:\b[Dd]e|\b[Dd]es|[Dd][’']|\b[Ee]ntre) \d[\d.,]*(?: (?:%|heures?|h|ans))? (?P<range>a)(?= \d)"
    rf"|(?:\bde |\bd[’']){_MONTH} (?P<season>a)(?= {_MONTH}(?![\w’'-]))"
    r"|(?P<fixed>a)(?= (?:partir d[eu’']|en croire |savoir[ ,:]|travers (?:l|un|d|s)|cause d[eu’']|côté d[eu’']"
    r"|l[’'](?:issue|instar|encontre|insu) d)))"
)
_HAS = r"(?:est|sont|était|étaient|sera|seront|fut|furent|ai|as|a|avons|avez|ont|avait|avaient|aura|auront|suis|sommes|(?:été|s[’']est|s[’']était|se sont))"
_LOST_AFTER_PARTICIPLE = re.compile(
    rf"(?<![\w’'])(?:[mts][’'])?{_HAS} (?:été |dite? )?(?:[a-zà-ÿœ]{{2,14}}ment |déjà |aussi |bien |tous |toutes )?(?P<done>[a-zà-ÿœ]{{2,14}}(?:ée?s?|ie?s?|ue?s?|erte?s?)) "
    r"(?P<to>a)(?= (?:la|l[’']\w+|une?|ce|cet|cette|ces|son|sa|ses|leurs?|chac?une?|chaque|tous|toutes|plusieurs|[A-ZÀ-Þ«]|[a-zà-ÿ]{3,12}(?:er|ir)(?![\w’'-])))"
)
"""« est parti a la retraite », « ont demandé a visiter »: the clause has its verb already."""
_RELATIVE = re.compile(r"(?<!\w)(?:qui|que|qu[’']\w+|dont|où|ce|celle|celui)(?!\w)[^.;:]*$")
_HAVING = re.compile(r"(?:\b(?:il|elle|on|qui|y|ça|cela|n[’'])|[’'])[ \xa0]?$")


def lost_accents(draft: Draft) -> Iterator[Finding]:
    """The accent of "à" where the verb can't stand: "jusqu’a la route", "grâce a ce legs", "a partir de lundi".

    Left alone: "il a cause commune", a whole text without accents (`damage` flags it).
    """
    if draft.language != "fr":
        return
    for line in french_lines(draft):
        for match in _LOST_ACCENT.finditer(line.text) if " a " in line.text or "’a " in line.text or "'a " in line.text else ():
            place = match.start(str(match.lastgroup))
            if match["fixed"] and _HAVING.search(line.text, max(0, place - 6), place):
                continue
            yield _edit(line.start + place, line.start + place + 1, "à", "spelling.accent")
        for match in _LOST_AFTER_PARTICIPLE.finditer(line.text) if " a " in line.text else ():
            if not _RELATIVE.search(line.text, max(0, match.start() - 120), match.start()):
                place = line.start + match.start("to")
                yield _edit(place, place + 1, "à", "spelling.accent")
