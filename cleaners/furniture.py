"""Which lines of a page are furniture: rules for fixed words, structure for the rest, weighed together.

One look at the page gives verdicts on its rows; rows judged furniture leave, and what is left is looked at again, until
nothing more goes. So the verdicts are those of the clean page, and a second run finds nothing new.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace

from cleaners import (
    furniture_authors,
    furniture_boxes,
    furniture_captions,
    furniture_comments,
    furniture_compound,
    furniture_datelines,
    furniture_entries,
    furniture_guards,
    furniture_kinship,
    furniture_labels,
    furniture_learnt,
    furniture_letters,
    furniture_margins,
    furniture_names,
    furniture_navigation,
    furniture_players,
    furniture_posts,
    furniture_records,
    furniture_related,
    furniture_repeats,
    furniture_series,
    furniture_stamps,
    furniture_tags,
    furniture_weighed,
    metadata,
    metadata_page,
    metadata_titles,
)
from cleaners.edits import Draft, Edit, Fact, Finding, Promise, Rule
from cleaners.furniture_titles import could_be_title, kin, signs
from cleaners.furniture_verdicts import Verdict, Verdicts, removed_line
from cleaners.rulebook import Rulebook, bundled
from cleaners.rulebook_matching import Hit, Matcher, matcher
from cleaners.structure import continues
from cleaners.zones import Page, Row, page_of

LOOKS = 6
"""The page is looked at again after each removal, this often at most."""

_BY_LOOKS = (
    furniture_boxes.BOX.id,
    furniture_kinship.STRANGER.id,
    furniture_learnt.LIKE.id,
    furniture_margins.BELOW.id,
    furniture_margins.BLOCK.id,
    furniture_names.NAME.id,
    furniture_related.HEADLINE.id,
    furniture_related.RUN.id,
)
"""Rules that weigh looks: they yield to a list of facts."""

REJOIN = Rule("furniture.rejoin", Promise.LAYOUT, "a sentence that furniture had cut in two")
_STRUCTURE = (
    *furniture_related.RULES,
    *furniture_stamps.RULES,
    *furniture_datelines.RULES,
    *furniture_players.RULES,
    *furniture_posts.RULES,
    *furniture_captions.RULES,
    *furniture_repeats.RULES,
    *furniture_comments.RULES,
    *furniture_tags.RULES,
    *furniture_navigation.RULES,
    *furniture_names.RULES,
    *furniture_weighed.RULES,
    *furniture_labels.RULES,
    *furniture_boxes.RULES,
    *furniture_margins.RULES,
    *furniture_authors.RULES,
    *furniture_kinship.RULES,
    *furniture_learnt.RULES,
    *metadata_titles.RULES,
    REJOIN,
)

Hits = Mapping[int, list[Hit]]


def rules(rulebook: Rulebook | None = None) -> tuple[Rule, ...]:
    """Every rule that `furniture` may name, the rulebook's and its own."""
    return (*_STRUCTURE, *(rulebook or bundled()).as_rules())


def furniture(draft: Draft, rulebook: Rulebook | None = None) -> Iterator[Finding]:
    """Removes the furniture of a page and lifts what metadata it carries.

    Yields an edit for each line or span that goes, facts (offsets in the draft's text), and an edit for each line break that
    only furniture had set into a sentence. `rulebook` is the bundled one by default.
    """
    page = page_of(draft)
    if not page.rows:
        return
    found, left = judge(page, matcher(rulebook or bundled(), draft.language))
    gone = {row.index: verdict for row, verdict in found}
    findings: list[Finding] = []
    for row, verdict in found:
        findings += (removed_line(draft.text, row, verdict.rule, verdict.why), *verdict.facts)
    findings += _spans(left, matcher(rulebook or bundled(), draft.language))
    findings += furniture_captions.caption_spans(left)
    findings += furniture_datelines.prefixes(left)
    findings += furniture_navigation.glued_sections(left)
    title = metadata_titles.title_of(left, draft, gone, page)
    findings += _rejoined(draft, left, gone, title)
    sheet = metadata_page.sheet_of(page, left, gone, title)
    facts = [f for f in findings if isinstance(f, Fact)] + [title] * (title is not None) + [*metadata_page.hinted_authors(draft)]
    findings = [f for f in findings if not isinstance(f, Fact)]
    findings += [fact for fact in metadata_page.chosen(facts, sheet, draft) if metadata.holds(fact, left)]
    yield from sorted(findings, key=lambda finding: (finding.start, finding.end))


def page_facts(draft: Draft) -> Iterator[Fact]:
    """What a page that holds no furniture any more tells by itself: its title, as it stands now."""
    page = page_of(draft)
    title = metadata_titles.title_of(page, draft, {}, page)
    yield from filter(None, (title, *metadata_page.hinted_authors(draft)))


def judge(page: Page, match: Matcher, *, learnt: bool = True) -> tuple[list[tuple[Row, Verdict]], Page]:
    """The rows that are furniture with their verdicts, and the page that is left. learnt: with the learnt weights, too."""
    hits = {row.index: found for row in page.rows if (found := furniture_compound.hits_of(row, match))}
    page = replace(page, doubtful=frozenset(index for index, found in hits.items() if _limited(found)))
    own = furniture_letters.letters(page)
    judged, page, own = _emptied(page, hits, own, match, learnt=learnt)
    if learnt and (spared := furniture_learnt.spared(page, judged)):
        own |= {row.index for row in spared}
        judged = [(row, verdict) for row, verdict in judged if row.index not in own]
        more, page, _ = _emptied(page.with_rows(spared), hits, own, match, learnt=learnt)
        judged += more
    return sorted(judged, key=lambda pair: pair[0].index), page


def _emptied(
    page: Page, hits: Hits, own: frozenset[int], match: Matcher, *, learnt: bool
) -> tuple[list[tuple[Row, Verdict]], Page, frozenset[int]]:
    """Look at a page until nothing more goes: what went, what is left, and the indexes of rows known to be the article's.

    own: indexes of rows that are known to be.
    """
    judged: list[tuple[Row, Verdict]] = []
    for _ in range(LOOKS):
        verdicts, own = _allowed(page, _look(page, hits), hits, own)
        if not verdicts and learnt:  # only once nothing else has anything to say
            likely = {i: v for i, v in furniture_learnt.lines(page, hits).items() if v.odds >= SURE_OF_ALL or not _holds_both(page.rows[i], match)}
            verdicts, own = _allowed(page, likely, hits, own)
        if not verdicts:
            break
        judged += [(page.rows[i], verdict) for i, verdict in sorted(verdicts.items())]
        page = page.without({i: verdict.family for i, verdict in verdicts.items()})
    return judged, page, own


def _allowed(page: Page, verdicts: Verdicts, hits: Hits, own: frozenset[int]) -> tuple[Verdicts, frozenset[int]]:
    """The verdicts that no guard of the whole page holds back, and the indexes of rows known to be the article's, with those just found."""
    if not verdicts:
        return verdicts, own
    own |= furniture_entries.titles(page, verdicts, hits) | _only_title(page, verdicts, hits)
    own |= furniture_series.intertitles(page, verdicts, hits) | furniture_boxes.named_in_contents(page, verdicts)
    facts = furniture_records.facts(page, hits)
    allowed = {
        i: verdict
        for i, verdict in verdicts.items()
        if page.rows[i].index not in own and not (verdict.rule in _BY_LOOKS and verdict.odds < facts.get(page.rows[i].index, -1.0))
    }
    return allowed, own


def _holds_both(row: Row, match: Matcher) -> bool:
    """Whether a row of several sentences has a piece that a rule takes out: the rest is the article's."""
    return _INNER_END.search(row.text) is not None and any(True for _ in match.spans(row.text, row.folded))


_INNER_END = re.compile(r"[.!?…»”] [«“]?[^\W\d_a-zà-ÿ]")
_LINKS = ("related.inline", furniture_related.HEADLINE.id)
_SOFT = (furniture_learnt.LIKE.id, furniture_captions.ABOVE.id)
"""Rules that go by looks alone: they never take the last line of the head that could be the title, unless the trees are sure."""
SURE_OF_ALL = 5.0
"""From here on a row goes though a rule would only take a piece of it."""
SURE_OF_TITLE = 4.0
"""All nine such lines, of sets that the trees had not seen, were furniture."""


def _only_title(page: Page, verdicts: Verdicts, hits: Hits) -> frozenset[int]:
    """The index of the last row of the head that could be the title, if nothing but its looks or its first word speaks against it,
    « Explainer: … », and none is left above or below that shares words with the text.
    """
    titled = [i for i in range(min(page.first_prose, len(page.rows))) if could_be_title(page.rows[i])] if page.has_prose else []
    doubted = [i for i in titled if i in verdicts and _hardly_taken(page, i, verdicts[i], hits)]
    if not doubted or any(i not in verdicts and kin(page.rows[i], page.matter) for i in titled):
        return frozenset()
    return frozenset({page.rows[doubted[-1]].index})


def _hardly_taken(page: Page, position: int, verdict: Verdict, hits: Hits) -> bool:
    """Whether a row goes by its looks alone, or as a link to an article though it is the first that could be the title and speaks
    of this one, or stands over its stamp or over everything.
    """
    if verdict.rule not in _LINKS or page.titled_before(position):
        return verdict.rule in _SOFT and verdict.odds < SURE_OF_TITLE
    return position == 0 or kin(page.rows[position], page.matter) or signs(page, position + 1, hits)


def _limited(hits: list[Hit]) -> bool:
    """Whether only rules for some zones take the row: it must not be what the zones are measured by."""
    return all(len(hit.rule.zones) < 3 for hit in hits)


def _look(page: Page, hits: Hits) -> Verdicts:
    """One look at the page: what each concern says, the rulebook first."""
    verdicts: Verdicts = {}
    by_rules = _by_rulebook(page, hits)
    effective = {page.rows[i].index: hits[page.rows[i].index] for i in by_rules}
    names = furniture_names.names(page, effective)
    for opinion in (
        by_rules,
        furniture_repeats.site_lines(page),
        _followers(page, by_rules, effective),
        furniture_posts.posts(page),
        furniture_captions.captions(page),
        furniture_repeats.repeats(page, effective),
        furniture_tags.hashtag_lines(page),
        furniture_datelines.lines(page),
        furniture_stamps.stamps(page, {index for index, found in effective.items() if any(hit.rule.family != "com" for hit in found)}),
        furniture_players.transcripts(page),
        furniture_related.tickers(page),
        furniture_related.arrows(page),
        furniture_comments.comments(page, effective),
        furniture_tags.term_lines(page, effective),
        furniture_related.runs(page, effective),
        furniture_navigation.sections(page, effective),
        furniture_navigation.site_names(page, effective),
        furniture_navigation.menus(page, effective),
        furniture_navigation.scraps(page, effective),
        furniture_navigation.running_heads(page),
        furniture_navigation.other_script(page),
        furniture_navigation.foreign_titles(page),
        furniture_weighed.interface_lines(page, effective),
        furniture_labels.labels(page, effective),
        furniture_boxes.boxes(page, effective),
        names,
        furniture_margins.below(page, effective),
        furniture_margins.closing(page, effective),
        furniture_margins.blocks(page, effective),
        furniture_margins.beside(page, effective, names),
        furniture_authors.boxes(page),
        furniture_margins.biographies(page, _authors(by_rules, names), effective),
        furniture_kinship.strangers(page, effective),
    ):
        for position, verdict in opinion.items():
            first = verdicts.setdefault(position, verdict)
            news = tuple(f for f in verdict.facts if not any(f.field == known.field for known in first.facts))
            if first is not verdict and news and not first.rule.startswith("post."):
                verdicts[position] = replace(first, facts=first.facts + news)
    for position in _last_titles(page, verdicts):
        del verdicts[position]
    return verdicts


def _last_titles(page: Page, verdicts: Verdicts) -> list[int]:
    """Lines of the head that would go as the second of two while the first goes as well, among headlines: the title, last of its
    kind, stays."""
    repeated = [i for i, verdict in verdicts.items() if verdict.rule == furniture_repeats.LINE.id and i < page.first_prose]
    if not repeated:
        return []
    left = {row.folded for i, row in enumerate(page.rows) if i not in verdicts}
    return [i for i in repeated if page.rows[i].title_like and page.rows[i].folded not in left]


def _authors(*opinions: Verdicts) -> set[str]:
    return {f.value for opinion in opinions for v in opinion.values() for f in v.facts if f.field == "author"}


def _by_rulebook(page: Page, hits: Hits) -> Verdicts:
    verdicts: Verdicts = {}
    for i, row in enumerate(page.rows):
        for hit in hits.get(row.index, ()):
            if _in_zone(page, i, hit, hits) and not furniture_guards.spared(hit, page, i, hits):
                facts = metadata.facts_of(hit, row, page.language)
                if i in verdicts:
                    facts = verdicts[i].facts + tuple(f for f in facts if f not in verdicts[i].facts)
                    verdicts[i] = Verdict(verdicts[i].rule, verdicts[i].why, facts)
                else:
                    verdicts[i] = Verdict(hit.rule.id, hit.rule.why, facts)
    return verdicts


def _in_zone(page: Page, position: int, hit: Hit, hits: Hits) -> bool:
    """Whether a rule may act here. A stamp or byline right under the standfirst still stands in the head."""
    zones = hit.rule.zones
    if page.zone(position) in zones:
        return True
    if "head" not in zones or not page.under_standfirst(position):
        return False
    return hit.rule.family == "date" or any(page.beside_furniture(position, hits))


def _followers(page: Page, by_rules: Verdicts, hits: Hits) -> Verdicts:
    verdicts: Verdicts = {}
    intertitled = bool(by_rules) and furniture_related.has_intertitles(page, hits)
    for i in by_rules:
        for hit in hits.get(page.rows[i].index, ()):
            if hit.rule.scope == "block":
                for j in furniture_related.followers(page, i, hits, hit.rule.followers, intertitled=intertitled):
                    verdicts[j] = Verdict(furniture_related.HEADLINE.id, furniture_related.HEADLINE.why)
    return verdicts


def _spans(page: Page, match: Matcher) -> Iterator[Finding]:
    """What span rules take out of the rows that stay."""
    for i, row in enumerate(page.rows):
        for hit in match.spans(row.text, row.folded):
            if page.zone(i) not in hit.rule.zones or furniture_guards.spared_span(hit, page, i):
                continue
            start, end = row.start + hit.start, row.start + hit.end
            yield Edit(start, end, hit.rule.replacement, hit.rule.id, hit.rule.why)
            yield from metadata.facts_of(hit, row, page.language)


def _rejoined(draft: Draft, page: Page, gone: Mapping[int, Verdict], title: Fact | None) -> Iterator[Finding]:
    """The line breaks left where furniture stood inside a sentence. A title is no half of one."""
    for before, after in zip(page.rows, page.rows[1:], strict=False):
        if title and before.start <= title.start < before.end:
            continue
        between = range(before.index + 1, after.index)
        cut = any(i in gone and gone[i].rule != furniture_navigation.SCRAP.id for i in between)
        if cut and not before.ends and len(before.text) >= 25 and len(after.words) >= 2 and continues(before, after, page.language):
            yield Edit(before.end, before.end + 1, " ", REJOIN.id, REJOIN.why)
