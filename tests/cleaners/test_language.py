"""The language of an article, and of articles that hold another one."""

from __future__ import annotations

from cleaners.language import detect

_FRENCH = [
    "Le conseil a voté mardi soir le plan des écoles de la vallée, après quatre heures de débat devant une salle pleine à craquer.",
    "Trois classes fermeront à la rentrée, dont celle du hameau, que défendaient les parents venus en nombre ce soir-là.",
    "La préfecture a confirmé que les transports seraient maintenus jusqu’au mois de juin pour les familles concernées.",
    "Un recours sera déposé devant le tribunal, a promis leur porte-parole à la sortie de la séance, peu avant minuit.",
]
_ENGLISH = (
    "“We came here because there was work, and we stayed because there was a school,” the letter says. “If you close it, "
    "there will be no reason for any of our children to remain in this valley, and none for us to mend the roofs that we "
    "bought from people who left it before us. We have heard the same promises from three councils, and we have kept the "
    "minutes of all of them in a drawer, where anybody who wishes to read them is welcome to come and sit with us. It will "
    "not take long: they say the same thing in the same words, and the last page is always missing from the copy.”"
)


def test_one_long_quotation_does_not_decide() -> None:
    assert detect("\n".join([*_FRENCH, _ENGLISH])).language == "fr"


def test_most_paragraphs_do() -> None:
    halves = _ENGLISH.split(". ")
    assert (
        detect(
            "\n".join([_FRENCH[0], *(half + " and so it was, as far as any of them could tell." for half in halves)])
        ).language
        == "en"
    )


def test_lines_without_function_words_have_no_vote() -> None:
    names = "Anna Kowalska, Piotr Nowak, Ewa Zielińska, Marek Wójcik, Zofia Kamińska, Tomasz Lewandowski, Jan Mazur, Ola Krawczyk, Adam Duda"
    assert detect("\n".join([names, names, names, *_FRENCH[:2]])).language == "fr"
