"""Lines whose words, shape and surroundings together say: interface. The evidence is added up."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping

from cleaners.furniture_intertitles import heads_paragraph, is_intertitle
from cleaners.furniture_verdicts import Verdict, Verdicts, removal
from cleaners.furniture_words import imperative_start, interface_words
from cleaners.rulebook_matching import Hit
from cleaners.zones import Page, Row

INTERFACE = removal("ui.weighed", "words of an interface where furniture stands")
RULES = (INTERFACE,)

ENOUGH = 5.0
"""Evidence that a line needs to go for its words alone."""
ENOUGH_IF_SHORT = 4.0
"""The same for a line of at most eight words that does not end like a sentence."""

_ADDRESS = re.compile(
    r"\b(?:vous|votre|vos|nous|notre|nos|you|your|our|we|us|tu|te|ton|tes|su|sus|nuestr[oa]s?|tuo|tua|nostr[oai]|voce|seu|sua)\b|-vous\b|-nous\b|-le\b|-les\b"
)
_PAST = re.compile(
    r"\b(?:was|were|had|did|went|came|took|made|said|told|began|became|etait|etaient|avait|avaient|fut|furent|eut|fit|ont|a ete|"
    r"[a-z]{3,}(?:aient|erent|irent)|il a|elle a|on a|ils ont|elles ont|era|fue|fueron|habia|estaba|foi|eram|tinha|aveva|sono stati|e stato)\b"
)
_ADDRESSED = re.compile(r"https?://|www\.|@\w|→|►|▶|»$|>$|👉|📲")

def interface_lines(page: Page, hits: Mapping[int, Collection[Hit]]) -> Verdicts:
    """Lines whose words, shape and surroundings together say: interface.

    More is asked of a line the more it looks like a sentence of the article: a full stop, quotation marks, a reporting verb,
    nobody addressed, neighbours of prose, and words that the article uses elsewhere all count against it.
    """
    found: Verdicts = {}
    if not page.has_prose:
        return found
    subject: set[str] | None = None
    matter: set[str] = set()
    for i, row in enumerate(page.rows):
        if row.index in hits or len(row.text) > 400:
            continue
        words = interface_words(row)
        if sum(words.values()) < 2 or heads_paragraph(page, i, hits) or is_intertitle(page, i, hits) or row.reports or row.is_dialogue or i in page.listed:
            continue
        if subject is None:
            subject = _subject(page)
            matter = {w[:5] for j in page.prose for w in page.rows[j].folded_words if len(w) >= 5}
        score, why = _weigh(page, i, row, {w: n for w, n in words.items() if w not in subject}, hits, matter)
        enough = ENOUGH if row.is_sentence or len(row.words) > 8 else ENOUGH_IF_SHORT
        alone = not any(page.beside_furniture(i, hits))
        if score >= enough + (1.0 if alone else 0.0):
            found[i] = Verdict(INTERFACE.id, f"{INTERFACE.why}: {why}")
    return found


def _subject(page: Page) -> set[str]:
    """Interface words that the article's own paragraphs use: there they are its subject."""
    used: dict[str, int] = {}
    for i in page.prose:
        for word in interface_words(page.rows[i]):
            if not _ADDRESS.search(page.rows[i].folded):
                used[word] = used.get(word, 0) + 1
    return {word for word, count in used.items() if count >= 2}


_READER = re.compile(r"\b(?:vous|votre|vos|you|your|tu|te|ton|tes|usted|su|sus|tuo|tua|voce|seu|sua)\b|-vous\b|[a-z]{3,}ez\b")


def _is_body_sentence(page: Page, position: int, row: Row) -> bool:
    """A whole sentence of some length between paragraphs: it goes for its words only when it speaks to the reader."""
    return page.zone(position) == "body" and row.ends == "." and len(row.words) >= 9


def _weigh(
    page: Page,
    position: int,
    row: Row,
    words: dict[str, int],
    hits: Mapping[int, Collection[Hit]],
    matter: Collection[str],
) -> tuple[float, str]:
    """The evidence for a row, and its parts in words."""
    lexical = sum(words.values())
    if lexical < (3 if row.is_sentence else 2):
        return 0.0, ""
    score = float(min(lexical, 7)) * (1.0 if lexical >= 0.12 * len(row.folded_words) else 0.6)
    addresses = bool(_ADDRESS.search(row.folded))
    if _is_body_sentence(page, position, row) and not _READER.search(row.folded) and not imperative_start(row):
        return 0.0, ""
    imperative = imperative_start(row)
    neighbours = sum(page.beside_furniture(position, hits))
    score += 1.0 * addresses + 1.5 * imperative + 0.75 * neighbours + 1.0 * bool(_ADDRESSED.search(row.text))
    zone = page.zone(position)
    score += {"tail": 1.5, "head": 0.0, "body": 0.0}[zone]
    if not row.is_sentence and len(row.text) < 60:
        score += 0.5
    if not (addresses or imperative):
        score -= 3.5 if row.is_sentence else 1.0 + 0.5 * (len(row.words) >= 5)
    if row.is_sentence and not addresses and zone != "tail":
        score -= 2.0
    if row.ends == "." and zone != "tail":
        score -= 1.0
    if row.quoted:
        score -= 2.5
    if _PAST.search(row.folded):
        score -= 3.0
    if row.starts_lower:
        score -= 2.0
    if zone == "head" and position == 0:
        score -= 4.0
    if any(w[:5] in matter for w in row.folded_words if len(w) >= 5 and w not in interface_words(row)):
        score -= 1.0
    score -= min(2.0, 0.4 * sum(w[0].isupper() for w in row.words[1:])) if row.is_sentence else 0.0
    score -= 0.01 * max(0, len(row.text) - 120)
    return score, f"{', '.join(sorted(words))} ({zone}, {score:.1f} of {ENOUGH:g})"
