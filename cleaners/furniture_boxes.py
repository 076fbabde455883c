"""Boxes set into a page: what stands in a sign-up box, a subscription's wall, a poll, a table of contents, a row of reactions.

A box is known by its edges: the label above it and the field or button that closes it. What stands between belongs to it,
whatever its words: the name of a letter, how often it comes, what it promises.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterator, Mapping

from cleaners.furniture_labels import could_be_title
from cleaners.furniture_verdicts import Verdict, Verdicts, removal
from cleaners.furniture_words import ADDRESS, SMALL, TELLS, makeup
from cleaners.rulebook_matching import Hit
from cleaners.zones import Page, Row

BOX = removal("ui.box", "part of a sign-up box or of a subscription's wall, and not a word of the article")
POLL = removal("ui.poll", "the question of a poll, or one of its answers")
CONTENTS = removal("nav.contents", "a line of the page's table of contents")
REACTIONS = removal("soc.reactions", "the readers' reactions and how many there are of each")
RULES = (BOX, POLL, CONTENTS, REACTIONS)

DEEPEST = 5
"""Lines that stand between the label of a box and its button at most."""
LONGEST = 220
"""Code points of a line of a box."""
LEAST_REACTIONS = 4

Hits = Mapping[int, Collection[Hit]]


def boxes(page: Page, hits: Hits) -> Verdicts:
    """The lines of the boxes of a page."""
    if not page.has_prose:
        return {}
    return {**_sign_ups(page, hits), **_polls(page), **_contents(page), **_reactions(page)}


def _sign_ups(page: Page, hits: Hits) -> Verdicts:
    """What touches a line of a sign-up box or of a subscription's wall and looks like it, or stands between label and button.

    Left alone: a line that speaks of the article, and the line right above a paragraph, which may be its intertitle.
    """
    found: Verdicts = {}
    subject = page.spoken
    inside = {i for i, row in enumerate(page.rows) if any(h.rule.family in _INSERTS for h in hits.get(row.index, ()))}
    buttons = {i for i, row in enumerate(page.rows) if i not in inside and _is_button(row) and not _shares(row, hits)}
    letters = {i for i in inside if any(h.rule.family == "nl" for h in hits[page.rows[i].index])}
    for i in sorted(letters):
        found.update({j: Verdict(BOX.id, BOX.why) for j in _enclosed(page, i, letters | buttons, hits)})
    inside.update(found)
    for step in (1, -1):
        for i in range(len(page.rows))[::step]:
            if (
                i in inside
                or i - step not in inside
                or page.zone(i) == "head"
                and could_be_title(page, i, page.rows[i], hits)
            ):
                continue
            row = page.rows[i]
            if row.index in hits or i in buttons or not _heads_items(page, i) and _in_box(page, i, inside, subject, step, hits):
                inside.add(i)
                if row.index not in hits:
                    found[i] = Verdict(BOX.id, BOX.why)
    return found


def _heads_items(page: Page, position: int) -> bool:
    """Whether a row stands right over the items of a list with marks, as its heading."""
    return position + 1 < len(page.rows) and page.is_item(position + 1) and not page.is_item(position)


_SIGN_UP = re.compile(
    r"newsletter|infolettre|boletin|subscri|suscri|abonn|inscri|iscri|assin|apunta|sign ?up|e-?mail|courriel|correo|registr"
)


def _is_button(row: Row) -> bool:
    """A label with nothing in it but an interface's words, one of them about signing up."""
    return len(row.words) <= 6 and row.ends in ("", "!") and bool(_SIGN_UP.search(row.core)) and makeup(row).share == 1


def _shares(row: Row, hits: Hits) -> bool:
    return any(h.rule.family == "soc" for h in hits.get(row.index, ()))


def _enclosed(page: Page, label: int, edges: Collection[int], hits: Hits) -> Iterator[int]:
    """The positions between the label of a box and the field or button that closes it; none when nothing closes it soon."""
    if page.rows[label].is_sentence:
        return
    between: list[int] = []
    for i in range(label + 1, min(len(page.rows), label + DEEPEST + 2)):
        row = page.rows[i]
        if i in edges:
            if len(row.words) <= 6 and not row.is_sentence:
                yield from between
            return
        told = row.reports or row.starts_lower or row.quoted and row.is_sentence or TELLS.search(row.folded)
        if (
            row.index in hits
            or told
            or row.is_dialogue
            or page.zone(i) == "head"
            or len(row.text) > LONGEST
            or i in page.listed
        ):
            return
        between.append(i)


def _polls(page: Page) -> Verdicts:
    """A question and its answers, over the button to vote."""
    found: Verdicts = {}
    for i, row in enumerate(page.rows):
        if len(row.words) > 4 or not _VOTE.fullmatch(row.core):
            continue
        for j in range(i - 1, max(-1, i - DEEPEST - 2), -1):
            above = page.rows[j]
            if above.ends == "?" and len(above.text) <= LONGEST and not above.quoted and page.zone(j) != "head":
                found.update({k: Verdict(POLL.id, POLL.why) for k in range(j, i)})
            if above.ends == "?" or len(above.words) > 6 or above.quoted:
                break
    return found


_VOTE = re.compile(
    r"(?:je )?(?:votez|voter|vote|vota|votar|cast your vote|abstimmen)(?: (?:maintenant|ici|now|here|ahora|aqui|ora|agora|jetzt))?"
)


def _contents(page: Page) -> Verdicts:
    """The intertitles of the page, listed once more: below a label such as « Sommaire », or three of them in a row."""
    found: Verdicts = {}
    for i, row in enumerate(page.rows):
        labelled = bool(_CONTENTS.fullmatch(row.core))
        if i in found or not labelled and not _NUMBERED.match(row.core):
            continue
        listed = list(_recurring(page, i + labelled))
        if listed and (labelled or len(listed) >= LEAST_LISTED):
            found.update({j: Verdict(CONTENTS.id, CONTENTS.why) for j in (*([i] if labelled else []), *listed)})
    return found


LEAST_LISTED = 3
"""Numbered intertitles in a row that are a table of contents without its label."""
_NUMBERED = re.compile(r"\d{1,2}[.)]?[ \u00a0](?=[^\W\d])")


def _heading(row: Row) -> str:
    """A row without the number that a table of contents sets before it."""
    return _NUMBERED.sub("", row.core, count=1)


def named_in_contents(page: Page, verdicts: Verdicts) -> frozenset[int]:
    """Indexes of the rows that a table of contents just found names: they are intertitles, and stay."""
    named = {_heading(page.rows[i]) for i, verdict in verdicts.items() if verdict.rule == CONTENTS.id}
    return frozenset(row.index for i, row in enumerate(page.rows) if named and i not in verdicts and _heading(row) in named)


_CONTENTS = re.compile(
    r"(?:jump|skip|go) to|(?:au |le )?sommaire(?: ?[\[(].{2,12})?|(?:on|sur) (?:this|cette) page|(?:table of )?contents(?: ?[\[(].{2,12})?|table des matieres|(?:in|dans|en) (?:this|cet|ce|este) "
    r"(?:article|story|guide|page|dossier|articulo|artigo)|in questo articolo|(?:tabla de )?contenidos?|indice|inhalt(?:sverzeichnis)?"
)


def _recurring(page: Page, start: int) -> Iterator[int]:
    """The positions from `start` on of short lines that each stand once more below, up to the first that does not."""
    below = Counter(map(_heading, page.rows[start:]))
    listed: set[str] = set()
    for i, row in enumerate(page.rows[start:], start):
        heading = _heading(row)
        below[heading] -= 1
        if heading in listed or not below[heading] or row.is_sentence or len(row.text) > LONGEST:
            return
        listed.add(heading)
        yield i


def _reactions(page: Page) -> Verdicts:
    """« Love / 0 / Wow / 3 »: reactions with their counts, one a line, below the article."""
    found: Verdicts = {}
    for i in range(page.last_prose + 1, len(page.rows)):
        if i in found:
            continue
        run = list(page.run(i, lambda row: bool(_COUNT.fullmatch(row.core) or _REACTION.fullmatch(row.core))))
        counts = sum(bool(_COUNT.fullmatch(page.rows[j].core)) for j in run)
        if len(run) >= LEAST_REACTIONS and 2 <= counts <= len(run) - 2:
            found.update({j: Verdict(REACTIONS.id, REACTIONS.why) for j in run})
    return found


_COUNT = re.compile(r"\d{1,5}(?:[.,]\d)?k?")
_REACTION = re.compile(
    r"love|funny|wow|sad|angry|haha|like|dislike|mad|happy|excited|surprised|care|laugh|cry|j'aime|j'adore|drole|triste|en colere|fache|surpris|content|bravo|grr|"
    r"me gusta|me encanta|me divierte|me asombra|me entristece|me enoja|adoro|amei|uau|divertido|triste|raiva"
)


_INSERTS = ("nl", "app", "wa", "pay")
_OFTEN = re.compile(
    r"\b(?:chaque|tous les|toutes les|every|each|daily|weekly|(?:une|deux|trois) fois par|once an?|twice an?|(?:two|three|four|five|six) times an?|cada|todos los|todas las|todas as|todos os|ogni|jeden|quotidien\w*|"
    r"hebdomadaire|a weekly|en un clic|en \d+ minutes|in \d+ minutes)\b"
)
_COSTS = re.compile(r"\d ?(?:€|euros?\b|\$|£|%)|[€$£] ?\d|\b(?:par mois|a month|offert|sans engagement|cancel)\b")


def _in_box(
    page: Page, position: int, inside: Collection[int], subject: Mapping[str, int], step: int, hits: Hits
) -> bool:
    """Whether a line that touches a box belongs to it."""
    row = page.rows[position]
    if row.quoted or row.reports or row.is_dialogue or row.starts_lower:
        return False
    if position in page.listed or len(row.text) > LONGEST:
        return False
    made, tells = makeup(row), TELLS.search(row.folded)
    body, heading = page.zone(position) != "tail", step == -1 and not row.ends and len(row.words) <= 8
    kin = sum(stem in subject for stem in row.stems)
    wedged = (
        kin <= 1
        and page.zone(position) == "body"
        and position - 1 in inside
        and page.beside_furniture(position, hits)[1]
    )
    if wedged and not tells and (ADDRESS.search(row.folded) or _OFTEN.search(row.folded)):
        return True
    if kin or page.zone(position) == "head" and not (len(made.known) >= 2 and made.share >= 0.5):
        return False
    over_prose = position + 1 < len(page.rows) and page.rows[position + 1].is_prose and position + 1 not in inside
    if body and over_prose and not row.is_sentence:
        return False
    goes_on = body or any(
        r.is_sentence and r.index not in hits and len(r.words) >= 4 for r in page.rows[position + 1 :]
    )
    under = page.beside_furniture(position, hits)[0]
    if heading and (under and not goes_on or made.share >= 0.5 or _is_a_name(row)):
        return True
    if tells:
        return False
    if (
        _OFTEN.search(row.folded)
        or made.share >= 0.5
        and len(made.known) >= 2
        or _COSTS.search(row.folded)
        and len(row.words) <= 12
    ):
        return True
    between = position - 1 in inside and position + 1 in inside
    return between and len(row.words) <= 30 and (not goes_on or row.is_sentence)


def _is_a_name(row: Row) -> bool:
    """« Morning Beacon », « La Matinale » : what a newsletter is called."""
    words = [w for w in row.words if w.lower() not in SMALL]
    return 1 <= len(words) <= 3 and len(row.words) <= 4 and all(w[0].isupper() for w in words) and not row.digits
