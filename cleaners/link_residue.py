"""What links, Markdown and wikis leave in a text: brackets with an address, stars, "(nouvelle fenêtre)", citation
marks."""

from __future__ import annotations

import re
from collections.abc import Iterator

from cleaners.edits import Draft, Edit, Finding, Promise, Rule
from cleaners.markup import is_about_code

RULES = (
    Rule("links.markdown", Promise.REMOVAL, "a mark of Markdown; its text stays", "markup"),
    Rule("links.image", Promise.REMOVAL, "an image of Markdown", "markup"),
    Rule("links.wiki", Promise.REMOVAL, "a mark of a wiki; its text stays", "markup"),
    Rule("links.citation", Promise.REMOVAL, "the number of a note that is not there", "markup"),
    Rule("links.new-window", Promise.REMOVAL, "the hint that a link opens a new window", "markup"),
    Rule(
        "links.new-window-joint", Promise.DECODING, "the hint that a link opens a new window hid a lost space", "markup"
    ),
    Rule("links.full-stop", Promise.REMOVAL, "a full stop in the middle of a sentence, left by a link", "markup"),
    Rule("links.separator", Promise.REMOVAL, "a line that only separates", "markup"),
)
_WHY = {rule.id: rule.why for rule in RULES}


def _removed(start: int, end: int, rule: str) -> Edit:
    return Edit(start, end, "", rule, _WHY[rule])


_IMAGE = re.compile(r"!\[[^\[\]\n]{0,400}\]\([^()\s]{1,2000}(?:\s\"[^\"\n]{0,400}\")?\)")
_LINK = re.compile(
    r"(?<!!)\[(?P<text>[^\[\]\n]{1,500})\]\((?:https?:|/|#|mailto:|www\."
    r"|\.)[^()\s]{0,2000}(?:\([^()\s]{0,200}\)[^()\s]{0,500})?"
    r"(?:\s[\"“][^\"”\n]{0,400}[\"”])?\)"
)
_STRONG = re.compile(r"(?<![\w*\\])(\*\*\*?|__)(?=[^\s*_])[^*\n]{0,2000}?(?<=[^\s\\])\1(?![\w*])")
_EMPHASIS = re.compile(r"(?<![\w*\\])\*(?=[^\s*\d])[^*\n]{0,600}?(?<=[^\s*\\])\*(?![\w*])")
_HEADING = re.compile(r"^#{1,6}[ \xa0]+(?=[^\s\d#])", re.MULTILINE)
_QUOTED_LINE = re.compile(r"^>[ \xa0]+(?=\S)", re.MULTILINE)
_ESCAPED = re.compile(r"\\(?=[*_\[\]()#.!>~`+-])")


def markdown(draft: Draft) -> Iterator[Finding]:
    """`[texte](https://…)`, `**gras**`, `*italique*`, `# Titre`, `![alt](src)`: the marks go, the text stays, an
    image goes whole.

    Left alone: a star that calls a note, "2 * 3", a hashtag, brackets without an address, an article about code.
    """
    text = draft.text
    if not re.search(r"[\[*_#>\\]", text) or is_about_code(text):
        return
    if "](" in text:
        for match in _IMAGE.finditer(text):
            yield _removed(match.start(), match.end(), "links.image")
        for match in _LINK.finditer(text):
            yield _removed(match.start(), match.start("text"), "links.markdown")
            yield _removed(match.end("text"), match.end(), "links.markdown")
    if "**" in text or "__" in text:
        for match in _STRONG.finditer(text):
            width = len(match[1])
            yield _removed(match.start(), match.start() + width, "links.markdown")
            yield _removed(match.end() - width, match.end(), "links.markdown")
    if "*" in text:
        for match in _EMPHASIS.finditer(text):
            yield _removed(match.start(), match.start() + 1, "links.markdown")
            yield _removed(match.end() - 1, match.end(), "links.markdown")
    if "#" in text:
        for match in _HEADING.finditer(text):
            yield _removed(match.start(), match.end(), "links.markdown")
    if ">" in text:
        for match in _QUOTED_LINE.finditer(text):
            yield _removed(match.start(), match.end(), "links.markdown")
    if "\\" in text and ("](" in text or "**" in text or re.search(r"\\[*_\[\]#]", text)):
        for match in _ESCAPED.finditer(text):
            yield _removed(match.start(), match.end(), "links.markdown")


_WIKI_LINK = re.compile(r"\[\[(?:[^\[\]|\n]{1,200}\|)?(?P<text>[^\[\]|\n]{1,200})\]\]")
_WIKI_BOLD = re.compile(r"'''(?=[^\s'])[^'\n]{0,300}(?:'[^'\n]{1,300}){0,20}'''")
_WIKI_HEADING = re.compile(r"^(={2,5})[ \xa0]?(?P<text>[^=\n]{1,200}?)[ \xa0]?\1[ \xa0]*$", re.MULTILINE)
_WIKI_NOTE = re.compile(
    r"\[(?:modifier(?: (?:\||le code)[^\[\]\n]{0,40})?|edit|citation needed|clarification needed|note \d{1,3}"
    r"|réf\. (?:nécessaire|souhaitée)"
    r"|réf\. à confirmer|archive|when\?|who\?)\]",
    re.IGNORECASE,
)


def wiki(draft: Draft) -> Iterator[Finding]:
    """`[[Page|texte]]`, `'''gras'''`, `== Titre ==`, "[modifier]", "[réf. nécessaire]": the marks go, the text
    stays."""
    text = draft.text
    if "[" not in text and "'''" not in text and "==" not in text:
        return
    for match in _WIKI_LINK.finditer(text):
        yield _removed(match.start(), match.start("text"), "links.wiki")
        yield _removed(match.end("text"), match.end(), "links.wiki")
    for match in _WIKI_BOLD.finditer(text):
        yield _removed(match.start(), match.start() + 3, "links.wiki")
        yield _removed(match.end() - 3, match.end(), "links.wiki")
    for match in _WIKI_HEADING.finditer(text):
        yield _removed(match.start(), match.start("text"), "links.wiki")
        yield _removed(match.end("text"), match.end(), "links.wiki")
    for match in _WIKI_NOTE.finditer(text):
        yield _removed(match.start(), match.end(), "links.wiki")


_CITATION = re.compile(r"(?<=[^\W_]|[.,;:!?»”\")\]])(?:[ \xa0]?\[\d{1,3}(?:[,–-] ?\d{1,3})?\])+(?!\()")
_NOTE = re.compile(r"^\s*(?:\[\d{1,3}\]|\^|↑|\(\d{1,3}\)\s|\d{1,3}\.\s*↑)", re.MULTILINE)


def citations(draft: Draft) -> Iterator[Finding]:
    """Numbers in brackets that call a note: "[1] [2]". Left alone when the notes themselves are in the text, or code
    is."""
    text = draft.text
    if "[" not in text or _NOTE.search(text) or is_about_code(text):
        return
    for match in _CITATION.finditer(text):
        yield _removed(match.start(), match.end(), "links.citation")


_NEW_WINDOW = re.compile(
    r"(?P<stop>\.?)(?P<before>[ \xa0]?)\((?:(?:lien externe|lien|ouverture|ouvre|s['’]ouvre|s['’]ouvrira"
    r"|cette page s['’]ouvre|ce lien s['’]ouvre)[^()\n]{0,25}? )?"
    r"(?:(?:dans |vers )?(?:une? |d['’]une? )?(?:nouvelle fenêtre|nouvel onglet|nouvelle page)|lien externe"
    r"|external link|(?:opens|open|ouvre) in (?:a )?new (?:window|tab)"
    r"|(?:opens |link )?new (?:window|tab)|nueva ventana|se abre en (?:una )?(?:nueva )?ventana(?: nueva)?"
    r"|nova janela|abre em (?:uma )?nova janela"
    r"|nuova finestra|si apre in (?:una )?nuova finestra|öffnet in neuem (?:fenster|tab))\)(?P<after>[ \xa0]?)",
    re.IGNORECASE,
)


def new_window_hints(draft: Draft) -> Iterator[Finding]:
    """The hint "(nouvelle fenêtre)" and its like after a link, with the space it swallowed and the full stop it left.

    "l’agence Exemple. (nouvelle fenêtre)ce lundi" becomes "l’agence Exemple ce lundi": a sentence that goes on in
    lower case was not over. Left alone: the words in a sentence about windows.
    """
    text = draft.text
    if "(" not in text:
        return
    for match in _NEW_WINDOW.finditer(text):
        following = text[match.end() : match.end() + 1]
        start, end = match.end("before"), match.end() - len(match["after"])
        if match["stop"] and following.islower() and text[match.start() - 1 : match.start()].isalpha():
            yield _removed(match.start("stop"), match.end("stop"), "links.full-stop")
        if following.isalnum() or following in '«“"(':
            if match["before"] or match["after"]:
                yield _removed(start, end + (len(match["after"]) if match["before"] else 0), "links.new-window")
            else:
                yield Edit(start, end, " ", "links.new-window-joint", _WHY["links.new-window-joint"])
        else:
            yield _removed(start - len(match["before"]), end, "links.new-window")


_SEPARATOR_LINE = re.compile(r"[ \t\xa0]*(?:[*_=~\-–—•·◆■#|][ \t\xa0]*){3,200}")


def separators(draft: Draft) -> Iterator[Finding]:
    """A line of stars, dashes or dots alone: "* * *", "----". Left alone: "…" and "- 3 -", and lines with any
    letter."""
    text = draft.text
    for line in draft.lines:
        first = line.text.lstrip()[:1]
        if first and not first.isalnum() and first in "*_=~-–—•·◆■#|" and _SEPARATOR_LINE.fullmatch(line.text):
            yield _removed(line.start, line.end + (line.end < len(text)), "links.separator")
