"""The table: every cleaner in the order it runs, with the rules it may name and the languages it speaks."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache, lru_cache, partial

from cleaners import (
    apostrophes,
    apostrophes_italian,
    broken_names,
    case_by_article,
    damage,
    escapes,
    extract,
    furniture,
    glue,
    glued_numbers,
    glued_sentences,
    grammar,
    grammar_nouns,
    grammar_verbs,
    language,
    layout,
    link_residue,
    markup,
    misread,
    mojibake,
    numbers,
    quotes,
    quotes_other,
    slips,
    spacing,
    spelling,
    stray_capitals,
    structure,
    typography,
    unicode,
    units,
)
from cleaners.edits import Cleaner, Draft, Rule
from cleaners.rulebook import Rulebook

FRENCH = ("fr",)
ENGLISH = ("en",)
FRENCH_AND_ENGLISH = ("fr", "en")
ROMANCE = ("es", "it", "pt")
ROMANCE_AND_ENGLISH = ("fr", "en", "es", "it", "pt")


@dataclass(frozen=True, slots=True)
class Pass:
    """One cleaner in the table. `languages` restricts it to articles in those; empty means all.

    `at_rest` is what it still does where nothing but the typesetting changed since it last looked. `by_id`: its rules.
    """

    name: str
    cleaner: Cleaner
    rules: tuple[Rule, ...]
    languages: tuple[str, ...] = ()
    at_rest: Pass | None = None
    by_id: Mapping[str, Rule] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "by_id", {rule.id: rule for rule in self.rules})

    def concerns(self, draft: Draft) -> bool:
        return not self.languages or draft.language in self.languages


EXTRACTION = (Pass("html_article", extract.html_article, extract.RULES),)
"""Runs once, and only on HTML pages."""

ENCODING = (
    Pass("line_ends", unicode.line_ends, unicode.RULES),
    Pass("undecoded_bytes", escapes.undecoded_bytes, escapes.RULES),
    Pass("mojibake", mojibake.mojibake, mojibake.RULES),
    Pass("lost_bytes", mojibake.lost_bytes, mojibake.RULES),
    Pass("json_escapes", escapes.json_escapes, escapes.RULES),
    Pass("entities", escapes.entities, escapes.RULES),
    Pass("entity_stumps", escapes.entity_stumps, escapes.RULES),
    Pass("replacement_characters", escapes.replacement_characters, escapes.RULES),
    Pass("control", unicode.control, unicode.RULES),
    Pass("invisible", unicode.invisible, unicode.RULES),
    Pass("composed", unicode.composed, unicode.RULES),
    Pass("ligatures", unicode.ligatures, unicode.RULES),
    Pass("homoglyphs", unicode.homoglyphs, unicode.RULES),
    Pass("hidden_elements", markup.hidden_elements, markup.RULES),
    Pass("tags", markup.tags, markup.RULES),
    Pass("attributes", markup.attributes, markup.RULES),
    Pass("code_lines", markup.code_lines, markup.RULES),
    Pass("shortcodes", markup.shortcodes, markup.RULES),
    Pass("markdown", link_residue.markdown, link_residue.RULES),
    Pass("wiki", link_residue.wiki, link_residue.RULES),
    Pass("citations", link_residue.citations, link_residue.RULES),
    Pass("new_window_hints", link_residue.new_window_hints, link_residue.RULES),
    Pass("separators", link_residue.separators, link_residue.RULES),
    Pass("odd_spaces", layout.odd_spaces, layout.RULES),
    Pass("edges", layout.edges, layout.RULES),
)

REPAIR = (
    Pass("sentences_glued", glued_sentences.sentences_glued, glued_sentences.RULES, ROMANCE_AND_ENGLISH),
    Pass("broken_names", broken_names.broken_names, broken_names.RULES, ROMANCE_AND_ENGLISH),
    Pass("words_glued", glue.words_glued, glue.RULES, ROMANCE_AND_ENGLISH),
    Pass("numbers_glued", glued_numbers.numbers_glued, glued_numbers.RULES, ROMANCE_AND_ENGLISH),
    Pass("lost_apostrophes", apostrophes.lost_apostrophes, apostrophes.RULES, FRENCH),
    Pass("lost_in_italian", apostrophes_italian.lost_in_italian, apostrophes.RULES, ("it",)),
    Pass("lost_contractions", apostrophes.lost_contractions, apostrophes.RULES, ENGLISH),
    Pass("spaced_apostrophes", apostrophes.spaced_apostrophes, apostrophes.RULES, FRENCH),
    Pass("accented_capitals", spelling.accented_capitals, spelling.RULES, FRENCH),
    Pass("lost_accents", spelling.lost_accents, spelling.RULES, FRENCH),
    Pass("ligatures_of_spelling", spelling.ligatures, spelling.RULES, FRENCH),
    Pass("case_of_nouns", stray_capitals.case_of_nouns, stray_capitals.RULES, FRENCH),
    Pass("case_by_article", case_by_article.case_by_article, stray_capitals.RULES, FRENCH),
    Pass("english_case", case_by_article.english_case, stray_capitals.RULES, ENGLISH),
    Pass("doubled_words", slips.doubled_words, slips.RULES, ROMANCE_AND_ENGLISH),
    Pass("untranslated_words", slips.untranslated_words, slips.RULES, FRENCH),
    Pass("bracketed_abbreviations", slips.bracketed_abbreviations, slips.RULES, FRENCH),
    Pass("misread_digits", misread.misread_digits, misread.RULES, FRENCH_AND_ENGLISH),
    Pass("misread_letters", misread.misread_letters, misread.RULES, FRENCH_AND_ENGLISH),
    Pass("lost_accents_of_words", misread.lost_accents_of_words, misread.RULES, FRENCH),
    Pass("cut_marks", typography.cut_marks, typography.RULES, FRENCH_AND_ENGLISH),
    Pass("doubled_punctuation", typography.doubled_punctuation, typography.RULES, FRENCH_AND_ENGLISH),
    Pass("doubled_apostrophes", apostrophes.doubled_apostrophes, apostrophes.RULES, FRENCH_AND_ENGLISH),
    Pass("quotation_marks", quotes.quotation_marks, quotes.RULES, FRENCH_AND_ENGLISH),
    Pass("quotation_marks_of_others", quotes_other.quotation_marks_of_others, quotes.RULES, ROMANCE),
    Pass("plus_signs", quotes.plus_signs, quotes.RULES, FRENCH_AND_ENGLISH),
    Pass("apostrophes", typography.apostrophes, typography.RULES, FRENCH_AND_ENGLISH),
    Pass("elisions", typography.elisions, typography.RULES, FRENCH),
    Pass("hyphens", typography.hyphens, typography.RULES, FRENCH),
    Pass("commas", spacing.commas, spacing.RULES, ROMANCE_AND_ENGLISH),
    Pass("brackets", spacing.brackets, spacing.RULES, ROMANCE_AND_ENGLISH),
    Pass("other_spacing", spacing.other_spacing, spacing.RULES, ROMANCE),
    Pass("french_spacing", spacing.french_spacing, spacing.RULES, FRENCH),
    Pass("english_spacing", spacing.english_spacing, spacing.RULES, ENGLISH),
    Pass("french_numbers", numbers.french_numbers, numbers.RULES, FRENCH),
    Pass("french_units", units.french_units, units.RULES, FRENCH),
    Pass("french_hours", units.french_hours, units.RULES, FRENCH),
    Pass("french_ordinals", units.french_ordinals, units.RULES, FRENCH),
    Pass("english_numbers", numbers.english_numbers, numbers.RULES, ENGLISH),
    Pass("english_units", units.english_units, units.RULES, ENGLISH),
    Pass("english_ordinals", units.english_ordinals, units.RULES, ENGLISH),
    Pass("no_break_spaces", typography.no_break_spaces, typography.RULES, FRENCH_AND_ENGLISH),
    Pass("runs_of_spaces", layout.runs_of_spaces, layout.RULES),
)

REPORT = (
    Pass("lost_words", damage.lost_words, (), FRENCH),
    Pass("impossible_pairs", grammar.impossible_pairs, (), ROMANCE_AND_ENGLISH),
    Pass("unsupported_verbs", grammar_verbs.unsupported_verbs, (), FRENCH),
    Pass("bare_nouns", grammar_nouns.bare_nouns, (), FRENCH),
    Pass("disagreements", grammar_nouns.disagreements, (), FRENCH),
    Pass("english_shapes", grammar.english_shapes, (), ENGLISH),
    Pass("dropped_link_text", damage.dropped_link_text, (), FRENCH),
    Pass("lost_characters", damage.lost_characters, ()),
    Pass("missing_accents", damage.missing_accents, (), FRENCH),
    Pass("undecoded", damage.undecoded, ()),
    Pass("foreign_paragraphs", language.foreign_paragraphs, ()),
)
"""Flags on damage that stays. They change nothing, so they look once, at the clean text."""


@lru_cache(maxsize=16)
def furniture_passes(rulebook: Rulebook | None = None) -> tuple[Pass, ...]:
    """The passes between encoding and repair, with the bundled rulebook or another."""
    cleaner = partial(furniture.furniture, rulebook=rulebook)
    return (
        Pass("wrapped_lines", structure.wrapped_lines, structure.RULES),
        Pass("furniture", cleaner, furniture.rules(rulebook), at_rest=Pass("furniture", furniture.page_facts, ())),
        Pass("inline_intertitles", structure.inline_intertitles, structure.RULES),
        Pass("bullets", structure.bullets, structure.RULES),
        Pass("drop_caps", structure.drop_caps, structure.RULES),
        Pass("rejoined_lines", structure.rejoined_lines, structure.RULES),
    )


@cache
def rules() -> Mapping[str, Rule]:
    """Every rule of the project's own, by id."""
    table: dict[str, Rule] = {}
    for step in (*EXTRACTION, *ENCODING, *furniture_passes(), *REPAIR):
        for rule in step.rules:
            if table.setdefault(rule.id, rule) != rule:
                raise ValueError(f"two rules are called {rule.id}")
    return table
