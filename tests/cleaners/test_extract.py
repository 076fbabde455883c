"""HTML pages: the article stays, the page goes, and every offset still leads to the source."""

from __future__ import annotations

import pytest

from cleaners.document import Document
from cleaners.edits import apply, revert
from cleaners.html_blocks import read_blocks
from cleaners.pipeline import clean

PAGE = """<!DOCTYPE html><html lang="fr"><head><title>La digue de Sainte-Orne cède - Le Phare du Golfe</title>
<meta property="og:title" content="La digue de Sainte-Orne cède"><meta name="author" content="Lina Marchetti">
<meta property="article:published_time" content="2025-03-04T10:00:00+01:00"><script>var a = "<p>non</p>";</script></head>
<body class="has-sidebar single"><header class="site-header"><nav><ul><li><a href="/">Accueil</a></li>
<li><a href="/m">Monde</a></li></ul></nav></header>
<main><article><div class="breadcrumb"><a>Accueil</a> &gt; <a>R&eacute;gion</a></div><h1>La digue de
   Sainte-Orne c&egrave;de</h1><p class="chapo">Trois communes ont été évacuées dans la nuit.</p>
<div class="byline">Par <a rel="author">Lina Marchetti</a></div><time datetime="2025-03-04">Publié le 4 mars 2025</time>
<figure><img src="x.jpg"><figcaption>La digue, mardi matin. © Lina Marchetti / Le Phare</figcaption></figure>
<div class="share"><a>Partager sur Facebook</a></div>
<div class="body"><p>La rivière a emporté <b>quarante mètres</b> de digue dans la nuit de lundi à mardi, selon la
préfecture, qui a ordonné l’évacuation de trois communes situées en aval.</p>
<p>« Nous n’avions jamais vu cela », raconte Odile Ferrand, maire de Sainte-Orne, jointe par téléphone au petit matin
alors que les secours sillonnaient les rues inondées.</p>
<aside class="related"><h3>Lire aussi</h3><ul><li><a href="x">Les digues, un chantier sans fin</a></li></ul></aside>
<h2>Un ouvrage vieillissant</h2>
<p>Le rapport remis en 2019 recommandait des travaux.<br>Ils n’ont jamais commencé.</p>
<p><a href="y">À lire aussi : Inondations, le grand retard</a></p>
<p>Rien n’a été fait.</p>
<p>Le conseil régional se réunira vendredi pour débloquer une aide d’urgence, a annoncé sa présidente, qui se rendra sur
place dans l’après-midi avec le préfet.</p></div>
<div class="tags"><a>inondation</a><a>digue</a></div></article>
<section class="comments"><h3>2 commentaires</h3><p>toto : honteux !</p></section></main>
<footer><p>© 2025 Le Phare du Golfe. Tous droits réservés.</p></footer></body></html>
"""


def test_the_article_stays_and_the_page_goes() -> None:
    article = clean(Document("digue", "digue.html", PAGE, "html"))
    assert article.title == "La digue de Sainte-Orne cède"
    assert [p[:30] for p in article.paragraphs] == [
        "Trois communes ont été évacuée",
        "La rivière a emporté quarante ",
        "« Nous n’avions jamais vu cela".replace("« ", "«\u00a0"),
        "Un ouvrage vieillissant",
        "Le rapport remis en 2019 recom",
        "Ils n’ont jamais commencé.",
        "Rien n’a été fait.",
        "Le conseil régional se réunira",
    ]
    assert (article.date, article.author) == ("2025-03-04", "Lina Marchetti")
    assert article.keywords == ("inondation", "digue")


def test_what_extraction_removed_is_in_the_log_with_its_reason_and_reverts() -> None:
    article = clean(Document("digue", "digue.html", PAGE, "html"))
    assert apply(PAGE, article.edits) == article.text
    assert revert(article.text, article.edits) == PAGE
    reasons = {edit.before.partition("<")[0].strip(): edit.rule for edit in article.edits}
    assert reasons["La digue, mardi matin. © Lina Marchetti / Le Phare"] == "html.caption"
    assert reasons["Partager sur Facebook"] == "html.furniture"
    assert reasons["À lire aussi : Inondations, le grand retard"] == "html.links"
    assert reasons["© 2025 Le Phare du Golfe. Tous droits réservés."] == "html.navigation"


def test_a_page_called_html_that_holds_no_markup_is_read_as_text() -> None:
    text = "Une première ligne qui finit ici.\nUne deuxième ligne, où 3 < 5, qui finit aussi.\n"
    assert len(clean(Document("x", "x.html", text, "html")).paragraphs) == 2


@pytest.mark.parametrize(
    "broken",
    [
        "<p>Un <b>texte sans fin",
        "<p>a</b></i></div>b",
        "<!-- jamais fermé <p>texte</p>",
        "<",
        "<p>fin &amp",
        "<title>Sans corps",
        "<p>" * 3000 + "profond" + "</div>" * 3000,
        "<script>jamais fermé",
        "&#x;&#99999999;&nope;<p>x",
    ],
)
def test_broken_markup_is_read_and_reverts(broken: str) -> None:
    article = clean(Document("x", "x.html", broken, "html"))
    assert revert(article.text, article.edits) == broken


def test_offsets_of_blocks_are_those_of_the_source() -> None:
    page = read_blocks(PAGE)
    block = next(b for b in page.blocks if b.text.startswith("La rivière"))
    assert PAGE[block.start : block.end].startswith("La rivière a emporté <b>")
    assert PAGE[block.start : block.end].endswith("situées en aval.")
    assert block.element.tag == "p"


def test_a_link_at_the_head_of_a_paragraph_does_not_speak_for_the_paragraph() -> None:
    page = PAGE.replace("<p>Rien n’a été fait.</p>", '<p><a class="tag" href="/orne">Sainte-Orne</a> attend toujours.</p>')
    assert "Sainte-Orne attend toujours." in clean(Document("digue", "digue.html", page, "html")).paragraphs


def test_a_headline_within_inline_markup_is_a_headline() -> None:
    page = PAGE.replace("<h1>La digue de", "<h1><span><a>La digue de").replace("c&egrave;de</h1>", "c&egrave;de</a></span></h1>")
    assert clean(Document("digue", "digue.html", page, "html")).title == "La digue de Sainte-Orne cède"


LAST = "Le prochain moulin à repartir sera celui de Vaux, en amont, dont la roue attend encore ses aubes neuves."
MILL = (
    "Le vieux moulin de Saint-Aubin a repris sa ronde samedi, après trente ans de silence, devant deux cents habitants.",
    "Trois tonnes.",
    "« On n’y croyait plus », raconte la meunière, Odile Karst, qui a appris le métier dans les carnets de son père.",
    "La farine sera vendue le samedi, au sac, contre un bon de la commune. Le reste ira à la cantine de l’école.",
)
NAV = "<nav><a href=/>Accueil</a> <a href=/s>Sport</a></nav>"
BODIES = {
    "paragraphs between line breaks": "<div id=c><h1>{title}</h1><div>{breaks}</div></div>",
    "a layout made of tables": "<table><tr><td>Accueil<br>Sport</td><td><b>{title}</b><br><br>{breaks}</td></tr></table>",
    "a paragraph in each div": "<div><h1>{title}</h1><div>{divs}</div></div>",
    "the site's name as first headline": "<header><h1>L’Écho du Val</h1></header><div><h2>{title}</h2>{paragraphs}</div>",
    "a standfirst without a name": "<h1>{title}</h1><div class=a1><b>Il tourne, et la farine coule à nouveau.</b></div>"
    "<div class=a2>{paragraphs}</div>",
    "a table of figures": "<article><h1>{title}</h1>{paragraphs}<table><tr><th>Année</th><th>Sacs</th></tr></table><p>{last}</p></article>",
}


@pytest.mark.parametrize("body", BODIES.values(), ids=BODIES)
def test_every_way_of_setting_paragraphs_keeps_them_all(body: str) -> None:
    title = "Le moulin de Saint-Aubin tourne à nouveau"
    filled = body.format(
        title=title,
        last=LAST,
        breaks="<br><br>".join(MILL),
        divs="".join(f"<div>{p}</div>" for p in MILL),
        paragraphs="".join(f"<p>{p}</p>" for p in MILL),
    )
    page = f"<!DOCTYPE html><html lang=fr><head><title>{title} - L’Écho du Val</title></head><body>{NAV}{filled}</body></html>"
    article = clean(Document("m", "m", page, "html"))
    shown = [" ".join(p.split()) for p in article.text.split("\n") if p]
    extra = [line for line in ("Il tourne, et la farine coule à nouveau.", "Année", "Sacs") if line in body]
    extra += [LAST] if "{last}" in body else []
    assert article.title == title
    assert sorted(shown) == sorted([title, *MILL, *extra])


def test_a_byline_and_a_stamp_set_apart_by_style_only_stay_two_things() -> None:
    byline = "<div class=top><span>Par Lina Marchetti</span><time>Publié le 4 mars 2025</time></div>"
    page = PAGE.replace('<div class="byline">Par <a rel="author">Lina Marchetti</a></div>', byline)
    assert clean(Document("digue", "digue.html", page, "html")).author == "Lina Marchetti"


_BOX = "<html><body><main><article><h1>Panne géante à Vaubrun : la nuit sans lumière de quatre communes</h1>{}<p>{}</p>{}<p>{}</p></article></main></body></html>"
_NIGHT = (
    "Un transformateur a brûlé mercredi soir à Vaubrun, et les communes de la vallée sont restées sans courant jusqu’à l’aube. "
    "Les pompiers ont porté des lampes aux ménages les plus âgés, et la mairie a ouvert sa salle des fêtes.",
    "Le préfet a promis un rapport sur les sirènes, qui n’ont pas sonné faute de courant, et sur les secours, qui ont cherché une "
    "carte de papier pendant une heure. Les ménages seront indemnisés au printemps, a dit le fournisseur.",
)  # fmt: skip


def _of_box(standfirst: str, aside: str) -> str:
    return clean(Document("a", "a", _BOX.format(standfirst, _NIGHT[0], aside, _NIGHT[1]), "html")).text


def test_a_box_of_facts_in_an_aside_stays() -> None:
    box = "<aside class='chiffres'><h3>La panne en chiffres</h3><ul><li>38 200 ménages privés de courant</li><li>16 communes sans sirène</li></ul></aside>"
    assert "38 200 ménages" in _of_box("", box).replace("\u202f", " ").replace("\u00a0", " ")


@pytest.mark.parametrize(
    "aside",
    [
        "<aside><h3>À lire</h3><ul><li><a href='/a'>La panne de 2019 dans la vallée</a></li><li><a href='/b'>Les pompiers en grève</a></li></ul></aside>",
        "<aside class='newsletter'><h3>La lettre</h3><p>Chaque soir, la vallée chez vous.</p><p>Votre adresse</p><button>OK</button></aside>",
        "<aside><h3>En continu</h3><p>18:40 Volley : une défaite de plus</p><p>18:12 Grêle : les dégâts à Morzel</p></aside>",
    ],
)
def test_an_aside_of_links_forms_or_other_matters_goes(aside: str) -> None:
    assert _of_box("", aside) == _of_box("", "")


def test_a_standfirst_without_a_full_stop_right_under_the_title_stays() -> None:
    line = "Quatre communes, une carte de papier et un préfet qui promet un rapport pour le printemps"
    assert line in _of_box(f"<h2 class='x-drop'>{line}</h2>", "")


_FORMED = (
    "<html><body><article><h1>Le bac de Brenne rouvre lundi</h1><p>Le bac de Brenne rouvre lundi après sept mois de travaux, a dit le maire.</p>"
    "{box}<p>Il traverse la rivière en quatre minutes et porte huit voitures, un tracteur et ceux qui vont à pied au marché.</p>"
    "<p>Les pêcheurs l’attendaient : ils faisaient jusque-là trente kilomètres de détour par le pont de la nationale.</p></article></body></html>"
)


@pytest.mark.parametrize(
    "box",
    [
        '<div class="x9"><h3>Le Fil de l’eau</h3><p>Chaque jeudi, la rivière racontée par ceux qui y vivent.</p><input type="email"><button>Je la reçois</button></div>',
        '<div class="articleShareBar"><span>Passez le mot à vos voisins</span></div>',
        '<div class="nl-promo"><p>La rivière, une fois par semaine.</p></div>',
    ],
)
def test_a_box_with_a_field_or_a_telling_name_goes(box: str) -> None:
    text = clean(Document("a", "a", _FORMED.format(box=box), "html")).text
    assert text.count("\n") == 4 and "rivière en quatre minutes" in text


def test_a_button_in_a_paragraph_or_beside_long_text_takes_nothing_with_it() -> None:
    box = "<div><p>Le passeur, <button>1</button> qui a soixante ans, ne parle pas des travaux : il a dormi sept mois dans sa cabane, dit-il.</p></div>"
    assert "dormi sept mois" in clean(Document("a", "a", _FORMED.format(box=box), "html")).text
