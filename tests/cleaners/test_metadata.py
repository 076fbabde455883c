"""Metadata lifted from what goes; never a guess presented as a fact."""

from __future__ import annotations

import pytest

from cleaners.document import Document
from cleaners.edits import Context, Draft, Fact
from cleaners.furniture import furniture
from cleaners.metadata import authors, keywords
from cleaners.metadata_dates import find_date
from cleaners.pipeline import clean

PAGE = [
    "Le vieux phare rallumé par ses voisins",
    "Le phare de la pointe éclaire de nouveau la baie, huit ans après son extinction par le service des ports.",
    "Les habitants ont repeint la tour, changé les vitres et remonté la lampe sans l’aide de la région.",
]


def facts(lines: list[str], language: str = "fr", hints: dict[str, str] | None = None) -> dict[str, list[str]]:
    draft = Draft("\n".join(lines) + "\n", language=language, context=Context(hints=hints or {}))
    found: dict[str, list[str]] = {}
    for fact in furniture(draft):
        if isinstance(fact, Fact):
            found.setdefault(fact.field, []).append(fact.value)
    return found


@pytest.mark.parametrize(
    ("text", "language", "iso"),
    [
        ("Publié le 3 juin 2024 à 09:12, mis à jour le 4 juin 2024", "fr", "2024-06-03"),
        ("Mis à jour le 4 juin 2024, publié le 3 juin 2024", "fr", "2024-06-03"),
        ("09:12 | Lun. 3 juin 2024", "fr", "2024-06-03"),
        ("1er août 2023", "fr", "2023-08-01"),
        ("03/02/2021", "fr", "2021-02-03"),
        ("12.03.24", "fr", "2024-03-12"),
        ("March 15th, 2024", "en", "2024-03-15"),
        ("3 May 2024, 16:12 BST", "en", "2024-05-03"),
        ("03/04/2021", "en", None),
        ("25/04/2021", "en", "2021-04-25"),
        ("4 de mayo de 2021", "es", "2021-05-04"),
        ("12 marzo 2024 alle 10:15", "it", "2024-03-12"),
        ("9 de setembro de 2024", "pt", "2024-09-09"),
        ("2024-03-12T10:15:00+01:00", "fr", "2024-03-12"),
        ("il y a 3 mois", "fr", None),
        ("Hier à 08:15", "fr", None),
        ("31 février 2024", "fr", None),
    ],
)
def test_dates(text: str, language: str, iso: str | None) -> None:
    assert find_date(text, language) == iso


@pytest.mark.parametrize(
    ("byline", "names"),
    [
        ("Colette Marin", ["Colette Marin"]),
        ("Colette Marin et Paul Vasseur", ["Colette Marin", "Paul Vasseur"]),
        ("Colette Marin, Paul Vasseur et Inès Bakari", ["Colette Marin", "Paul Vasseur", "Inès Bakari"]),
        ("Colette Marin, Studio Rivage", ["Colette Marin"]),
        ("Tom Ellery Chief Reporter", ["Tom Ellery"]),
    ],
)
def test_authors(byline: str, names: list[str]) -> None:
    assert list(authors(byline)) == names


def test_tags_whose_words_were_glued() -> None:
    assert list(keywords("PointeduRaz  Phare")) == ["Pointe du Raz", "Phare"]


def test_what_a_page_tells() -> None:
    lines = [
        PAGE[0],
        "Par Colette Marin",
        "Publié le 3 juin 2024",
        "BREST (AFP) – " + PAGE[1],
        PAGE[2],
        "Tags: Phare, Bretagne",
        "Lu : 312 fois",
    ]
    found = facts(lines)
    assert found["title"] == [PAGE[0]]
    assert found["author"] == ["Colette Marin"]
    assert found["date"] == ["2024-06-03"]
    assert found["place"] == ["BREST"] and found["agency"] == ["AFP"]
    assert found["keywords"] == ["Phare", "Bretagne"]
    assert found["views"] == ["312"]


def test_a_lead_paragraph_is_no_title() -> None:
    assert "title" not in facts(PAGE[1:])


def test_the_hint_names_the_title() -> None:
    lead = "Le phare, rallumé"
    assert facts([lead, *PAGE[1:]], hints={"title": "Le phare, rallumé"})["title"] == [lead]


def test_a_wall_says_that_the_article_stops() -> None:
    assert facts([*PAGE, "Cet article est réservé aux abonnés."])["truncated"] == ["true"]


def test_a_notice_of_translation_is_kept_as_a_fact() -> None:
    assert facts([*PAGE, "Cet article a été traduit automatiquement de l’anglais."])["machine_translated"] == ["true"]


def test_hashtags_are_a_hint_and_no_title() -> None:
    found = facts([*PAGE[1:], "#Les #voisins #rallument #le #vieux #phare"])
    assert "title" not in found
    assert found["title_hint"] == ["Les voisins rallument le vieux phare"]


def test_a_byline_of_the_hints_loses_its_preposition() -> None:
    assert facts(PAGE, hints={"author": "Par Colette Marin"})["author"] == ["Colette Marin"]


def test_a_label_of_two_capitalised_words_is_nobodys_name() -> None:
    text = "\n".join(
        (
            "Les vignerons du coteau ont commencé mardi une récolte que la grêle de juin avait fait craindre perdue.",
            "La coopérative attend huit cents tonnes, un tiers de moins que l’an passé, selon sa directrice.",
            "Related News :",
        )
    )
    article = clean(Document("x", "x", text))
    assert "Related News" not in article.text
    assert article.authors == ()
