"""What holds for every document, whatever is in it: nothing is lost in silence, and clean stays clean."""

from __future__ import annotations

import json

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from cleaners.document import Document
from cleaners.edits import apply, revert
from cleaners.language import detect, line_language
from cleaners.passes import rules
from cleaners.pipeline import clean

PROSE = (
    "Le conseil municipal de Brévannes-sur-Orge a voté mardi un budget en hausse de 3 %, malgré l'opposition.",
    "“Nous n'avions pas le choix”, a déclaré la maire, Solène Abadie, qui défend 1,500 emplois dans la vallée.",
    "« Que voulez-vous ? » a-t-elle demandé aux élus (...) avant de lever la séance à 22h30.",
    "Les travaux commenceront en avril ; ils dureront dix-huit mois, selon l’entreprise retenue par la commune.",
    "The council voted on Tuesday to raise its budget by 3.5%, despite the objections of residents who spoke.",
    "Les Etats-Unis et la Russiequi négocient depuis un an ont signé un accord &eacute;quilibré, dit-on &agrave; Genève.",
    "Personne n’a voté contre.",
)
FURNITURE = (
    "PUBLICITÉ",
    "Lire aussi",
    "Un village se bat pour garder son école",
    "28 octobre 2024    Lu: 97",
    "L",
    "#Le #budget #voté #Brévannes",
    "Zoé Lambert",
    "(ABC)",
    "Avec AFP",
    "— Mairie (@mairie) 3 mai 2024",
    "PREV Une nouvelle piscine",
    "\u00a0",
    "  ",
    '  • type="image/avif" class="jsx-1">>>',
    "Tags: budget  mairie",
    "Partager sur Facebook",
    "Brévannes, Agence Sud —",
    "Article réservé aux abonnés",
    "<p>Une ligne</p>",
    "&lt;br/&gt;",
    "\ufeff",
    "Ã©tÃ© comme hiver",
    "- Oui.",
    "« Oui",
    "”",
    "3 ,5 %",
)
LINES = st.lists(st.sampled_from(PROSE + FURNITURE), min_size=0, max_size=14)
PAGES = st.tuples(LINES, st.sampled_from(["\n", "\n\n", "\r\n"])).map(lambda page: page[1].join(page[0]))
NOISE = st.text(alphabet="aéÉ1 .,;:!?«»“”\"'’\u00a0\u202f\n()-–#@&<>%/\u200b+…", max_size=120)


def checked(raw: str) -> str:
    """The clean text of `raw`, once every promise of the engine was checked on the way."""
    article = clean(Document("x", "x.txt", raw))
    assert apply(raw, article.edits) == article.text
    assert revert(article.text, article.edits) == raw
    for found in (*article.facts, *article.flags):
        assert 0 <= found.start <= found.end <= len(raw)
    assert [f.why for f in article.flags if f.name == "engine.refused"] == []
    return article.text


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(PAGES)
def test_cleaning_reverts_and_a_clean_page_stays_as_it_is(raw: str) -> None:
    text = checked(raw)
    assert checked(text) == text


@settings(max_examples=200, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(NOISE)
def test_cleaning_noise_reverts_and_is_stable(raw: str) -> None:
    text = checked(raw)
    assert checked(text) == text


@settings(max_examples=100, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.text(max_size=200))
def test_any_text_at_all_reverts(raw: str) -> None:
    checked(raw)


def test_two_runs_agree() -> None:
    raw = "\n".join(PROSE + FURNITURE)
    first, second = (clean(Document("x", "x.txt", raw)) for _ in range(2))
    assert (first.text, first.edits, first.flags) == (second.text, second.edits, second.flags)


def test_every_edit_has_a_reason_and_a_known_rule() -> None:
    article = clean(Document("x", "x.txt", "\n".join(PROSE + FURNITURE)))
    assert article.edits
    assert all(edit.why and edit.family for edit in article.edits)
    assert json.dumps([edit.rule for edit in article.edits])
    assert len(rules()) == len({rule.id for rule in rules().values()})


def test_leaving_a_rule_out_leaves_its_text_in() -> None:
    raw = "\n".join((PROSE[0], "PUBLICITÉ", PROSE[3], PROSE[3].replace("avril", "mai")))
    article = clean(Document("x", "x.txt", raw))
    (removal,) = [edit for edit in article.edits if "PUBLICITÉ" in edit.before]
    kept = clean(Document("x", "x.txt", raw), without={removal.rule})
    assert "PUBLICITÉ" not in article.text
    assert "PUBLICITÉ" in kept.text


@pytest.mark.parametrize(
    ("text", "language"),
    [
        (" ".join(PROSE[:4]), "fr"),
        (PROSE[4] + " It was the third rise in as many years, and the mayor said it would be the last.", "en"),
        (
            "El ayuntamiento aprobó el martes un presupuesto más alto, pese a las protestas de los vecinos.",
            "es",
        ),
        (
            "Il consiglio comunale ha approvato martedì il bilancio, nonostante le proteste degli abitanti.",
            "it",
        ),
        ("PUBLICITÉ\nReuters\n" * 3 + PROSE[3], "fr"),
        ("12:30\n1 2 3\n", None),
    ],
)
def test_the_language_of_an_article_is_that_of_its_body(text: str, language: str | None) -> None:
    assert detect(text).language == language


@pytest.mark.parametrize(
    ("line", "language"),
    [
        ("Follow us on Google News", "en"),
        ("Suivez-nous sur Facebook", "fr"),
        ("Baca juga: Harga beras naik", "id"),
        ("7", None),
    ],
)
def test_the_language_of_a_line(line: str, language: str | None) -> None:
    assert line_language(line, "fr") == language


def test_a_foreign_paragraph_is_kept_and_flagged() -> None:
    spanish = (
        "«No vamos a retirarnos de la mesa de negociación, porque el pueblo nos ha pedido que sigamos hasta el final»."
    )
    raw = "\n".join((*PROSE[:4], spanish))
    article = clean(Document("x", "x.txt", raw))
    assert spanish in article.text
    (flag,) = [f for f in article.flags if f.name == "foreign_paragraph"]
    assert raw[flag.start : flag.end] == spanish
    assert article.has("foreign_paragraphs")
