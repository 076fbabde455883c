"""The sign without which a pass finds nothing in a line: one look at a line tells which passes need to look at it.

A sign is a pattern for a linear-time engine, and it errs on one side only: a line in which a pass would find anything has
the pass's sign. All signs are looked for at once. (A test compares what each cleaner finds with its sign and without, on
every labelled document.)
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache, lru_cache
from typing import Any

import re2

from cleaners.spelling import capitals_without_accent
from cleaners.stray_capitals import nouns_with_capital

_S = r"[ \x{a0}\x{202f}\x{2009}]"
_W = r"[\s\x0b\x{1c}-\x{1f}\x{85}\pZ]*"  # all that `str.strip` takes
_QUOTES = r"[«»“”„‟‹›\"＂]|<<|>>|[‘’']{2}|``|´´|,,"
_VOWEL = "[aeiouyhàâéèêëîïôûœæAEIOUYHÀÂÉÈÊËÎÏÔÛŒÆ]"
_SERVICES = (
    r"window\.\w|_taboola|adsbygoogle|googletag|googlefc|dataLayer|gtag\(|fbq\(|ga\('|_gaq|OBR\.|outbrain|jQuery\(|\$\(document\)"
    r"|document\.\w|addEventListener\(|instgrm|twttr\.|disqus_|\"@\w|__NEXT_DATA__|wpcf7|sharethis|addthis_|Criteo|prebid|pbjs\."
    r"|apntag|_sf_async_config|CDATA"
)

_PLAIN: Mapping[str, str] = {
    "line_ends": r"[\r\x{2028}\x{2029}\x0b\x0c]",
    "mojibake": r"[ÃÂÅðÄÎÐï][^a-zA-Z0-9\s.,;:!?']|â[€‚„†\x{80}-\x{9f}œ˜]|[ĂĹ√¬]|‚Ä",
    "lost_bytes": r"[ÃÂĂâ]",
    "json_escapes": r"\\",
    "entities": r"&",
    "entity_stumps": r"&",
    "replacement_characters": r"\x{fffd}|[^\s]\?[a-zà-ÿœ]",
    "control": r"[\x00-\x08\x0e-\x1f\x7f-\x{9f}\x{fffc}\x{fff9}-\x{fffb}\x{fdd0}-\x{fdef}\x{fffe}\x{ffff}\x{e000}-\x{f8ff}]",
    "invisible": r"[\x{ad}\x{34f}\x{61c}\x{115f}\x{1160}\x{180e}\x{200b}-\x{200f}\x{202a}-\x{202e}\x{2060}-\x{2064}"
    r"\x{2066}-\x{206f}\x{feff}]",
    "ligatures": r"[\x{fb00}-\x{fb06}]",
    "homoglyphs": r"[\x{370}-\x{3ff}\x{400}-\x{52f}]",
    "hidden_elements": r"<",
    "tags": r"<",
    "attributes": r"[a-z] ?= ?[\"'“«]",
    "code_lines": rf"[{{}}]|/\*|;{_W}$|^{_W}(?:@|//|[(\[]|[)\];,]+{_W}$|\"[^\"]*\"{_W}:)|{_SERVICES}",
    "shortcodes": r"[\[{]|%%",
    "markdown": r"\]\(|\*|__|#|^>|\\",
    "wiki": r"\[|'''|==",
    "citations": r"\[\p{Nd}",
    "new_window_hints": r"(?i)\([^()]*(?:fenêtre|nouvel onglet|nouvelle page|lien externe|external link|window|new tab|ventana(?: nueva)?"
    r"|janela|finestra|fenster|tab)\)",
    "separators": r"^[ \t\x{a0}]*[*_=~–—•·◆■#|-]",
    "odd_spaces": r"[\t\x{1680}\x{2000}-\x{2008}\x{200a}\x{205f}\x{3000}]",
    "inline_intertitles": r"[-–—] ?[«“\"+]|^[-–—]",
    "bullets": r"^[•▪■►▶●◦‣➤✔✓▸◆◾⁃∙]",
    "drop_caps": r"^[a-zà-ÿ]{1,3}[A-ZÀ-Ý]|^[A-ZÀ-Ý]{2}[a-zà-ÿ ’']|^[A-ZÀ-Ý] |^\pL$|^Lhe ",
    "sentences_glued": r"[.!?…][»”)\"]?[A-ZÀ-ÞŒ«“]",
    "numbers_glued": r"\p{Nd}[a-zà-ÿœJFMASOND]|[a-zà-ÿœ]\p{Nd}|%[a-zà-ÿœ]",
    "lost_contractions": r"[a-z](?:nt|re|ve|ll|s|d|t)(?:$|[^\pL])",
    "spaced_apostrophes": rf"(?:^|[^\pL])(?:[LlDdJjSsNnCc]|[Qq]u|[Jj]usqu|[Ll]orsqu|[Pp]uisqu)[ \x{{a0}}]{_VOWEL}",
    "misread_digits": r"[a-zà-ÿœ][10]|I[a-zà-ÿœ’']",
    "lost_accents": r"(?: |[’'])a ",
    "doubled_apostrophes": r"[a-zA-ZÀ-Þà-ÿ]\" ?\pL",
    "ligatures_of_spelling": r"oe|Oe|ae",
    "case_by_article": r"(?:[Uu]ne?|[Cc]ette|[Cc]et?|plusieurs|quelques|leurs?|chaque|deux|trois|son|sa|ses|notre|nos|[Ll]es?|[Ll]a|aux?|du"
    r"|des) [A-ZÀ-Þ][a-zà-ÿœ]{3}|[lLd][’'][A-ZÀ-Þ][a-zà-ÿœ]{3}",
    "untranslated_words": r"(?:^| )(?:[Aa]nd|[Ww]ith|from|[Ff]or|[Bb]ut|by|of|[Aa]fter|against|[Ss]ince|between|[Tt]hen|[Ww]hile|who|has|und|mas|pero|However),? ",
    "bracketed_abbreviations": r"\[",
    "cut_marks": rf"[(\[]{_S}*[.…]|\. ?\.",
    "doubled_punctuation": rf"[.,]{_S}*[.,]",
    "quotation_marks": rf"{_QUOTES}|(?:^|[^\pL])['‘][^\s]",
    "plus_signs": r"\+",
    "apostrophes": r"['‘´`ʼ′＇‛]",
    "elisions": rf"{_S}['’]|['’]{_S}",
    "hyphens": r"- | -|-\x{a0}",
    "commas": rf"{_S}[,.]|[,;][\pL«“]|[a-zà-ÿœ],\p{{Nd}}",
    "brackets": rf"[(\[]{_S}|{_S}[)\]]|[^\s]\(|\)\pL",
    "french_spacing": rf"(?:^|[^;!?\x{{202f}}])[;!?]|(?:^|[^\x{{a0}}])[:%»]|«(?:[^\x{{a0}}]|$)|{_S}\x{{202f}}[;!?]"
    rf"|{_S}\x{{a0}}[:%»]|«\x{{a0}}{_S}",
    "english_spacing": rf"{_S}[;!?:%”'’]|[“‘(]{_S}",
    "french_numbers": r"\p{Nd}[.,'’ \x{a0}\x{202f}\x{2009}]{1,2}\p{Nd}",
    "french_units": r"\p{Nd}[a-zA-Z°€]",
    "french_hours": rf"\p{{Nd}}{_S}?[hH]",
    "french_ordinals": r"\p{Nd}(?:st|nd|rd|th)",
    "english_numbers": r"\p{Nd}[.,'’ \x{a0}\x{202f}\x{2009}]\p{Nd}",
    "english_ordinals": r"\p{Nd}(?:e|è|th)",
    "no_break_spaces": r"[a-zà-ÿœ][\x{a0}\x{202f}][a-zà-ÿœ]",
    "runs_of_spaces": rf"{_S}{_S}",
    "dropped_link_text": r"«[ \x{a0}\x{202f}]*»|“[ \x{a0}]*”|\"[ \x{a0}]?\"| (?:le|la|les|un|une|du|des|de|au|aux|par|dans|avec|sur)\."
    r"|(?:croire|elon|au|aux|à|le|la|les), ",
    "lost_characters": r"\x{fffd}|\?\?|[a-zà-ÿœ]\?[a-zà-ÿœ]",
    "undecoded": r"[ÃĂ]|â",
}
"""By name of the pass. A pass without a sign looks at every text."""

LINE_BY_LINE = frozenset(
    "sentences_glued numbers_glued accented_capitals lost_accents doubled_apostrophes ligatures_of_spelling case_of_nouns doubled_words untranslated_words "
    "bracketed_abbreviations cut_marks doubled_punctuation plus_signs apostrophes elisions hyphens commas brackets french_spacing "
    "english_spacing french_numbers french_units french_hours french_ordinals english_numbers english_ordinals no_break_spaces "
    "runs_of_spaces odd_spaces dropped_link_text foreign_paragraphs".split()
)
"""Passes that judge each line by itself: lines that one left alone before need not be judged again."""

TYPESETS = frozenset(
    "quotation_marks apostrophes elisions commas brackets french_spacing english_spacing french_numbers french_units french_hours "
    "french_ordinals english_numbers english_ordinals no_break_spaces runs_of_spaces accented_capitals ligatures_of_spelling "
    "doubled_punctuation cut_marks hyphens plus_signs spaced_apostrophes case_of_nouns "
    "case_by_article odd_spaces".split()
)
"""Passes that set marks, spaces, capitals and the form of numbers, and leave words and lines what they are."""

READS_WORDS = frozenset(
    "wrapped_lines furniture inline_intertitles bullets drop_caps rejoined_lines words_glued lost_apostrophes "
    "lost_contractions case_by_article misread_letters lost_accents_of_words".split()
)
"""Passes to which typesetting inside a paragraph shows nothing new: they look at words, and at lines as wholes. (Measured on
1,600 documents: 7,000 looks after such passes alone found nothing, whatever the line.)"""

_SURROGATES = "undecoded_bytes"


@cache
def _signs() -> Mapping[str, str]:
    """The pattern of each sign, by name of the pass."""
    capitals = "|".join(capitals_without_accent())
    return {
        **_PLAIN,
        "accented_capitals": rf"A[ \x{{a0}}]|Ca |{capitals}",
        "case_of_nouns": "|".join(nouns_with_capital()),
    }


@cache
def bit(name: str) -> int:
    """The bit that stands for a pass's sign in the answer of `signs_of`; 0 for a pass that has none."""
    return _bits().get(name, 0)


@cache
def _bits() -> Mapping[str, int]:
    return {name: 1 << index for index, name in enumerate(passes_with_signs())}


@cache
def passes_with_signs() -> tuple[str, ...]:
    """The names of the passes that have a sign, in the order of the bits."""
    return (*_signs(), _SURROGATES)


@cache
def _automaton() -> Any:
    options = re2.Options()
    options.max_mem = 64 << 20
    options.log_errors = False
    automaton = re2.Set.SearchSet(options)
    for pattern in _signs().values():
        automaton.Add(pattern)
    automaton.Compile()
    return automaton


@lru_cache(maxsize=1024)
def signs_of(line: str) -> int:
    """The bits of the passes whose sign a line has."""
    try:
        found = _automaton().Match(line)
    except UnicodeEncodeError:  # undecoded bytes: no engine reads them, so every pass may
        return (1 << len(passes_with_signs())) - 1
    bits = 0
    for index in found or ():
        bits |= 1 << index
    return bits
