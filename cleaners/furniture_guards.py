"""What no rule may touch, however its words read: the look-alikes of the catalogue, told by their surroundings."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping

from cleaners.furniture_intertitles import (
    heads_paragraph,
    is_bare,
    is_chronology,
    is_clause,
    is_intertitle,
    is_quotation,
)
from cleaners.furniture_kinship import heads_summary
from cleaners.rulebook_matching import Hit, answers
from cleaners.vocabulary import frequency
from cleaners.zones import LONG_PROSE, Page, Row

Hits = Mapping[int, list[Hit]]

_ADDRESS = re.compile(
    r"\b(?:vous|votre|vos|nous|notre|nos|toi|ton|tes|you|your|our|we|us|tu|te|su|sus|nuestr[oa]s?|ti|tuo|tua|nostr[oai]|voce|seu|sua|noss[oa]s?|me|my|je|j'\w+|i|[a-z]{3,}ez|[a-z]{3,}ez-\w+)\b"
)
_READER = re.compile(r"\b(?:vous|votre|vos|you|your|tu|te|ton|tes|su|sus|[a-z]{3,}ez|donnees personnelles|privacy|desabonn\w+|desinscri\w+|unsubscribe)\b")
_ADVERTS = ("nl", "app", "wa", "cook", "pay", "soc", "spam", "mail")
_STATING = ("nav", "related", "by")
_BUTTONS = ("nav", "soc", "com", "ui", "cook", "nl")
_LABELS = ("related", "pay", "nl", "ui", "nav", "com", "soc", "live")
_BRACKETED = ("sic", "rires", "rire", "fin", "suite", "bis", "non", "oui", "nda", "ndlr", "ibid", "applaudissements", "etc")
_SUBJECTS = {
    "nl": r"newsletter|infolettre|lettre d'information|e-?mail|courriel|boletin|\bdons?\b(?!')|donat",
    "app": r"\bappli|\bapp\b|\bapps\b|application",
    "wa": r"whats ?app|telegram|signal",
    "cook": r"cookie|traceur|tracker|consent|bloqueur|ad ?block|javascript",
    "pay": r"abonn|subscri|paywall|suscri",
    "spam": r"casino|pari[s ]|betting|gambling|jeux d'argent|loan|credit",
}


def spared(hit: Hit, page: Page, position: int, hits: Hits) -> bool:
    """Whether the row that answers to a line rule is the article's all the same."""
    row = page.rows[position]
    rule = hit.rule
    if row.is_sentence and row.quoted and row.reports:
        return True
    if (row.is_dialogue and (row.text[0] != "-" or rule.family in _BUTTONS)) or (row.is_sentence and row.quoted and not _outside_quotes(hit, row)):
        return True
    if is_quotation(row) and page.zone(position) == "body" and rule.view == "folded":
        return True
    if heads_paragraph(page, position, hits):
        return True
    if position in page.listed and (rule.family in ("date", "by") or row.ends == "." and len(row.words) >= 4):
        return True
    if position in page.listed and rule.family in _BUTTONS and len(row.words) <= 3 and _mixed_list(page, position):
        return True
    if rule.family in (*_ADVERTS, "copy") and (_tells_of_self(row) or row.is_sentence and _INCISE.search(row.folded)):
        return True
    if rule.family == "src" and row.ends == "." and _TOLD_ON.search(row.text):
        return True
    if rule.family in _ADVERTS and _is_news(page, position, rule.family):
        return True
    if rule.family in _STATING and row.ends == "." and len(row.words) >= 6 and "@" not in row.text and not _ADDRESS.search(row.folded) and not _STAMPED.search(row.folded):
        return True
    if rule.family in _LABELS and row.ends == "…" and row.reports:
        return True  # « Leggi anche questo, mi disse… »
    if rule.family in _LABELS and is_intertitle(page, position, hits):
        return True
    if rule.family == "pay" and len(row.words) > _LONG_OFFER and not _OFFERED.search(row.folded):
        return True
    if position in page.listed and row.ends == ";" or row.text[:2] == "- " and row.ends == ";":
        return True  # an item of a list that goes on
    special = _SPECIAL.get(rule.id)
    return bool(special and special(page, position, row, hits))


_QUOTATION = re.compile(r'"[^"]*"')


def _outside_quotes(hit: Hit, row: Row) -> bool:
    """Whether a rule's words stand outside the quotation marks of the row."""
    rest = _QUOTATION.sub(" x ", row.core)
    return hit.rule.view == "exact" or answers(hit.rule, rest)


def spared_span(hit: Hit, page: Page, position: int) -> bool:
    """Whether a span is the article's after all."""
    row = page.rows[position]
    if hit.rule.id == "dl.bracket":
        return position not in page.prose[:3]
    if hit.rule.id == "ad.inside" and hit.start == 0:
        following = re.match(r"\w+", row.text[hit.end :].lstrip())
        return bool(following and frequency(following[0].lower(), page.language or "fr") < _RARE)
    if hit.rule.id == "init.trailing":
        return position < page.last_prose or len(row.text) < 60 or row.folded[hit.start : hit.end].strip(" ()[]") in _BRACKETED
    return False


_RARE = 1e-6
"""A word that is rarer begins no sentence: « Publicité Dubreuil, 1954 : celle-là … » speaks of an advertisement."""


def _mixed_list(page: Page, position: int) -> bool:
    start = position
    while start - 1 in page.listed:
        start -= 1
    return start > 0 and page.rows[start - 1].ends == ":" and len(page.rows[start - 1].text) > 30


_SELF = re.compile(r"(?:moi, )?(?:je|j'\w+|i|i'm|i've|i'd)\b")
_CONSENTS = re.compile(
    r"\b(?:je (?:m'|me |veux|souhaite|decouvre|profite|deviens|refuse|consens|reconnais|teste|continue|choisis|cree|fais un don)|j'(?:accepte|en profite|ai (?:lu|deja)|autorise|ajoute|offre)|"
    r"i (?:agree|accept|consent|want|would like|understand|already|have read|subscribe|connect|log|register|sign|confirm|create|discover|benefit|take advantage))"
)


_LONG_OFFER = 16
"""Words of a sentence that would speak of subscriptions somewhere if it sold one."""
_OFFERED = re.compile(
    r"abonn|subscri|suscri|assin|\b(?:vous|votre|vos|nous|notre|nos|you|your|we|our|us|su|sus|tu|te|ti|voce|seu|sua)\b|ez\b|compte|account|article|articul|articolo|artigo|content|"
    r"conten|premium|acces|reserv|offre|offer|essai|trial|\d ?[€$£]|[€$£] ?\d|euros?\b|gratuit|free\b|gratis|membre|member|soci[oaes]"
)
_INCISE = re.compile(r", (?:dirait|disait|dit|disent|diraient|conseille|plaisante|would say|used to say|says|decia|diceva|dizia) (?!nous|vous|tout)[a-z]")
"""« …, dirait Yvonne »: somebody speaks, and not the page."""
_TOLD_ON = re.compile(r"[.!?] [A-ZÀ-Ý][\w’']* (?:[a-zà-ÿ][\w’']* ){2}")
"""A second sentence behind the label, « Source : rien. C’est ainsi que le maire a … »."""
_STAMPED = re.compile(r"publie le \d|temps de lecture|min read|published on|mis a jour le \d|\d ?(?:hrs?|a\.m|p\.m|uhr)\.$")


def _tells_of_self(row: Row) -> bool:
    """A sentence in the first person that presses no button: « I enjoy it. », « Je soutiens toute solution … »"""
    return row.ends == "." and bool(_SELF.match(row.core)) and not _CONSENTS.match(row.core)


_ORDERS = re.compile(r"(?:join|get|receive|sign up|subscribe|support|follow|download|donate|become|discover|try) (?!the (?:party|army|union)\b)")


def _is_news(page: Page, position: int, family: str) -> bool:
    """A sentence that addresses nobody, or one among several on the very subject, is the article's."""
    row = page.rows[position]
    if not row.is_sentence or len(row.words) < 8:
        return False
    if family == "spam":
        return row.reports
    if not _ADDRESS.search(row.folded) and not (family == "nl" and _ORDERS.match(row.core)):
        return family != "pay" or len(row.words) > 16 or row.reports
    if row.reports and page.zone(position) != "tail":
        return True
    subject = _SUBJECTS.get(family)
    if not subject or page.zone(position) == "tail":
        return False
    if len(row.text) >= LONG_PROSE and not _READER.search(row.folded) and not re.search(subject, row.folded):
        return True  # « dans notre région »: somebody tells something, and asks the reader for nothing
    others = (r for i, r in enumerate(page.rows) if i != position and r.is_prose)
    return sum(bool(re.search(subject, r.folded[:2000])) for r in others) >= 2


def _chronology(page: Page, position: int, row: Row, hits: Hits) -> bool:
    return is_chronology(page, position, hits)


def _clause(page: Page, position: int, row: Row, hits: Hits) -> bool:
    """« Lire l’heure au soleil »: no headline begins after the words of a label. « Écoutez : … ; … ; …. »: nor has it so many parts."""
    return is_clause(row) or (row.ends == "." and bool(_PARTED.search(row.text)))


_PARTED = re.compile(r"\s; ")


def _summary(page: Page, position: int, row: Row, hits: Hits) -> bool:
    """“The latest:” above points that end like sentences: the heading of the article's own summary."""
    below = page.rows[position + 1 : position + 3]
    return row.ends == ":" and (heads_summary(row) or (heads_summary(row) or row.core.strip(" :") in _SUMMARIES)) and len(below) == 2 and all(r.is_sentence and len(r.text) < 200 for r in below)


_SUMMARIES = ("latest", "the latest updates", "lo ultimo", "gli aggiornamenti", "as ultimas")


def _answer(page: Page, position: int, row: Row, hits: Hits) -> bool:
    """A short line between paragraphs of a page without other furniture, that names nothing of a page: a question, or its answer."""
    return is_bare(page, hits) and page.zone(position) == "body" and not any(re.search(_SUBJECTS[kind], row.folded) for kind in ("pay", "cook"))


def _tells(page: Page, position: int, row: Row, hits: Hits) -> bool:
    """« Updated, 3:05 p.m.: the sister would rather have the crossword. »: a stamp, and what happened then."""
    return row.ends == "." and bool(_TOLD.search(row.folded))


_TOLD = re.compile(r"\d(?: ?[ap]\.?m\.?)? ?: [a-z][^:]{24,}\.$")


def _no_entry(page: Page, position: int, row: Row, hits: Hits) -> bool:
    """An hour of a chronology, or opening hours: « 10 h - 12 h » beside « 15 h - 18 h »."""
    return _HOURS.fullmatch(row.core) is not None or is_chronology(page, position, hits)


_HOURS = re.compile(r"(?:de |from )?\d{1,2} ?(?:h|:|heures?|[ap]\.?m\.?)? ?(?:\d\d)? ?(?:[–—-]|a|to) ?\d{1,2} ?(?:h|:|heures?|[ap]\.?m\.?) ?(?:\d\d)?")


def _lifetime(page: Page, position: int, row: Row, hits: Hits) -> bool:
    """« 3 mars 1931 - 9 janvier 2026 », « Oran, 1944 - Metz, 2026 »: somebody’s life."""
    years = [int(m[0]) for m in _YEAR.finditer(row.folded)]
    return len(years) == 2 and years[1] - years[0] >= _LEAST_LIFE and bool(re.search(r" ?[–—-] ?", row.text))


_YEAR = re.compile(r"(?<!\d)(?:1[5-9]|20)\d\d(?!\d)")
_LEAST_LIFE = 12
"""Years from which two dates are no stamp."""


def _statement(page: Page, position: int, row: Row, hits: Hits) -> bool:
    """« No comment was made about the eel. »: a sentence in the past, to nobody."""
    return row.is_sentence and row.ends == "." and len(row.words) >= 6 and not _ADDRESS.search(row.folded) and _PAST.search(row.folded) is not None


_PAST = re.compile(r"\b(?:was|were|had|did|fut|furent|avai(?:t|ent)|etai(?:t|ent)|a ete|ont ete|fue|fueron|era|foi|fu)\b")


def _hour(page: Page, position: int, row: Row, hits: Hits) -> bool:
    """« 11:00 a.m. Advertisement », « 21:00 Bal »: an hour of the day is none of a recording. A programme begins at full hours and
    their quarters; a transcript seldom does.
    """
    if _HOUR.match(row.folded):
        return True
    minutes = [int(m[1]) for r in page.rows if (m := _CLOCK.match(r.text))]
    return len(minutes) > 1 and all(minute % 5 == 0 for minute in minutes)


_HOUR = re.compile(r"\d{1,2}:\d\d ?[ap]\.?m\b")
_CLOCK = re.compile(r"(?:[01]?\d|2[0-3]):([0-5]\d)\b(?!:)")


def _agencies_listed(page: Page, position: int, row: Row, hits: Hits) -> bool:
    return any(
        0 <= j < len(page.rows) and any(h.rule.id == "src.agency" for h in hits.get(page.rows[j].index, ()))
        for j in (position - 1, position + 1)
    )


def _bracketed(page: Page, position: int, row: Row, hits: Hits) -> bool:
    return row.folded.strip(" ()[].") in _BRACKETED or position in page.listed or position > page.last_prose + 4


def _list_item(page: Page, position: int, row: Row, hits: Hits) -> bool:
    return position in page.listed


def _inside_body(page: Page, position: int, row: Row, hits: Hits) -> bool:
    """A byline stands near the start or the end, or beside other furniture; far inside the body a name is the article's."""
    if position in page.listed:
        return True
    near = position <= page.first_prose or position in page.prose[:2] or page.under_standfirst(position) or position >= len(page.rows) - 4
    beside = any(0 <= j < len(page.rows) and page.rows[j].index in hits for j in (position - 1, position + 1))
    return page.zone(position) == "body" and page.has_prose and not (near or beside)


def _one_word_in_body(page: Page, position: int, row: Row, hits: Hits) -> bool:
    """A word such as « Réactions » above a paragraph is an intertitle, unless furniture stands right over it."""
    before, after = page.before(position), page.after(position)
    if page.zone(position) != "body" or len(row.words) != 1 or row.digits or not (after and after.is_prose):
        return False
    return row.core in _INTERTITLE_WORDS and not row.is_capitals and not (before and before.index in hits)


_INTERTITLE_WORDS = frozenset(
    "reactions reaction avis discussion discussions reponses reponse tendances tendance actualites actualite archives direct live urgent alerte flash videos photos "
    "images audio aide contact accueil retour suite voir plus ici participer jouer continuer commencer reserver decouvrir partage partages services "
    "service emploi recrutement partenaires inscription abonnement abonnements populaire recommandations recommandation opinion opinions culture sport "
    "sports more help jobs careers breaking history weather traffic letters reviews analysis editorial subject message source sources themes sujets menu "
    "meteo jeux podcasts podcast infographie infographies carte news features prix langue francais anglais english horoscope features explore corrections "
    "essentiel programme programmes concours telecharger voter photograph caption show edition editions boutique blog blogs top haut bravo merci triste".split()
)


def _of_a_quiz(page: Page, position: int, row: Row, hits: Hits) -> bool:
    """« Réponses » over "1. b, 2. a, 3. c"."""
    after = page.after(position)
    return len(row.words) == 1 and after is not None and _SOLUTION.match(after.folded) is not None


_SOLUTION = re.compile(r"(?:question )?\d{1,2} ?[.):°-]+ ?[a-z]")


def _dated_intertitle(page: Page, position: int, row: Row, hits: Hits) -> bool:
    """« Le 4 février 1918 » over a paragraph of the body."""
    after = page.after(position)
    return page.zone(position) == "body" and after is not None and after.is_prose and _DAY.fullmatch(row.core) is not None


_DAY = re.compile(r"(?:le |on |el |il )?\d{1,2}(?:er|st|nd|rd|th|º)? (?:de |of )?[a-z]{3,10}(?: (?:de )?\d{4})?")


def _for_the_police(page: Page, position: int, row: Row, hits: Hits) -> bool:
    """A call for witnesses is news."""
    return bool(_POLICE.search(row.folded))


_POLICE = re.compile(r"enqueteu|police|gendarm|temoin|witness|detective|crimestoppers|numero vert|procureur|tribunal|prefecture|disparu|missing")


_NOTICE = re.compile(
    r"\b(?:cet|ce|cette|ces|nos|notre|this|these|our|el|este|esta|questo|questa|esse|este|la presente) (?:\w+ )?(?:article|texte|contenus?|pages?|sites?|versions?|traductions?|"
    r"depeche|resume|publication|story|text|content|website|translation|summary|articulo|texto|articolo|testo|artigo|audio|image|photo|post|report|web)\b|"
    r"^(?:\W*note\W+)?(?:traduit|traduite|traduction|translated|translation|automatic|automated|machine|auto|ai\b|ia\b|traducido|traduccion|tradotto|traduzione|traduzido|traducao|genere|generated|"
    r"published from|la version|les versions|the original|lire|voir|read|see|terjemahan|diterjemahkan|ubersetzt|except for)"
)


def _no_notice(page: Page, position: int, row: Row, hits: Hits) -> bool:
    """A sentence about translation or machines that does not speak of the page itself is news."""
    first = _NOTICE.search(row.folded)
    if first is None or row.reports or len(row.words) > 60:
        return True
    statement = row.ends == "." and len(row.words) >= 9
    return statement and first.start() > 60 or bool(statement and _TOPIC.match(row.folded))


_TOPIC = re.compile(r"(?:la |the )?(?:traduction automatique|machine translation|automatic translation) (?!par |de |du |by |of |from |from)[a-z]+")


def _no_button(page: Page, position: int, row: Row, hits: Hits) -> bool:
    """A whole sentence between paragraphs that names neither the article nor a network shares something else."""
    return page.zone(position) == "body" and row.ends == "." and len(row.words) >= 5 and not _SHAREABLE.search(row.folded)


_SHAREABLE = re.compile(r"\barticle|\bpage\b|\bstory\b|facebook|twitter|whatsapp|instagram|linkedin|telegram|\blien\b|\blink\b|reseaux|e-?mail|\bpost\b|amis|friends")

_SPECIAL: Mapping[str, Callable[[Page, int, Row, Hits], bool]] = {
    "mail.contact": _for_the_police,
    "date.stamp": lambda *row: _chronology(*row) or _lifetime(*row),
    "date.published": _tells,
    "ui.transcript": _hour,
    "live.stamp": _no_entry,
    "src.agency": _agencies_listed,
    "init.line": _bracketed,
    "by.line": _inside_body,
    "by.desk": _list_item,
    "com.form": lambda *row: _dated_intertitle(*row) or _lifetime(*row),
    "com.section": lambda *row: _one_word_in_body(*row) or _of_a_quiz(*row) or _statement(*row),
    "ui.third-language": _one_word_in_body,
    "related.label": lambda *row: _one_word_in_body(*row) or _summary(*row),
    "related.inline": _clause,
    "pay.wall": _answer,
    "cook.banner": _answer,
    "soc.share": lambda *row: _one_word_in_body(*row) or _no_button(*row),
    "disc.machine-translation": _no_notice,
    "nav.menu": _one_word_in_body,
    "live.notice": _one_word_in_body,
    "ui.player": _one_word_in_body,
}
