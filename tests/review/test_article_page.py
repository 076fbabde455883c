"""What a reader finds on the page of an article."""

from __future__ import annotations

from lxml import html

from cleaners.edits import LoggedEdit
from tests.review.conftest import EDITS, RAW, SEGMENTS, Site, record


def _shown(page: html.HtmlElement, leave_out: str) -> str:
    """The letters and signs of the raw text on the page, without white space, one side of each edit left out."""
    raw = page.xpath("//div[@class='raw']")[0]
    for element in raw.xpath(f".//{leave_out} | .//i | .//summary"):
        element.drop_tree()
    return "".join(raw.text_content().split())


def test_the_raw_text_is_all_there_and_so_is_the_clean_one(site: Site) -> None:
    letters = RAW.translate({0x200B: None})
    assert _shown(site.write([record()]).page(), "ins") == "".join(letters.split())
    assert "".join("Le maire a confirmé «la reprise» du service, et la mise en œuvre commence".split()) in _shown(
        site.page(), "del"
    )


def test_each_edit_tells_its_rule_and_reason_to_pointer_and_keyboard(site: Site) -> None:
    marks = site.write([record()]).page().find_class("edit")
    assert len(marks) == len(EDITS)
    for mark, edit in zip(marks, EDITS, strict=True):
        assert f"{edit.rule}: {edit.why}" in mark.get("aria-label")
        assert mark.get("tabindex") == "0"
    assert marks[0].get("aria-label").endswith("\nlayout.blank")


def test_classes_are_told_apart_by_words_and_signs_not_by_colour_alone(site: Site) -> None:
    page = site.write([record()]).page()
    kinds = [mark.get("class").split()[1] for mark in page.find_class("edit")]
    assert kinds == ["furniture", "metadata", "furniture", "typography", "typography", "wording", "markup", "furniture"]
    legend = {label.get("class"): label.text_content().split() for label in page.xpath("//*[@class='classes']/label")}
    assert legend["furniture"] == ["✕", "Page", "furniture", "3"]
    assert legend["damage-key"][-1] == "1"


def test_replacements_stand_as_deleted_and_inserted_text(site: Site) -> None:
    mark = site.write([record()]).page().xpath("//*[contains(@aria-label, 'ligature.oe')]")[0]
    assert [(child.tag, child.text_content()) for child in mark] == [("del", "oe"), ("ins", "œ")]


def test_invisible_characters_are_visible(site: Site) -> None:
    raw = site.write([record()]).page().xpath("//div[@class='raw']")[0]
    signs = {(sign.text, sign.get("title")) for sign in raw.xpath(".//i[@title]")}
    assert ("⍽", "U+00A0 no-break space") in signs
    assert ("ZWSP", "U+200B zero width space") in signs


def test_segments_stand_side_by_side_with_score_and_flags(site: Site) -> None:
    rows = site.write([record()]).page().find_class("segment")
    for row, segment in zip(rows, SEGMENTS, strict=True):
        sides = {side.get("lang"): side.text_content() for side in row.xpath("./*[@lang]")}
        assert sides == {"fr": segment.fr, "en": segment.en}
        assert f"score {segment.score:.2f}" in row.find_class("score")[0].get("aria-label")
    badges = [badge.text_content().strip() for badge in rows[2].find_class("badge")]
    assert badges == ["✕ numbers differ", "i tried again"]
    assert rows[0].xpath("./h3")


def test_damage_left_in_the_text_is_marked_and_listed(site: Site) -> None:
    page = site.write([record()]).page()
    assert [mark.text_content() for mark in page.find_class("damage")] == [RAW[187:202]]
    assert "a word is missing" in page.find_class("flags")[0].text_content()


def test_edits_are_listed_by_rule_and_lead_to_their_place(site: Site) -> None:
    page = site.write([record()]).page()
    rules = {rule.xpath(".//code")[0].text: rule.xpath("./summary/b")[0].text for rule in page.find_class("rule")}
    assert rules["quotes.pair"] == "2"
    assert rules["ad.label"] == "1"
    for link in page.xpath("//*[contains(@class, 'rule')]//a"):
        assert page.get_element_by_id(link.get("href").removeprefix("#")).get("class").startswith("edit")


def test_metadata_is_shown(site: Site) -> None:
    facts = site.write([record()]).page().find_class("facts")[0].text_content()
    for value in ("inbox/ferry-01.txt", "2024-05-03", "bac · Morvent", "French"):
        assert value in facts
    assert "rules:1|argos:fr_en-0.1@00" in site.page().find_class("signature")[0].text_content()


def test_an_unpaired_article_shows_its_text_and_the_reason(site: Site) -> None:
    reason = "the article is in Welsh; only French and English are paired"
    kept = record(status="kept", reason=reason, language="cy", original=None, segments=(), title_fr=None, title_en=None)
    page = site.write([kept]).page()
    assert reason in page.find_class("notice")[0].text_content()
    assert page.find_class("single")[0].get("lang") == "cy"
    assert kept.paragraphs[1] in page.find_class("single")[0].text_content()


def test_a_failed_article_has_a_page_with_its_reason(site: Site) -> None:
    failed = record(status="failed", reason="the file is empty", raw="", edits=(), segments=(), paragraphs=(), flags=())
    text = site.write([failed]).page().text_content()
    assert "the file is empty" in text
    assert "The document is empty." in text


def test_an_english_article_stands_on_the_right_as_the_original(site: Site) -> None:
    heads = site.write([record(original="en", language="en")]).page().find_class("heads")[0].text_content()
    assert heads == "Français translationEnglish original, clean"


def test_pages_lead_to_the_articles_before_and_after(site: Site) -> None:
    site.write([record(id="a"), record(id="b", title_fr="Deux"), record(id="c")])
    links = {link.get("rel"): link.get("href") for link in site.page("b.html").xpath("//nav//a[@rel]")}
    assert links == {"prev": "a.html", "next": "c.html"}
    assert site.page("a.html").xpath("//a[@rel='next']/@href") == ["b.html", "b.html"]
    assert not site.page("c.html").xpath("//a[@rel='next']")


def test_real_cleaning_gives_a_page_that_holds_the_whole_text(site: Site) -> None:
    from dataclasses import asdict

    from cleaners.document import Document
    from cleaners.pipeline import clean

    raw = (
        "<html lang='fr'><body><nav><a href='/'>Accueil</a></nav><article><h1>Le bac change d'horaire</h1>"
        "<p>Le maire a confirmé mardi la reprise du service entre les deux rives du fleuve.</p>"
        "<p>Les passagers attendent encore la liste des horaires, qui sera publiée jeudi par la commune.</p>"
        "</article><footer>Mentions légales</footer></body></html>"
    )
    article = clean(Document("html-01", "page.html", raw, media="html"))
    flags = [asdict(flag) for flag in article.flags]
    made = record(id="html-01", raw=raw, edits=article.edits, flags=flags, paragraphs=article.paragraphs)
    assert _shown(site.write([made]).page(), "ins") == "".join(raw.split())


def test_where_rules_met_the_one_that_took_words_leads(site: Site) -> None:
    """A line goes with the blank line under it: that is furniture that went, not blank space."""
    edit = LoggedEdit("layout.blank-line", 2, 9, "\nPUB A\n", "", "an empty line", ("related.run",), "layout")
    page = site.write([record(raw="Un\nPUB A\nDeux", edits=(edit,), flags=())]).page()
    mark = page.find_class("edit")[0]
    assert mark.get("class").split() == ["edit", "furniture", "cut"]
    label = mark.get("aria-label")
    assert label.startswith("Page furniture, removed · related.run: ")  # the reason comes from the rule itself
    assert label.endswith("\nlayout.blank-line: an empty line")
    assert [code.text for code in page.xpath("//summary/code")] == ["related.run"]


def test_a_typographic_change_shows_what_differs_and_no_more(site: Site) -> None:
    edit = LoggedEdit("numbers.thousands", 0, 7, "450.000", "450\u202f000", "grouped by a space", (), "numbers")
    mark = site.write([record(raw="450.000 francs", edits=(edit,), flags=())]).page().find_class("edit")[0]
    assert [(part.tag, part.text_content()) for part in mark] == [("del", "."), ("ins", "⍽")]
    assert mark.text_content() == "450.⍽000"
