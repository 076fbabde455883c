"""Metadata lifted from what goes; never a guess presented as a fact."""

from __future__ import annotations

import pytest

from cleaners.document import Document
from cleaners.edits import Context, Draft, Fact
from cleaners.furniture import furniture
from cleaners.furniture_datelines import dateline
from cleaners.metadata import authors
from cleaners.metadata_bylines import read_byline
from cleaners.metadata_dates import find_date
from cleaners.metadata_notices import agency_of
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
        ("Mise à jour : 13.06.2024 09:40 Création : 12.06.2024", "fr", "2024-06-12"),
        ("Commencé le 30/03/2024 à 05:55, clos le 31/03/2024", "fr", "2024-03-30"),
        ("February 14, 20243:44 PM UTC", "en", "2024-02-14"),
        ("Senior Staff WriterFeb 22, 2024", "en", "2024-02-22"),
        ("06.05.2025 16:12", "en", "2025-05-06"),
        ("mardi quatorze janvier 2025", "fr", "2025-01-14"),
        ("on Wednesday, second October 2024", "en", "2024-10-02"),
        ("Jueves veintisiete de junio, 2024", "es", "2024-06-27"),
        ("2024. novembre 27., mercredi 06:32", "fr", "2024-11-27"),
        ("Mis sur le net le 12-11-2021 à 09:40", "fr", "2021-11-12"),
        ("Deux mars de silence", "fr", None),
        ("N° 612 - semaine du 14 au 20 février 2008", "fr", "2008-02-14"),
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


@pytest.mark.parametrize(
    ("line", "names", "labelled"),
    [
        ("Zélie MORVAN", ["Zélie MORVAN"], False),
        ("Texte : Zélie Morvan", ["Zélie Morvan"], True),
        ("La plume : Zélie Morvan", ["Zélie Morvan"], True),
        ("Rédigé par le personnel : Zélie Morvan", ["Zélie Morvan"], True),
        ("Propos recueillis par Zélie Morvan et Paul Sorel", ["Zélie Morvan", "Paul Sorel"], True),
        ("Envoyée spéciale Zélie Morvan", ["Zélie Morvan"], True),
        ("De notre correspondante, Zélie Morvan - 7 août 2024 à 20:00", ["Zélie Morvan"], True),
        ("CM / Zélie MORVAN, le 27 janvier 2023 à 00h00", ["Zélie MORVAN"], True),
        ("Radio Rivage | Par Zélie Morvan", ["Zélie Morvan"], True),
        ("Zélie Morvan Publié le 30 août 2024", ["Zélie Morvan"], False),
        ("By TESS ASKEW Harbour Herald staff", ["Tess Askew"], True),
        ("Tess Askew, Senior Staff WriterFeb 22, 2024, 09:00 AM ET", ["Tess Askew"], False),
        ("By Tess Askew Senior Crime Reporter", ["Tess Askew"], True),
        ("Published: Monday | July 8, 2024 | 12:07 AMTess Askew/Herald Writer", ["Tess Askew"], False),
        ("Por Lucía Herrero, enviada especial a Cádiz", ["Lucía Herrero"], True),
        ("De : Zélie Morvan", ["Zélie Morvan"], True),
        ("par notre collaboratrice Zélie Morvan", ["Zélie Morvan"], True),
        ("Notre correspondante locale, Zélie Morvan", ["Zélie Morvan"], True),
        ("Rédigé par notre correspondante locale Zélie Morvan", ["Zélie Morvan"], True),
        ("Une chronique de Zélie Morvan", ["Zélie Morvan"], True),
        ("Notes by Tess Askew", ["Tess Askew"], True),
        ("By regional reporter Tess Askew", ["Tess Askew"], True),
        ("Tess Askew reports", ["Tess Askew"], True),
        ("Posted on June 19, 2025 by Tess Askew // No Comments", ["Tess Askew"], True),
        ("Posté le 08-06-2023 à 16:41 par : Zélie Morvan", ["Zélie Morvan"], True),
        ("August 2, 2025 Tess Askew Business, Local Leave a comment", ["Tess Askew"], False),
        ("posted by Tess Askew on January 27th, 2025 at 9:14 PM [1,344 words]", ["Tess Askew"], True),
        ("TESS ASKEW Last updated 05:00, February 26 2018", ["Tess Askew"], False),
        ("Tess Askew, Gardens Editor", ["Tess Askew"], False),
        ("Tess Askew, Commodities Desk", ["Tess Askew"], False),
        ("Une chronique de la misère", [], False),
        ("Notre correspondante locale, elle, a compté les absents.", [], False),
        ("Tess Askew reports that the lighthouse is lit again.", [], False),
        ("De Morvan à Sorel, une longue histoire", [], False),
        ("Notes by the river", [], False),
        ("Par ailleurs, la mairie a porté plainte.", [], False),
        ("Par Zélie Morvan et son frère, la ferme a tenu.", [], False),
        ("By Friday, half the town had signed.", [], False),
        ("Article réservé aux Abonnés Premium", [], False),
        ("In Caithness, a wall comes down", [], False),
        ("D. C.", [], False),
    ],
)
def test_bylines(line: str, names: list[str], labelled: bool) -> None:
    byline = read_byline(line)
    assert list(byline.names if byline else ()) == names
    assert (byline is not None and byline.labelled) == labelled


def test_a_full_name_stands_for_its_initials() -> None:
    found = facts([PAGE[0], "Par Z. Morvan", "Publié le 3 juin 2024", *PAGE[1:], "Zélie Morvan", "Tags: Phare, Bretagne"])
    assert found["author"] == ["Zélie Morvan"]


def test_who_signs_under_the_title_is_the_author_and_no_one_who_comments() -> None:
    page = [PAGE[0], "Par Zélie Morvan", "Publié le 3 juin 2024", *PAGE[1:], "2 commentaires", "Paul Sorel", "4 juin 2024 à 8h12", "Bravo !"]
    found = facts(page)
    assert found["author"] == ["Zélie Morvan"]
    assert found["date"] == ["2024-06-03"]


def test_the_line_with_its_stamp_below_is_the_title() -> None:
    page = ["Le journal de ceux qui veillent", "Soutenez-nous", "Huit ans plus tard, la nuit a reculé", "Par Zélie Morvan", "Publié le 3 juin 2024", *PAGE[1:]]
    assert facts(page)["title"] == ["Huit ans plus tard, la nuit a reculé"]


@pytest.mark.parametrize(
    ("line", "agency"),
    [
        ("(Avec Belga)", "Belga"),
        ("Zélie Morvan/ATS", "ATS"),
        ("Autore: Reto Prati (ats)", "ATS"),
        ("zm/ps/ATS", "ATS"),
        ("PTI | Asha Rao", "PTI"),
        ("D’après TAP et communiqué", "TAP"),
        ("Selon un témoin cité par l’AFP mardi, le pont a tenu.", None),
        ("Une source à Reuters", None),
    ],
)
def test_agencies(line: str, agency: str | None) -> None:
    assert agency_of(line) == agency


def test_a_surname_in_capitals_signs_below_the_text_and_readers_do_not() -> None:
    comments = ["Vos commentaires", "1. Le 30 août 2024 à 07:12, par Le Marin", "Courage à tous."]
    assert facts([*PAGE, "Zélie MORVAN", "Le Phare du Nord", *comments])["author"] == ["Zélie MORVAN"]
    assert "author" not in facts([*PAGE, *comments])


@pytest.mark.parametrize(
    ("start", "place"),
    [
        ("Brest, le 20 février 2024. La commune annonce", "Brest"),
        ("(Brest, rivage.example)-Elles étaient trente", "Brest"),
        ("Brest, mardi 27 février 2024 ((rv)) -- Le bac", "Brest"),
        ("(Brest = Yonhap) Sur la pointe", "Brest"),
        ("Brest, nouvellesIroise - Quatre cents bateaux", "Brest"),
        ("Brest - Les marins ont repris la mer", None),
        ("Brest, le 20 février, a dit non. La commune", None),
    ],
)
def test_datelines(start: str, place: str | None) -> None:
    found = dateline(start)
    assert (found["place"] if found else None) == place


def test_a_place_before_the_first_sentence_is_named_again_below() -> None:
    page = [PAGE[0], "Brest - " + PAGE[1], "Les habitants, à Brest, ont repeint la tour, changé les vitres et remonté la lampe sans l’aide de la région."]
    assert facts(page)["place"] == ["Brest"]
    assert "place" not in facts([PAGE[0], "Brest - " + PAGE[1], PAGE[2]])


def test_an_agency_code_before_the_dateline_is_no_place() -> None:
    assert facts([PAGE[0], "(AGM) - BREST, 27 NOV - " + PAGE[1], PAGE[2]])["place"] == ["Brest"]


def test_a_town_behind_the_byline_is_one_when_the_article_speaks_of_it() -> None:
    told = "Les habitants de Brest ont repeint la tour, changé les vitres et remonté la lampe sans l’aide de la région."
    assert facts([PAGE[0], "Par Zélie Morvan, Brest", "Publié le 3 juin 2024", PAGE[1], told])["place"] == ["Brest"]
    assert "place" not in facts([PAGE[0], "Par Zélie Morvan, Studio", "Publié le 3 juin 2024", *PAGE[1:]])


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
    assert found["place"] == ["Brest"] and found["agency"] == ["AFP"]
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
