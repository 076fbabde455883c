"""The title below a site's slogan, and tables of contents."""

from __future__ import annotations

from cleaners.document import Document
from cleaners.pipeline import clean

PROSE = [
    "Les meuniers de la Vère ont remis en marche lundi la roue du moulin communal, arrêtée depuis la crue de 1998.",
    "Le moulin appartient à la commune, mais la roue et le bief sont entretenus par douze bénévoles, tous meuniers le dimanche.",
    "La farine sera vendue sur place. Le conseil a voté un prix de deux euros le kilo, que les meuniers jugent trop bas.",
]


def test_the_title_is_the_line_that_speaks_of_the_article() -> None:
    head = ["Radio Bief : info, culture et direct", "Les meuniers de la Vère relancent la roue du moulin"]
    article = clean(Document("a", "a", "\n".join([*head, *PROSE, "Le direct de Radio Bief reprend demain avec toute la rédaction."]), "text"))
    assert article.title == head[1]


def test_numbered_intertitles_listed_above_go_and_the_intertitles_stay() -> None:
    parts = ["La roue", "Le bief", "La farine"]
    listed = [f"{number} {part}" for number, part in enumerate(parts, 1)]
    body = [line for pair in zip(parts, PROSE, strict=True) for line in pair]
    title = "Comment le moulin de la Vère s’est remis à tourner"
    cleaned = clean(Document("a", "a", "\n".join([title, PROSE[0][:-1] + ", dit-on.", *listed, *body]), "text"))
    assert not set(listed) & set(cleaned.text.splitlines())
    assert set(parts) <= set(cleaned.text.splitlines())
