"""Embedded posts, read upwards from their attribution to the start of the post."""

from __future__ import annotations

import re

from cleaners.edits import Fact
from cleaners.furniture_verdicts import Verdict, Verdicts, removal
from cleaners.metadata_dates import find_date
from cleaners.zones import Page, Row

POST = removal("post.text", "the text of an embedded post")
ATTRIBUTION = removal("post.attribution", "the attribution of an embedded post")
LINK = removal("post.link", "the link of an embedded post")
RULES = (POST, ATTRIBUTION, LINK)

POST_LENGTH = 420
"""Code points that the text of a post may take: 280, longer in translation, and its link."""

_HANDLE = r"@[A-Za-z0-9_.]{2,40}"
_ATTRIBUTION = re.compile(rf"(?:^|.{{0,420}}?\s)?[—–―-]{{1,2}}\s?\S.{{0,90}}\({_HANDLE}\).{{0,60}}$")
_BARE_ATTRIBUTION = re.compile(rf"^.{{2,70}}\({_HANDLE}\)[ ,·•|-]*(?:.{{0,40}}\d{{4}}.{{0,20}})?$")
_LINK = re.compile(r"(?:pic\.(?:twitter|x)\.com/|\bt\.co/|https?://(?:www\.)?(?:twitter|x|instagram|facebook|tiktok|t)\.(?:com|me|co)/)\S+")
_SHARED = re.compile(
    r"^(?:(?:une )?(?:publication|video|photo|story|post) (?:partagee?|publiee?) par .{1,90}|(?:a )?(?:post|photo|video|reel) (?:shared|posted) by .{1,90}"
    r"|(?:una )?(?:publicacion|foto) (?:compartida|publicada) (?:por|de) .{1,90}|un post condiviso da .{1,90}"
    r"|(?:uma )?publicacao (?:compartilhada|partilhada) por .{1,90}|publiee? par .{2,60} sur .{3,40}|posted by .{2,60} on .{6,40}"
    r"|publie(?:e)? par .{2,60} (?:sur|le) .{3,40}|♬ .{2,90}|.{0,200}♬ .{2,90})$"
)
_VIEW = re.compile(
    r"^(?:voir (?:cette |cet |la |le )?(?:publication|post|profil|photo|video|tweet)(?: complet)? (?:sur|dans) .{2,30}|view (?:this )?(?:post|profile|photo|tweet|video|more) on .{2,30}"
    r"|ver (?:esta|essa) (?:publicacion|publicacao|foto) (?:en|no) .{2,30}|visualizza questo post su .{2,30}|(?:see|watch) (?:this )?(?:post|video) on .{2,20}"
    r"|post (?:by|from|de) @.{2,60}|tweet (?:by|from|de) @.{2,60}|(?:le|the|this|ce) (?:tweet|post|message) (?:a ete|has been|was) (?:supprime|deleted).{0,40})$"
)
_ACCOUNT = re.compile(r"^(?:.{2,50} ?@[a-z0-9_.]{2,30}(?: ?[·•|-] ?.{2,30})?|.{2,40} on (?:x|twitter|instagram|facebook|tiktok|threads|bluesky)|[0-2]?\d:[0-5]\d(?: ?[ap]m)? ?[·•] ?.{4,30})$")
_META = re.compile(
    r"^(?:[0-2]?\d[:h][0-5]\d(?: [ap]m)? [·•-] .{4,40}|\d[\d .,k]*(?: ?(?:retweets?|likes?|reposts?|views|vues|quotes?|citations?|j'aime|signets|bookmarks|reponses|replies))+.{0,60}"
    r"|(?:repondre|reply|retweeter|aimer|copier le lien|lire \d+ reponses?|read \d+ repl(?:y|ies)).{0,40})$"
)
_FIRST = re.compile(
    r"\b(?:je|j'ai|j'|moi|mon|ma|mes|nous|notre|nos|i|i'm|i've|my|me|we|our|us|we're|yo|mi|mis|nuestro|nuestra|nuestros|hemos|io|mio|mia|nostro|nostra|abbiamo|eu|meu|minha|nosso|nossa)\b"
)
_SINGULAR = re.compile(r"\b(?:je|j'ai|j'\w+|i|i'm|i've)\b")
_SIGNS = re.compile(r"[#@][\w]{2,}|^(?:rt|breaking|urgent|alerte|thread|fil|watch|ecoutez|regardez|merci|thank|bravo|felicitations|congratulations|proud|fier)\b|[\U0001F300-\U0001FAFF\u2600-\u27BF]|…$|\.\.\.$")
_EMOJI = re.compile("[\U0001F300-\U0001FAFF\u2600-\u27BF]")
_QUOTES = re.compile(r'"[^"]*"')


def posts(page: Page) -> Verdicts:
    """Embedded posts with all their lines. A tweet told in a sentence, hashtags and handles in prose are left alone."""
    found: Verdicts = {}
    for i, row in enumerate(page.rows):
        if i in found or len(row.text) > 1200:
            continue
        if is_attribution(row):
            found[i] = Verdict(ATTRIBUTION.id, ATTRIBUTION.why, _post_facts(row))
            found.update(_upwards(page, i, found))
        elif len(row.text) < 120 and _VIEW.match(row.core):
            found[i] = Verdict(ATTRIBUTION.id, ATTRIBUTION.why)
            found.update(_shared_below(page, i))
        elif len(row.text) < 300 and (_SHARED.match(row.core) or row.text[:1] == "♬"):
            found[i] = Verdict(ATTRIBUTION.id, ATTRIBUTION.why)
            found.update(_upwards(page, i, found, sure=False))
        elif "/" in row.text and _LINK.search(row.text) and _is_post_line(row):
            found[i] = Verdict(LINK.id, LINK.why)
            if not _attributed_below(page, i):
                found.update(_upwards(page, i, found, sure=False))
        elif (len(row.text) <= 80 and _ACCOUNT.match(row.core) and not row.is_sentence and not row.reports) or (
            i - 1 in found and _META.match(row.core)
        ):
            found[i] = Verdict(ATTRIBUTION.id, ATTRIBUTION.why)
    return found


def is_attribution(row: Row) -> bool:
    """« — Name (@handle) 22 octobre 2024 », with or without the post before it on the line."""
    if "@" not in row.text or len(row.text) > 600:
        return False
    if row.ends == "." and not _LINK.search(row.text) and not find_date(row.text[-40:], None):
        return False
    return bool(_ATTRIBUTION.match(row.text) or (_BARE_ATTRIBUTION.match(row.text) and not row.reports))


def _post_facts(row: Row) -> tuple[Fact, ...]:
    handle = re.search(_HANDLE, row.text)
    if not handle:
        return ()
    date = find_date(row.text[handle.end() :], None)
    value = f"{handle[0]} {date}" if date else handle[0]
    return (Fact("post", value, row.start, row.end, ATTRIBUTION.id),)


def _is_post_line(row: Row) -> bool:
    """Ends with the link of a post, or is hardly more than it."""
    match = list(_LINK.finditer(row.text))[-1]
    return match.end() >= len(row.text.rstrip(" .…")) - 2 and len(row.text) <= POST_LENGTH or len(match[0]) > 0.6 * len(row.text)


def _attributed_below(page: Page, position: int) -> bool:
    return any(is_attribution(page.rows[j]) for j in range(position + 1, min(position + 3, len(page.rows))))


def _shared_below(page: Page, position: int) -> Verdicts:
    """Between « View this post on … » and « A post shared by … » stands the post's caption."""
    for j in range(position + 1, min(position + 8, len(page.rows))):
        if _SHARED.match(page.rows[j].core):
            return {k: Verdict(POST.id, POST.why) for k in range(position + 1, j)}
    return {}


def _upwards(page: Page, position: int, taken: Verdicts, *, sure: bool = True) -> Verdicts:
    """The lines of the post above its attribution or link.

    The line right above an attribution is the post's, unless it is the article's for sure. Further up, a line is taken as long
    as the whole is no longer than a post and the line sounds like one: first person outside quotation marks, hashtags,
    handles, pictograms, a link; or when the article announces the post with a colon just above.
    """
    found: Verdicts = {}
    room = POST_LENGTH
    start = _announced(page, position)
    first_line = page.rows[position].text
    has_text = _ATTRIBUTION.match(first_line) and len(re.split(r"\s[—–-]{1,2}\s", first_line)[0]) > 40 and first_line[0] not in "—–-"
    for j in range(position - 1, -1, -1):
        row = page.rows[j]
        room -= len(row.text)
        if room < 0 or j < start:
            break
        if j in taken:
            if taken[j].rule != LINK.id:
                break
            continue
        direct = sure and j == position - 1 and not has_text
        linked = bool(_LINK.search(row.text))
        if start or linked or sounds_like_post(row) or (direct and not _is_articles(page, j)):
            found[j] = Verdict(LINK.id if linked else POST.id, LINK.why if linked else POST.why)
            continue
        break
    return found


def sounds_like_post(row: Row) -> bool:
    """First person outside quotation marks and no reporter's voice, or the signs of a network."""
    plain = _QUOTES.sub(" ", row.folded)
    if _SINGULAR.search(plain) or _EMOJI.search(plain):
        return True
    return not row.reports and bool(_FIRST.search(plain) or _SIGNS.search(plain))


def _announced(page: Page, position: int) -> int:
    """Where the post starts when a line that ends in a colon announces it, at most four lines up; 0 when none does."""
    for j in range(position - 1, max(-1, position - 6), -1):
        if page.rows[j].ends == ":" and len(page.rows[j].words) >= 4:
            return j + 1
        if page.rows[j].is_prose and j < position - 1 and not sounds_like_post(page.rows[j]):
            return 0  # the article went on after what it announced
    return 0


def _is_articles(page: Page, position: int) -> bool:
    row = page.rows[position]
    return row.ends == ":" or row.reports or len(row.text) > 350 or position == 0
