"""What a page was made of, left in its text: tags, attributes, styles, scripts, shortcodes of content managers.

Tags go and their text stays; scripts, styles and attribute soup go whole. Left alone: "<" and ">" in prose ("5 <
7"), and code in an article that speaks of code. Markdown, wiki and link residue is in `link_residue`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from cleaners.edits import Draft, Edit, Finding, Line, Promise, Rule
from cleaners.untouchable import Stretches

RULES = (
    Rule("markup.tag", Promise.REMOVAL, "an HTML tag; its text stays"),
    Rule("markup.break", Promise.DECODING, "a tag that ended a paragraph or a line"),
    Rule("markup.script", Promise.REMOVAL, "a script, a style sheet or a comment of the page"),
    Rule("markup.attributes", Promise.REMOVAL, "attributes of a tag whose start was lost"),
    Rule("markup.code", Promise.REMOVAL, "a line of script, style or structured data"),
    Rule("markup.shortcode", Promise.REMOVAL, "a shortcode or placeholder of the content manager"),
)
_WHY = {rule.id: rule.why for rule in RULES}


def _removed(start: int, end: int, rule: str) -> Edit:
    return Edit(start, end, "", rule, _WHY[rule])


_ABOUT_CODE = re.compile(
    r"(?i)\b(?:balises?|html5?|xml|css|javascript|typescript|attributs?|code source|source code"
    r"|lignes? de code|lines? of code"
    r"|développeu(?:rs?|ses?)|programm(?:ation|eurs?|ers?|ing)|syntaxe|syntax|snippets?|tags? html|python|php)\b"
)


_ABOUT_TAGS = re.compile(
    r"(?i)\b(?:balises?|attributs?|éléments? html|html (?:tags?|elements?)|the tags?) (?:«[ \xa0]|“|\"|`)?<"
)


_OF_CODE = (
    "balise", "html", "xml", "css", "script", "attribut", "code", "développeu", "programm", "syntax", "snippet", "python", "php",
)  # fmt: skip
"""One of these is in each word of `_ABOUT_CODE`: most texts have none, and looking for them costs next to nothing."""


@lru_cache(maxsize=2)
def is_about_code(text: str) -> bool:
    """Whether a text speaks of code in its prose, so that code may be its subject."""
    if "<" in text and _ABOUT_TAGS.search(text):
        return True
    folded = text.casefold()
    if not any(word in folded for word in _OF_CODE):
        return False
    mentions = 0
    for match in _ABOUT_CODE.finditer(text):
        around = text[max(0, match.start() - 1) : match.start()] + text[match.end() : match.end() + 1]
        if not re.search(r"[\"'=/<>{};_.:#@-]", around):
            mentions += 1
            if mentions >= 2:
                return True
    return False


_HIDDEN = ("script", "style", "noscript", "iframe", "svg", "template", "object", "form", "button")
_HIDDEN_OPEN = re.compile(r"<(?:(" + "|".join(_HIDDEN[:6]) + r")\b[^<>]{0,4000}>|!--|!\[CDATA\[)", re.IGNORECASE)
_SECTION_END = re.compile(r"]](?:>|&gt;)")
_TAGS = (
    "a|abbr|acronym|address|amp-[a-z-]{2,30}|area|article|aside|audio|b|bdi|bdo|big|blockquote|body|br|button"
    "|canvas|caption"
    "|center|cite|code|col|colgroup|dd|del|details|dfn|div|dl|dt|em|embed|fieldset|figcaption|figure|font"
    "|footer|form|h[1-6]"
    "|head|header|hr|html|i|iframe|img|input|ins|kbd|label|legend|li|link|main|map|mark|meta|nav|noscript"
    "|object|ol|optgroup"
    "|option|p|param|picture|pre|q|s|samp|script|section|select|small|source|span|strike|strong|style|sub"
    "|summary|sup|svg|path"
    "|table|tbody|td|template|textarea|tfoot|th|thead|time|title|tr|track|tt|u|ul|var|video|wbr|o:p|g|use|rect|circle"
)
_TAG = re.compile(r"</?(?P<name>" + _TAGS + r")(?:\s[^<>]{0,4000})?/?>|<!doctype[^<>]{0,300}>", re.IGNORECASE)
_BREAKING = re.compile(
    r"(?i)address|article|aside|blockquote|br|dd|div|dl|dt|fig\w+|footer|h[1-6r]|header|li|main|nav|ol|p|pre"
    r"|section|table|tr|ul"
)
_CUT_TAG = re.compile(r"<(?:/?(?:" + _TAGS + r")\s[^<>\n]{0,2000}|/(?:" + _TAGS + r"))(?=\n|$)", re.IGNORECASE)


def hidden_elements(draft: Draft) -> Iterator[Finding]:
    """`<script>…</script>`, `<style>…</style>`, `<!-- … -->` and their kin go with what they hold.

    Of `<![CDATA[ … ]]>` only the marks go, as feeds wrap their articles in it; one in a script goes with the script.
    Left alone: one that is never closed (its tag goes as a tag, its content as code), and an article about code.
    """
    text = draft.text
    if "<" not in text or is_about_code(text):
        return
    lower = text.lower()
    missing: set[str] = set()
    position = 0
    while match := _HIDDEN_OPEN.search(text, position):
        if match[0].startswith("<!["):
            yield _removed(match.start(), match.end(), "markup.script")
            position = match.end()
            if closed := _SECTION_END.search(text, position):
                yield _removed(*closed.span(), "markup.script")
            continue
        closing = f"</{match[1].lower()}>" if match[1] else "-->"
        end = -1 if closing in missing else lower.find(closing, match.end())
        if end < 0:
            missing.add(closing)
            position = match.end()
            continue
        position = end + len(closing)
        yield _removed(match.start(), position, "markup.script")


_SHOWN = re.compile(
    r"[«“][ \xa0\u202f]?(?=[^«»“”\n]{0,30}<(?:strong|b|i|em|u|s|h[1-6]|span|font|blink|marquee|sup|sub)>)[^«»“”/\n]{1,40}[»”]"
)
"""A short quotation with bare tags in it of which none is closed: it speaks of them."""


def tags(draft: Draft) -> Iterator[Finding]:
    """HTML tags go, their text stays; one that ended a line or a paragraph becomes a line feed.

    `Il a dit <strong>non</strong>.<br/>Puis oui.` becomes two lines. Left alone: "5 < 7", "<nom>", and tags named in
    an article about code or in a short quotation, « <b> ou pas ».
    """
    text = draft.text
    if "<" not in text or is_about_code(text):
        return
    shown = Stretches([match.span() for match in _SHOWN.finditer(text)])
    for match in _TAG.finditer(text):
        start, end = match.span()
        if shown.meet(start, end):
            continue
        if match["name"] and _BREAKING.fullmatch(match["name"]):
            yield Edit(start, end, "\n", "markup.break", _WHY["markup.break"])
        elif (match["name"] or "").lower() in ("td", "th", "option") and text[end : end + 1].strip():
            yield Edit(start, end, " ", "markup.break", _WHY["markup.break"])
        else:
            yield _removed(start, end, "markup.tag")
    for match in _CUT_TAG.finditer(text):
        yield _removed(match.start(), match.end(), "markup.tag")


_ATTRIBUTE = (
    r"(?:class|id|style|href|src|srcset|sizes|alt|title|type|media|width|height|rel|target|loading|decoding"
    r"|role|lang|dir|name"
    r"|content|property|itemprop|itemscope|itemtype|tabindex|onclick|onload|onerror|fetchpriority|frameborder"
    r"|allow|scrolling"
    r"|allowfullscreen|crossorigin|data-[\w-]{1,60}|aria-[\w-]{1,40})\s?=\s?"
    r"(?:\"[^\"\n]{0,3000}\"|'[^'\n]{0,3000}'|“[^”\n]{0,500}”|«[^»\n]{0,500}»)"
)
_SOUP = re.compile(
    r"(?:<[a-z][a-z0-9]{0,12}[ \xa0]|\b(?:img|source|div|span|iframe|picture|video|a|p|link|meta|li|ul|figure"
    r"|section|input)[ \xa0])?" + _ATTRIBUTE + r"(?:[\s\xa0]{0,3}" + _ATTRIBUTE + r"){0,40}[ \xa0]{0,3}/?>+"
    r"|" + _ATTRIBUTE + r"(?:[ \xa0]{1,3}" + _ATTRIBUTE + r"){1,40}"
)
_SOUP_HINT = re.compile(r"[a-z][ ]?=[ ]?[\"'“«]")
_LEFTOVER = re.compile(r"[\s\xa0•●▪*\-–|<>/\"'=;]*")


def attributes(draft: Draft) -> Iterator[Finding]:
    """Attributes of tags whose start was lost: `type="image/avif" class="x9">` and longer; a line of nothing else
    goes whole.

    Left alone: a single attribute without its ">", attributes in an article about code.
    """
    text = draft.text
    if "=" not in text or not _SOUP_HINT.search(text) or is_about_code(text):
        return
    for line in draft.lines:
        if "=" not in line.text or not _SOUP_HINT.search(line.text):
            continue
        matches = list(_SOUP.finditer(line.text))
        if not matches:
            continue
        rest = "".join(_between(line.text, matches))
        if _LEFTOVER.fullmatch(rest):
            yield _whole_line(line, text, "markup.attributes")
        else:
            for match in matches:
                yield _removed(line.start + match.start(), line.start + match.end(), "markup.attributes")


def _between(line: str, matches: list[re.Match[str]]) -> Iterator[str]:
    position = 0
    for match in matches:
        yield line[position : match.start()]
        position = match.end()
    yield line[position:]


def _whole_line(line: Line, text: str, rule: str) -> Edit:
    return _removed(line.start, line.end + (line.end < len(text)), rule)


# Scripts that serve advertising, statistics and embeds: furniture in any article.
_SERVICE = re.compile(
    r"window\.\w+\s?=|_taboola|adsbygoogle|googletag|googlefc|dataLayer|gtag\(|fbq\(|ga\('|_gaq|OBR\.|outbrain"
    r"|jQuery\(|\$\(document\)"
    r"|document\.(?:getElementById|createElement|write|querySelector|addEventListener)|addEventListener\("
    r"|instgrm|twttr\.|disqus_"
    r"|\"@(?:context|type|graph)\"\s?:|__NEXT_DATA__|wpcf7|sharethis|addthis_|Criteo|prebid|pbjs\.|apntag"
    r"|_sf_async_config|CDATA"
)
_SCRIPT_LINE = re.compile(
    r"^\s*(?:[{(\[][{}()\[\];,]*|(?:var|let|const)\s+[\w$]+\s?=.*;"
    r"|(?:async\s+)?function\s*[\w$]*\s?\([\w\s,$]*\)\s?\{.*|[})\];,]+|\}\s?(?:else|catch).*"
    r"|if\s?\(.*\)\s?\{.*|return\b.*;|[\w$.]+\(.*\);|[\w$.\[\]']+\s?=\s?[^=].*;|//\s?.*|/\*.*\*/)\s*$"
)
_STYLE_LINE = re.compile(
    r"^\s*(?:@(?:media|import|font-face|keyframes|supports|charset)\b[^{}\n]{0,300}[{;]?.*"
    r"|(?:[.#*:@]|(?:body|html|div|p|a|h[1-6]|img|ul|ol|li|span|table|tr|td|th|figure|section|iframe|from|to"
    r"|input|button)\b)"
    r"[.#*\w:\[\]=\"'~^>+(),\s-]{0,300}\{[^{}]{0,3000}(?:\}[\s}]*)?|\}|[a-z-]{3,40}\s?:\s?[^.;{}\n]{1,200};)\s*$"
)
_RULESET = re.compile(
    r"(?:@media[^{}\n]{0,200}\{\s{0,4})?[.#][\w-][\w.#:,\s>*+~()-]{0,200}\{(?:\s{0,4}[a-z-]{2,40}\s{0,2}:[^{};]{1,200};?){1,40}\s{0,4}\}(?:\s{0,4}\})?"
)
_COMMENT = re.compile(r"/\*[^*\n]{0,400}\*/")
_JSON_LINE = re.compile(
    r"^\s*[\[{]\s*\"[\w@$-]+\"\s*:.*$|^\s*\"[\w@$-]+\"\s*:\s*(?:[\"\[{\d]|true|false|null).*[,\[{\"\]}\d]\s*$"
)


def code_lines(draft: Draft) -> Iterator[Finding]:
    """Lines of script, style sheets and structured data (JSON-LD), and style rules inside a line.

    A line that only looks like code goes when a service's script or a style sheet stands beside it. Left alone: an
    article about code, and braces or equations in prose.
    """
    text = draft.text
    if not ("{" in text or "(" in text or "/*" in text) or is_about_code(text):
        return
    lines = draft.lines
    kinds = [_code_kind(line.text) for line in lines]
    taken = [kind == 2 for kind in kinds]
    for order in (range(1, len(lines)), range(len(lines) - 2, -1, -1)):
        step = -1 if order.step == 1 else 1
        for index in order:
            if kinds[index] == 1 and taken[index + step]:
                taken[index] = True
    for index, line in enumerate(lines):
        if taken[index]:
            yield _whole_line(line, text, "markup.code")
        elif "{" in line.text or "/*" in line.text:
            for match in _RULESET.finditer(line.text):
                if ":" in match[0]:
                    yield _removed(line.start + match.start(), line.start + match.end(), "markup.code")
            for match in _COMMENT.finditer(line.text):
                yield _removed(line.start + match.start(), line.start + match.end(), "markup.code")


def _code_kind(line: str) -> int:
    """2: surely code; 1: code if its neighbour is; 0: text."""
    if len(line) > 200_000:
        return 0
    stripped = line.strip()
    if not stripped or not re.search(r"[{}();=:/\]]", stripped):
        return 0
    if _SERVICE.search(stripped) and re.search(r"[;,{}\])]\s*$|^\"@|^\s*[\[{(<]|=\s?[\[{\"']", stripped):
        return 2
    if _STYLE_LINE.match(stripped) and re.search(r"\{\s*[a-z-]+\s?:|^@media|^@import|^@font-face", stripped):
        return 2
    if re.fullmatch(r"/\*.{0,400}\*/", stripped):
        return 2
    if _SCRIPT_LINE.match(stripped) or _STYLE_LINE.match(stripped) or _JSON_LINE.match(stripped):
        return 1
    return 0


_SHORTCODE_NAMES = (
    "caption|gallery|embed|audio|video|playlist|wp_caption|vc_\\w+|et_pb_\\w+|et_\\w+|su_\\w+|fusion_\\w+"
    "|tps_\\w+|td_\\w+|ad|ads|adrotate"
    "|adinserter|contact-form(?:-7)?|contact-field|youtube|vimeo|dailymotion|twitter|tweet|instagram|facebook"
    "|soundcloud|spotify"
    "|googlemaps|rev_slider|smartslider3|ngg\\w*|nggallery|slideshow|slider|toc|quads|newsletter\\w*"
    "|mc4wp_form|sc|row|column|col"
    "|one_half(?:_last)?|one_third(?:_last)?|button|divider|spacer|tabs?|accordion|toggle|dropcap|pullquote"
    "|quote|highlight|box"
    "|related_posts?|jnews_\\w+|penci_\\w+|bsa_pro_ad_space|the_ad|sociallocker|adsense|gambas:video"
    "|post-views|yarpp|wpdatatable"
    "|ihc-\\w+|pms-restrict|restrict|members?|paywall|social_\\w+|share|addtoany|elementor-template"
    "|siteorigin_\\w+|ultimate_\\w+"
)
_CAPTION = re.compile(r"\[caption\b[^\[\]\n]{0,500}\][^\[\]\n]{0,1500}\[/caption\]", re.IGNORECASE)
_SHORTCODE = re.compile(
    r"\[/(?:" + _SHORTCODE_NAMES + r")\]|\[/[a-z][a-z0-9]{1,30}_[a-z0-9_]{2,30}\]"
    r"|\[[a-z][a-z0-9_-]{2,40}(?:\s+[a-z_-]{2,30}=\"[^\"\]\n]{0,300}\")+\s?/?\]"  # no brackets of a writer hold « id="7" »
    r"|\[(?:" + _SHORTCODE_NAMES + r")(?:\s[^\[\]\n]{0,1500}[=\"/][^\[\]\n]{0,1500}|:?\s?\d{1,9})?/?\]",
    re.IGNORECASE,
)
_PLACEHOLDER = re.compile(
    r"\{\{?%?\s?[a-z][a-z0-9]{0,30}(?:[_.|-][a-z0-9_.|-]{1,60}|\s?\}\})\s?%?\}{0,2}|%%[a-z_]{3,40}%%|\$\{[\w.]{1,60}\}"
)


def shortcodes(draft: Draft) -> Iterator[Finding]:
    """Shortcodes of content managers (`[/et_pb_text]`, `[caption …]` with its caption) and placeholders
    (`{legende_image}`).

    Left alone: bracketed insertions of an editor ("[le ministre]", "[…]"), a lone word in brackets that is no
    shortcode's name.
    """
    text = draft.text
    if "[" in text:
        captions = [match.span() for match in _CAPTION.finditer(text)] if "[/" in text else []
        for start, end in captions:
            yield _removed(start, end, "markup.shortcode")
        inside = Stretches(captions)
        lower = text.lower() if "[/" in text else ""
        for match in _SHORTCODE.finditer(text):
            if not inside.meet(match.start(), match.end()) and _is_shortcode(match[0], lower):
                yield _removed(match.start(), match.end(), "markup.shortcode")
    if ("{" in text or "%%" in text) and not is_about_code(text):
        for match in _PLACEHOLDER.finditer(text):
            if "`" in text[text.rfind("\n", 0, match.start()) + 1 : match.start()][-200:]:
                continue  # a template in a line of code that the article shows
            yield _removed(match.start(), match.end(), "markup.shortcode")


def _is_shortcode(found: str, lower: str) -> bool:
    """Whether a bracketed name is a shortcode: it has attributes, closes, or is closed; else "[vidéo]" is an
    editor's."""
    name = re.sub(r"[\[\]/]|[\s:].*", "", found).lower()
    return found.startswith("[/") or "=" in found or "_" in name or "-" in name or f"[/{name}]" in lower or ":" in found
