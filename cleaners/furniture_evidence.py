"""Lines without fixed words, judged by weighing evidence: zone, shape, words of the interface, neighbours, names."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from functools import cache, lru_cache

from cleaners.edits import Fact
from cleaners.furniture_verdicts import Verdict, Verdicts, removal
from cleaners.resources import lexicon
from cleaners.rulebook_matching import Hit
from cleaners.zones import Page, Row

INTERFACE = removal("ui.weighed", "words of an interface where furniture stands")
NAME = removal("by.name", "the byline: a name alone, beside the article")
RULES = (INTERFACE, NAME)

ENOUGH = 5.0
"""Evidence that a line needs to go for its words alone."""
ENOUGH_IF_SHORT = 4.0
"""The same for a line of at most eight words that does not end like a sentence."""

_PARTICLES = {"de", "du", "des", "da", "dos", "do", "di", "del", "della", "van", "von", "der", "den", "el", "al", "ben", "bin", "la", "le", "y", "d"}
_ROLE = re.compile(r"(?i)\b(?:journaliste|correspondant|reporter|editor|rédact|envoyé|writer|stagiaire|afp|reuters)")


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


@lru_cache(maxsize=4096)
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


def names(page: Page, hits: Mapping[int, Collection[Hit]]) -> Verdicts:
    """A name alone right after the article's end, or between title and text. Names in lists, interviews, letters stay."""
    found: Verdicts = {}
    if not page.has_prose:
        return found
    signed = {i: who for i, row in enumerate(page.rows) if len(row.text) <= 90 and (row.ends not in (".", "!", "?") or _SURNAME_IN_CAPITALS.fullmatch(row.text)) and (who := signature(row.bare))}
    candidates = list(signed)
    inside = [i for i in candidates if page.zone(i) == "body" and not (page.under_standfirst(i) and _beside_hit(page, i, hits))]
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


_ADDRESS = re.compile(
    r"\b(?:vous|votre|vos|nous|notre|nos|you|your|our|we|us|tu|te|ton|tes|su|sus|nuestr[oa]s?|tuo|tua|nostr[oai]|voce|seu|sua)\b|-vous\b|-nous\b|-le\b|-les\b"
)
_IMPERATIVE = re.compile(
    r"(?:[a-z]{3,}ez\b|sign|get|subscribe|follow|share|join|download|click|read|watch|support|try|discover|enter|visit|check|tap|use|listen|like|add|"
    r"suscribete|siguenos|comparte|descarga|iscriviti|seguici|condividi|scarica|assine|siga|compartilhe|baixe|envie de|want|looking for)\b"
)
_PAST = re.compile(
    r"\b(?:was|were|had|did|went|came|took|made|said|told|began|became|etait|etaient|avait|avaient|fut|furent|eut|fit|ont|a ete|"
    r"[a-z]{3,}(?:aient|erent|irent)|il a|elle a|on a|ils ont|elles ont|era|fue|fueron|habia|estaba|foi|eram|tinha|aveva|sono stati|e stato)\b"
)
_ADDRESSED = re.compile(r"https?://|www\.|@\w|→|►|▶|»$|>$|👉|📲")


@cache
def _weights() -> tuple[dict[str, int], dict[str, list[tuple[str, int]]]]:
    """The weights of whole words, and those of stems by their first two letters."""
    whole: dict[str, int] = {}
    stems: dict[str, list[tuple[str, int]]] = {}
    for weight, words in lexicon("interface_words").items():
        for word in words:
            if str(word).endswith("*"):
                stems.setdefault(word[:2], []).append((word[:-1], weight))
            else:
                whole[str(word)] = max(weight, whole.get(str(word), 0))
    return whole, stems


def _beside_hit(page: Page, position: int, hits: Mapping[int, Collection[Hit]]) -> bool:
    return any(page.beside_furniture(position, hits))


def interface_words(row: Row) -> dict[str, int]:
    """The words of the interface in a row, each with its weight."""
    return _interface_words(row.folded_words)


@lru_cache(maxsize=4096)
def _interface_words(words: tuple[str, ...]) -> dict[str, int]:
    return {word: weight for word in words if (weight := _weight_of[word])}


class _WeightOf(dict[str, int]):
    """The weights of words, each worked out once."""

    def __missing__(self, word: str) -> int:
        if len(self) > 1 << 16:
            self.clear()
        whole, stems = _weights()
        starts = (weight for stem, weight in stems.get(word[:2], ()) if word.startswith(stem))
        weight = self[word] = whole.get(word) or next(starts, 0)
        return weight


_weight_of = _WeightOf()


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
        if sum(words.values()) < 2 or row.reports or row.is_dialogue or i in page.listed:
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


_SURNAME_IN_CAPITALS = re.compile(r"(?:[A-ZÀ-Ý][\w’'-]+ ){1,2}(?:[A-ZÀ-Ý]{2,}[A-ZÀ-Ý’'-]* ?){1,3}\.")
_READER = re.compile(r"\b(?:vous|votre|vos|you|your|tu|te|ton|tes|usted|su|sus|tuo|tua|voce|seu|sua)\b|-vous\b|[a-z]{3,}ez\b")


def imperative_start(row: Row) -> bool:
    return bool(_IMPERATIVE.match(row.core))


def zone_is_body_sentence(page: Page, position: int, row: Row) -> bool:
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
    if zone_is_body_sentence(page, position, row) and not _READER.search(row.folded) and not imperative_start(row):
        return 0.0, ""
    imperative = bool(_IMPERATIVE.match(row.core))
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
    if any(w[:5] in matter for w in row.folded_words if len(w) >= 5 and not _weight_of[w]):
        score -= 1.0
    score -= min(2.0, 0.4 * sum(w[0].isupper() for w in row.words[1:])) if row.is_sentence else 0.0
    score -= 0.01 * max(0, len(row.text) - 120)
    return score, f"{', '.join(sorted(words))} ({zone}, {score:.1f} of {ENOUGH:g})"
