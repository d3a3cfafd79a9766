"""What `aligncheck review` does: find the reports, serve them on the loopback, or ask in turn."""

from __future__ import annotations

import secrets
import socket
import sys
import webbrowser
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from aligncheck.commands.document_pairs import list_document_pairs
from aligncheck.commands.many_documents import check_document_pair
from aligncheck.config import Config
from aligncheck.errors import UsageError
from aligncheck.optional import require_module
from aligncheck.report import Report
from aligncheck.review.decision_store import DecisionStore
from aligncheck.write.report_json import read_report

DEFAULT = "decisions.jsonl"
GOODBYE = 1  # seconds that open pages may hold the server up when it ends


def collect_reports(paths: Sequence[Path], config: Config) -> list[Report]:
    """Read the reports that were given, else check the pairs of the configuration.

    Raises CompareError for what is no report, UsageError if there is nothing to review.
    """
    if paths:
        return [_in_language(read_report(path), config) for path in paths]
    alone = replace(config, decisions=None)  # the page shows them, whatever the file says by then
    outcomes = [
        check_document_pair(pair, alone) for pair in list_document_pairs(None, None, config)
    ]
    for outcome in outcomes:
        if outcome.report is None:
            sys.stderr.write(f"aligncheck: {outcome.error}\n")
    reports = [outcome.report for outcome in outcomes if outcome.report is not None]
    if not reports:
        raise UsageError("nothing to review: no pair of the configuration could be checked")
    return reports


def _in_language(report: Report, config: Config) -> Report:
    return replace(report, config={**report.config, "lang": config.lang.value})


def load_review_settings(config: Path | None, decisions: Path | None, lang: str | None) -> Config:
    """Return the settings of a review; a decisions file that is named need not exist yet."""
    from aligncheck.commands.configuration_source import load_settings

    return load_settings(config, {"decisions": decisions, "lang": lang}, sys.stderr)


def review_in_terminal(reports: Sequence[Report], config: Config) -> None:
    """Ask about the findings of the reports one after the other."""
    from rich.console import Console

    from aligncheck.review.terminal_review import review_report

    store = open_store(config)
    decided = sum(review_report(report, store, Console(highlight=False)) for report in reports)
    sys.stdout.write(f"{decided} decided, in {store.path}\n")


def open_store(config: Config) -> DecisionStore:
    """Return the decisions file of the settings, decisions.jsonl if they name none.

    Raises ReadError if it holds what is no decision.
    """
    store = DecisionStore(Path(config.decisions or DEFAULT))
    store.load()
    return store


def serve_reports(reports: Sequence[Report], config: Config, *, port: int, browser: bool) -> None:
    """Serve the reports until the process is ended; prints the address first.

    Raises UsageError if the port cannot be had, MissingExtra without the extra review.
    """
    uvicorn = require_module("uvicorn", "review", "aligncheck review")
    require_module("starlette", "review", "aligncheck review")
    from aligncheck.review.report_session import ReportSession
    from aligncheck.review.review_app import build_app

    store = open_store(config)
    token = secrets.token_urlsafe(24)
    again = replace(config, decisions=None)  # the page marks them, whatever the file says by then
    sessions = [
        ReportSession(report, store, again if _has_texts(report) else None) for report in reports
    ]
    for session in sessions:
        if session.recheck is None:
            path = session.report.target.path
            sys.stderr.write(f"aligncheck: {path}: not here, changes of it are not seen\n")
    listener = _listen_locally(port)
    address = f"http://127.0.0.1:{listener.getsockname()[1]}/?token={token}"
    sys.stdout.write(f"{address}\n")
    sys.stdout.flush()
    if browser:
        webbrowser.open(address)
    settings = uvicorn.Config(
        build_app(sessions, token), log_level="warning", timeout_graceful_shutdown=GOODBYE
    )
    uvicorn.Server(settings).run(sockets=[listener])


def _has_texts(report: Report) -> bool:
    return all(Path(info.path).is_file() for info in (report.source, report.target))


def _listen_locally(port: int) -> socket.socket:
    listener = socket.socket()
    listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listener.bind(("127.0.0.1", port))
        listener.listen()  # who reads the address may come at once
    except OSError as error:
        listener.close()
        raise UsageError(f"--port {port}: cannot be used ({error.strerror})") from None
    return listener
