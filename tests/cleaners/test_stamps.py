"""Dates in the head without a label, programmes that look like transcripts, feeds in CDATA, and the last copy of a title."""

from __future__ import annotations

import pytest

from cleaners.document import Document
from cleaners.pipeline import clean

TITLE = "Les meuniers de la Vère relancent la roue du moulin"
PROSE = [
    "Les meuniers de la Vère ont remis en marche lundi la roue du moulin communal, arrêtée depuis la crue de 1998.",
    "Le moulin appartient à la commune, mais la roue et le bief sont entretenus par douze bénévoles, tous meuniers le dimanche.",
    "La farine sera vendue sur place. Le conseil a voté un prix de deux euros le kilo, que les meuniers jugent trop bas.",
]


def cleaned(*lines: str) -> list[str]:
    return clean(Document("a", "a", "\n".join(lines), "text")).text.replace("\xa0", " ").replace("\u202f", " ").splitlines()


@pytest.mark.parametrize(
    ("stamp", "date", "authors"),
    [
        ("Odile Karvella   20 Mai 2024", "2024-05-20", ("Odile Karvella",)),
        ("juin 14, 2017 Odile Karvella", "2017-06-14", ("Odile Karvella",)),
        ("Sur le site au petit matin du 12 septembre 2023", "2023-09-12", ()),
        ("Mercredi vingt-trois janvier deux mille dix-neuf", None, ()),
    ],
)
def test_a_date_under_the_title_goes_and_is_kept_as_metadata(stamp: str, date: str | None, authors: tuple[str, ...]) -> None:
    article = clean(Document("a", "a", "\n".join([TITLE, stamp, *PROSE]), "text"))
    assert stamp not in article.text
    assert article.title == TITLE
    assert (article.date, tuple(article.authors)) == (date, authors)


@pytest.mark.parametrize(
    "line",
    ["12 mars 2024 : la roue cède", "Le moulin avant le 12 mars 2024, et ce qu’il en reste pour les meuniers de la vallée", "3 juin 1944, la veille du grand jour"],
)
def test_a_line_that_tells_more_than_a_date_stays(line: str) -> None:
    assert line in cleaned(TITLE, line, *PROSE)


def test_a_title_with_a_date_stays() -> None:
    title = "La roue du moulin des meuniers tournera le 12 mars 2024"
    assert cleaned(title, *PROSE)[0] == title


def test_a_programme_by_the_hour_is_no_transcript() -> None:
    programme = ["Samedi 29", "9:00 Concours de mouture pour les enfants", "14:30 Grand repas sous la halle", "21:00 Bal des meuniers"]
    assert cleaned(TITLE, PROSE[0], "Le programme de la fête :", *programme, PROSE[1], PROSE[2])[3:7] == programme


def test_a_transcript_goes() -> None:
    spoken = ["0:07 et alors la roue a craqué", "0:12 on a couru au bief", "0:19 la vanne était ouverte"]
    assert not set(spoken) & set(cleaned(TITLE, *PROSE, *spoken))


def test_of_a_cdata_section_only_the_marks_go() -> None:
    lines = cleaned(TITLE, "pubDate: Wed, 06 Nov 2024 05:30:00 +0100", "<![CDATA[" + PROSE[0], PROSE[1], PROSE[2] + "]]&gt;", "slash:comments 0")
    assert lines == [TITLE, *PROSE]


def test_the_last_copy_of_the_title_stays() -> None:
    headlines = ["Les titres de ce vendredi", "Le rond-point de Lanvern a trouvé preneur", TITLE, "Chasselas : le gel épargne les bas"]
    assert TITLE in cleaned("Abonnez-vous", "À lire aussi :", *headlines[1:], "Publicité", TITLE, "Publié le 30 mars 2018", *PROSE)


def test_the_solutions_of_a_quiz_are_no_comments() -> None:
    quiz = ["1. Combien d’ailes a la roue ? a) huit, b) douze", "2. Qui l’a taillée ? a) un charron, b) un meunier", "Réponses", "1. b, 2. a"]
    assert cleaned(TITLE, *PROSE, *quiz)[-2:] == quiz[-2:]


def test_verse_in_another_script_that_is_announced_stays() -> None:
    verse = ["이어도사나 이어도사나", "물로 벵벵 돌아진 섬에"]
    announced = PROSE[1][:-1] + ", et chantent avant de moudre ces paroles venues de loin :"
    assert cleaned(TITLE, PROSE[0], announced, *verse, PROSE[2])[3:5] == verse
    assert verse[0] not in cleaned(TITLE, PROSE[0], verse[0], PROSE[1], PROSE[2])
