"""Menus, section names above the title, running heads, scraps of stamps: told by where they stand and what they lack."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Collection, Iterator, Mapping
from functools import cache

from cleaners.edits import Edit
from cleaners.folding import fold
from cleaners.furniture_verdicts import Verdict, Verdicts, removal
from cleaners.resources import lexicon
from cleaners.rulebook_matching import Hit
from cleaners.zones import Page, Row

SECTION = removal("nav.section", "the section's name above the title")
MENU = removal("nav.menu-line", "a line of menu entries")
SCRAP = removal("date.scrap", "what is left of a stamp or byline whose parts stood on lines of their own")
SCRIPT = removal("ui.other-script", "a string of an interface in another script than the article's")
TWIN = removal("dup.foreign-title", "the title again, in another language")
RUNNING = removal("nav.running-head", "a running head or page number of a printed page")
GLUED = removal("nav.glued-section", "a section's name glued to the title")
SITE_NAME = removal("nav.site-name", "the site's own name over the title")
RULES = (SECTION, SITE_NAME, GLUED, MENU, SCRAP, SCRIPT, TWIN, RUNNING)

_STRANGE = re.compile(r"[\u0370-\u1fff\u2c00-\ud7ff\uf900-\ufaff\ufb1d-\uffdc]")
Hits = Mapping[int, Collection[Hit]]

_SEPARATED = re.compile(r"[^.!?;«»\"]{2,30}(?: ?[|/·•›] ?[^.!?;«»\"|/·•›]{2,30}){2,15}")
_FUNCTION = frozenset(
    "le la les l un une des de du d au aux et ou a en dans sur pour par avec sans que qui est sont se sa son ses ce cette il elle on "
    "the a an of in on at to for and or with is are was were by from that this el los las y o con por para es son il lo gli e di da".split()
)
_RUNNING = re.compile(
    r"(?:p(?:age|ages|\.)? ?\d{1,3}(?: ?[/-] ?\d{1,3})?|- ?\d{1,3} ?-|(?:suite|lire|voir|continued|continues|see) (?:en |on |from |a la |de la |in )?(?:pages?|p\.) ?\d{1,3}.{0,20}"
    r"|[a-z' .-]{4,50} ?[-|·•,] ?(?:lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche|monday|tuesday|wednesday|thursday|friday|saturday|sunday)?,? ?\d{1,2}(?:er|st|nd|rd|th)? [a-z]{3,10} (?:19|20)\d\d(?: ?[-|·•,] ?(?:page |p\. ?)?\d{1,3})?)"
)
_SCRAPS = frozenset(
    ", . : - | / · • ; par by le la on at a in dans de du et and publie published mis jour modifie updated redaction ecrit redige author auteur por em da il el um the posted".split()
)


@cache
def section_names() -> frozenset[str]:
    """Names of sections of newspapers, folded."""
    return frozenset(name for names in lexicon("sections").values() for name in names)


def sections(page: Page, hits: Hits) -> Verdicts:
    """Names of sections and entries of menus over the title, and a section's name right under it.

    Left alone: a short title (a standfirst with a full stop follows it, not a title), and whatever stands between paragraphs.
    """
    found: Verdicts = {}
    if not page.has_prose:
        return found
    title = title_position(page, hits)
    if title is None:
        return found
    over = [i for i in range(title) if page.rows[i].index not in hits]
    known = sum(_names_section(page.rows[i]) for i in over)
    for i in over:
        row = page.rows[i]
        short = len(row.words) <= (3 if len(over) > 1 else 2) and len(row.text) <= 30 and ":" not in row.text
        beside = any(0 <= j < title and page.rows[j].index in hits for j in (i - 1, i + 1))
        if _names_section(row) or is_outlet(row) or (short and (len(over) == 1 or 2 * known >= len(over) or beside)):
            found[i] = Verdict(SECTION.id, SECTION.why)
    for i in range(title + 1, min(page.first_prose, title + 4)):
        row = page.rows[i]
        outlet = is_outlet(row) and any(page.beside_furniture(i, hits))
        if row.index not in hits and (outlet or _names_section(row)) and len(row.text) <= 40 and not row.ends:
            found[i] = Verdict(SECTION.id, SECTION.why)
    return found


_OUTLET = frozenset(
    "gazette courrier echo echos depeche journal tribune matin soir presse nouvelles nouvelle post times herald news daily info infos radio tv tele express "
    "telegraphe telegramme libre republicain progres monde nouvelliste quotidien observateur independant chronicle star sun mail mirror record telegraph examiner standard argus "
    "mercury beacon voice messenger hebdo magazine actu actus media mag figaro parisien populaire union eclair alsace lorraine dauphine provence sud ouest nord "
    "diario periodico noticias giornale corriere gazzetta folha jornal correio diaro heraldo mundo pais".split()
)


def site_names(page: Page, hits: Hits) -> Verdicts:
    """The site's own name over the title: a short line that the page's legal lines, buttons or invitations name again."""
    found: Verdicts = {}
    others = [r.folded for r in page.rows if any(h.rule.family in _NAMING for h in hits.get(r.index, ()))]
    for i in range(min(page.first_prose, 4) if page.has_prose else 0):
        row = page.rows[i]
        core = row.core.strip(" .:")
        if row.index in hits or row.ends or not 4 <= len(core) <= 45 or len(row.words) > 5 or ":" in core:
            continue
        if sum(core in other and len(other) > len(core) for other in others) >= 1:
            found[i] = Verdict(SITE_NAME.id, SITE_NAME.why)
    return found


_NAMING = ("copy", "nl", "soc", "app", "wa", "mail", "cook", "disc")


def is_outlet(row: Row) -> bool:
    """Looks like the name of a newspaper, station or site: a few capitalised words, one of them usual in such names."""
    words = row.words
    if not 1 <= len(words) <= 5 or row.ends or len(row.text) > 45:
        return False
    named = any(w in _OUTLET for w in row.folded_words)
    capital = all(w[0].isupper() or w.lower() in ("de", "du", "des", "d", "la", "le", "les", "of", "the", "and", "et", "del", "do", "di") for w in words)
    return named and capital and words[0][0].isupper()


def title_position(page: Page, hits: Hits) -> int | None:
    """Where the title stands in the head: the first line of four words or more that nothing else explains; None without one."""
    named = site_names(page, hits)
    for i in range(page.first_prose):
        row = page.rows[i]
        if row.index in hits or not row.title_like or len(row.words) < 4 or len(row.text) < 20:
            continue
        if not _names_section(row) and not (is_outlet(row) and i + 1 < page.first_prose) and i not in named:
            return i
    return None


def _names_section(row: Row) -> bool:
    if len(row.text) > 70 or row.is_sentence and row.ends == ".":
        return False
    core = row.core.strip(" .:")
    parts = [p for p in re.split(r" *[|/·•,›>&#–] *| +- +|:: *", core) if p]
    if core in section_names():
        return True
    if not 1 <= len(parts) <= 6:
        return False
    known = sum(p in section_names() for p in parts)
    return known == len(parts) or (len(parts) >= 2 and known >= 1 and all(len(p.split()) <= 3 for p in parts) and "," not in core)


def menus(page: Page, hits: Hits) -> Verdicts:
    """Entries of a menu on one line: « Cours | Actualités | Forum », or capitalised words in a row that no grammar joins."""
    found: Verdicts = {}
    if not page.has_prose:
        return found
    for i, row in enumerate(page.rows):
        if page.zone(i) == "body" or row.index in hits or not 8 <= len(row.text) <= 200 or i in page.listed:
            continue
        if not row.ends and "," not in row.text and _entries(row.folded_words) >= 3 or _is_quotations(row):
            found[i] = Verdict(MENU.id, MENU.why)
            continue
        if _SEPARATED.fullmatch(row.text) and page.zone(i) == "head" and not row.digits:
            found[i] = Verdict(MENU.id, MENU.why)
        elif len(row.words) >= 3 and not row.ends and "," not in row.text and _capitalised(row):
            known = sum(w in section_names() for w in row.folded_words)
            if known >= 2 and known >= (0.4 if len(row.words) > 3 else 1.0) * len(row.words):
                found[i] = Verdict(MENU.id, MENU.why)
    return found


def _entries(words: tuple[str, ...]) -> int:
    """How many names of sections a line is put together from; 0 when anything else is in it."""
    names, count, i = section_names(), 0, 0
    while i < len(words):
        for size in (4, 3, 2, 1):
            if " ".join(words[i : i + size]) in names and i + size <= len(words):
                break
        else:
            return 0
        count, i = count + 1, i + size
    return count


_DECIMAL = re.compile(r"(?<![\d,.])[+−-]?\d[\d \u00a0\u202f]*[.,]\d{1,4}(?!\d)")


def _is_quotations(row: Row) -> bool:
    """A ribbon of stock quotes and exchange rates: three decimals or more, no sentence."""
    return not row.ends and len(_DECIMAL.findall(row.text)) >= 3 and sum(w.islower() and w.isalpha() for w in row.words) <= 1


def _capitalised(row: Row) -> bool:
    return all(w[0].isupper() for w in row.words) and not any(w in _FUNCTION for w in row.folded_words)


def glued_sections(page: Page) -> Iterator[Edit]:
    """A section's name glued to the title: « RussieL’erreur de traduction », « CONFLIT Revivez la journée »."""
    for row in page.rows[: min(3, page.first_prose + 1)]:
        path = title_start(row)
        if path:
            yield Edit(row.start, row.start + path, "", GLUED.id, GLUED.why)
            continue
        match = _GLUED.match(row.text)
        if match and fold(match[1]) in section_names():
            yield Edit(row.start, row.start + len(match[1]), "", GLUED.id, GLUED.why)
            continue
        match = _SHOUTED.match(row.text)
        if match and row.title_like and fold(match[1]) in section_names() | {"conflit", "direct", "exclusif", "reportage"}:
            yield Edit(row.start, row.start + match.end(), "", GLUED.id, GLUED.why)


_TRAIL = re.compile(r"^(?:[A-ZÀ-Ý][^«»›❯><|/.!?:;,\d]{1,36}\s?[»›❯>]+\s?){1,6}(?=[A-ZÀ-Ý\d“\"'‘])")
_WIRE = re.compile(r"^(?:AFP|AIP|APS|ANP|ACI|ATS|APA|ABP|AIB|MAP|TAP|GNA|NAN|ANG|AGP|ACP|Belga|BELGA|Reuters|EFE|ANSA) ?[/|] ?(?=[A-ZÀ-Ý\d])")


def title_start(row: Row) -> int:
    """Where the title begins on a line that starts with the path to the page or with an agency's name; 0 for none.

    « Accueil » Nation » Le barrage à 9 % » splits after the path; a path that leads to no title is left whole.
    """
    match = _TRAIL.match(row.text) or _WIRE.match(row.text)
    if match is None or (match.re is _TRAIL and "«" in row.text[: match.end()]):
        return 0
    rest = row.text[match.end() :]
    return match.end() if len(rest) >= 20 and len(rest.split()) >= 4 and not row.is_prose else 0


_GLUED = re.compile(r"^([A-ZÀ-Ý][a-zà-ÿ]{3,}(?:[ -][A-Za-zÀ-ÿ][a-zà-ÿ]{2,})?)(?=[A-ZÀ-Ý«“][a-zà-ÿ’' ])")
_SHOUTED = re.compile(r"^([A-ZÀ-Ý]{4,}(?:[ -][A-ZÀ-Ý]{2,}){0,2}) (?=[A-ZÀ-Ý«“][a-zà-ÿ’'])")


def scraps(page: Page, hits: Hits) -> Verdicts:
    """« Publié », « , », « le » on lines of their own: what a theme leaves of a stamp."""
    found: Verdicts = {}
    for i, row in enumerate(page.rows):
        if len(row.text) > 12 or page.zone(i) == "body" or not row.text.strip("★☆⭐½ "):
            continue  # the stars are what a critic gives
        bare = row.folded.strip()
        if bare in _SCRAPS or not any(c.isalnum() for c in bare):
            near = any(
                0 <= j < len(page.rows) and (page.rows[j].index in hits or j in found) for j in (i - 2, i - 1, i + 1, i + 2)
            )
            if near or not any(c.isalnum() for c in bare):
                found[i] = Verdict(SCRAP.id, SCRAP.why)
    return found


def running_heads(page: Page) -> Verdicts:
    """Page numbers, « Suite en page 8 », the paper's name with its date, between the lines of a printed page."""
    return {
        i: Verdict(RUNNING.id, RUNNING.why)
        for i, row in enumerate(page.rows)
        if len(row.text) <= 70 and (row.text[:1] != "(" or _CONTINUED.fullmatch(row.text)) and _RUNNING.fullmatch(row.core) and (row.is_capitals or row.core[:1] in "pslvc-0123456789")
        and (row.is_capitals or not row.core.startswith(("le ", "la ")))
    }  # fmt: skip


_CONTINUED = re.compile(r"\((?:[Ss]uite|[Ll]ire|[Vv]oir|[Cc]ontinued|[Ss]ee) (?:en |on |la )?(?:pages?|p\.) ?\d{1,3}\)")


def other_script(page: Page) -> Verdicts:
    """A short line in another script than the page's: an interface string. Not a quotation: those end like sentences, or stand
    under a line that announces them."""
    if not any(_STRANGE.search(row.text[:160]) for row in page.rows):
        return {}
    scripts = [_script(row.text) for row in page.rows]
    written: Counter[str] = Counter()
    for row, script in zip(page.rows, scripts, strict=True):
        written[script] += len(row.text) * (script != "")
    main = max(written, key=lambda script: (written[script], script), default="")
    found: Verdicts = {}
    announced = False
    for i, row in enumerate(page.rows):
        strange = bool(scripts[i] and main and scripts[i] != main)
        announced = row.ends == ":" and row.is_prose if not strange else announced
        if strange and not announced and len(row.text) <= 120 and not row.is_sentence and not row.quoted:
            found[i] = Verdict(SCRIPT.id, SCRIPT.why)
    return found


@cache
def _letter_script(char: str) -> str:
    return unicodedata.name(char, "").partition(" ")[0]


def _script(text: str) -> str:
    letters = [_letter_script(c) for c in text[:160] if c.isalpha()]
    if len(letters) < 3:
        return ""
    best = max(letters, key=letters.count)
    return best if letters.count(best) >= 0.8 * len(letters) else ""


def foreign_titles(page: Page) -> Verdicts:
    """A title-like line in another language right beside the title of the page."""
    found: Verdicts = {}
    if page.language is None or not page.rows or page.first_prose < 2 or not page.has_prose:
        return found
    titles = [i for i in range(min(page.first_prose, 5)) if page.rows[i].title_like and len(page.rows[i].words) >= 4]
    twin = "fr" if page.language == "en" else "en"
    strange = [i for i in titles if _only(page.rows[i], twin, page.language)]
    if len(strange) < len(titles):
        found.update({i: Verdict(TWIN.id, f"{TWIN.why} ({twin})") for i in strange})
    return found


def _only(row: Row, tongue: str, other: str) -> bool:
    """Whether a row has function words of one language and none of the other."""
    own, others = _FUNCTION_WORDS[tongue], _FUNCTION_WORDS.get(other, _FUNCTION_WORDS["fr"])
    words = set(row.folded_words)
    return len(words & own) >= 2 and not words & (others - own)


_FUNCTION_WORDS = {
    "en": frozenset(
        "the of in to for with at from by is are was were and on how why what who after over into his her its their has have be will "
        "not you your this that as it starts says".split()
    ),
    "fr": frozenset(
        "le la les l un une des de du d au aux et en dans sur pour par avec sans que qui est sont se sa son ses ce cette il elle a".split()
    ),
    "es": frozenset("el la los las un una de del en y que por para con se su es son al".split()),
    "it": frozenset("il lo la gli le un una di del della in e che per con si su al alla nel nella".split()),
    "pt": frozenset("o a os as um uma de do da em e que por para com se no na ao dos das".split()),
}
