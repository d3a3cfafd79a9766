"""The pages of a review, for this machine alone.

Every request needs the token; a foreign Host or Origin is refused; nothing but the reports that
were given is served.
"""

from __future__ import annotations

import asyncio
import secrets
from collections.abc import AsyncIterator, Awaitable, Callable, Sequence
from contextlib import asynccontextmanager, suppress
from html import escape

from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.middleware.base import BaseHTTPMiddleware
from starlette.middleware.trustedhost import TrustedHostMiddleware
from starlette.requests import Request
from starlette.responses import (
    HTMLResponse,
    JSONResponse,
    PlainTextResponse,
    RedirectResponse,
    Response,
    StreamingResponse,
)
from starlette.routing import Route

from aligncheck.errors import AlignCheckError
from aligncheck.review.decision_store import read_changes
from aligncheck.review.report_session import ReportSession
from aligncheck.write.report_html import Served, render_page
from aligncheck.write.report_text import last_line

LARGEST = 2**22  # bytes of a request
HOSTS = ["127.0.0.1", "localhost"]
HEADERS = {
    "Cache-Control": "no-store",
    "Content-Security-Policy": "frame-ancestors 'none'",
    "Referrer-Policy": "no-referrer",  # the address holds the token
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
}
Next = Callable[[Request], Awaitable[Response]]


class ReviewPages:
    """What is answered to a page that has the token."""

    def __init__(self, sessions: Sequence[ReportSession], token: str) -> None:
        self.sessions = sessions
        self.token = token

    async def show_index(self, request: Request) -> Response:
        """Return the list of reports, or the one report there is."""
        if len(self.sessions) == 1:
            return RedirectResponse(f"/report/0/?token={self.token}")
        return HTMLResponse(_render_index(self.sessions, self.token))

    async def show_report(self, request: Request) -> Response:
        """Return the page of a report with the decisions as they are now."""
        session = self._find_session(request)
        served = Served(
            self.token,
            f"/report/{request.path_params['number']}/",
            str(session.store.path),
            f"/?token={self.token}" if len(self.sessions) > 1 else "",
            session.version,
        )
        try:
            return HTMLResponse(await asyncio.to_thread(render_page, session.current(), served))
        except AlignCheckError as error:
            return PlainTextResponse(str(error), 500)

    async def take_decisions(self, request: Request) -> Response:
        """Write decisions into the file; 409 where they or the file are no decisions."""
        session = self._find_session(request)
        length = request.headers.get("content-length", "")
        if not length.isdigit() or int(length) > LARGEST:
            return PlainTextResponse("too long", 413)
        try:
            await session.decide(read_changes(await request.json()))
        except (ValueError, AlignCheckError) as error:
            return PlainTextResponse(str(error), 409)
        return JSONResponse({})

    async def stream_events(self, request: Request) -> Response:
        """Return the events of a report for as long as the page is open."""
        session = self._find_session(request)
        return StreamingResponse(session.listen(), media_type="text/event-stream")

    def _find_session(self, request: Request) -> ReportSession:
        number = int(request.path_params["number"])
        if number >= len(self.sessions):
            raise HTTPException(404, "no such report")
        return self.sessions[number]

    async def guard(self, request: Request, proceed: Next) -> Response:
        """Refuse a foreign origin and whoever has not the token."""
        origin = request.headers.get("origin")
        if origin is not None and origin != f"http://{request.headers.get('host', '')}":
            return PlainTextResponse("foreign origin", 403)
        given = request.headers.get("x-aligncheck-token", "")
        if not given and request.method in ("GET", "HEAD"):
            given = request.query_params.get("token", "")
        if not secrets.compare_digest(given.encode(), self.token.encode()):
            return PlainTextResponse("open the address that aligncheck review printed", 403)
        answer = await proceed(request)
        answer.headers.update(HEADERS)
        return answer

    @asynccontextmanager
    async def watch_files(self, app: Starlette) -> AsyncIterator[None]:
        """Watch the files of all reports while the application runs."""
        tasks = [asyncio.create_task(session.watch()) for session in self.sessions]
        yield
        for task in tasks:
            task.cancel()
            with suppress(asyncio.CancelledError):
                await task


def build_app(sessions: Sequence[ReportSession], token: str) -> Starlette:
    """Return the application that serves these reports to who has the token."""
    pages = ReviewPages(sessions, token)
    return Starlette(
        routes=[
            Route("/", pages.show_index),
            Route("/report/{number:int}/", pages.show_report),
            Route("/report/{number:int}/decisions", pages.take_decisions, methods=["POST"]),
            Route("/report/{number:int}/events", pages.stream_events),
        ],
        middleware=[
            Middleware(TrustedHostMiddleware, allowed_hosts=HOSTS),
            Middleware(BaseHTTPMiddleware, dispatch=pages.guard),
        ],
        lifespan=pages.watch_files,
    )


def _render_index(sessions: Sequence[ReportSession], token: str) -> str:
    rows = "".join(
        f'<li><a href="/report/{number}/?token={escape(token, quote=True)}">'
        f"{escape(session.report.target.path)}</a><br>{escape(last_line(session.report))}</li>"
        for number, session in enumerate(sessions)
    )
    return (
        '<!doctype html><html lang="en"><meta charset="utf-8"><title>aligncheck review</title>'
        '<meta name="color-scheme" content="light dark"><style>body{font:16px/1.6 system-ui;'
        "max-width:60rem;margin:2rem auto;padding:0 1rem}li{margin-block:.6rem}</style>"
        f"<h1>aligncheck review</h1><ol>{rows}</ol></html>"
    )
