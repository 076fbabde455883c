"""Tags told from single lines: the label of a list, where a list comes apart, and the words of an interface that are no tags.

A list of tags ends where its line ends; one divider parts it, the strongest that it has; its label is never part of it.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator

from cleaners.folding import fold
from cleaners.furniture_words import makeup
from cleaners.zones import STEM, Row

_NOUN = (
    r"(?:hash)?tags?|mots?[ -]?(?:cl[ei]f?s?|indicatifs?|dieses?)|mo kle|key ?words?|key phrases?|etiquetas?|etiquettes?|etichett[ae]|labels?|topics?|topicos?|topik|temas?|themes?|"
    r"thematiques?|sujets?|subjects?|assuntos?|argoment[oi]|palabras[ -]clave|palavras[ -]chave|parol[ae][ -]chiave|schlagw(?:o|oe)rter|stichworte|"
    r"themen|trefwoorden|tagar|kata kunci|etiketler|balises?|marqueurs?"
)
_MORE = r"(?:(?:read|explore|see|find|discover|view|voir|lire|decouvr\w+|ver|leia|veja|saiba|leggi|vedi) )?(?:(?:more|all|plus|mas|mais|altri|tou[ts]e?s?|related|popular) (?:(?:on|about|sur|sobre|de|in|su|dans|from) )?)?"
_OURS = r"(?:(?:the|these|this|our|les|ces|cet|nos|los|las|estos|os|as|i|gli|l'|article|articles|story|post|page|topics?) ?){0,2}"
_TIED = r"(?: (?:de l'article|de cet article|de la nota|de esta nota|del articulo|dell'articolo|do artigo|associe[es]*|lie[es]*|relies|evoques|abordes|cites|relacionad[oa]s|correlati|trattati|tratados|traites|in this (?:article|story)|of this (?:article|story)|covered))?"
_NOUNS = re.compile(rf"{_MORE}{_OURS}(?:{_NOUN}){_TIED}(?= *[:>|»]| +- | {{2,}}| ?\n|$)")
_STRONG = re.compile(r"(?:(?:article |story |post )?(?:hash)?tags?|mots?[ -]?cle?f?s?|mots?-dieses?|key ?words?|etiquetas?|etiquettes?|palabras[ -]clave|palavras[ -]chave|parole[ -]chiave|argomenti|temas|topics|topicos|tagar|related topics)(?= )")
"""Labels that need no colon, before a list with a divider."""
_VERBS = re.compile(
    r"(?:(?:filed|posted|archived|published) (?:under|in)|tagged(?: (?:with|as|in|under|on))?|archivad[oa] en|etiquetad[oa](?: (?:en|como|con))?|etiqueta[dt]o|"
    r"taggato(?: (?:in|con|come))?|tague?e?(?: avec| :)?|tagge?e?(?: avec)?|marquee? comme|marcado(?: (?:como|com|en|em))?|etiquetee?(?: sous| avec)?|"
    r"(?:classee?|rangee?|archivee?|publiee?) (?:dans|sous|en))(?= *:| |$)"
)
_ASIDE = re.compile(
    r"(?:explore more on|explore|more about|more on|plus sur|en savoir plus sur|voir plus|see more|mas sobre|ver mas|mais sobre|"
    r"saiba mais sobre|leia mais sobre|sous|dans cet article|in this article|en este articulo|neste artigo|in questo articolo|hubs?)(?= *:)"
)
"""Labels of many things: what stands behind them is a list of tags when it is several."""
_SECTIONS = re.compile(r"[^a-z]*(?:(?:filed|posted|published) (?:under|in)|(?:classee?|rangee?|publiee?) (?:dans|sous|en)|sous|rubriques?|categor\w+)\b")
_TAIL_LABEL = re.compile(r"[ :>|»\u2009-]*")


def label_end(text: str) -> int:
    """Where the label of a list of tags ends that `text` begins with, marks behind it included; 0 when it begins with none.

    >>> label_end("Mots-clés : phare"), label_end("Tags"), label_end("Filed in: routers"), label_end("Le sujet fâche")
    (12, 4, 10, 0)
    """
    folded = fold(text)
    lead = len(folded) - len(folded.lstrip(" -–•*#>|"))
    found = _NOUNS.match(folded, lead) or _VERBS.match(folded, lead) or _ASIDE.match(folded, lead)
    if not found:
        found = _STRONG.match(folded, lead)
        if not found or not _DIVIDED.search(text[found.end() :]):
            return 0
    after = _TAIL_LABEL.match(folded, found.end())
    return after.end() if after else found.end()


def names_sections(text: str) -> bool:
    """Whether the label of a list speaks of where the article stands, rather than of its subjects.

    >>> names_sections("Publié dans Patrimoine"), names_sections("Filed Under: News Tagged With: Roads")
    (True, False)
    """
    return bool(_SECTIONS.match(fold(text))) and not _TAGGED_WITH.match(text)


def is_label_alone(text: str) -> bool:
    """Whether a whole line is the label of the list below it.

    >>> is_label_alone("Read more on these topics"), is_label_alone("TEMAS"), is_label_alone("Tags : phare")
    (True, True, False)
    """
    line = text.strip(" \u00a0")
    return bool(line) and len(line) <= 50 and label_end(line) >= len(line.rstrip(" :.>"))


_DIVIDED = re.compile(r"[,;|/·•#♦◆■>›]| [-–—.] | {2,}|\u00a0 | \u00a0")
_DIVIDERS = (
    re.compile(r"\s*[·•|♦◆■►›>;‧∙▪\n]+\s*"),
    re.compile(r"\s*,\s*"),
    re.compile(r"\s+/+\s+|(?<=\w)/(?=\w)"),
    re.compile(r"\s+[-–—]\s+"),
    re.compile(r"\s+\.\s+"),
    re.compile(r"(?:\s|\u00a0){2,}"),
)
_JOINED = re.compile(r"(?<=[a-zà-ÿ])(?=(?:du|de|des|la|le|les|d|l)[A-ZÀ-Ý])|(?<=[a-zà-ÿ](?:du|de|la|le))(?=[A-ZÀ-Ý])|(?<=[a-zà-ÿ])(?=[A-ZÀ-Ý][a-zà-ÿ])")
_TAGGED_WITH = re.compile(r"(?i)^.*?\b(?:tagged (?:with|as|in)|tags?|mots-cl[ée]s|étiquettes?)\s*:\s*")
_TICK = re.compile(r"`([^`\n]{2,40})`")


def keywords(tags: str) -> Iterator[str]:
    """The tags of a list; a tag whose words were glued comes apart at its capitals.

    >>> list(keywords("ForêtdeMeudon  Incendie")), list(keywords("Agriculture - Pêche · Insolite"))
    (['Forêt de Meudon', 'Incendie'], ['Agriculture - Pêche', 'Insolite'])
    """
    for tag in _parts(tags[label_end(tags) :]):
        word = tag.strip(" .,;:-–—#*_\u00a0")
        if word and len(word.split()) <= MOST_WORDS:
            yield _JOINED.sub(" ", word) if " " not in word and not word.isupper() else word


MOST_WORDS = 6
"""Words that a tag may have: more are a sentence, or tags that nothing parts."""


def _parts(tags: str) -> list[str]:
    """A list at its divider: hashes, ticks, else the first kind of divider that it has."""
    tags = tags.strip(" \u00a0")
    if tags.count("#") >= 2 and tags.startswith("#"):
        return [part.strip(" ,;·|") for part in tags.split("#")]
    if len(ticked := _TICK.findall(tags)) >= 2:
        return [str(part) for part in ticked]
    if (under := _TAGGED_WITH.match(tags)) and under.end() < len(tags):
        tags = tags[under.end() :]  # the sections stand before the tags
    for divider in _DIVIDERS:
        if len(parts := [part for part in divider.split(tags) if part]) > 1:
            return parts
    return [tags]


def is_tag_label(text: str) -> bool:
    """Whether a text is the label of a list of tags, or a button beside it, and no tag.

    >>> is_tag_label("Mots-clés :"), is_tag_label("Pêche")
    (True, False)
    """
    return bool(_NO_TAG.fullmatch(text.strip(" :.‹›«»<>←→")))


_NO_TAG = re.compile(
    r"(?i)tags?|(?:all |more |related )?topics?|single|recommended|one-time|(?:previous|next) article|continue|oui|non|voter|yes|no|vote|send|popular|imprimer|print|facebook|whatsapp|linkedin|e-?mail|contact|impressum|mentions légales|aviso legal|plan du site|se connecter|sujets associ[ée]s|argomenti|répondre|compartir|partilhar|keywords?|mots?[- ]cl[ée]s?|th[èe]mes?|th[ée]mati(?:ques?|cas?)|sujets?|[ée]tiquettes?|nom|site web|article précédent|article suivant|étiqueté sous|dans cet article|filed under|one time|donate|etiquetas|palabras clave|temas|t[óo]picos|notifications?|subscribe|share|follow|monthly|annual|yearly|more|see all|"
    r"s['’]abonner|partager|suivre|voir plus|lire aussi|ver m[áa]s|leia (?:tamb[ée]m|mais)|veja (?:tamb[ée]m|mais)|mais lidas|m[áa]s le[íi]d[ao]s|lee tambi[ée]n|leggi anche|i pi[ùu] letti|"
    r"(?:most|people are) (?:read|reading|viewed|popular)|comments?|commentaires?|comentarios|comentários|commenti|newsletter|menu|home|accueil|labels?|condividi|stampa|features?|x|a|a[+-]|"
    r"publicit[ée]|publicidade?|pubblicità|advertisement|[ée]quipe|recrutement|boutique|(?:les )?derni[eè]rs articles|(?:plus|more|latest|recent|older|newer|previous|next) (?:ancien|récent|articles|posts?|news|stories)|"
    r"tweeter|réagir|commenter|pseudo|recommander|rechercher|s['’]inscrire|enregistrer|sauvegarder|copier|envoyer|écouter|signaler|save|copy|listen|email|reply|report|log ?in|register|"
    r"comentar|compartilhar|responder|guardar|imprimir|enviar|rispondi|commenta|salva|invia|fermer|accepter|refuser|close|accept|reject|cerrar|aceptar|chiudi|accetta"
)
"""Words of an interface that lists of tags are mixed with."""


def is_interface(term: str) -> bool:
    """Whether a term is a button, an invitation or a heading of the page rather than a subject.

    >>> is_interface("Fermer et accepter"), is_interface("Discuss on Mastodon"), is_interface("Atención Primaria")
    (True, True, False)
    """
    if is_tag_label(term) or is_label_alone(term) or _HEADING.match(fold(term)) or term[:1] in "‹›«»←→<>" or term[-1:] in "‹›»←→<>":
        return True
    made = makeup(Row(0, 0, len(term), term, fold(term)))
    return len(term.split()) > 1 and made.deeds > 0 and (made.opens or 2 * len(made.known) >= len(made.words))


_HEADING = re.compile(
    r"(?:more|plus|mas|mais|altre|other|autres?|also|aussi|tambien|tambem|anche|dans la meme|sur le meme|sur les memes|dalla stessa|from the|latest|derniere?s|ultim[ae]s?|"
    r"lo mas|the most|most|les plus|le plus|i piu|as mais|related|trending|up next|next up|a lire|discuss\w*|drop a|leave a|join|deja tu|dejanos|en continu|a la une) ?\b.*"
)


def tags_of(text: str, matter: Collection[str]) -> Iterator[str]:
    """The tags of a line below an article: terms between marks, or after a label, at least half of which the article speaks of.

    matter: the stems of the article.

    >>> list(tags_of("Phares ♦ Bretagne ♦ Mer", {"phare", "breta"}))
    ['Phares', 'Bretagne', 'Mer']
    >>> list(tags_of("Facebook | Instagram | Bluesky", {"phare", "breta"}))
    []
    """
    line = text.strip(" \u00a0")
    if len(line) > 240 or line.endswith((".", "!", "?", ":")):
        return
    ticked = [a or b for a, b in _TICKED.findall(line)]
    other = _OTHER_LABEL.match(line)
    if len(ticked) >= 2 and sum(map(len, ticked)) >= 0.6 * len(line):
        terms = ticked
    elif other:
        terms = re.split(r"\s*[,;|/·•]\s*", other["list"])
    else:
        terms = _MARKS.split(line)
    found = list(terms_of(terms, matter))
    if found and ((other and len(found) >= 3) or sum(is_spoken_of(term, matter) for term in found) >= 2):
        yield from found


def labelled_tags(text: str) -> list[str] | None:
    """The tags of a line that a label opens; None for any other line, or one that goes on as a sentence.

    >>> labelled_tags("Argomenti: pane - montagna"), labelled_tags("Filed Under: Community Tagged With: Roads, Bridges")
    (['pane', 'montagna'], ['Roads', 'Bridges'])
    >>> labelled_tags("Sujets : la mairie a porté plainte contre le voisin, dit-elle.") is None
    True
    """
    line = text.strip(" \u00a0")
    end = label_end(line)
    if not 0 < end < len(line) or len(line) > 300 or line[-1] in "!?" or (line[-1] == "." and len(line) > 60):
        return None
    tags = [tag for tag in keywords(line) if not is_tag_label(tag)]
    if len(tags) == 1 and _ASIDE.match(fold(line)):
        return []
    return [] if len(tags) == 1 and is_unparted(tags[0]) else tags


def is_unparted(tag: str) -> bool:
    """Whether what seems one tag is several that nothing parts: four words or more and no small one among them.

    >>> is_unparted("Nagpur Orange Express Railway Noise"), is_unparted("Organisation mondiale de la santé")
    (True, False)
    """
    words = tag.split()
    return len(words) >= 4 and not any(len(word) <= 3 and word.islower() for word in words)


_MARKS = re.compile(r"\s*[|♦◆■•·;/]\s*|\s+[—–-]\s+|\s{2,}")
_TICKED = re.compile(r"`([^`\n]{2,40})`|#\s?([^#\n]{2,40}?)(?=\s*#|\s*$)")
_OTHER_LABEL = re.compile(r"^(?P<label>[A-ZÀ-Ý][^:,.!?]{2,30}?) ?: (?P<list>.{5,200})$")


def terms_of(terms: Iterable[str], matter: Collection[str]) -> Iterator[str]:
    """The terms of a list, when all are short and none a button, and the article speaks of at least half of them."""
    terms = [term.strip(" `#*_,") for term in terms]
    if not 2 <= len(terms) <= 12 or not all(term and len(term.split()) <= 4 and not _NO_TERM.search(term) for term in terms):
        return
    if any(is_interface(term) for term in terms):
        return
    if 2 * sum(is_spoken_of(term, matter) for term in terms) >= len(terms):
        yield from terms


_NO_TERM = re.compile(r"\d(?!\d*\)$)|[:@«»\"!?.‹›]")


def is_spoken_of(term: str, matter: Collection[str]) -> bool:
    """Whether a word of the term is one of the article's. matter: the stems of the article."""
    words = [word for word in re.findall(r"\w+", fold(term)) if len(word) >= 3]
    return any(word[:STEM] in matter for word in words)
