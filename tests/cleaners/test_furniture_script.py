"""Lines in another script than the page's."""

from __future__ import annotations

from cleaners.document import Document
from cleaners.pipeline import clean


def test_the_script_of_a_page_is_that_of_its_letters_not_of_its_lines() -> None:
    menu = ["뉴스 목록", "정치 경제", "문화 연예", "전체 기사", "광고 문의", "기사 제보"]
    article = [
        "Le dernier moulin à papier de la vallée ferme ses portes",
        "Le dernier moulin à papier de la vallée a cessé de tourner lundi, faute de repreneur, après cent quarante ans de travail.",
        "Ses quatre ouvriers ont rangé les formes et coupé l’eau, puis ils ont bu un café sous la roue, sans parler beaucoup.",
        "La commune voudrait en faire un musée, mais le toit coûterait à lui seul deux années de son budget, dit le maire.",
    ]
    cleaned = clean(Document("a", "a", "\n".join(menu + article), "text"))
    assert cleaned.text.splitlines() == article
