"""Tags and notices: what lines under an article tell, and the sentences with the same words that tell nothing."""

from __future__ import annotations

import pytest

from cleaners.folding import fold
from cleaners.metadata_notices import is_translation_notice, is_wall
from cleaners.metadata_tags import keywords, labelled_tags, tags_of
from tests.cleaners.test_metadata import PAGE, facts


@pytest.mark.parametrize(
    ("line", "tags"),
    [
        ("Phare ♦ Bretagne ♦ Mer", ["Phare", "Bretagne", "Mer"]),
        ("Mots indicatifs : phare , bretagne , mer", ["phare", "bretagne", "mer"]),
        ("`phare` `bretagne`", ["phare", "bretagne"]),
        ("Facebook | Instagram | Bluesky", []),
        ("Deux jours de mer et un phare, c’est peu.", []),
        ("Plan du site · Contact · Mentions légales", []),
    ],
)
def test_tag_lines(line: str, tags: list[str]) -> None:
    assert list(tags_of(line, {"phare", "breta", "mer"})) == tags


@pytest.mark.parametrize(
    ("line", "tags"),
    [
        ("Argomenti: pane - montagna - volontariato", ["pane", "montagna", "volontariato"]),
        ("Filed Under: Community, News Tagged With: Roads, Bridges", ["Roads", "Bridges"]),
        ("Temas  Sanidad, Ávila (Provincia), Atención Primaria", ["Sanidad", "Ávila (Provincia)", "Atención Primaria"]),
        ("Article tags: harbour / hockey / arena", ["harbour", "hockey", "arena"]),
        ("Explore more on: Theatre; Leeds", ["Theatre", "Leeds"]),
        ("Mots-clefs : Agriculture - Pêche · Insolite", ["Agriculture - Pêche", "Insolite"]),
        ("Tagué phare, Bretagne", ["phare", "Bretagne"]),
        ("Topics: Harbour Express Central Railway Noise", []),
        ("More on: The lamp is lit again", []),
        ("Sujets qui fâchent : la digue, le phare et le maire, dit-elle.", None),
        ("Topics of the day will be debated at noon.", None),
        ("Le thème : la mer", None),
    ],
)
def test_labelled_tags(line: str, tags: list[str] | None) -> None:
    assert labelled_tags(line) == tags


def test_tags_under_a_label_end_at_the_next_button_and_nothing_else_is_one() -> None:
    page = [*PAGE, "Discuter · Phare · Lampe", "Mots-clés", "Phare", "lampe", "Derniers articles", "Équipe", "Publicité"]
    assert facts(page)["keywords"] == ["Phare", "lampe"]


def test_who_signs_the_article_is_no_tag() -> None:
    page = [PAGE[0], "Par Zélie Morvan", "Publié le 3 juin 2024", *PAGE[1:], "Tags", "Phare", "Lampe", "Zélie Morvan", "Journaliste à Brest"]
    assert facts(page)["keywords"] == ["Phare", "Lampe"]


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ("Traduit par robot ; signalez une phrase bizarre.", True),
        ("Version française produite par traduction machine.", True),
        ("This page was put into English by a machine.", True),
        ("Este texto foi vertido por programa a partir do inglês.", True),
        ("Le robot traduit par son constructeur a été vendu.", False),
        ("La machine à coudre est arrivée de Turin.", False),
    ],
)
def test_notices_of_translation(line: str, told: bool) -> None:
    assert is_translation_notice(fold(line)) == told


@pytest.mark.parametrize(
    ("line", "wall"),
    [
        ("La suite de ce reportage est accessible avec un abonnement", True),
        ("Le reste de la dépêche est gardé pour les titulaires d’un compte.", True),
        ("Este contenido es exclusivo para suscriptores", True),
        ("Cadastre-se em 30 segundos para ler o resto.", True),
        ("Il vous reste 48% de cet article à lire.", True),
        ("You have 45% of this article left to read.", True),
        ("Pour lire la suite, choisissez votre formule", True),
        ("Il vous reste 48 % des places à vendre.", False),
        ("Pour lire la suite, il tourna la page.", False),
        ("Le reste de la collection est réservé aux abonnés du musée.", False),
        ("La fin du contrat inquiète les abonnés.", False),
    ],
)
def test_walls(line: str, wall: bool) -> None:
    assert is_wall(fold(line)) == wall


def test_tags_whose_words_were_glued() -> None:
    assert list(keywords("PointeduRaz  Phare")) == ["Pointe du Raz", "Phare"]
