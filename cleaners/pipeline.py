"""`clean`: runs the table of passes on a document until it changes nothing."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import replace

from cleaners.document import Article, Document
from cleaners.edits import Context, Draft, Edit, Fact, Flag, Line, Rule, apply
from cleaners.language import detect
from cleaners.passes import ENCODING, EXTRACTION, REPAIR, REPORT, Pass, furniture_passes
from cleaners.progress import Progress
from cleaners.rulebook import Rulebook

ROUNDS = 4
"""The table is run again until it changes nothing, so that cleaning a clean text changes nothing; this often at
most."""


def clean(
    document: Document,
    *,
    rulebook: Rulebook | None = None,
    context: Context | None = None,
    without: Collection[str] = (),
) -> Article:
    """Clean one document.

    `rulebook` is the bundled one by default. `context` is what is known of the document's site; its own hints are added
    to it. `without` names rules whose edits are left out. The article's `text` is `document.raw` under the article's
    `edits`, and they revert it.
    """
    context = context or Context()
    site = context.site or document.hints.get("site")
    context = replace(context, hints={**context.hints, **document.hints}, site=site)
    draft = Draft(document.raw, context=context)
    if document.media == "html":
        draft = run_passes(draft, EXTRACTION, without)
    progress = Progress()
    draft = run_passes(draft, ENCODING, without, progress)
    draft = replace(draft, language=_language_of(draft, document))
    table = (*ENCODING, *furniture_passes(rulebook), *REPAIR)
    for _ in range(ROUNDS):
        before = draft.text
        draft = run_passes(draft, table, without, progress)
        language = _language_of(draft, document)
        if draft.text == before and draft.language == language:
            break
        if draft.language != language:  # what was cleaned away spoke another language than what stays
            draft = replace(draft, language=language)
            progress = Progress()
    return _article(document, run_passes(draft, REPORT, without, progress))


def run_passes(
    draft: Draft, passes: Iterable[Pass], without: Collection[str] = (), progress: Progress | None = None
) -> Draft:
    """`draft` after each of `passes` that concerns its language and has anything to look for."""
    progress = progress or Progress()
    for step in passes:
        if step.concerns(draft) and (task := progress.task(step, draft)):
            after = run_pass(draft, task, without, progress)
            progress.looked(step, after)
            draft = after
    return draft


def run_pass(draft: Draft, step: Pass, without: Collection[str] = (), progress: Progress | None = None) -> Draft:
    """`draft` after one pass. An edit that breaks its rule's promise is left out and flagged, not applied."""
    findings = list(step.cleaner(draft)) if progress is None else progress.findings(step.name, step.cleaner, draft)
    if not findings:
        return draft
    if without:
        findings = [f for f in findings if not isinstance(f, Edit) or f.rule not in without]
    refusals: list[Flag] = []

    def refused(edit: Edit, rule: Rule) -> None:
        why = f"{rule.id} proposed more than its promise ({rule.promise.value}) allows; nothing was changed"
        refusals.append(Flag("engine.refused", edit.start, edit.end, why))

    after = draft.apply(findings, step.by_id, refused)
    if refusals:
        spans = [(draft.raw_span(f.start, f.end), f) for f in refusals]
        after = replace(after, flags=after.flags + tuple(replace(f, start=s, end=e) for (s, e), f in spans))
    return after


def _language_of(draft: Draft, document: Document) -> str | None:
    found = detect(draft.text)
    return found.language or document.hints.get("language")


def _article(document: Document, draft: Draft) -> Article:
    if apply(document.raw, draft.log) != draft.text:
        raise AssertionError(f"{document.source}: the edit log does not lead to the clean text")
    title = title_line(draft)
    body = [line.text for line in draft.lines if line != title]
    return Article(
        id=document.id,
        source=document.source,
        raw=document.raw,
        text=draft.text,
        language=draft.language,
        title=title.text if title else _first(draft.facts, "title") or document.hints.get("title"),
        paragraphs=tuple(body),
        edits=draft.log,
        facts=draft.facts,
        flags=draft.flags,
        date=_first(draft.facts, "date") or document.hints.get("date"),
        authors=_all(draft.facts, "author") or _hinted(document, "author"),
        agency=_first(draft.facts, "agency"),
        place=_first(draft.facts, "place"),
        keywords=_all(draft.facts, "keywords"),
    )


def title_line(draft: Draft) -> Line | None:
    """The line of the text that is the title, as it stands now; None when the text has none."""
    starts = {fact.start for fact in draft.facts if fact.field == "title" and fact.end > fact.start}
    if not starts:
        return None
    for line in draft.lines[:10]:
        start, end = draft.raw_span(line.start, line.end)
        if any(start <= position < end for position in starts):
            return line
    return None


def _first(facts: Iterable[Fact], name: str) -> str | None:
    return next((fact.value for fact in facts if fact.field == name), None)


def _all(facts: Iterable[Fact], name: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(fact.value for fact in facts if fact.field == name))


def _hinted(document: Document, name: str) -> tuple[str, ...]:
    return (document.hints[name],) if document.hints.get(name) else ()
