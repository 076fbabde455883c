"""What an editor sees: furniture gone, content whole, look-alikes untouched, on pages of our own."""

from __future__ import annotations

from pathlib import Path

import pytest

from cleaners.document import Document
from cleaners.edits import Context, Draft, Edit, revert
from cleaners.folding import fold
from cleaners.furniture import furniture, rules
from cleaners.pipeline import clean
from tests.quality.cases import Case, read
from tests.quality.score import measure

CASES = [read(path) for path in sorted((Path(__file__).parents[1] / "cases" / "furniture").glob("*.case"))]
RULES = {rule.id: rule for rule in rules()}
PAGE = [
    "Le vieux phare rallumé par ses voisins",
    "Le phare de la pointe éclaire de nouveau la baie, huit ans après son extinction par le service des ports.",
    "Les habitants ont repeint la tour, changé les vitres et remonté la lampe sans l’aide de la région.",
    "La première nuit, deux cents personnes sont venues regarder le faisceau tourner au-dessus des vagues.",
]


def cleaned(lines: list[str], language: str = "fr", **context: object) -> list[str]:
    draft = Draft("\n".join(lines) + "\n", language=language, context=Context(**context))  # type: ignore[arg-type]
    return draft.apply(furniture(draft), RULES).text.split("\n")[:-1]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_pages_of_our_own(case: Case) -> None:
    article = clean(Document(case.name, case.name, case.raw, media=case.media))  # type: ignore[arg-type]
    found = measure(case, article.text)
    assert len(found.left) <= (0.05 * found.furniture if found.furniture else 0) + 1, found.left
    assert not found.touched
    assert found.lost <= 0.005 or case.name in KNOWN_LOSSES, found.lost_words
    assert revert(article.text, article.edits) == case.raw
    if case.clean:
        assert found.unchanged


KNOWN_LOSSES = ("es-faro",)
"""The second line under a label is the article's, and nothing tells it from a headline."""


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_a_second_look_finds_nothing(case: Case) -> None:
    once = clean(Document("a", "a", case.raw)).text
    assert clean(Document("a", "a", once)).text == once


def test_a_line_of_many_pages_of_the_site_goes() -> None:
    line = "La pointe, toute la pointe"
    lines = [PAGE[0], *PAGE[1:3], line, PAGE[3]]
    assert line in cleaned(lines)
    assert line not in cleaned(lines, line_counts={fold(line): 12})


def test_labels_take_their_headlines_and_leave_the_intertitle() -> None:
    headlines = ["À lire aussi", "Phares : la liste des tours à vendre", "Un gardien de quatre-vingts ans raconte ses nuits"]
    assert cleaned([*PAGE[:2], *headlines, "Et après ?", *PAGE[2:]]) == [*PAGE[:2], "Et après ?", *PAGE[2:]]


def test_a_post_is_read_upwards_from_its_attribution() -> None:
    post = ["Fier de nos voisins, la lampe est de retour ! pic.twitter.com/a1B2c3", "— Mairie de la Pointe (@lapointe) 3 mai 2024"]
    assert cleaned([*PAGE[:3], *post, PAGE[3]]) == PAGE


def test_a_post_told_in_a_sentence_stays() -> None:
    told = "Sur X, la mairie (@lapointe) a remercié « nos voisins, fous de lumière »."
    assert told in cleaned([*PAGE[:3], told, PAGE[3]])


def test_what_an_advertisement_cut_is_joined() -> None:
    lines = [*PAGE[:2], "« On a voulu la lumière parce que la nuit nous pesait", "PUBLICITÉ", "trop », dit une voisine.", *PAGE[2:]]
    assert "« On a voulu la lumière parce que la nuit nous pesait trop », dit une voisine." in cleaned(lines)


@pytest.mark.parametrize(
    "line",
    [
        "– Partager, toujours partager.",
        "« Suivez-nous sur Facebook », a lancé le candidat à la foule.",
        "Publicité et démocratie",
        "20 h 30 : concert sur la jetée",
        "Lanvaux, Kerdréan et Port-Louis",
        "Les abonnés du gaz recevront une lettre en mai.",
    ],
)
def test_look_alikes_stay_wherever_they_stand(line: str) -> None:
    for place in range(1, len(PAGE) + 1):
        assert line in cleaned([*PAGE[:place], line, *PAGE[place:]]), place


def test_names_of_an_interview_stay() -> None:
    lines = [PAGE[0], PAGE[1], "Anne Le Goff", PAGE[2], "Yves Kermadec", PAGE[3]]
    assert cleaned(lines) == lines


def test_a_chronology_keeps_its_dates() -> None:
    lines = [PAGE[0], "3 mai 2019", PAGE[1], "4 juin 2020", PAGE[2], "5 juillet 2021", PAGE[3]]
    assert cleaned(lines) == lines


def test_a_list_behind_a_colon_keeps_its_items() -> None:
    lines = [PAGE[0], PAGE[1], "Trois boutons suffisent, dit la notice de la lampe :", "– Partager", "– Imprimer", "– Envoyer", *PAGE[2:]]
    assert cleaned(lines) == lines


def test_every_edit_of_furniture_is_explained() -> None:
    draft = Draft("\n".join([*PAGE, "PUBLICITÉ", "Suivez-nous sur Facebook"]) + "\n", language="fr")
    edits = [finding for finding in furniture(draft) if isinstance(finding, Edit)]
    assert edits and all(edit.rule in RULES and edit.why for edit in edits)


@pytest.mark.parametrize("size", [200_000, 800_000])
def test_a_line_without_end_is_no_burden(size: int) -> None:
    text = ("Le phare éclaire la baie, lire aussi la suite, photo de nuit, partager ou non. " * (size // 79)) + "\n"
    assert list(furniture(Draft(text, language="fr"))) == []


def test_an_article_goes_on_below_the_link_to_its_comments() -> None:
    paragraphs = [
        "Le conseil départemental cherche des conducteurs d’autocar, et la ligne des plateaux ne roule plus depuis mardi.",
        "Les conducteurs partent à la retraite, les lycéens attendent l’autocar, et le conseil départemental écrit des lettres.",
    ]
    last = (
        "À la sortie du lycée, un conducteur retraité attend les lycéens au volant de son autocar. Le conseil lui a demandé de"
        " revenir sur la ligne des plateaux, deux matins par semaine, et il a dit oui sans demander combien"
    )
    page = ["La ligne 17 ne roule plus", *paragraphs, "0 réaction", "Partager cet article sur vos réseaux", last, "Déjà abonné ? Identifiez-vous"]
    text = clean(Document("a", "a", "\n".join(page), "text")).text
    assert last.split(".", 1)[0] in text
    assert "0 réaction" not in text


_TOLD = [
    "Le musée de la Mine rouvre samedi après trois ans de travaux, et l’ancien lampiste tiendra lui-même la porte.",
    "Il y a deux salles de plus, un ascenseur, et la benne qui remonta les derniers mineurs en 1974, repeinte en rouge.",
    "Le conseil a voté la gratuité pour les enfants de la vallée ; les autres paieront quatre euros, comme au cinéma.",
    "L’inauguration se fera sans discours, a promis la maire, qui a été mineure de fond et n’aime pas les micros.",
]


def _text(lines: list[str]) -> str:
    return clean(Document("a", "a", "\n".join(lines), "text")).text


@pytest.mark.parametrize(
    ("lines", "gone"),
    [
        (["AccueilSociétéLe musée de la Mine rouvre après trois ans", "Le musée de la Mine rouvre après trois ans"], "AccueilSociété"),
        (["Le musée de la Mine rouvre après trois ans", "Le musée de la Mine rouvre après trois ans / Le 12h30 / 2 min. / le 8 avril"], "12h30"),
        (["Le musée de la Mine rouvre après trois ans", "Par Odile Karst Journaliste 3 mars 2026 | 5 h 12"], "Karst"),
    ],
)
def test_the_path_the_player_and_the_byline_beside_the_title_go(lines: list[str], gone: str) -> None:
    text = _text([*lines, *_TOLD])
    assert gone not in text and "Le musée de la Mine rouvre après trois ans" in text and text.count("\n") == len(_TOLD) + 1


@pytest.mark.parametrize(
    "line",
    [
        "3 mars 1931 - 9 janvier 2026",
        "10 h - 12 h",
        "Pour lire la suite de l’histoire, il faut remonter à 1902, quand l’arrière-grand-père du lampiste reçut d’un pharmacien une commande de deux cents lampes.",
        "Abonnez-vous à vos pieds, dirait le lampiste : ils écrivent peu, mais ils tiennent parole.",
        "Source : rien. C’est ainsi que le conservateur a noté le résultat de ses recherches.",
    ],
)
def test_what_only_reads_like_furniture_stays_between_paragraphs(line: str) -> None:
    assert line in _text(["Le musée de la Mine rouvre", *_TOLD[:2], line, *_TOLD[2:]]).replace("\u00a0", " ")
