"""Lists of facts at the end of an article and in its boxes stay; lists that are a page's furniture go."""

from __future__ import annotations

import pytest

from cleaners.document import Document
from cleaners.pipeline import clean

_HEAD = "Accueil > Région > Vallée\nLe conseil vote le nouveau plan des écoles de la vallée\nPublié le 12 mars 2025 à 18 h 02\nPartager sur Facebook\n"
_TEXT = (
    "Le conseil a voté mardi soir le plan des écoles de la vallée, après quatre heures de débat devant une salle pleine.\n"
    "Trois classes fermeront à la rentrée, dont celle du hameau, que défendaient les parents venus en nombre ce soir-là.\n"
    "« Nous reviendrons devant le tribunal s’il le faut », a promis leur porte-parole à la sortie de la séance.\n"
)
_TAIL = "\nLire aussi\nLe pont de la gare rouvre aux camions\nInscrivez-vous à notre newsletter\n© La Vallée, tous droits réservés"


def _lines(middle: str) -> list[str]:
    return clean(Document("a", "a", _HEAD + _TEXT + middle + _TAIL, "text")).text.split("\n")


@pytest.mark.parametrize(
    "facts",
    [
        "Comment ils ont voté\nPour : Brun, Ferrand, Lopez, Maurin\nContre : Delcourt, Saunier",
        "Les chiffres\n1 240 élèves\n13 % de classes uniques\n4,2 millions d’euros de travaux",
        "Saint-Aubin – Lavaur : 3-1\nCastel – Rieux : 0-0\nMirepoix – Auch : reporté",
        "Le calendrier\nLundi : lecture du rapport\nDu 6 au 14 mai : les experts\nLe 20 mai : le vote",
        "Les élus du bureau\nMme Hélène Bature, présidente\nM. Sani Danladi\nM. Paul Awolaja",
    ],
)
def test_lists_of_facts_stay(facts: str) -> None:
    lines = _lines(facts)
    assert [
        fact
        for fact in facts.split("\n")
        if fact.replace("’", "'")
        not in [line.replace("’", "'").replace("\xa0", " ").replace("\u202f", " ") for line in lines]
    ] == []


@pytest.mark.parametrize(
    "furniture",
    [
        "Commentaires : 12\nPartages : 40\nVues : 340",
        "Mon compte : se connecter\nNewsletter : s’inscrire\nApplication : télécharger",
    ],
)
def test_lists_of_an_interface_go(furniture: str) -> None:
    assert not set(furniture.split("\n")) & set(_lines(furniture))


def test_letters_keep_who_wrote_them_and_their_headings() -> None:
    letters = [
        "Où sont passés les bancs de la place ?",
        "Odette Marquant, Saulzoir",
        "Publicité",
        "Frédéric Lobry, Denain",
        "Réponse à M. Lobry",
        "Un lecteur de Bavay",
        "Lire aussi",
    ]
    text = "La mairie promet depuis deux ans de remettre les bancs qu’elle a ôtés pour le marché, et rien ne revient."
    page = "\n".join(
        [letters[0], text, *(f"{a}\n{b}\n{text}" for a, b in zip(letters[1::2], letters[2::2], strict=True))]
    )
    cleaned = clean(Document("a", "a", page, "text")).text.replace("\xa0", " ").replace("\u202f", " ").split("\n")
    assert [line for line in letters if line not in cleaned] == []
