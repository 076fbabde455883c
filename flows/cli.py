"""`diptych ...`: the command line. Exit codes: 0 all well, 1 some articles failed, 2 wrong usage or configuration.

Modules are imported where they are used, so that `diptych clean` doesn't wait for Prefect or a translator.
"""

from __future__ import annotations

import io
import os
import signal
import sys
import traceback
from pathlib import Path

from cyclopts import App
from cyclopts.exceptions import CycloptsError

from flows.cli_packages import packages
from flows.cli_rules import rules
from flows.errors import UsageError, exit_code
from flows.options import Config, From, Network, Package, Rules, To, settings_from
from flows.progress import CountingLine
from translators.package_files import PackageError

app = App(
    name="diptych",
    help="Messy scraped articles in, clean French/English pairs aligned sentence by sentence out.",
    version_flags=["--version"],
    suppress_keyboard_interrupt=False,
)
app.command(packages)
app.command(rules)


def main() -> None:
    """Run the command of this process and exit. SIGTERM stops it as Ctrl-C does."""
    signal.signal(signal.SIGTERM, signal.default_int_handler)
    if isinstance(sys.stdout, io.TextIOWrapper):
        sys.stdout.reconfigure(errors="backslashreplace")  # names of files may be no text at all
    sys.exit(run_command(sys.argv[1:]))


def run_command(arguments: list[str]) -> int:
    """Run one command; returns its exit code."""
    try:
        code = app(arguments, exit_on_error=False, print_error=False, result_action="return_value")
        sys.stdout.flush()
        return code if isinstance(code, int) else 0
    except CycloptsError as error:
        return _fail(str(error))
    except UsageError as error:
        return _fail(str(error))
    except PackageError as error:
        return _fail(str(error))
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except KeyboardInterrupt:
        return _fail("stopped. What is done is kept; the same command goes on from there")
    except OSError as error:
        return _fail(f"{error.filename or 'input or output'}: {error.strerror or error}")
    except Exception:
        traceback.print_exc()
        return _fail("this is a mistake in Diptych: please report the lines above. What is done is kept")


def _fail(message: str) -> int:
    print(f"diptych: {message}", file=sys.stderr)
    return 2


@app.command(name="run")
def run(
    *sources: str,
    out: Path | None = None,
    config: Config = None,
    rules: Rules = (),
    network: Network = None,
    package: Package = (),
    store: str | None = None,
    batch_size: int | None = None,
    dry_run: bool = False,
    resume: bool = True,
) -> int:
    """Clean, translate and pair the articles of SOURCES: files (text, HTML, JSONL, WARC), folders, URLs.

    What an earlier run did is not done again; a run that was killed goes on where it stopped.

    Parameters
    ----------
    sources: files, folders or URLs
    out: the output folder
    store: the database (SQLAlchemy URL); diptych.db in the output folder otherwise
    batch_size: articles in one task
    dry_run: read and plan, but clean and write nothing
    resume: go on from what is done; --no-resume does everything in SOURCES again
    """
    from flows.run import plan_only, run_in_process

    if not sources:
        raise UsageError("run: name at least one SOURCE: a file, a folder, or a URL (diptych run --help)")
    settings = settings_from(config, rules, network, out=out, store=store, batch_size=batch_size, package=package)
    return plan_only(sources, settings, resume=resume) if dry_run else run_in_process(sources, settings, resume=resume)


@app.command(name="clean")
def clean(
    *paths: str,
    out: Path,
    config: Config = None,
    rules: Rules = (),
    network: Network = None,
    jobs: int = 0,
    dry_run: bool = False,
) -> int:
    """Clean the articles of PATHS, without translation: OUT/NAME.txt (the text) and OUT/NAME.json (the edit log).

    Parameters
    ----------
    paths: files or folders
    out: the output folder
    jobs: processes to work with; 0 means one per core
    dry_run: only say what would be cleaned
    """
    from flows.cleaning import clean_all
    from flows.sources import Problem, one_line, read

    if not paths:
        raise UsageError("clean: name at least one PATH (diptych clean --help)")
    settings = settings_from(config, rules, network, out=out)
    items = read(
        paths,
        max_bytes=settings.sources.max_bytes,
        network=settings.sources.network,
        timeout=settings.sources.timeout,
    )
    done = failed = missing = 0
    if dry_run:
        for item in items:
            done += not isinstance(item, Problem)
            if isinstance(item, Problem):
                failed += 1
                missing += item.missing
                print(f"{one_line(item.source)}: {item.reason}", file=sys.stderr)
            else:
                print(f"{one_line(item.source)}: {one_line(item.id)}")
        return exit_code(done, failed, missing)
    with CountingLine("articles cleaned") as tell:
        for result in clean_all(items, settings.publish.out, settings.clean.rules, jobs):
            if result.reason:
                failed += 1
                missing += result.missing
                tell.line(f"{one_line(result.source)}: {result.reason}")
            else:
                done += 1
            tell.advance(done + failed)
    print(f"{done} cleaned, {failed} failed: {settings.publish.out}")
    return exit_code(done, failed, missing)


@app.command(name="explain")
def explain(
    file: Path,
    /,
    *,
    config: Config = None,
    rules: Rules = (),
    undo: tuple[str, ...] = (),
    revert: bool = False,
) -> int:
    """Show every edit of FILE: rule, reason, before and after, coloured in a terminal and plain in a pipe.

    Parameters
    ----------
    file: one text or HTML file (of JSONL and WARC, every article)
    undo: print the clean text with the edits of this rule undone (repeatable)
    revert: print the raw text that the edit log gives back; the same bytes as FILE
    """
    from rich.console import Console

    from cleaners.edits import apply
    from cleaners.edits import revert as reverted
    from flows.cleaning import clean_document
    from flows.explain import explain as show
    from flows.sources import Problem, one_line, read

    settings = settings_from(config, rules)
    if file.is_dir():
        raise UsageError(f"{file}: is a folder; explain takes one file")
    console = Console(highlight=False)
    failed = done = missing = 0
    for item in read([file], max_bytes=settings.sources.max_bytes):
        if isinstance(item, Problem):
            failed += 1
            missing += item.missing
            print(f"diptych: {one_line(item.source)}: {item.reason}", file=sys.stderr)
            continue
        done += 1
        article = clean_document(item, settings.clean.rules)
        if revert:
            back = reverted(apply(item.raw, article.edits), article.edits)
            sys.stdout.buffer.write(back.encode(item.encoding, item.errors))
        elif undo:
            known = {edit.rule for edit in article.edits}
            if unknown := [rule for rule in undo if rule not in known]:
                raise UsageError(
                    f"{item.source}: no edit by {', '.join(unknown)}; rules at work: {', '.join(sorted(known))}"
                )
            sys.stdout.write(apply(item.raw, [edit for edit in article.edits if edit.rule not in undo]))
        else:
            show(article, console)
    return exit_code(done, failed, missing)


@app.command(name="translate")
def translate(*, source: From, target: To, config: Config = None, package: str | None = None, raw: bool = False) -> int:
    """Translate stdin to stdout: one line in, one line out.

    Parameters
    ----------
    package: the package to use: a name or a path; the best one otherwise
    raw: leave quotation marks, apostrophes, spaces and numbers as the model wrote them
    """
    from flows.text_commands import check_language, translate_stream

    settings = settings_from(config, memory="off")
    for code, option in ((source, "--from"), (target, "--to")):
        check_language(code, option, settings)
    return translate_stream(source, target, settings, package, raw=raw)


@app.command(name="check")
def check(*, source: From, target: To, config: Config = None) -> int:
    """Check translations on stdin (source TAB translation, a pair a line): a JSON line each, exit 1 if any is bad."""
    from flows.text_commands import check_language, check_stream

    settings = settings_from(config)
    for code, option in ((source, "--from"), (target, "--to")):
        check_language(code, option, settings)
    return check_stream(source, target, settings)


@app.command(name="serve")
def serve(*, config: Config = None, out: Path | None = None) -> int:
    """Serve the deployments from this process: on schedule, by hand (`prefect deployment run`), on an event."""
    from flows.run import serve_deployments

    return serve_deployments(settings_from(config, out=out), config)
