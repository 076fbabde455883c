"""Labels, buttons and invitations, told by what they are made of: nothing, or little, but words of a page's interface.

A label has a closed vocabulary (« Copier le lien », “Create a free account”); a sentence of an article never has. So what
counts is the share of a line's words that the interface knows, once the words that the article itself uses are left out:
an article about newsletters may speak of them.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping

from cleaners.furniture_kinship import heads_summary
from cleaners.furniture_verdicts import Verdict, Verdicts, removal
from cleaners.furniture_words import ADDRESS, TELLS, Makeup, holds, imperative_start, makeup
from cleaners.rulebook_matching import Hit
from cleaners.zones import STEM, Page, Row

LABEL = removal("ui.label", "a label or button: nothing in it but words of an interface")
PITCH = removal("ui.pitch", "an invitation to the reader, in the words of an interface")
RULES = (LABEL, PITCH)

MOST = 9
"""Words that carry matter which a label may have."""
LEAST_INTERTITLE, MOST_INTERTITLE = 3, 5
"""Words of an intertitle that reads like a label."""
LEAST_PITCH = 3
"""Words of the interface that an invitation has at least."""
SHARE = 0.6
"""The share of its words that an invitation has from the interface."""

Hits = Mapping[int, Collection[Hit]]

_STATES = re.compile(
    r"\b(?:will|would|could|can|is|are|has|have|est|sont|a|ont|sera|seront|peut|peuvent|fait|font|s'[a-z]+e(?:nt)?|de faire|es|son|ha|han|e|sono)\b"
)
"""Finite verbs: a label has none."""
_OF_THE_PAGE = re.compile(
    r"\b(?:cet article|ce contenu|ce texte|ces contenus|nos contenus|ce site|cette page|cette histoire|ce journal|cette traduction|this (?:article|story|content|document|site|page|report|work|"
    r"material|website|translation|newspaper)|our|we|us|notre|nos|copyright|permission|reproduction|reproduced|republi\w+|droits?|rights|licen[cs]\w+|authors?|auteurs?|contributors?|publisher|"
    r"editeur|newspaper|redaction|la direction|direitos|derechos|diritti|autores|autori|autoras|press release|communique|affiliation|nothing in|rien dans)\b|©"
)


def _tells(row: Row) -> bool:
    return bool(TELLS.search(row.folded)) or (not ADDRESS.search(row.folded) and bool(_RELATIVE.search(row.folded)))


_RELATIVE = re.compile(r"\b(?:qui|who|that|which)\b")


def labels(page: Page, hits: Hits) -> Verdicts:
    """Labels anywhere, invitations and notices where furniture stands.

    Left alone: quotations, dialogue, items of lists, whatever could be the title, and lines in the article's own words.
    """
    found: Verdicts = {}
    if not page.has_prose:
        return found
    subject = page.spoken
    for i, row in enumerate(page.rows):
        if row.index in hits or i in page.listed or row.quoted or row.is_dialogue or row.reports or len(row.text) > 320:
            continue
        made = makeup(row)
        if not made.known or could_be_title(page, i, row, hits):
            continue
        if _is_label(page, i, row, made, subject, hits) and not _may_be_intertitle(page, i, row, hits):
            found[i] = Verdict(LABEL.id, LABEL.why)
        elif _is_pitch(page, i, row, made, subject, hits):
            found[i] = Verdict(PITCH.id, PITCH.why)
    return found


_PARTICLES = frozenset("on off up in out now here ici".split())
"""What a button may end on, “Turn sound on”, and a heading hardly does."""


def _may_be_intertitle(page: Page, position: int, row: Row, hits: Hits) -> bool:
    """Whether words of an interface may head a paragraph: « Retour aux sources » between two, far from furniture."""
    before, after = page.before(position), page.after(position)
    return (
        LEAST_INTERTITLE <= len(row.words) <= MOST_INTERTITLE
        and not imperative_start(row)
        and row.folded_words[-1] not in _PARTICLES
        and row.ends == ""
        and bool(before and before.is_prose and after and after.is_prose)
        and not any(page.beside_furniture(position, hits))
    )


def could_be_title(page: Page, position: int, row: Row, hits: Hits) -> bool:
    """Whether a line of the head is the title for want of a better one: no other line there is kin to the article."""
    if page.zone(position) != "head" or len(row.words) < 3 or not row.title_like:
        return False
    others = (
        r for j, r in enumerate(page.rows[: page.first_prose])
        if j != position and r.index not in hits and r.title_like and len(r.words) >= 4
    )  # fmt: skip
    return not any(r.stems & page.matter for r in others)


def _is_label(page: Page, position: int, row: Row, made: Makeup, subject: Mapping[str, int], hits: Hits) -> bool:
    """A line of interface words alone that is no sentence."""
    if made.share < 1 or len(made.words) > MOST or row.ends in (".", "…", ",", ";") and row.ends:
        return False
    if row.digits and (row.is_practical or not _PRICE.search(row.text)) or heads_summary(row):
        return False
    if row.ends == "?" and not (ADDRESS.search(row.folded) and made.deeds):
        return False
    beside = any(page.beside_furniture(position, hits))
    body = page.zone(position) == "body"
    if len(made.words) == 1 and not _MINE.match(row.core):
        return (
            len(row.words) == 1
            and holds("alone", made.words[0])
            and (not body or beside)
            and made.words[0][:STEM] not in subject
        )
    known_here = [w for w in made.words if subject.get(w[:STEM], 0) >= (1 if body else 2) and not holds("ways", w)]
    if known_here and not (beside and not body and len(known_here) < len(made.words)):
        return False
    if _tells(row):
        return False
    both = made.deeds + made.things
    if body:
        return made.things >= 1 and both >= 2 and (made.deeds >= 1 or beside)
    return both >= 2 or both >= 1 and not row.ends


def _is_pitch(page: Page, position: int, row: Row, made: Makeup, subject: Mapping[str, int], hits: Hits) -> bool:
    """A sentence to the reader, or a notice, that is mostly interface words and shares none of its others with the article."""
    tail = page.zone(position) == "tail"
    beside = any(page.beside_furniture(position, hits))
    if row.starts_lower or sum(w[0].isupper() for w in row.words[1:]) > 0.4 * len(row.words):
        return False
    if (tail or beside) and _is_notice(row, made, subject):
        return True
    own = [w for w in made.known if subject.get(w[:STEM], 0) < 2 or holds("ways", w)]
    others = [w for w in made.words if w not in made.known]
    if len(own) < LEAST_PITCH or made.deeds + made.things < 2 or _tells(row):
        return False
    if any(w[:STEM] in subject for w in others if len(w) >= 4):
        return False
    share = len(own) / len(made.words)
    addressed = bool(ADDRESS.search(row.folded))
    ordered = bool(_ORDER.match(row.core)) and holds("deeds", made.words[0]) and row.ends != "?"
    if not row.is_sentence:
        return addressed and ordered and share >= 0.7 or beside and share >= 0.75
    if not (tail or beside):
        return addressed and ordered and share >= 0.7
    return (addressed or ordered) and share >= SHARE or beside and share >= 0.7 and not _STATES.search(row.folded)


_ORDER = re.compile(
    r"(?:je |j'|s'|m'|me |to |please |merci (?:de |d')|veuillez |pour |afin de |ne |n'|don't |[a-z]+(?:ez|er|ir|re|is)\b|(?!(?:les?|la|des|un|une|the|an?|el|los|las|il|lo|gli|os|as|o|der|die|das|l')\b)[a-z]+ (?!of|is|are|was|has)[a-z])"
)


def _is_notice(row: Row, made: Makeup, subject: Mapping[str, int]) -> bool:
    """A notice about rights, opinions, advertising or the making of the page."""
    if not _OF_THE_PAGE.search(row.folded) or _SAYS_OTHERWISE.search(row.folded):
        return False
    legal = [w for w in made.words if holds("law", w) and subject.get(w[:STEM], 0) < 2]
    known = {*legal, *made.known}
    return len(legal) >= LEAST_PITCH and sum(w in known for w in made.words) >= 0.7 * len(made.words)


_SAYS_OTHERWISE = re.compile(
    r"\b(?:etaient|etait|avait|avaient|had|were|he|she|il|elle|ils|elles|police|court|tribunal|juge|judge|ministre|minister)\b"
)
_MINE = re.compile(r"(?:mon|ma|mes|nos|my|our|all|mi|mis|meus?|minhas?|mein|meine|j'ai (?:deja )?une?) ")
_PRICE = re.compile(r"[€$£%]|\b(?:euros?|CHF|FCFA|mois|months?|weeks?|semaines?)\b")
