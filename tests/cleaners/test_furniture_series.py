"""Intertitles made of a page's words, in an article that is clean otherwise."""

from __future__ import annotations

from cleaners.document import Document
from cleaners.pipeline import clean

_PARAGRAPHS = [
    "La maison Brunet imprime des programmes de théâtre depuis quatre-vingts ans, et la dernière presse s’arrête en juin.",
    "Les commerçants payaient la deuxième page, où le boulanger rimait ses prix pour faire sourire les habitués du balcon.",
    "Un dramaturge parisien avait pris la formule au pied de la lettre, et le procès dura plus longtemps que sa pièce.",
    "Le public, lui, écrivait au directeur, qui répondait à la main, tous les lundis, sur du papier à en-tête de la maison.",
    "On gardait la colle au chaud, près du poêle, avec le chat, et personne n’entrait dans l’atelier avant dix heures.",
    "La presse ira au musée, les tiroirs à la ville, et le chat chez l’ouvreuse, qui l’a demandé la première, en mars.",
]


def _cleaned(intertitles: list[str], tail: str = "") -> str:
    lines = ["La dernière imprimerie de programmes ferme ses portes"]
    for paragraph, intertitle in zip(_PARAGRAPHS, [*intertitles, ""], strict=True):
        lines += [paragraph, intertitle] if intertitle else [paragraph]
    return clean(Document("a", "a", "\n".join([*lines, *([tail] if tail else [])]), "text")).text


def test_words_of_a_page_are_the_intertitles_of_an_article_about_pages() -> None:
    intertitles = ["Publicité", "Tous droits réservés, sauf au bar", "Vos commentaires", "La colle et le chat", "Au musée, enfin"]
    text = _cleaned(intertitles).split("\n")
    assert [line for line in intertitles if line not in text] == []


def test_an_advertisement_goes_where_the_page_has_furniture_around_the_text() -> None:
    intertitles = ["Publicité", "Tous droits réservés", "Vos commentaires", "La colle et le chat", "Au musée, enfin"]
    tail = "Partager sur Facebook\nInscrivez-vous à notre newsletter\nLes plus lus\nMentions légales\nPolitique de confidentialité\nPlan du site\nNous contacter"
    text = _cleaned(intertitles, tail=tail)
    assert "Publicité" not in text and "Plan du site" not in text
    assert "La colle et le chat" in text and "Au musée, enfin" in text


def test_a_lone_label_goes() -> None:
    text = _cleaned(["Un début", "PUBLICITÉ", "Une lettre", "La colle et le chat", "Au musée, enfin"])
    assert "PUBLICITÉ" not in text
    text = _cleaned(["Un début", "À lire aussi : Le cinéma de la gare rouvre", "Une lettre", "La colle et le chat", "Au musée, enfin"])
    assert "À lire aussi" not in text


def test_a_lone_word_in_the_shape_of_many_intertitles_stays() -> None:
    intertitles = ["Un début", "Publicité", "Une lettre", "La colle et le chat", "Au musée, enfin"]
    assert "Publicité" in _cleaned(intertitles)
