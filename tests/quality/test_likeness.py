"""The learnt weights: the file is whole, and what they say stays within its bounds."""

from __future__ import annotations

import lzma
from pathlib import Path

import pytest

from cleaners import furniture_evidence, furniture_learnt, furniture_likeness
from cleaners.document import Document
from cleaners.pipeline import clean
from tests.quality.cases import Case, Furniture
from tests.quality.likeness import LINES, of_news
from tests.quality.news import PLAIN, TRANSPLANTED, News

BODY = (
    "Le pont suspendu de Varzolles rouvre lundi après onze mois de travaux, a annoncé la mairie au conseil de quartier.\n"
    "Les câbles, posés en 1931, ont été remplacés un à un par une équipe de six cordistes venus de la vallée voisine.\n"
    "Le chantier a coûté deux millions d'euros, dont la moitié à la charge du département et le reste à la commune.\n"
)
MORE = (
    "Le maire a traversé le premier, un dimanche, avec deux de ses petites-filles et le doyen de la commune en fauteuil.",
    "Les camions devront attendre encore : la charge est limitée à trois tonnes et demie jusqu'au contrôle du printemps.",
    "Les riverains, eux, ont gardé l'habitude du gué, qui leur a servi tout l'hiver malgré deux crues et un avertissement.",
)


def test_a_page_without_furniture_is_never_weighed() -> None:
    tail = "Merci les bénévoles\nTrop tard\n"
    assert clean(Document("a", "a", BODY + tail)).text == clean(Document("a", "a", BODY)).text + tail


def test_a_line_that_no_rule_knows_goes_when_it_stands_amid_furniture() -> None:
    tail = "Partager\nImprimer\nCommenter\nLes plus lus\nMentions légales\n"
    strange = "Zwischenablage öffnen\n"
    article = clean(Document("a", "a", BODY + tail + strange + "Politique de confidentialité\nPlan du site\n"))
    assert strange.strip() not in article.text
    assert article.paragraphs[-1].startswith("Le chantier")


def test_the_title_and_what_is_said_stay() -> None:
    head = "Menu\nRechercher\nSe connecter\nS'abonner\nLe pont suspendu rouvre lundi\n"
    article = clean(Document("a", "a", head + BODY))
    assert article.title == "Le pont suspendu rouvre lundi"


@pytest.mark.parametrize("path", sorted(LINES.glob("*.txt")), ids=lambda path: path.stem)
def test_the_lines_to_learn_from_are_a_line_each_and_stand_once(path: Path) -> None:
    lines = path.read_text(encoding="utf-8").splitlines()
    assert len(set(lines)) == len(lines)
    assert all(line == line.strip() and line for line in lines)


def test_the_weights_have_a_bias_and_know_words_shapes_and_places() -> None:
    weights = furniture_likeness.weights()
    assert furniture_likeness.BIAS in weights
    assert {name[:2] for name in weights} == {"w:", "t:", "v:", "s:", "p:", "n:", "k:", "bi"}


def test_the_trees_look_at_the_numbers_that_the_evidence_gives() -> None:
    assert int(furniture_learnt.trees().asked.max()) < len(furniture_evidence.names())


def test_a_label_alone_between_two_paragraphs_of_a_clean_article_is_its_intertitle() -> None:
    first, second, third = BODY.splitlines()
    lines = ["Le pont suspendu rouvre lundi", first, "Dites-nous pourquoi", second, third, *MORE]
    assert "Dites-nous pourquoi" in clean(Document("a", "a", "\n".join(lines) + "\n")).text


def test_an_article_of_the_press_takes_the_place_of_the_documents_own(tmp_path: Path) -> None:
    pairs = "".join(f"{french}\tEnglish sentence number {number}.\n" for number, french in enumerate((*BODY.splitlines(), *MORE)))
    for source in (TRANSPLANTED, PLAIN):
        with lzma.open(tmp_path / f"{source}.tsv.xz", "wt", encoding="utf-8") as file:
            file.write(pairs)
    raw = "Menu\nUn titre\nUn premier texte.\nPartager sur Facebook\nUn second texte.\nPlan du site\n"
    furniture = tuple(Furniture("A8", line) for line in ("Menu", "Partager sur Facebook", "Plan du site"))
    case = Case("one", {"language": "fr"}, raw, "", furniture, (), (), ())
    news = News(tmp_path)
    found = news.transplanted(case)
    assert found is not None
    first, second, third = BODY.splitlines()
    assert found.raw.splitlines() == ["Menu", first, second, "Partager sur Facebook", third, "Plan du site"]
    assert found.gold.splitlines() == [first, second, third]
    labelled = {line.text: line.furniture for line in of_news([found])}
    assert labelled == {"Menu": True, first: False, second: False, "Partager sur Facebook": True, third: False, "Plan du site": True}
    assert news.transplanted(case) is not None and news.transplanted(case) is None  # each line once
    assert news.transplanted(Case("two", {"language": "es"}, raw, "", (), (), (), ())) is None
