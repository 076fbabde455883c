"""Damage that nothing repairs, reported where it is: lost prepositions and verb forms, link text that was dropped, lost letters.

Nothing here changes a text. A flag says that a sentence is not what its author wrote; what was there can't be known.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from cleaners.edits import Draft, Finding, Flag, Line
from cleaners.resources import lexicon
from cleaners.tongue import is_foreign_line
from cleaners.vocabulary import frequency

_INFINITIVE = r"[a-zà-ÿœ]{3,15}(?:er|ir|oir|dre|tre|ire|uire)"


@cache
def _lost_words() -> tuple[tuple[re.Pattern[str], str], ...]:
    said = "|".join(sorted(lexicon("speech_verbs")["fr"]["said"].split(), key=len, reverse=True))
    found = f"{said}|trouvé|montré|révélé|établi|constaté|découvert|suggéré|démontré|prouvé"
    country = (
        r"(?:(?:Corée|Afrique) du (?:Nord|Sud)|États-Unis|Russie|Chine|France|Ukraine|Israël|Iran"
        r"|Allemagne|Europe|Royaume-Uni|Japon|Inde|[A-ZÀ-Þ][a-zà-ÿ]{3,15})"
    )
    return (
        # "l’ont réclamé Corée du Nord retirer"
        (
            re.compile(
                rf"\b(?:a|ont|avait|avaient) (?:{found}|exhorté|averti|invité|forcé|contraint|obligé|prié"
                rf"|sommé|réclamé|enjoint) {country} (?:à )?{_INFINITIVE}\b"
            ),
            "a preposition and an article are missing",
        ),
        # "Je les ai appelés [la Corée du Nord] retirer"
        (
            re.compile(rf"\b[a-zà-ÿ]+(?:é|ée|és|ées) (?:\[[^\]\n]{{2,40}}\] ){_INFINITIVE}\b"),
            "a preposition is missing before the infinitive",
        ),
        # "Une étude 2024 trouvé que", "Des chercheurs trouvé que"
        (
            re.compile(
                rf"(?:^|(?<=[.!?] ))(?:Une?|Des|Les?|La|Cette|Ces|Plusieurs) (?:(?!(?:a|ont|avait|avaient|aura"
                rf"|ayant|avoir|est|ai|as|avons|nous|auraient|aurait|eut|était)\b)[a-zà-ÿœ-]+ ){{1,3}}(?:(?:19"
                rf"|20)\d\d )?(?:de (?:19|20)\d\d )?(?:{found}) qu(?:e |[’'])"
            ),
            "the auxiliary of the verb is missing",
        ),
        # "Microplastiques varier en taille"
        (
            re.compile(
                rf"(?:^|(?<=[.!?] ))[A-ZÀ-Þ][a-zà-ÿœ]{{4,}}s (?!(?:hier|derrière|arrière|entre|contre|notre"
                rf"|votre|autre|outre|lettre|titre|mètre|maître|ministre|premier|dernier|particulier|entier"
                rf"|régulier)\b){_INFINITIVE} (?:en|dans|par|de|sur|avec|selon|entre)\b"
            ),
            "the verb lost its form",
        ),
        # "envoyer « troupes importantes » combattre"
        (
            re.compile(
                rf"\b{_INFINITIVE} (?:«[ \xa0]?|“|\")(?!(?:le|la|les|un|une|des|du|de|l|d|ce|cette|ces|son|sa"
                rf"|ses|plus|moins|tout|tous|que|qu|à|au|aux|en|non|oui|je|j|nous|il|elle|on|dans|pour"
                rf"|par)\b)[a-zà-ÿœ]+s [a-zà-ÿœ]+s(?:[ \xa0]?»|”|\") {_INFINITIVE}\b"
            ),
            "an article is missing in the quotation",
        ),
        # "confirmer “à ce stade” envoyer des troupes"
        (
            re.compile(
                rf"\b(?:confirmer|confirmé|refusé|accepté|décidé|promis|tenté|essayé|cessé|envisager|prévoit"
                rf"|refuse|accepte) (?:«[ \xa0]?|“|\")[^«»“”\"\n]{{2,40}}(?:[ \xa0]?»|”"
                rf"|\") {_INFINITIVE} (?:le|la|les|des|du|un|une|de)\b"
            ),
            "a preposition is missing before the infinitive",
        ),
        # ". “la coalition”."  a quotation in small letters as a sentence of its own
        (
            re.compile(
                r"(?<=[a-zà-ÿœ]{3})\. (?:«[ \xa0]?|“|\")[a-zà-ÿœ][^«»“”\".!?\n]{3,80}(?:[ \xa0]?»|”|\")\. [A-ZÀ-Þ]"
            ),
            "a quotation was torn out of its sentence",
        ),
        # "sa présentation « plan de victoire »"
        (
            re.compile(
                r"\b(?:sa|son|ses|le|la|les) [a-zà-ÿœ]{4,20} (?:«[ \xa0]?|“|\")plan (?:de"
                r"|d[’'])[^«»“”\"\n]{2,40}(?:[ \xa0]?»|”|\")"
            ),
            "a preposition is missing before the quotation",
        ),
        # "dans les bases incluses “à Vladivostok"
        (
            re.compile(
                r"\b(?:incluses|inclus|situés|situées|installés|installées) (?:«[ \xa0]?|“|\")(?:à|dans|sur"
                r"|en) [A-ZÀ-Þ]"
            ),
            "the sentence was cut where the quotation begins",
        ),
        # "leur formation” acclimatation, a déclaré"
        (
            re.compile(rf"(?:[ \xa0]?»|”|\") [a-zà-ÿœ]{{6,20}}(?:tion|ment|sion|ance|ence), (?:a|ont) (?:{said})\b"),
            "a word after the quotation lost what tied it",
        ),
        # "Service de renseignement sud-coréen “Il a été"
        (
            re.compile(
                r"^(?!(?:Le|La|Les|Un|Une|Des|Du|Au|Aux|L’|L'|Ce|Cette|Ces|Son|Sa"
                r"|Ses)\b)[A-ZÀ-Þ][a-zà-ÿœ]+ (?:[a-zà-ÿœ’'-]+ ){1,6}(?:«[ \xa0]?|“|\")(?:Il|Elle|Ils|Elles"
                r"|Nous|On|Je|Le|La|Les) [^«»“”\"\n]{20,}(?:[ \xa0]?»|”|\"),? ?a-t-(?:il|elle)"
            ),
            "an article and a verb are missing before the quotation",
        ),
        # "l’OTAN … forces de Russie qui serait déployé"
        (
            re.compile(
                r"\b(?:troupes|forces|armes|personnes|mesures|autorités"
                r"|sanctions) (?:[a-zà-ÿœ-]+ ){0,2}(?:de [A-ZÀ-Þ][a-zà-ÿ]+ )?qui (?:serait|était|est|sera"
                r"|a été) [a-zà-ÿ]+é\b"
            ),
            "the verb agrees with a word that was lost",
        ),
        # "et des résultats en déploiements"
        (re.compile(r"\bet des résultats en [a-zà-ÿœ]+s\b"), "a verb was taken for a noun"),
    )


def lost_words(draft: Draft) -> Iterator[Finding]:
    """Sentences of a machine translation in which a preposition, an article or a verb form was lost at a link.

    "Une étude 2024 trouvé que", "Microplastiques varier en taille". Only shapes that no French sentence has are flagged.
    """
    for line in _french_lines(draft):
        for pattern, why in _lost_words():
            for match in pattern.finditer(line.text):
                yield Flag("grammar.lost-word", line.start + match.start(), line.start + match.end(), why)


_DROPPED = re.compile(
    r"(?P<empty>«[ \xa0\u202f]*»|“[ \xa0]*”|(?<![\w\"])\"[ \xa0]?\"(?![\w\"]))"
    r"|(?<=[a-zà-ÿœ] )(?P<article>le|la|les|un|une|du|des|de|au|aux|par|dans|avec"
    r"|sur)(?P<stop>\.)(?=[ \xa0][A-ZÀ-ÞŒ]|$)"
    r"|\b[ÀA] en croire, |\b[Ss]elon, "
)


def dropped_link_text(draft: Draft) -> Iterator[Finding]:
    """Places where the text of a link is gone: "", "entendre le.", "À en croire, ses"."""
    for line in _french_lines(draft):
        for match in _DROPPED.finditer(line.text):
            if match["article"] in ("la", "avec", "sur", "un", "une", "au") and not match["empty"]:
                continue
            yield Flag(
                "grammar.dropped-link",
                line.start + match.start(),
                line.start + match.end(),
                "the text of a link was dropped here",
            )


_REPLACED = re.compile("\ufffd+|\\?{4,}(?:[ \xa0]\\?{2,})*|(?<=[a-zà-ÿœ])\\?(?=[a-zà-ÿœ]{2})")


def lost_characters(draft: Draft) -> Iterator[Finding]:
    """U+FFFD and rows of question marks where letters were, and a question mark inside a word."""
    text = draft.text
    if "\ufffd" not in text and "?" not in text:
        return
    for match in _REPLACED.finditer(text):
        inside_word = match[0] == "?"
        if inside_word and "/" in text[max(0, match.start() - 40) : match.start()].rpartition(" ")[2]:
            continue
        yield Flag(
            "encoding.lost-characters",
            match.start(),
            match.end(),
            "letters were lost here, and more than one word would fit",
        )


_ACCENTED = re.compile("[àâçéèêëîïôûùÀÂÇÉÈÊËÎÏÔÛÙœŒ]")
_WORD = re.compile(r"[^\W\d_]{3,}")


def missing_accents(draft: Draft) -> Iterator[Finding]:
    """A French text of some length without any accent: reported as a whole, since no accent can be guessed."""
    text = draft.text
    if draft.language != "fr" or _ACCENTED.search(text):
        return
    words = _WORD.findall(text[:20_000])
    if len(words) < 25:
        return
    unknown = sum(frequency(word.lower(), "fr") < 1e-6 or word.lower().endswith(("e", "es")) for word in words)
    if unknown:
        yield Flag("spelling.no-accents", 0, len(text), "a French text without a single accent: they were lost")


_MOJIBAKE_LEFT = re.compile('[ÃĂ][\x80-\xbf©¨ªŠšŽž§´®Ż»]|â€.?|(?<=[a-zà-ÿ])â(?=["”\\s]?[A-ZÀ-Þ])')


def undecoded(draft: Draft) -> Iterator[Finding]:
    """What still looks like a wrong encoding after the repairs: bytes were lost, several characters would fit."""
    text = draft.text
    if not any(mark in text for mark in ("Ã", "Ă", "â€")):
        return
    for match in _MOJIBAKE_LEFT.finditer(text):
        yield Flag("encoding.mojibake", match.start(), match.end(), "a wrong encoding with bytes lost: not repaired")


def _french_lines(draft: Draft) -> Iterator[Line]:
    if draft.language != "fr":
        return
    for line in draft.lines:
        if len(line.text) > 12 and not is_foreign_line(line.text, "fr"):
            yield line


CLEANERS = (lost_words, dropped_link_text, lost_characters, missing_accents, undecoded)
