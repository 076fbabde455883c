"""Runs a rule's own examples: what it removes must go and what it keeps must stay, on a page like those it is made for."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from cleaners.edits import Draft, Edit
from cleaners.furniture import furniture
from cleaners.furniture import rules as furniture_rules
from cleaners.language import line_language
from cleaners.rulebook import BookRule, Rulebook

_PAGES = {
    "fr": (
        "Le vieux phare rallumé par ses voisins",
        "Le phare de la pointe éclaire de nouveau la baie, huit ans après son extinction par le service des ports.",
        "Les habitants ont repeint la tour, changé les vitres et remonté la lampe sans l’aide de la région.",
        "La première nuit, deux cents personnes sont venues regarder le faisceau tourner au-dessus des vagues.",
    ),
    "en": (
        "Neighbours light the old lighthouse again",
        "The lighthouse on the point lights the bay again, eight years after the harbour service put it out.",
        "The villagers painted the tower, changed the panes and rebuilt the lamp without help from the county.",
        "On the first night two hundred people came to watch the beam turn above the waves.",
    ),
}


@dataclass(frozen=True, slots=True)
class Failure:
    """An example that does not do what its rule says. `zone` is where on the test page it stood."""

    rule: str
    origin: str
    example: str
    kind: str
    zone: str
    by: str = ""

    def __str__(self) -> str:
        shown = self.example.replace("\n", " ⏎ ")
        if self.kind == "removes":
            return f"{self.origin}: {self.rule} should remove, but leaves in the {self.zone}: {shown}"
        return f"{self.origin}: {self.rule} should keep, but {self.by} takes in the {self.zone}: {shown}"


def failures(rule: BookRule, rulebook: Rulebook) -> Iterator[Failure]:
    """The examples of `rule` that fail when the whole rulebook and all structure act on them."""
    for example in rule.removes:
        zones = ("body", "tail") if rule.scope == "span" else rule.zones
        remains = {zone: kept(example, zone, rule, rulebook)[0] for zone in zones}
        if rule.scope == "span":  # its place in the article may be the first paragraph or the last
            if all(left == example for left in remains.values()):
                yield Failure(rule.id, rule.origin, example, "removes", "body")
            continue
        for zone, left in remains.items():
            if left:
                yield Failure(rule.id, rule.origin, example, "removes", zone)
    for example in rule.keeps:
        for zone in rule.zones:
            left, by = kept(example, zone, rule, rulebook)
            if left != example:
                yield Failure(rule.id, rule.origin, example, "keeps", zone, by)


def kept(example: str, zone: str, rule: BookRule, rulebook: Rulebook) -> tuple[str, str]:
    """What is left of an example on a test page, and the rules that took something."""
    spoken = line_language(example) or "fr"
    language = spoken if spoken in _PAGES else next((code for code in rule.languages if code in _PAGES), "fr")
    title, first, second, last = _PAGES[language]
    place = {"head": (title, example, first, second, last), "body": (title, first, example, second, last)}
    text = "\n".join(place.get(zone, (title, first, second, last, example))) + "\n"
    if rule.scope == "span" and zone == "body":
        text = "\n".join((title, example, first, second, last)) + "\n"
    draft = Draft(text, language=language)
    edits = [finding for finding in furniture(draft, rulebook) if isinstance(finding, Edit)]
    table = {r.id: r for r in furniture_rules(rulebook)}
    start = text.index(example)
    after = draft.apply(edits, table).text
    left = [line for line in after.split("\n") if line and line not in (title, first, second, last)]
    return "\n".join(left), ", ".join(sorted({e.rule for e in edits if e.start < start + len(example) and start < e.end}))
