"""The quality gate: figures on labelled documents don't fall, and good text comes through unharmed."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import pytest

from tests.quality import floors, lines
from tests.quality.cases import load
from tests.quality.harm import harm
from tests.quality.score import Outcome, figures, score

BENCH = Path(__file__).resolve().parents[3] / "shared" / "bench"


KNOWN_TOUCHED = {
    "heldout_g1": ["g1-65-clean-en-live-text", "g1-88-clean-fr-liste-conseils-metier"],
    "heldout_g2": ["g2-30-mixed-fr-en-ui-rwanda"],
    "heldout_g3": ["g3-34-en-us-sports-roundup"],
    "heldout_h": [
        "h-12-fr-tech-blog-routeur",
        "h-33-mixed-fr-page-paraguay",
        "h-34-mixed-fr-page-russe-italien",
        "h-37-mixed-fr-liban-anglais",
    ],
    "heldout_i1": [
        "i1-23-fr-bourse-boulons",
        "i1-30-in-daily-stepwell",
        "i1-34-au-regional-lights",
        "i1-38-wire-tea",
        "i1-45-nz-radio-doctor",
    ],
    "heldout_i2": ["i2-40-mix-fr-ht-jacmel"],
    "heldout_i3": ["i3-33-fr-verif-agence", "i3-36-ie-letters-weekly", "i3-43-uk-column-podcast"],
    "heldout_i4": ["i4-08-fr-quebec-urgence"],
    "heldout_i5": [
        "i5-15-clean-en-letters",
        "i5-20-clean-pt-premios-reportagem",
        "i5-28-fr-podcast-chronique",
        "i5-29-fr-courrier-lecteurs",
        "i5-32-html-fr-explainer-encadre",
        "i5-33-html-fr-chrono-aside",
        "i5-34-html-fr-factcheck-suisse",
        "i5-38-en-shorts-india-places",
        "i5-42-en-newspaper-column",
        "i5-44-html-en-explainer-app",
        "i5-45-html-en-recipe-feature",
    ],
    "heldout_j1": ["j1-44-html-en-live-storm"],
    "heldout_j2": [
        "j2-04-clean-fr-chronique-dialogue-vers",
        "j2-24-noisy-fr-afrique-portail-marche",
        "j2-40-noisy-en-mt-aggregator-tram",
    ],
    "heldout_k": ["k-10-fr-belgique-portail", "k-46-pt-brasil-portal"],
    "heldout_l": [
        "l-13-irish-local-turf",
        "l-25-html-mixed-maghreb-foggara",
        "l-31-fr-html-live-grele",
        "l-36-en-html-techblog-batteries",
        "l-44-mixed-en-hi-portal-stepwell",
    ],
    "heldout_m1": ["m1-11-fr-ch-courrier-lecteurs", "m1-21-fr-top-livres", "m1-29-en-ke-athletics-results"],
    "heldout_m3": ["m3-08-clean-fr-quiz-mots", "m3-35-en-html-uk-local-reach"],
    "heldout_n1": ["n1-20-au-cyclone-html"],
    "heldout_q2": ["q2-27-es-co-radio-puente"],
    "heldout_q3": ["q3-07-clean-fr-explication-accents", "q3-35-en-us-county-fair", "q3-38-en-ph-ferry-advisories"],
    "heldout_r": ["r1-17-mixed-fr-de-lux-schools", "r2-28-damaged-en-escapes-heatwave"],
    "heldout_s": ["s3-31-fr-algerie-bibliobus"],
    "heldout_u": ["u1-23-mixed-suisse-de-it-frontiere", "u1-24-mixed-acadie-radio"],
    "heldout_v": ["v2-04-html-health-newsletter"],
    "heldout_w": ["w1-11-noisy-science-magazine", "w1-18-mt-egypte-felouque"],
    "heldout_x": ["x2-17-clean-en-newsletters"],
    "heldout_y": ["y1-02-noisy-car-postal"],
    "heldout_z": [
        "z1-15-mt-bresil-onibus",
        "z1-21-clean-fr-abecedaire-correctrice",
        "z2-02-ph-mindanao-weekly-bells",
        "z2-09-scottish-island-pdf",
    ],
}
"""Documents of which a look-alike is still touched, by split: known failures, to the letter. Whoever mends one takes it out."""
KNOWN_CHANGED = {
    "heldout_g1": ["g1-65-clean-en-live-text", "g1-88-clean-fr-liste-conseils-metier"],
    "heldout_i3": ["i3-07-clean-fr-lettre-ouverte"],
    "heldout_i5": ["i5-15-clean-en-letters", "i5-20-clean-pt-premios-reportagem"],
    "heldout_j2": ["j2-04-clean-fr-chronique-dialogue-vers"],
    "heldout_l": ["l-24-clean-en-inbox-column"],
    "heldout_m3": ["m3-08-clean-fr-quiz-mots"],
    "heldout_q3": ["q3-07-clean-fr-explication-accents"],
    "heldout_x": ["x2-17-clean-en-newsletters"],
    "heldout_z": ["z1-21-clean-fr-abecedaire-correctrice", "z2-13-clean-en-readers-letters"],
}
"""Clean documents that are still changed, by split: known failures in the same way."""


@cache
def outcomes(split: str) -> list[Outcome]:
    return score(load(split))


@pytest.mark.parametrize("split", floors.SPLITS)
def test_figures_do_not_fall(split: str) -> None:
    assert not floors.fallen(figures(outcomes(split)), floors.read(split))


@pytest.mark.parametrize("split", floors.SPLITS)
def test_no_look_alike_is_touched(split: str) -> None:
    touched = [o.case.name for o in outcomes(split) if figures([o]).lookalikes_touched]
    assert touched == KNOWN_TOUCHED.get(split, [])


@pytest.mark.parametrize("split", floors.SPLITS)
def test_clean_documents_stay_as_they_are(split: str) -> None:
    changed = [o.case.name for o in outcomes(split) if o.case.clean and not o.measures.unchanged]
    assert changed == KNOWN_CHANGED.get(split, [])


@pytest.mark.parametrize("split", floors.SPLITS)
def test_nothing_fails_and_the_record_is_exact(split: str) -> None:
    assert [(o.case.name, o.error) for o in outcomes(split) if o.error] == []
    assert [o.case.name for o in outcomes(split) if not o.revert_exact] == []


@pytest.mark.parametrize("split", floors.SPLITS)
def test_cleaning_twice_is_cleaning_once(split: str) -> None:
    assert [o.case.name for o in outcomes(split) if not o.idempotent] == []


@pytest.mark.parametrize("piece", [p for p in lines.pieces() if p.alike], ids=lambda piece: piece.text[:40])
def test_a_sentence_that_looks_like_furniture_stays(piece: lines.Piece) -> None:
    assert lines.verdict(piece) == ""


@pytest.mark.slow
def test_wordings_stay_known() -> None:
    assert lines.known() >= floors.read("lines")["known"]


@pytest.mark.slow
@pytest.mark.skipif(not BENCH.is_dir(), reason="the news test sets aren't beside this repository")
@pytest.mark.parametrize("language", ["fr", "en"])
@pytest.mark.parametrize("size", [1, 25, 3000])
def test_human_text_comes_through_unharmed(language: str, size: int) -> None:
    """No letter or digit changes (accents on capitals, ligatures apart): single lines, articles, one long text."""
    lines = (BENCH / f"newstest2013.{language}").read_text(encoding="utf-8").splitlines()
    harmed, _ = harm(lines, language, size)
    assert {h.number for h in harmed} == set()


def test_a_floor_that_is_missed_is_named() -> None:
    found = figures(outcomes("dev")[:1])
    assert floors.fallen(found, {"f1": 1.1})[0].startswith("f1 is ")
    assert floors.fallen(found, {"content_lost": -0.1})[0].startswith("content_lost is ")
