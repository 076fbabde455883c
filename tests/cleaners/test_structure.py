"""Paragraphs put back together, and what must stay apart."""

from __future__ import annotations

import pytest

from cleaners import structure
from cleaners.edits import Draft

RULES = {rule.id: rule for rule in structure.RULES}
LONG = "Le phare de la pointe éclaire de nouveau la baie, huit ans après son extinction par le service des ports."


def after(text: str, *cleaners: object, language: str = "fr") -> str:
    draft = Draft(text, language=language)
    for cleaner in cleaners:
        draft = draft.apply(cleaner(draft), RULES)  # type: ignore[operator]
    return draft.text


@pytest.mark.parametrize(
    ("before", "expected"),
    [
        (f"L\n{LONG}\n", f"{LONG}\n"),
        (f"je{LONG}\n", f"{LONG}\n"),
        (f"L{LONG}\n", f"{LONG}\n"),
        ("C haque matin, le gardien montait les deux cents marches de la tour pour essuyer la lampe et le verre.\n",
         "Chaque matin, le gardien montait les deux cents marches de la tour pour essuyer la lampe et le verre.\n"),
        ("À chaque marée, le gardien montait les deux cents marches de la tour pour essuyer la lampe et le verre.\n", None),
        ("A chaque marée, le gardien montait les deux cents marches de la tour pour essuyer la lampe et le verre.\n", None),
        ("L\nde\nm\n", None),
        ("iPhone ou pas, le gardien montait les deux cents marches de la tour pour essuyer la lampe et le verre.\n", None),
    ],
)  # fmt: skip
def test_drop_caps(before: str, expected: str | None) -> None:
    assert after(before, structure.drop_caps) == (expected or before)


def test_english_drop_cap_of_a_french_page() -> None:
    before = "Lhe keeper climbed the two hundred steps of the tower every morning to wipe the lamp and the panes.\n"
    assert after(before, structure.drop_caps, language="en").startswith("The keeper")


def test_wrapped_text_becomes_paragraphs() -> None:
    wrapped = (
        "Le phare de la pointe éclaire de nouveau la baie, huit ans après\n"
        "son extinction par le service des ports. Les habitants ont repeint\n"
        "la tour, changé les vitres et remonté la lampe sans l’aide de la ré-\n"
        "gion, qui avait pourtant promis en mars de payer la moitié des tra-\n"
        "vaux. La première nuit, deux cents personnes sont venues regarder\n"
        "Armand Le Goff tourner la clef, puis le faisceau, au-dessus des\n"
        "vagues.\n"
    )
    assert after(wrapped, structure.wrapped_lines).count("\n") <= 2
    assert "la région, qui" in after(wrapped, structure.wrapped_lines)
    assert "des travaux." in after(wrapped, structure.wrapped_lines)


@pytest.mark.parametrize(
    "text",
    [
        "Tourne, tourne, ma roue,\nl’eau du bief est à nous,\nchantaient les enfants\nen remontant la rue.\n",
        "– galettes de sarrasin ;\n– pain de seigle ;\n– crème de marrons.\n",
        "Ingrédients :\n200 g de farine\nun œuf\nsel et poivre\n",
        "— Qui vient ?\n— le gardien, peut-être.\n",
    ],
)
def test_verse_lists_and_dialogue_stay_apart(text: str) -> None:
    assert after(text, *structure.AFTER) == text


def test_the_hyphen_of_a_compound_stays() -> None:
    text = "Il a fallu au gardien et à ses deux aides au moins vingt-\nsix nuits pour remonter la lampe et ses vitres.\n"
    assert "vingt-six nuits" in after(text, structure.rejoined_lines)


def test_an_intertitle_in_the_run_of_the_text() -> None:
    text = "Le maire promet une fête en juin. - “Escalade” - Les voisins, eux, comptent leurs bougies.\n"
    assert after(text, structure.inline_intertitles).split("\n")[:3] == [
        "Le maire promet une fête en juin.",
        "“Escalade”",
        "Les voisins, eux, comptent leurs bougies.",
    ]


def test_bullets_go_and_dashes_stay() -> None:
    assert after("• Une tour\n▪ deux lampes\n– trois marches\n1. Le gardien\n", structure.bullets) == (
        "Une tour\ndeux lampes\n– trois marches\n1. Le gardien\n"
    )


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("Nobody had seen the price of the lamp anywhere but there", "lighthouse historian Edwin Marlow"),
        ("The keepers left the tower one winter evening and never came back", "former assistant keeper, retired"),
    ],
)
def test_a_role_in_lower_case_is_no_end_of_the_sentence_above(first: str, second: str) -> None:
    text = f"{first}\n{second}\nThe lamp was lit again in spring by the keeper's two daughters, who had kept the keys.\n"
    assert after(text, structure.rejoined_lines, language="en") == text


def test_a_word_that_cannot_end_a_sentence_joins_two_lines() -> None:
    text = "The keepers of the harbour then left the tower and\nthe long exile of the lamp began.\n"
    assert after(text, structure.rejoined_lines, language="en").count("\n") == 1


def test_a_link_that_broke_a_sentence_twice_is_read_as_part_of_it() -> None:
    text = "The borough engineer, who came on foot, told\na 2019 hearing\nthat the ledge begins fourteen inches below the slab of the hall.\n"
    assert after(text, structure.rejoined_lines, language="en").count("\n") == 1
    text = "Il a fallu trois ans à la mairie pour lire le bon de commande\n, entre la pression des pneus et le porte-gobelet."
    assert "commande, entre" in after(text, structure.rejoined_lines)


def test_short_lines_without_a_sentence_around_them_stay_apart() -> None:
    text = "Le poème tient sur une page arrachée à un cahier\nlampe basse\nmot à mot\n"
    assert after(text, structure.rejoined_lines) == text


def test_verse_in_small_letters_stays_apart() -> None:
    text = "Que de guichets fermés devant mes pas, que de sortes\nd’attentes ! J’ai donné mon nom, ma rue, ma ville,\net l’on m’a répondu : revenez donc avec vos papiers.\n"
    assert after(text, structure.rejoined_lines) == text


def test_the_letters_of_an_alphabet_stay_and_a_lone_drop_cap_goes() -> None:
    entries = [f"{word[0]}\n{word} : ce mot se lit encore au fronton de la vieille école du village." for word in ("Ardoise", "Banc", "Craie", "Dictée")]
    text = "\n".join(entries) + "\n"
    assert after(text, structure.drop_caps) == text
    assert after(entries[1] + "\n", structure.drop_caps).startswith("Banc :")
