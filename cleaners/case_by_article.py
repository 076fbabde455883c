"""Common nouns with a stray capital after an article: "cette Opération", "croire au Canular", "La Cendre retombe".

The article itself decides, and what everybody writes (config/lexicons/common_nouns.yaml); on a page in bad condition more is
taken for a slip. Wording never changes.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from cleaners.condition import is_worn
from cleaners.edits import Draft, Finding
from cleaners.resources import lexicon
from cleaners.stray_capitals import in_quotation_of_title, small
from cleaners.vocabulary import frequency

_CAPITALISED = re.compile(
    r"(?:(?:(?<=[a-zà-ÿœ,] )|(?<=[a-zà-ÿœ,] qu[’']))(?P<strong>une|cette|un|ce|cet|plusieurs|quelques|leurs?|chaque|deux|trois|son|sa|ses|notre|nos) "
    r"|(?P<indirect>(?<=[a-zà-ÿœ,;] )(?:aux?|du|des) |(?<=[a-zà-ÿœ,;] à )la |(?<=[a-zà-ÿœ,;] de )la |(?<=[a-zà-ÿœ,;] de )l[’'])"
    r"|(?<=[a-zà-ÿœ,;] )(?:les?|la) |(?<=[a-zà-ÿœ,;] )[ld][’']"
    r"|(?:^|(?<=[.!?…] ))(?P<first>L[ea] |Les |L[’']))(?P<noun>[A-ZÀ-Þ][a-zà-ÿœ]{3,18}(?:-[a-zà-ÿœ]{3,12})?)"
    r"(?![\w’'-]|[ \xa0](?:[A-ZÀ-Þ]|nationale?s?(?!\w)|générale?(?!\w)|européenne?(?!\w))|[ \xa0]?[»”\"])",
    re.MULTILINE,
)
_OF_WHAT = re.compile(r"[ \xa0]d(?:e|u|es)[ \xa0]|[ \xa0]d[’']")
_NAME_BEFORE = re.compile(r"(?<=[^.!?…:«“\"\n][ \xa0’'])[A-ZÀ-Þ][\w’'-]*(?:,? [a-zà-ÿœ’'-]+){0,2},? (?:et )?$")
_PLACE_BEFORE = re.compile(
    r"\b(?:guerre|rues?|avenue|place|boulevard|quai|pont|square|impasse|allée|cour|cours|chemin|route|résidence|cité|quartier|salle|théâtre"
    r"|cinéma|villa|maison|auberge|hôtel|café|bar|brasserie|restaurant|stade|lycée|collège|école|clinique|port|lac|col|tour|parc"
    r"|jardin|domaine|ferme|moulin|chapelle|fort|bois|île|fête|prix"
    r"|centre|halle|halles|cabaret|galerie|espace|festival|équipe|groupe|camping|club|magasin|boutique|site|lieu-dit|hameau|village|commune|gare|station"
    r"|film|roman|livre|album|spectacle|pièce|chanson|revue|journal|opération|projet|association|compagnie|société|entreprise|bateau|péniche|navire)"
    r"(?: des?| du)? (?:de )?$"
)
_SMALL_NOUN = (
    r"(?<![\w’'-])(?i:une?|cette|cet?|les?|la|aux?|du|des|ses|sa|son|leurs?|[ld][’'])(?:(?<=[’'])| ){lower}(?![\w’'-])"
)


@cache
def _institutions() -> frozenset[str]:
    return frozenset(str(lexicon("spelling")["institutions"]).split())


def case_by_article(draft: Draft) -> Iterator[Finding]:
    """A common noun with a stray capital, "cette Opération", "croire au Canular", where the article writes it small
    elsewhere, or where everybody does; on a page in bad condition at the start of a sentence, "La Cendre retombe", too.

    Left alone: a noun that is written with a capital more than once, names of institutions and newspapers, titles,
    quotations, lines in title case.
    """
    text = draft.text
    if draft.language != "fr":
        return
    worn = is_worn(draft)
    for match in _CAPITALISED.finditer(text):
        noun, start = match["noun"], match.start("noun")
        lower = noun.lower()
        common = is_common(lower, "fr") or (worn and lower in _OFFICES)
        if (lower.rstrip("s") not in text and not common) or lower.endswith(_OF_PEOPLES):
            continue  # nowhere in small letters; « les Terriens » as a noun, « terrien » as an adjective
        if text.count(noun) > 1 and len(re.findall(rf"(?<![\w-]){noun}(?![\w-])", text)) > 1:
            continue
        if frequency(lower, "fr") < 1e-6 and not common:
            continue
        if _BEFORE_NAME.search(text, max(0, start - 40), start):
            continue
        if _PLACE_BEFORE.search(text, max(0, match.start() - 24), match.start()):
            continue  # "l’hôtel des Voyageurs"
        if not match["first"] and _NAME_BEFORE.search(text, max(0, match.start() - 40), match.start()):
            continue  # the rest of a name: "Union tchèque des Sports"
        if _is_slip(text, match, worn) and not in_quotation_of_title(text, start) and not _in_title_case(text, start):
            yield small(start, noun)


def _is_slip(text: str, match: re.Match[str], worn: bool) -> bool:
    """Whether the noun after an article is a common one: by the article it stands in, or by what everybody writes; on a
    `worn` page what may be a slip is one."""
    noun, lower = match["noun"], match["noun"].lower()
    of_what = _OF_WHAT.match(text, match.end()) is not None
    if lower == "réunion":
        return of_what  # not the island
    named = lower in _institutions() or lower.rstrip("s") in _institutions()
    if lower in _TITLES:
        return False
    if worn and lower in _OFFICES:
        return (of_what or match["strong"] is not None) and not _HIGH.match(text, match.end())
    if named and not (match["strong"] and noun.endswith(_ABSTRACT)):
        return False
    begins_line = match["first"] is not None and text[match.start() - 1 : match.start()] == "\n"
    if (not of_what or match["strong"]) and (worn or not begins_line) and _article_writes_small(text, match):
        return True
    if named:
        return False
    if worn:
        return is_common(lower, "fr") and _may_be_small(text, match, of_what)
    if match["strong"] or match["first"] or match["indirect"] or of_what or lower.endswith(("s", "x")):
        return False
    return is_common(lower, "fr", surely=True) and _stands_alone(text, match)


_TITLES = frozenset("premier première noir noirs noire noires blanc blancs blanche blanches".split())
_OFFICES = frozenset(
    "directeur directrice procureur procureure président présidente délégué déléguée bureau comité commissariat ministère préfecture"
    " mairie tribunal chambre conseil société agence association".split()
)
"""What a page in bad condition writes with a capital, and newspapers too where it is the one and only."""
_HIGH = re.compile(
    r"[ \xa0](?:d[’']État|de (?:la République|sécurité|surveillance|l[’']Europe|l[’']Union|l[’']ONU|commerce|Paris)|des (?:ministres|droits|députés|représentants|notaires"
    r"|prud|communes|lords)|constitutionnel|international|internationale|national|nationale|général|générale|régional|départemental|supérieure?|centrale?|olympique"
    r"|économique|monétaire|américaine?|européenne?|du (?:Sénat|Parlement|peuple))(?!\w)"
)


def _article_writes_small(text: str, match: re.Match[str]) -> bool:
    noun, lower = match["noun"], match["noun"].lower()
    if lower.rstrip("s") not in text:
        return False
    small = len(re.findall(_SMALL_NOUN.format(lower=lower), text))
    person = noun.endswith(("ente", "rice", "eur", "euse"))
    if not match["strong"]:
        return small > (1 if match["first"] and not person else 0)
    elsewhere = len(re.findall(rf"(?<![\w-]){lower.rstrip('s')}s?(?![\w-])", text))
    return small > 0 or (elsewhere > 0 and noun.endswith(_ABSTRACT))


def _may_be_small(text: str, match: re.Match[str], of_what: bool) -> bool:
    """Whether nothing around the noun speaks for a name."""
    lower = match["noun"].lower()
    many = match[0].lower().startswith(("les ", "des ", "aux "))
    if match["first"]:
        return len(_line_of(text, match.start())) >= _SENTENCE and (_stands_alone(text, match) or _verb_follows(text, match.end()) or of_what)
    if many:
        return is_common(lower, "fr", surely=True) or text[match.end() : match.end() + 1] in (".", ",")
    return not match["indirect"] or is_common(lower, "fr", surely=True) or _stands_alone(text, match)


_ENGLISH = re.compile(
    r"(?<=[a-z,;] )(?P<article>an?|the) (?P<noun>[A-Z][a-z]{3,16})(?=[.,;](?:\s|$)|[ \xa0](?P<next>[a-z]+))", re.MULTILINE
)
_GOES_ON = frozenset("who that which in on at by for from with to and or is was has had were said will would could letter order orders".split())


def english_case(draft: Draft) -> Iterator[Finding]:
    """"let to a Bakery", "the Guard who called": on an English page in bad condition a common noun is written small.

    Left alone: pages in good condition, a noun that is written with a capital more than once, names that go on.
    """
    if draft.language != "en" or not is_worn(draft):
        return
    text = draft.text
    for match in _ENGLISH.finditer(text):
        noun, start = match["noun"], match.start("noun")
        sure = match["article"] != "the" or match["next"] is None or match["next"] in _GOES_ON
        alone = sure and is_common(noun.lower(), "en") and len(re.findall(rf"(?<![\w-]){noun}(?![\w-])", text)) == 1
        if alone and not in_quotation_of_title(text, start) and not _in_title_case(text, start):
            yield small(start, noun)


_SENTENCE = 60
"""Code points: a shorter line may be a title."""


def _line_of(text: str, position: int) -> str:
    end = text.find("\n", position)
    return text[text.rfind("\n", 0, position) + 1 : end if end >= 0 else len(text)]


@cache
def _common(language: str) -> tuple[frozenset[str], frozenset[str]]:
    """The common nouns of a language: those seen often, and all."""
    nouns = lexicon("common_nouns")[language]
    often = frozenset(str(nouns["sure"]).split())
    return often, often | frozenset(str(nouns["likely"]).split())


def is_common(lower: str, language: str, *, surely: bool = False) -> bool:
    """Whether nobody writes the noun with a capital after an article (config/lexicons/common_nouns.yaml); `surely`: of the
    frequent ones."""
    nouns = _common(language)[0 if surely else 1]
    forms = {lower, lower[:-1] if lower[-1] in "sx" else lower, re.sub("euse$", "eur", lower), re.sub("^(?:sous|vice|ex|co)-", "", lower)}
    return not nouns.isdisjoint(forms)


_OF_PEOPLES = tuple(
    ending + plural for ending in "ien ienne éen éenne ois oise ais aise ain aine".split() for plural in ("", "s")
)

_ABSTRACT = tuple(
    ending + plural
    for ending in "tion sion ment eur euse age ure ance ence isme iste ière".split()
    for plural in ("", "s")
)


_VERB = re.compile(
    r"[ \xa0](?:(?:ne|se|lui|leur|en|y|le|la|les|nous) |[nsl][’'])?(?:a|ont|est|sont|avait|était|étaient|avaient|sera|fait|va|doit|doivent|peut|peuvent|veut"
    r"|[a-zà-ÿœ]{2,12}(?:ait|aient|era|eront|ent|ira|it|et|oit|end|urt|ert))(?![\w’'-])"
)


def _verb_follows(text: str, position: int) -> bool:
    """Whether a verb comes next: what stands before it is the subject of a sentence."""
    found = _VERB.match(text, position)
    if found is not None:
        return True
    word = re.match(r"[ \xa0]([a-zà-ÿœ]{3,14}e)[ \xa0](?:[a-zà-ÿœ\d]|[ld][’'])", text[position : position + 40])
    return word is not None and frequency(word[1] + "r", "fr") > 3e-7


_AFTER_COMMON = re.compile(
    r"[ \xa0\u202f]?[.,;:!?]|[ \xa0](?:qui|que|et|ou|pour|dans|par|avec|sur|en|est|a|ont|sont|était|se|ne|[a-zà-ÿ]+ant|[a-zà-ÿ]+ées?)(?!\w)"
)
_BEFORE_NAME = re.compile(
    r"(?i)\b(?:minist\w+|secrétari?a?t?\w*|direct\w+|service|conseil|commission|ordre|fête|journée|maison|salon|prix|rue|place) (?:[a-zà-ÿ]+ )?(?:d(?:e la |e l[’']|es |u |[’'])|à la |à l[’']|aux? )$"
    r"|\b(?:s[’']appel\w+|appelée?s?|nommée?s?|baptisée?s?|intitulée?s?) (?:la |les? |l[’'])$"
)


def _stands_alone(text: str, match: re.Match[str]) -> bool:
    """Whether no adjective makes a name of the noun."""
    return _AFTER_COMMON.match(text, match.end()) is not None


def _in_title_case(text: str, position: int) -> bool:
    """Whether many of the words around are capitalised: a title, a name of several words, a list of names."""
    start, end = text.rfind("\n", 0, position) + 1, text.find("\n", position)
    line = text[max(start, position - 60) : min(end if end >= 0 else len(text), position + 60)]
    words = [word for word in line.split() if word[0].isalpha()]
    return 3 * sum(word[0].isupper() for word in words) > len(words)
