"""Captions and credits of pictures: between two paragraphs, printed twice, or glued to a paragraph's end."""

from __future__ import annotations

import re
from collections.abc import Iterator

from cleaners.edits import Edit, Fact
from cleaners.furniture_repeats import key
from cleaners.furniture_verdicts import Verdict, Verdicts, removal
from cleaners.zones import Page, Row

CREDITED = removal("cap.credit", "a caption, told by the credit of its picture")
LABELLED = removal("cap.label", "a caption or credit with its label")
FILE = removal("cap.file", "the name of a picture's file, or the place kept for its caption")
COPY = removal("cap.copy", "the caption once more, without its credit")
ABOVE = removal("cap.above-credit", "a caption right above the credit of its picture")
SCENE = removal("cap.scene", "a caption: no verb, and the day or place of its picture")
GLUED = removal("cap.glued", "a caption glued to the end of a paragraph")
SPAN = removal("cap.credit-span", "the credit of a picture after the last full stop")
RULES = (CREDITED, LABELLED, FILE, COPY, ABOVE, SCENE, GLUED, SPAN)

LONGEST = 420
"""A caption is not longer than this, in code points."""

ENDING = 150
"""Code points at the end of a line among which a credit is looked for."""

_SIGN = re.compile(r"[©/|\])]\.?$|©|[/|(\[][^.!?]{0,90}$|[hFf]oto|HOTO|FOTO|(?:POUR|FOR|PARA|PER) |DR\.?$|[A-ZÀ-Ý]\.$|r[ée]dit|R[EÉ]DIT|mage|llustr|Stock|Getty|rchiv|RCHIV|[–—-] ?[A-Z]{2,}|[A-ZÀ-Ý]{2,} [A-ZÀ-Ý]{2,}$|[.!?»”] ?[–—-]? ?[A-ZÀ-Ý][\w’'-]+ [A-ZÀ-Ý][\w’'-]+$|ourtesy|ourni|via ")
_PHOTO = r"(?:[Pp]hotos?|PHOTOS?|[Pp]hotographs?|[Cc]r[ée]dits?|CR[ÉE]DITS?|[Cc]redits?|CREDITS?|[Ii]mages?|IMAGES?|[Ff]otos?|FOTOS?|[Ii]llustrations?|ILLUSTRATIONS?|[Aa]rchives?|ARCHIVES?|[Vv]isuels?|[Cc]aptures?|[Dd]essins?|[Cc]ourtesy|COURTESY|[Ff]ile|FILE|[Ss]creengrab|[Ss]creenshot|[Hh]andout|HANDOUT|[Dd]ocuments?|[Ii]nfographies?|[Pp]icture|[Gg]raphic)"
_SURE = r"(?:[Pp]hotos?|PHOTOS?|[Pp]hotographs?|[Cc]r[ée]dits?|CR[ÉE]DITS?|[Ff]otos?|FOTOS?|[Cc]ourtesy|[Hh]andout)"
_BANKS = r"(?:AFP|Agence France-Presse|REUTERS|Reuters|AP|AP Photo|Associated Press|EPA|EPA-EFE|EFE|ANSA|DPA|dpa|BELGA|Belga|ATS|KEYSTONE|Keystone|SIPA(?: PRESS| USA)?|Sipa(?: Press| USA)?|ABACA(?:PRESS)?|Abaca(?:press)?|MAXPPP|MaxPPP|Maxppp|GETTY(?: IMAGES)?|Getty(?: Images)?|Getty Images(?:/iStock(?:photo)?)?|iStock(?:photo)?|Shutterstock|SHUTTERSTOCK|Adobe ?Stock|ADOBE STOCK|Alamy(?: Stock Photo)?|Unsplash|Pixabay|Pexels|Flickr|Wikimedia(?: Commons)?|Wikipedia|PA|PA Wire|PA Media|PA Images|Xinhua|XINHUA|TASS|Tass|SPUTNIK|Sputnik|Yonhap|YONHAP|Kyodo|KYODO|Anadolu|AA|ZUMA(?: Press| Wire)?|Zuma|Bloomberg|NurPhoto|Nurphoto|NURPHOTO|IMAGO|Imago|Icon ?[Ss]port|ICONSPORT|PRESSE SPORTS|Presse Sports|L['’]Équipe|DPPI|Hans Lucas|HANS LUCAS|Rea|REA|Divergence|Starface|Bestimage|BESTIMAGE|DR|D\.R\.|LP|Le Parisien|Ouest-France|OUEST-FRANCE|Sud Ouest|La Presse|La Presse canadienne|PC|CP|The Canadian Press|TT|NTB|ANP|Ritzau|Rex|REX|Rex Features|SWNS|ANTARA|Antara|APP|LUSA|Lusa|PTI|ANI|AAP|VCG|CTK|ČTK|MTI|PAP|Hand[- ]?out|HANDOUT|POOL|Pool|Planet Labs(?: PBC)?|Maxar(?: Technologies)?|NASA|ESA|USGS|Facebook|Instagram|Twitter|X|YouTube|TikTok|Google (?:Maps|Street View)|Netflix|DC|SDIS(?: ?\d+)?|[Gg]endarmerie(?: nationale)?|Police|NEWSIS|News1)"
_AGENCIES = r"(?:AFP|Agence France-Presse|REUTERS|Reuters|AP|AP Photo|Associated Press|EPA|EPA-EFE|EFE|ANSA|DPA|dpa|BELGA|Belga|ATS|KEYSTONE|Keystone|SIPA(?: PRESS| USA)?|Sipa(?: Press| USA)?|ABACA(?:PRESS)?|Abaca(?:press)?|MAXPPP|MaxPPP|Maxppp|GETTY(?: IMAGES)?|Getty(?: Images)?|Getty Images(?:/iStock(?:photo)?)?|iStock(?:photo)?|Shutterstock|SHUTTERSTOCK|Adobe ?Stock|ADOBE STOCK|Alamy(?: Stock Photo)?|Unsplash|Pixabay|Pexels|Flickr|Wikimedia(?: Commons)?|Wikipedia|PA Wire|PA Media|PA Images|Xinhua|XINHUA|TASS|Tass|SPUTNIK|Sputnik|Yonhap|YONHAP|Kyodo|KYODO|Anadolu|ZUMA(?: Press| Wire)?|Zuma|Bloomberg|NurPhoto|Nurphoto|NURPHOTO|IMAGO|Imago|Icon ?[Ss]port|ICONSPORT|PRESSE SPORTS|Presse Sports|L['’]Équipe|DPPI|Hans Lucas|HANS LUCAS|Divergence|Starface|Bestimage|BESTIMAGE|Le Parisien|Ouest-France|OUEST-FRANCE|Sud Ouest|La Presse|La Presse canadienne|The Canadian Press|NTB|ANP|Ritzau|Rex Features|SWNS|ANTARA|Antara|LUSA|Lusa|PTI|ANI|AAP|VCG|CTK|ČTK|Hand[- ]?out|HANDOUT|Planet Labs(?: PBC)?|Maxar(?: Technologies)?|USGS|Google (?:Maps|Street View)|Netflix|SDIS(?: ?\d+)?|[Gg]endarmerie(?: nationale)?|NEWSIS|News1)"
_PAREN = re.compile(
    rf"\s?[(\[](?:(?:{_SURE}|[Cc]ourtoisie|COURTOISIE|[Cc]ortes[ií]a|[Gg]racieuseté|GRACIEUSETÉ)\b[^()\[\]]{{0,90}}|{_PHOTO}(?: ?[:©/|,–-] ?[^()\[\]]{{1,80}}| (?:d['’](?:archives?|illustration|écran)|par|by|prétexte|fournie?|provided|[A-ZÀ-Ý])[^()\[\]]{{0,80}})?|©[^()\[\]]{{1,90}}|(?:[Ff]ournie?s?|[Pp]rovided|[Ss]upplied|[Ss]ubmitted|[Tt]ransmis|[Cc]ommuniqué|[Ss]ource ?:|via )[^()\[\]]{{0,60}}|(?:[^()\[\]]{{2,50}}[/–—|-] ?){_BANKS}(?: ?[/,&+–-] ?[^()\[\]]{{1,60}})?|{_AGENCIES}(?: ?[/,&+–-] ?[^()\[\]]{{1,60}})?|[A-ZÀ-Ý][\w'’.-]+(?: [A-ZÀ-Ý][\w'’.-]+){{1,3}} ?/ ?[A-ZÀ-Ý][^()\[\]]{{1,40}}|[A-ZÀ-Ý][\w'’.-]+ [A-ZÀ-Ý][^()\[\]]{{1,40}} (?:via|pour|for) (?:[Ll]e |[Ll]a |[Tt]he |[Ll]['’])?[A-Z][^()\[\]]{{1,40}}|DR|LDD|Photo|PHOTO)[)\]]\.?$"
)
_TAIL = re.compile(
    rf"(?:\s?©\s?(?:[^.!?]|\b[A-ZÀ-Ý]\.|\.(?=\w)){{1,90}}|[.!?»”] ?(?:DR|D\.R\.|LDD|Ldd|[–—-] ?DR)|[.!?»”] ?/ ?[A-ZÀ-Ý][A-Za-zÀ-ÿ .'’-]{{2,40}}|[.!?»”,] ?[A-ZÀ-Ý][A-ZÀ-Ý'’.-]+(?: [A-ZÀ-Ý][A-ZÀ-Ý'’.-]*){{0,3}} (?:POUR|FOR|PARA|PER) (?:[«“\"] ?)?[A-ZÀ-Ý][A-ZÀ-Ý .'’-]{{2,40}}(?: ?[»”\"])?|[.!?»”] ?[–—-]? ?(?:Ph\.?|[Pp]hotos?|PHOTOS?) (?:[A-ZÀ-Ý]\.[ -]?){{1,4}}(?:[A-ZÀ-Ý][\w'’-]+)?|\s?\(c\) [^.!?]{{2,60}}|\s[|]\s?(?:{_PHOTO}|©|[A-ZÀ-Ý][A-ZÀ-Ý .'’/-]{{3,}}|{_BANKS})[^|]{{0,70}}"
    rf"|[ .—–,-]{{1,3}}(?:[A-ZÀ-Ý][\w'’.-]*[ ,]{{1,2}}){{1,4}}?[/|–—-] ?{_BANKS}(?: ?(?:[/,+&–-]|via|VIA) ?[A-Za-zÀ-ÿ .'’-]{{2,40}})?"
    rf"|(?:\s[/|–—-]{{1,2}}\s?|\s)(?:[A-ZÀ-Ý][\w'’.-]+(?: [A-ZÀ-Ý][\w'’.-]+){{0,3}} ?)?/ ?{_BANKS}(?: ?(?:[/,+&–-]|via|VIA) ?[A-Za-zÀ-ÿ .'’-]{{2,40}})?"
    rf"|\s[–—-]{{1,2}}\s?(?:[A-ZÀ-Ý][\w'’.-]+ ){{0,4}}{_BANKS}"
    rf"|[.!?»”] ?(?:via )?(?:[A-ZÀ-Ý][\w'’.-]+ [A-ZÀ-Ý][\w'’.-]+, )?(?:Getty Images|GETTY IMAGES|Shutterstock|Adobe Stock|iStock|AFP via Getty Images|Wikimedia Commons|Unsplash|Pixabay)"
    rf"|(?:[.!?»”\"…] ?| [–—|/-] ?)(?:{_PHOTO} ?(?:d['’](?:archives?|illustration)|credit|by|par|de|:|©|/|from|courtesy of)|(?:Photo|Image|Picture|Foto)s?:)[ :©/]{{0,3}}[^.!?]{{2,80}}"
    rf"|[.!?»”] ?(?:Photo|PHOTO|Ph\.|Image|Picture|Foto|Crédit|Dessin) [A-ZÀ-Ý][\w'’. /&-]{{2,60}}"
    rf"|[.!?»”] ?[A-ZÀ-Ý][\w'’. -]{{1,30}} ?/ ?[A-ZÀ-Ý][\w'’.-]+(?: [A-ZÀ-Ý][\w'’.-]+){{0,2}}|[.!?»”] ?(?:[A-ZÀ-Ý][\w'’.-]+ ){{1,3}}[A-ZÀ-Ý][\w'’.-]+ ?/ ?[A-ZÀ-Ý][\w'’ .-]{{2,30}}|[.!?»”] ?(?:[A-ZÀ-Ý'’.-]{{2,}} ){{1,3}}[A-ZÀ-Ý'’.-]{{2,}}(?: ?/ ?[A-ZÀ-Ý' ]{{3,30}})?"
    rf"|[.!?»”] ?[|] ?(?!L[ea]s? |The |El )(?:[A-ZÀ-Ý][\w'’.-]+ ){{1,3}}[A-ZÀ-Ý][\w'’.-]+|[.!?»”] ?(?:Courtesy|Handout|Provided|Submitted|Contributed)(?: .{{2,40}})?"
    rf"|[.!?»”] ?[–—-]? ?(?:[A-ZÀ-Ý][\w'’-]+ ){{1,2}}[A-ZÀ-Ý][\w'’-]+(?: (?:via|pour|for) [A-ZÀ-Ý][\w'’ -]{{2,25}})?"
    rf"|(?:[.,!?»”] ?| [–—-] ?|[.,] ?[–—-] ?)(?:[Pp]hotos?|[Ff]oto|[Ii]mage|[Aa]rchives|[Ii]llustration|PHOTOS?) (?:archives? |de |d['’])?(?:{_BANKS}|[A-ZÀ-Ý][\w'’.-]*(?: (?:(?:de|du|d['’]|la|le|van|/) ?)*[A-ZÀ-Ý][\w'’.-]*){{0,4}})(?: ?[/,] ?[A-ZÀ-Ý][\w'’. -]{{1,30}})?\.?|\s?\[[A-ZÀ-Ý][\w'’.-]+(?: [A-ZÀ-Ý][\w'’.-]+){{1,3}}\]"
    rf"|[^.!?:;]{{20,}} / (?:The |Le |La |L['’])?[A-ZÀ-Ý][\w'’.-]+(?: [A-ZÀ-Ý][\w'’.-]+){{1,3}}"
    rf"|(?:Photo|PHOTO|Crédit|Crédits|Image|Photos|Foto|Credit|Picture) ?(?:photo |credit )?: [^.!?]{{2,80}}"
    rf"|[ .,(]{{1,2}}(?:[Pp]hoto|[Ii]mage) d['’](?:illustration|archives?)\)?|[.,(–—-] ?[Ii]llustration)\.?$"
)
_LABEL = re.compile(
    rf"^(?:[\[(] ?)?(?:(?:{_PHOTO})(?: (?:credits?|source|by|par|d['’]illustration|d['’]archives?|de|du|photos?|image|via|fournie?|courtesy|vidéo|:|©|\d))*\s?(?:[:©|/]|–|—|-|\bby\b|\bpar\b|\bvia\b)\s?.{{1,200}}"
    rf"|(?:L[ée]gende|LÉGENDE|Caption|Pie de foto|Didascalia|Legenda|Image caption|Photo caption|Legend)\s?:.{{2,300}}"
    rf"|(?:Photo|Image|Capture|Dessin|Illustration|Foto|File photo|File picture|Stock image|Stock photo|Picture|Imagen|Immagine|Imagem)s?(?: (?:d['’](?:illustration|archives?)|de (?:couverture|une|archivo|repertorio)|by .{{3,60}}|d['’]écran(?! (?!vidéo|photo|de |du |d['’]|sur |via )[a-zà-ÿ])|fournie?s?|provided|prétexte|file|libre de droits|générée? par .{{2,40}}|courtesy of .{{2,60}}|ilustrativa|d['’]archivio|illustrativa))(?:[ .:©/(|–-].{{0,140}})?"
    rf"|(?:Courtesy(?: of| photo)?|Contributed(?: photo)?|Submitted(?: photo)?|Handout|Provided by|Undated (?:file )?(?:photo|picture|image)|[Ff]ile (?:image|picture|photo))(?:[ :].{{0,90}})?"
    rf"|[(]?[A-ZÀ-Ý][\w'’.-]+(?: [A-ZÀ-Ý][\w'’.-]+){{1,3}}(?: ?/ ?| for | pour (?:[Ll]e |[Ll]a |[Ll]['’])?)[A-ZÀ-Ý][\w'’-]+(?: [A-ZÀ-Ý][\w'’.-]+){{0,3}}[)]?"
    rf"|(?:Photos?|PHOTOS?|Foto) (?:archives?|prétexte|fournie?s?|DR|d['’]archives|d['’]illustration|de presse)(?:[ .:©/].{{0,60}})?|(?:Photos?|PHOTOS?|Foto|Dessin|Illustration|Infographie) [A-ZÀ-Ý][\w'’.-]+(?: [A-ZÀ-Ý][\w'’.-]+){{0,4}}"
    rf"|(?:Ph|Cr|Photo|Crédit|Illus)\. [A-ZÀ-Ý][\w'’. -]{{2,40}}|(?:FILE PHOTO|File photo|FILE|Handout photo|Stock photo|Stock image|Courtesy photo|Photo illustration)(?: ?[:.–-] ?.{{2,260}})?"
    rf"|(?:PHOTOS?|Photos?|ILLUSTRATION|IMAGE|CAPTURE D['’]ÉCRAN|DESSIN)(?: :)? [A-ZÀ-Ý][A-ZÀ-Ý'’.-]+(?: [A-ZÀ-Ý][A-ZÀ-Ý'’.-]+){{0,4}}(?: ?[,/–—|-] ?.{{2,60}})?"
    rf"|(?:Photo|Image|Credit|Crédit|PHOTO)s? {_BANKS}(?:[ /,].{{0,60}})?|{_BANKS}(?: ?/ ?[A-Za-zÀ-ÿ .'’-]{{2,50}}){{1,3}}|[A-ZÀ-Ý][\w'’.-]+(?: [A-ZÀ-Ý][\w'’.-]+){{0,3}} ?(?:/|,|\||–|-|—|via|pour) ?{_BANKS}(?: ?(?:/|via|,|–|-) ?[A-Za-zÀ-ÿ .'’-]{{2,40}}){{0,2}}"
    rf"|(?:Getty Images|GETTY IMAGES|Shutterstock|Adobe ?Stock|iStock|Pixabay|Unsplash|Wikimedia Commons)(?:[ /,|].{{0,50}})?)(?: ?[\])])?$"
)
_SLUG = re.compile(r"^[^.!?]{3,120}:::\w+$")
_FILE = re.compile(r"^[\w()%+.,@ -]{2,90}\.(?:jpe?g|png|gif|webp|avif|svg|bmp|tiff?|mp4|mp3|pdf)(?: ?\(?\d+ ?[xX×]\d+\)?)?$", re.I)
_PLACE = re.compile(r"^(?:[{%\[<]{1,2} ?[\w. -]*(?:legende|caption|image|photo|credit|titre|title|alt|video|author|date)[\w. -]*[}%\]>]{1,2} ?){1,4}$", re.I)
_BRACKETED_HOUSE = re.compile(r"(?P<stem>.{25,170}) \((?:[A-ZÀ-Ý]{2,6}|[A-ZÀ-Ý][\w’'-]+ (?:Today|News|Press|Presse|Info|Media|Matin|Soir|TV|Times|Post|Herald))\)$")
_CMS = re.compile(r"^\[caption[^\]]*\].*|.*\[/caption\]$", re.I)
_GLUE = re.compile(r"[.!?»”](?=[A-ZÀ-Ý«“][a-zà-ÿ’']*\s)")
_STOP = re.compile(r"[.!?…»”\"][ \u00a0]?$")


def _credit(text: str) -> re.Match[str] | None:
    """The credit that ends a line, found in its last `ENDING` code points."""
    ending = text[-ENDING:]
    if not _SIGN.search(ending):
        return None
    return _PAREN.search(ending) or _TAIL.search(ending)


def captions(page: Page) -> Verdicts:
    """Lines that are captions or credits, full sentences among them. The copies of a credited caption go with it.

    Left alone: sentences about a photograph, an agency in brackets inside a sentence, long paragraphs.
    """
    found: Verdicts = {}
    stems: set[str] = set()
    for i, row in enumerate(page.rows):
        size = len(row.text)
        if size > LONGEST:
            continue
        verdict, stem = _caption(page, i, row)
        if verdict:
            found[i] = verdict
            if len(stem) >= 25:
                stems.add(stem)
    for i in [i for i, verdict in found.items() if verdict.rule == LABELLED.id and i > 0]:
        above = page.rows[i - 1]
        if i - 1 not in found and _NAMES_PICTURE.match(page.rows[i].text) and names_what_is_seen(above):
            found[i - 1] = Verdict(ABOVE.id, ABOVE.why)
            stems.add(key(above))
    for i, row in enumerate(page.rows):
        if _CAPTION_LABEL.match(row.core) and i + 1 < len(page.rows) and len(page.rows[i + 1].text) <= 260:
            found[i] = Verdict(LABELLED.id, LABELLED.why)
            found[i + 1] = Verdict(LABELLED.id, LABELLED.why)
    if stems:
        for i, row in enumerate(page.rows):
            if i not in found and len(row.text) <= LONGEST and key(row) in stems:
                found[i] = Verdict(COPY.id, COPY.why)
    return found


_CAPTION_LABEL = re.compile(r"^(?:image|photo|media|video|figure)? ?(?:caption|legende(?: de l'image| photo)?|pie de foto|didascalia|legenda) ?[,:]?$")
_NAMES_PICTURE = re.compile(rf"(?:[\[(] ?)?(?:{_PHOTO}\b|©|{_AGENCIES} ?/)")
_VERB = re.compile(
    r"\b(?:est|sont|a|ont|était|étaient|avait|avaient|va|vont|fait|font|peut|peuvent|doit|doivent|fut|furent|n['’]\w+|s['’]est|se|"
    r"\w{2,}(?:ait|aient|ront|rait|raient|èrent|irent|urent|isent|issent)|\w{3,}[dtvg]?era|\w{3,}dra|is|are|was|were|has|have|had|will|would|can|could|must|does|did|says|said|es|son|fue|era|ha|han|"
    r"estan|esta|e|sono|hanno|foi|sao|estao)\b"
)


_SCENE = re.compile(
    r"(?:, (?:le |ce |on )?(?:\w+ )?\d{1,2}(?:er|st|nd|rd|th)? (?:janvier|fevrier|mars|avril|mai|juin|juillet|aout|septembre|octobre|novembre|decembre|january|february|"
    r"march|april|may|june|july|august|september|october|november|december|enero|febrero|marzo|abril|mayo|junio|julio|agosto|septiembre|octubre|noviembre|diciembre)(?: \d{4})?"
    r"|, (?:january|february|march|april|may|june|july|august|sept|september|oct|october|nov|november|dec|december|jan|feb)\.? \d{1,2}(?:, \d{4})?"
    r"|, (?:hier|ce )?(?:lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche|monday|tuesday|wednesday|thursday|friday|saturday|sunday)(?: (?:matin|soir|apres-midi|dernier|morning|evening|afternoon))?"
    r"|, en (?:19|20)\d\d|, in (?:19|20)\d\d|\((?:a gauche|a droite|au centre|au premier plan|left|right|center|centre|l|r|c|ici|archives?|illustration|de g\. a d\.|g|d)\)?|, ici [a-z].{2,30}|, de dos|, de face)\.?$"
)


_NO_VERBS = frozenset(
    "president parent parents accident argent vent cent client agent incident continent absent present excellent recent different ardent urgent talent "
    "adolescent innocent dent couvent accent resident patient evident violent prudent permanent precedent regent trident orient occident".split()
)


def _looks_conjugated(word: str) -> bool:
    if word[:2] in ("s'", "n'") and len(word) > 4:
        return True
    return len(word) > 4 and word.endswith("ent") and not word.endswith("ment") and word not in _NO_VERBS


def names_what_is_seen(row: Row) -> bool:
    """A short line without a finite verb: what a picture shows, not what happened."""
    return 15 <= len(row.text) <= 160 and row.ends not in (":", "?") and not row.quoted and not row.reports and not _VERB.search(row.text.lower()) and not any(
        _looks_conjugated(word) for word in row.folded_words
    )


def _caption(page: Page, position: int, row: Row) -> tuple[Verdict | None, str]:
    text = row.text
    if _FILE.match(text) or _SLUG.match(text) or _PLACE.match(text) or _CMS.match(text):
        return Verdict(FILE.id, FILE.why), ""
    if len(text) <= 260 and _LABEL.match(text) and not (row.is_sentence and row.reports):
        return Verdict(LABELLED.id, LABELLED.why, _credit_fact(row, 0)), ""
    match = _credit(text)
    house = _BRACKETED_HOUSE.match(text)
    if not match and house and position > 0 and not _in_series(page, position) and not row.quoted:
        shown = Row(row.index, row.start, row.start + house.end("stem"), house["stem"], row.folded[: house.end("stem")])
        if names_what_is_seen(shown) and not shown.ends and (page.zone(position) != "head" or page.titled_before(position)):
            return Verdict(CREDITED.id, CREDITED.why, _credit_fact(row, house.end("stem"))), key(shown)
    if not match:
        if page.zone(position) == "head" and len(text) <= 120 and names_what_is_seen(row) and len(row.words) >= 6 and _SCENE.search(row.folded) and not row.title_like:
            return Verdict(SCENE.id, SCENE.why), ""
        return None, ""
    offset = max(0, len(text) - ENDING)
    start = offset + match.start()
    stem = text[:start].rstrip()
    if not _is_caption(page, position, row, stem, match[0]):
        return None, ""
    from_stem = key(Row(row.index, row.start, row.start + start, stem, row.folded[: len(stem)]))
    return Verdict(CREDITED.id, CREDITED.why, _credit_fact(row, start)), from_stem


def _is_caption(page: Page, position: int, row: Row, stem: str, credit: str) -> bool:
    """Weighs a line that ends in a credit: a caption, or a paragraph that ends by naming an agency?"""
    if not stem:
        return True
    if _GLUE.search(stem):
        return False  # only what follows the last sentence's end is the caption
    if (_PERSON_AND_HOUSE.match(credit) or _GIVEN.match(credit)) and len(stem) <= 260 and not row.reports:
        return True
    if not _PICTURE_WORD.search(credit) and _in_series(page, position):
        return False
    if row.quoted and not _PICTURE_WORD.search(credit) and not re.search(r"/|[|]", credit):
        return False
    if row.reports and len(stem) > 160 or (len(stem) > 240 and _STOP.search(stem)):
        return False
    if credit.rstrip().endswith(").") and not _STOP.search(stem) and ":" not in credit and "©" not in credit:
        return False  # a parenthesis inside a sentence
    if _BARE_NAME.fullmatch(credit):  # a caption and its author, or the end of a text and its author's name?
        return len(stem) <= 140 and not _INNER.search(stem) and not row.quoted and not row.reports and not _TOLD.search(row.folded)
    names_picture = bool(re.search(rf"{_PHOTO}|©|\(c\)|Getty|Shutterstock|Stock|SIPA|Sipa|MAXPPP|EPA|/|\|", credit))
    if names_picture:
        return True
    if credit.endswith("."):
        return False
    if _STOP.search(stem):  # « … à huis clos. (AFP) »: the sentence may be the article's
        return False
    return not row.quoted or not row.reports


_PERSON_AND_HOUSE = re.compile(r"\s?[(\[][A-ZÀ-Ý][\w’'.-]+(?: [A-ZÀ-Ý][\w’'.-]+){1,3} ?[/–—|-] ?[A-ZÀ-Ý]")
_GIVEN = re.compile(
    r"\s?[(\[](?:courtoisie|cortes[ií]a|gracieuseté|dr\b|ldd\b|photo\b|fourni|provided|supplied)|[.!?»”,] ?(?:DR|D\.R\.|LDD|[A-ZÀ-Ý.'’ -]+ (?:POUR|FOR|PARA|PER) )",
    re.IGNORECASE,
)
_BARE_NAME = re.compile(r"[.!?»”] ?[–—-]? ?(?:[A-ZÀ-Ý][\w'’.-]+ ?){2,4}\.?")
_INNER = re.compile(r"[.!?…] [A-ZÀ-Ý«]")
_TOLD = re.compile(r"\b(?:etait|etaient|avait|avaient|fut|furent|ont|a ete|was|were|had|has|have|[a-z]{3,}(?:aient|erent|irent)|(?:il|elle|on|qui) a)\b")
_PICTURE_WORD = re.compile(rf"{_PHOTO}|©|\(c\)|Getty|Shutterstock|Stock")


def _in_series(page: Page, position: int) -> bool:
    """Among lines that end alike: a list of candidates with their parties, of books with their publishers."""
    if position in page.listed:
        return True
    near = [page.rows[j] for j in (position - 2, position - 1, position + 1, position + 2) if 0 <= j < len(page.rows)]
    here = key(page.rows[position])
    return sum(bool(_credit(row.text)) and len(row.text) <= 120 and key(row) != here for row in near) >= 2


def _credit_fact(row: Row, start: int) -> tuple[Fact, ...]:
    credit = row.text[start:].strip(" ()[]|.—–-/©:")
    return (Fact("photo_credit", credit, row.start + start, row.end, CREDITED.id),) if 1 < len(credit) <= 80 else ()


def caption_spans(page: Page) -> Iterator[Edit | Fact]:
    """Captions glued to the end of a paragraph, and credits left after its last full stop."""
    for row in page.rows:
        if len(row.text) < 60:
            continue
        match = _credit(row.text)
        if not match:
            continue
        start = max(0, len(row.text) - ENDING) + match.start()
        if start < 40:
            continue
        tail = row.text[max(0, start - LONGEST) : start]
        glued = list(_GLUE.finditer(tail))
        named = bool(re.search(rf"{_PHOTO}|©|/|\|", match[0]))
        if glued and not re.search(r"[.!?] ", tail[glued[-1].end() :]):
            cut = max(0, start - LONGEST) + glued[-1].end()
            yield Edit(row.start + cut, row.end, "", GLUED.id, GLUED.why)
        elif named and len(row.text) > 160 and _STOP.search(row.text[: start + 1].rstrip()):
            yield Edit(row.start + start + (row.text[start] in ".!?»”"), row.end, "", SPAN.id, SPAN.why)
