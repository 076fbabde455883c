"""Names of persons, and lines that are nothing else: the byline beside an article."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from functools import lru_cache

from cleaners.edits import Fact
from cleaners.furniture_verdicts import Verdict, Verdicts, removal
from cleaners.rulebook_matching import Hit
from cleaners.zones import Page

NAME = removal("by.name", "the byline: a name alone, beside the article")
RULES = (NAME,)

_PARTICLES = {"de", "du", "des", "da", "dos", "do", "di", "del", "della", "van", "von", "der", "den", "el", "al", "ben", "bin", "la", "le", "y", "d"}


_NO_FIRST_NAMES = frozenset(
    "de pas not ni non no plus ici le la les un une des ce cette ces mon ma mes son sa ses notre nos votre vos leur leurs au aux en dans sur sous à a the an this that my our your "
    "his her their no new saint sainte san santa los las el il lo i radio ligue coupe prix place rue avenue ville club stade parti groupe conseil grand "
    "grande petit petite tour festival musée hôtel château mont lac port mer pays états royaume bonne bon joyeux happy good".split()
)


def is_name(text: str) -> bool:
    """Two to four capitalised words and nothing else.

    >>> is_name("Zélie MORVAN"), is_name("Jean-Luc de la Tour"), is_name("Un hiver sans neige")
    (True, True, False)
    """
    words = text.replace("’", "'").split()
    if words and words[0].lower() in _NO_FIRST_NAMES:
        return False
    if not 2 <= len(words) <= 5 or not all(re.fullmatch(r"[^\W\d_](?:[^\W\d_]|['.-])*", w) for w in words):
        return False
    capitals = [w for w in words if w[0].isupper()]
    return 2 <= len(capitals) <= 4 and all(w[0].isupper() or w.lower() in _PARTICLES for w in words) and words[0][0].isupper()


_AFTER_NAME = re.compile(
    r" ?(?:[,|•·/–—-]|\(|@| (?=avec |with )) ?(?:(?:à|en|au|aux|in|at|from|de|depuis|avec|with|pour|for|via|et|envoyé|correspond|journalist|reporter|editor|staff|"
    r"political|chief|senior|rédact|stagiaire|photograph|local|health|special|ats|afp|@)\b.{0,60}|(?:L[ea]s? |L['’]|The )?[A-ZÀ-Ý][\w’'-]+(?: [\w’'-]+){0,3}|@?\w{3,25})\)?$"
)
_TWO = re.compile(r"\s*(?:,| et | and | & | y | e |/)\s*")


_WORDS = re.compile(r"(?:[^\W\d_][\w’'.-]* ){1,3}[^\W\d_][\w’'.-]*")


@lru_cache(maxsize=1024)
def signature(text: str) -> tuple[str, ...]:
    """The persons that a line names when it does nothing else: one or more names, perhaps with a place, a role or a paper.

    >>> signature("Zélie Morvan et Paul Sorel"), signature("Zélie Morvan, à Rome"), signature("Paris et Lyon")
    (('Zélie Morvan', 'Paul Sorel'), ('Zélie Morvan',), ())
    """
    text = re.sub(r"^(?:De|Par|By|Por|Di|Texte|Texte de|Reportage de) (?=[A-ZÀ-Ý])", "", text)
    if is_name(text):
        return (text,)
    several = [part.strip() for part in _TWO.split(text)]
    if 2 <= len(several) <= 4 and all(is_name(part) for part in several):
        return tuple(several)
    match = _WORDS.match(text)
    stem = match[0] if match else ""
    while stem and len(stem) < len(text):
        if is_name(stem) and _AFTER_NAME.match(text[len(stem) :]):
            return (stem,)
        stem = stem.rsplit(" ", 1)[0]
        if " " not in stem:
            break
    return ()


_SURNAME_IN_CAPITALS = re.compile(r"(?:[A-ZÀ-Ý][\w’'-]+ ){1,2}(?:[A-ZÀ-Ý]{2,}[A-ZÀ-Ý’'-]* ?){1,3}\.")


def names(page: Page, hits: Mapping[int, Collection[Hit]]) -> Verdicts:
    """A name alone right after the article's end, or between title and text. Names in lists, interviews, letters stay."""
    found: Verdicts = {}
    if not page.has_prose:
        return found
    signed = {i: who for i, row in enumerate(page.rows) if len(row.text) <= 90 and (row.ends not in (".", "!", "?") or _SURNAME_IN_CAPITALS.fullmatch(row.text)) and (who := signature(row.bare))}
    candidates = list(signed)
    inside = [i for i in candidates if page.zone(i) == "body" and not (page.under_standfirst(i) and any(page.beside_furniture(i, hits)))]
    outside = [i for i in candidates if i not in inside]
    if inside or max(sum(page.zone(i) == zone for i in outside) for zone in ("head", "tail")) > 3:
        return found
    for i in candidates:
        row = page.rows[i]
        before = page.before(i)
        if i in page.listed or before is None or (before.ends and before.ends in ":,"):
            continue
        if any(hit.rule.family != "by" for hit in hits.get(row.index, ())):
            continue  # a label of two capitalised words, explained already
        last = all(r.index in hits for r in page.rows[i + 1 :])
        near_end = page.zone(i) == "tail" and (i <= page.last_prose + 2 or last) and not {i - 1, i + 1} & set(candidates)
        in_head = page.zone(i) == "head" and i >= 1 and page.rows[0].title_like and i + 1 not in candidates
        if near_end or in_head or page.under_standfirst(i):
            facts = tuple(Fact("author", name, row.start, row.end, NAME.id) for name in signed[i])
            found[i] = Verdict(NAME.id, NAME.why, facts)
    return found
