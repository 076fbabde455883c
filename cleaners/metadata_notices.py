"""Notices below an article: machine translation, walls, agencies. Told from single lines, folded or as written."""

from __future__ import annotations

import re

_TRANSLATED = (
    r"traduit|traduite|traduits|traduction|translated|translation|translator|traducteur|traducid[oa]|traduccion|tradott[oa]|traduzione|traduzid[oa]|traducao|vertid[oa]|ubersetzt|"
    r"transferred|rendered|put into (?:english|french)|(?:porte|portee|mise?|tournee?|passee?|rendue?|versee?) (?:en (?:francais|anglais)|de l'(?:anglais|espagnol|italien|allemand)|du \w+)|"
    r"version (?:francaise|anglaise)|english version|versao (?:portuguesa|em portugues)"
)
_MACHINE = (
    r"robots?|machines?|machinal\w*|logiciels?|software|automat\w+|moteurs?|engine|neur\w+|par programme|por programa|programma|ordinateur|computer|algorithm\w*|algoritm\w*|ia|ai|"
    r"intelligence artificielle|artificial intelligence|inteligencia artificial|intelligenza artificiale|systeme|sistema|sans main|google|deepl|chatgpt|maschinell\w*"
)
_NOTICE = re.compile(rf"\b(?:{_TRANSLATED})\b.{{0,70}}\b(?:{_MACHINE})\b|\b(?:{_MACHINE})[ -](?:translat\w+|traduction|ubersetz\w+)|\btraduction ?: ?(?:machine|robot|automat\w+|ia)\b")


def is_translation_notice(folded: str) -> bool:
    """Whether a line says that a machine translated the page. Such a notice is short, and reports nobody's words.

    >>> is_translation_notice("ce texte a ete porte en francais par un robot ; la redaction ne l'a pas relu.")
    True
    >>> is_translation_notice("le robot sert les plats aux clients du restaurant.")
    False
    """
    return len(folded) <= 320 and '"' not in folded and bool(_NOTICE.search(folded))


_THING = r"(?:article|texte|text|depeche|reportage|recit|enquete|papier|dossier|entretien|interview|analyse|contenu|chronique|story|report|content|page|articulo|contenido|noticia|texto|materia|artigo|articolo|contenuto|testo)s?"
_ACCESS = r"(?:abonn\w*|compte|subscri\w*|account|member\w*|membres?|adherents?|inscri\w*|connect\w*|suscri\w*|assin\w*|cadastr\w*|regist\w*|sign in|log in|login|premium|paying|payant\w*)"
_WALL = re.compile(
    rf"\b(?:la suite|le reste|la fin|l'integralite|the rest|the remainder|the full|el resto|la continuacion|o resto|a continuacao|il resto|il seguito)\b.{{0,40}}\b{_THING}\b.{{0,60}}\b{_ACCESS}|"
    rf"\b(?:este|esta|este|questo|questa|cet|cette|ce|this) {_THING} (?:es|est|e|is|esta) (?:un |una |solo |only |exclusiv\w+ |reservad\w+ |reserve\w* |riservat\w+ )+.{{0,20}}\b{_ACCESS}|"
    rf"\b(?:il (?:vous|te) reste|you have|te quedan?|le quedan?|restam|ti restano?)\b.{{0,30}}\b(?:\d[\d.,]* ?%|pour ?cent|percent|tiers|moitie|quarts?|half|third|quarter|mitad|metade|meta).{{0,30}}\b{_THING}\b|"
    rf"\b\d+ ?% (?:du|de|of|del|do|dell').{{0,12}}\b{_THING}\b.{{0,12}}\b(?:reste\w*|left|remain\w*|a lire|a decouvrir)\b|"
    rf"\b(?:la suite|the rest|el resto|o resto|il resto|le reste|the full {_THING}) (?:est|is|esta|e) (?:reserve\w*|reservad\w+|riservat\w+|only for|for) .{{0,25}}\b{_ACCESS}|"
    rf"^(?:pour lire la suite|lisez la suite|pour continuer (?:a lire|votre lecture|la lecture)|to (?:continue|keep) reading|(?:keep|continue) reading with|para (?:seguir|continuar) leyendo|para continuar (?:a ler|lendo)|per continuare a leggere)\b.{{0,60}}\b(?:{_ACCESS}|formule|offre|trial|plan|cuenta|conta)\b|"
    rf"\b(?:ingres[ae]|inicie|identifique|entre|accede|accedi|acceda)\w*\b.{{0,30}}\b(?:para|per) (?:seguir|continuar|continuare)\b|"
    rf"\b{_ACCESS}\b.{{0,40}}\b(?:para|pour|to|per) (?:ler|lire|read|leer|leggere|continuar|continuer|continue)(?: (?:a|la|le|the|o|el|il))* ?(?:resto|reste|rest|suite|lendo|leyendo|reading|lecture|restante|{_THING})"
)


def is_wall(folded: str) -> bool:
    """Whether a line says that the rest of the article is kept for readers with an account.

    >>> is_wall("la suite de ce reportage est accessible avec un abonnement")
    True
    >>> is_wall("le reste de la collection est reserve aux abonnes du musee.")
    False
    """
    return len(folded) <= 240 and '"' not in folded and bool(_WALL.search(folded))


_AGENCIES = (
    "AFP|Agence France[- ]Presse|Reuters|REUTERS|AP|Associated Press|EFE|ANSA|Ansa|DPA|dpa|LUSA|Lusa|BELGA|Belga|ATS|Keystone-ATS|Xinhua|XINHUA|TASS|Interfax|Yonhap|YONHAP|Kyodo|Antara|ANTARA|Anadolu|"
    "APS|MAP|TAP|APA|AIP|ANI|PTI|IANS|UPI|AMAP|ATOP|AIB|ABP|ACP|AGP|ADI|GNA|NAN|PANA|Europa Press|EUROPA PRESS|Télam|Agência Brasil|Adnkronos|La Presse Canadienne|The Canadian Press|PAP|AAP|NTB|TT|Ritzau|SDA|APP"
)
_SOURCED = re.compile(
    rf"^(?:[(\[<–—-]\s*)?(?:(?:(?:source|sources|fuente|fonte|avec|with|con|com|via|d['’]apr[èe]s|selon|©|\(c\))\s*:?\s*)+(?:l['’]|la |the )?(?P<a>{_AGENCIES})\b(?:\s*(?:[,/&·–-]|et|and|y|e)\s*[\w .'’-]{{2,30}})?|"
    rf"[A-Za-z]{{2,4}}(?:/[A-Za-z]{{2,4}})*\s*[/(]\s*(?P<b>{_AGENCIES})(?:\s*/[^)\]]{{2,40}})?|"
    rf"(?P<c>{_AGENCIES})\s*\|\s*.{{3,40}}|(?P<e>{_AGENCIES})/[A-Z]{{2,3}}(?:/[A-Z]{{2,3}})*)\s*[)\].>]*$",
    re.IGNORECASE,
)
_BESIDE_NAME = re.compile(rf"^[A-ZÀ-Ý][\w’'.-]+(?: [A-ZÀ-Ý][\w’'.-]+){{1,3}}\s*(?:/|\((?:avec |with |con |com )?)\s*(?P<d>{_AGENCIES}|ats|afp|ap|dpa|efe|ansa|lusa|belga)\)?$")
_BYLINE = re.compile(r"^(?:Par|By|Por|Di|Autore|Auteur|Autor|Author|Texte)\s*:?\s*")


def agency_of(text: str) -> str | None:
    """The agency that a line of codes, a source line or a byline names.

    >>> agency_of("rz/ml/ATS"), agency_of("(D’après TAP et communiqué)"), agency_of("Zélie Morvan (avec Belga)")
    ('ATS', 'TAP', 'Belga')
    >>> agency_of("selon une source citée par l’AFP mardi") is None
    True
    """
    line = text.strip()
    if len(line) > 70:
        return None
    found = _SOURCED.match(line)
    if found:
        value = next(v for v in (found["a"], found["b"], found["c"], found["e"]) if v)
        return value if any(c.isupper() for c in value) else None
    beside = _BESIDE_NAME.match(_BYLINE.sub("", line))
    if beside:
        return beside["d"].upper() if beside["d"].islower() and beside["d"] not in ("belga", "lusa", "ansa") else beside["d"].capitalize() if beside["d"].islower() else beside["d"]
    return None
