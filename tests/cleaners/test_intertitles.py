"""What reads like furniture and is the article's: intertitles, hours, a headline printed twice; and boxes that are neither."""

from __future__ import annotations

import pytest

from cleaners.document import Document
from cleaners.pipeline import clean

PARAGRAPHS = (
    "La passeuse de Port-Brévin traverse la rade six fois par jour depuis vingt ans, et tout le village lui confie ses courses.",
    "Elle a commencé sur le bateau de son père, un canot de bois que les enfants du quai appelaient la Mouette, et qu’elle a repeint trois fois.",
    "Le conseil municipal a voté lundi une aide de deux mille euros, qui paiera le moteur et la moitié du carburant jusqu’au printemps.",
    "Les habitués montent sans un mot, posent leur vélo contre le bord et regardent l’eau, parce que la traversée ne dure que huit minutes.",
    "L’hiver, elle fait le tour des balises avant l’aube, une thermos entre les genoux, et note dans un cahier l’heure des marées.",
    "Au printemps, une deuxième barque prendra le relais le dimanche, si la mairie trouve quelqu’un pour la mener.",
)
TITLE = "La passeuse de la rade tient bon"


def cleaned(*lines: str, language: str = "fr") -> str:
    text = clean(Document("page", "page", "\n".join(lines) + "\n", hints={"language": language})).text
    return text.replace("\u00a0", " ").replace("\u202f", " ")


@pytest.mark.parametrize(
    "line",
    [
        "À lire aussi bien assis que debout",
        "Lire les nuages",
        "Lire l’heure au soleil",
        "À la une du village",
        "S’abonner au silence",
        "Les plus lus du village",
        "Il vous reste 3 articles",
        "Retour aux sources",
    ],
)
def test_an_intertitle_in_the_words_of_a_label_stays(line: str) -> None:
    assert line in cleaned(TITLE, *PARAGRAPHS[:3], line, *PARAGRAPHS[3:]).split("\n")


@pytest.mark.parametrize("label", ["Lire aussi", "Les plus lus", "Sur le même sujet"])
def test_a_label_goes(label: str) -> None:
    assert label not in cleaned(TITLE, *PARAGRAPHS[:3], label, *PARAGRAPHS[3:])


def test_hours_that_ascend_are_a_chronology() -> None:
    hours = ["20 h 44", "21 h 15", "23 h 32", "0 h 20"]
    lines = [line for pair in zip(hours, PARAGRAPHS[1:5], strict=True) for line in pair]
    text = cleaned(TITLE, PARAGRAPHS[0], *lines)
    assert all(hour in text.split("\n") for hour in hours)


def test_hours_of_a_live_page_go() -> None:
    hours = ["23:32", "21:15", "20:44"]
    lines = [line for pair in zip(hours, PARAGRAPHS[1:4], strict=True) for line in pair]
    text = cleaned("EN DIRECT", TITLE, PARAGRAPHS[0], *lines, "Ce direct est terminé")
    assert not any(hour in text for hour in ("23:32", "23 h 32", "21 h 15"))


def test_a_headline_printed_twice_stays_once() -> None:
    headline = "Carraig village to hold a wake for its only cash machine"
    notice = "We and our 843 partners store and access information on a device, such as unique IDs in cookies, to process personal data."
    body = (
        "The people of Carraig village will gather on Friday evening to say goodbye to a cash machine, with sandwiches and a recitation.",
        "The nearest machine is in the next town, in a shop that shuts at six, and the bus to it leaves the village at noon.",
    )
    assert cleaned(notice, "AGREE", headline, headline, *body, language="en").count(headline) == 1


def test_a_box_about_the_author_goes_and_a_person_of_the_article_stays() -> None:
    box = ("À propos de l’auteur", "Inès Bakari", "Inès a rejoint la rédaction en 2016 et couvre le littoral, du phare aux criées, sans avoir le mal de mer.")
    text = cleaned(TITLE, "Par Inès Bakari", *PARAGRAPHS, *box)
    assert "a rejoint" not in text and PARAGRAPHS[-1] in text
    assert "Jeanne Furic" in cleaned(TITLE, *PARAGRAPHS, "Jeanne Furic", "Jeanne raconte la rade depuis son bateau, dit-elle, et ne la quitterait pour rien au monde.")


def test_in_html_the_element_ends_a_block_of_links() -> None:
    body = "".join(f"<div>{p}</div>" for p in PARAGRAPHS[:3])
    rest = "".join(f"<div>{p}</div>" for p in PARAGRAPHS[3:])
    box = "<div><div>Sur le même sujet</div><div>Un phare change de lampe</div><div>La criée rouvre lundi</div></div>"
    raw = f"<html><body><main><h1>{TITLE}</h1><div>{body}{box}<div>Un hiver, deux barques</div>{rest}</div></main></body></html>"
    text = clean(Document("page", "page", raw, "html")).text
    assert "Un hiver, deux barques" in text and "Un phare change" not in text


@pytest.mark.parametrize(
    ("line", "truncated"),
    [("Il vous reste 58 % de cet article à lire.", True), ("Abonnez-vous à partir de 1 € par mois", False), ("Sans engagement", False)],
)
def test_only_a_wall_truncates(line: str, truncated: bool) -> None:
    article = clean(Document("page", "page", "\n".join((TITLE, *PARAGRAPHS, line)) + "\n"))
    assert article.has("truncated") is truncated
