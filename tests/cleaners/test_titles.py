"""Which line is the title, and what stands above it: menus, slogans, tickers, the entries of a live page."""

from __future__ import annotations

import pytest

from cleaners.document import Document
from cleaners.pipeline import clean

TITLE = "Le phare de Sainte-Orne garde sa lampe à huile"
TEXT = (
    "La lampe à huile du phare de Sainte-Orne ne sera pas remplacée cette année, a décidé mardi le conseil du port.",
    "Le gardien, qui la remplit chaque soir depuis trente ans, a appris la nouvelle par le boulanger du village.",
    "Il faudra pourtant réparer l’escalier, dont quarante marches sur deux cents ont cédé pendant la tempête de mars.",
)


def title_and_text(*head: str) -> tuple[str | None, list[str]]:
    article = clean(Document("t", "t", "\n".join((*head, TITLE, "Par Zélie Morvan", "Publié le 3 juin 2024", *TEXT)) + "\n"))
    return article.title, article.text.rstrip("\n").split("\n")


@pytest.mark.parametrize(
    "head",
    [
        ("PHARE24 – Toute la côte en un clic",),
        ("Usted está aquí: Inicio > Regional > Faros",),
        ("Accueil", "Dernières nouvelles :", "Baccalauréat : les convocations retirées lundi", "Un pont coupé à la circulation"),
        ("Aller au contenu", "Le magazine des gens de mer", "Accueil", "Sports"),
    ],
)
def test_what_stands_above_the_title_is_not_the_title(head: tuple[str, ...]) -> None:
    title, lines = title_and_text(*head)
    assert title == TITLE
    assert lines == [TITLE, *TEXT]


@pytest.mark.parametrize("figurative", ["Une flamme pour trois cents ans", "Adieu veaux, vaches, ampoules"])
def test_a_title_that_shares_no_word_with_the_text_stays(figurative: str) -> None:
    raw = "\n".join((figurative, "Par Zélie Morvan", "Publié le 3 juin 2024", *TEXT)) + "\n"
    article = clean(Document("t", "t", raw))
    assert article.title == figurative


def test_the_titles_of_a_live_pages_entries_are_no_links() -> None:
    related = ("À lire aussi", "Le phare de Vaux s’éteint pour toujours")
    entries = ("13:40", "Et maintenant, cap sur l’escalier", TEXT[1], *related, "09:30", "Pourquoi l’huile brûle-t-elle si clair ?", TEXT[2])
    raw = "\n".join((TITLE, TEXT[0], *entries))
    text = clean(Document("t", "t", raw + "\n")).text
    assert "cap sur l’escalier" in text and "brûle-t-elle si clair" in text
    assert "Vaux" not in text and "13:40" not in text


@pytest.mark.parametrize("label", ["Explainer", "Opinion", "Analyse", "Vidéo"])
def test_a_title_behind_a_label_is_no_link_to_an_article(label: str) -> None:
    titled = f"{label} : pourquoi la lampe à huile reste au phare"
    raw = "\n".join(("Accueil", "Nous aider", titled, "3 juin 2024 à 17 h 58", "Partager", "par courriel", *TEXT)) + "\n"
    assert titled in clean(Document("t", "t", raw)).text.replace("\xa0", " ").split("\n")


def test_a_title_under_the_label_of_its_section_is_no_link_to_an_article() -> None:
    caption = "La lampe à huile du phare et son gardien"
    head = ("Le Phare de l’Ouest", "Sports", "Avis de décès", "Actu", TITLE, caption, "Zélie Morvan", "3 juin 2024, 13 h 33", caption)
    assert TITLE in clean(Document("t", "t", "\n".join((*head, *TEXT)) + "\n")).text.split("\n")


def test_a_quotation_between_links_and_a_paragraph_is_the_articles_intertitle() -> None:
    links = ("À lire aussi", "Vaux : trois ans ferme pour le cambrioleur des pharmacies", "Les gendarmes mettent en garde les antiquaires")
    intertitle = "« Il fallait lire aussi la petite flamme »"
    more = (
        "Le conseil a longuement feuilleté les devis, sans trouver l’adresse de l’électricien qui les avait signés en avril.",
        "L’un d’eux portait le numéro d’une entreprise fermée depuis cinq ans, et personne au port ne s’en était aperçu.",
        "Le vote a été reporté de huit jours, le temps de retrouver la dernière personne qui ait vu la lampe de près.",
    )
    lines = (TITLE, "Par Zélie Morvan", *TEXT, *links, intertitle, *more)
    text = clean(Document("t", "t", "\n".join(lines) + "\n")).text.replace("\xa0", " ")
    assert intertitle in text and "antiquaires" not in text and "cambrioleur" not in text
