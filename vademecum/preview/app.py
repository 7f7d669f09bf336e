"""The pages that the server answers with, and how they are kept from others' pages."""

from __future__ import annotations

import json
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Final

from starlette.applications import Starlette
from starlette.concurrency import run_in_threadpool
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.middleware.trustedhost import TrustedHostMiddleware
from starlette.requests import Request
from starlette.responses import (
    PlainTextResponse,
    RedirectResponse,
    Response,
    StreamingResponse,
)
from starlette.routing import Mount, Route
from starlette.staticfiles import StaticFiles
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from vademecum.preview.hub import Hub
from vademecum.preview.messages import View, nearest
from vademecum.preview.page import Pages
from vademecum.preview.pictures import Pictures, Printed

HOSTS: Final = ("127.0.0.1", "localhost")
"""By what the browser may call the server; another name leads here only by a trick (rebinding)."""
POLICY: Final = "; ".join(
    (
        "default-src 'none'",
        "script-src 'self'",
        "style-src 'self'",
        "img-src 'self' data:",
        "font-src 'self'",
        "connect-src 'self'",
        "manifest-src 'self'",
        "worker-src 'none'",
        "frame-src 'self'",
        "frame-ancestors 'self'",
        "form-action 'self'",
        "base-uri 'none'",
    )
)
"""No service worker may start: it would keep what is old, and the author wants what is new."""
HEADERS: Final = (
    (b"content-security-policy", POLICY.encode("ascii")),
    (b"x-content-type-options", b"nosniff"),
    (b"referrer-policy", b"no-referrer"),
    (b"cross-origin-opener-policy", b"same-origin"),
    (b"cross-origin-resource-policy", b"same-origin"),
    (b"cache-control", b"no-cache"),
)
"""What every answer says that does not say otherwise."""
FOREVER: Final = "public, max-age=31536000, immutable"
SITE: Final = "site"
"""The folder of HTML editions in the published folder."""


def app(hub: Hub, pages: Pages) -> Starlette:
    """Return the application that shows what a hub knows."""
    desk = _Desk(hub, pages)
    return Starlette(
        routes=[
            Route("/", desk.page),
            Route("/events", desk.events),
            Route("/pages/{digest}/{number:int}", desk.picture),
            Route("/files/{digest}/{name}", desk.file),
            Mount("/assets", StaticFiles(directory=pages.assets)),
            Mount(f"/{SITE}", _Site(hub.folder / SITE)),
        ],
        middleware=[
            Middleware(TrustedHostMiddleware, allowed_hosts=list(HOSTS), www_redirect=False),
            Middleware(_Guarded),
        ],
        exception_handlers={HTTPException: _told},
    )


class _Desk:
    """Answers for one hub."""

    def __init__(self, hub: Hub, pages: Pages) -> None:
        self.hub, self.pages, self.pictures = hub, pages, Pictures()

    async def page(self, request: Request) -> Response:
        """Show a view, or lead to the nearest that there is."""
        view = self._view(request)
        if str(request.url.query) != view.query:
            return RedirectResponse(f"/?{view.query}", 303, {"cache-control": "no-store"})
        shown = self.hub.look(view)
        text = self.pages.whole(shown, self.hub.edition(view), self.hub.choices)
        return Response(text, media_type="text/html", headers={"cache-control": "no-store"})

    async def events(self, request: Request) -> Response:
        """Tell of a view whenever something of it changes, as server-sent events."""
        stream = self._stream(self._view(request))
        headers = {"cache-control": "no-store", "x-accel-buffering": "no"}
        return StreamingResponse(stream, media_type="text/event-stream", headers=headers)

    async def _stream(self, view: View) -> AsyncIterator[str]:
        async for shown, edition, choices in self.hub.states(view):
            parts = self.pages.parts(shown, edition, choices)
            yield f"event: shown\ndata: {json.dumps(parts)}\n\n"

    async def picture(self, request: Request) -> Response:
        """Show a page as a picture."""
        printed, number = self._printed(request), request.path_params["number"]
        if number >= len(printed.pages):
            raise HTTPException(404)
        asked = request.query_params.get("width", "")
        width = int(asked) if asked.isascii() and asked.isdecimal() and len(asked) < 6 else 0
        data = await run_in_threadpool(self.pictures.picture, printed, number, width)
        return Response(data, media_type="image/png", headers={"cache-control": FOREVER})

    async def file(self, request: Request) -> Response:
        """Give the file itself."""
        printed = self._printed(request)
        headers = {"cache-control": FOREVER}
        return Response(printed.data, media_type="application/pdf", headers=headers)

    def _printed(self, request: Request) -> Printed:
        printed = self.hub.printed(request.path_params["digest"])
        if printed is None:
            raise HTTPException(404)
        return printed

    def _view(self, request: Request) -> View:
        """Return the view that a request asks for, or the nearest that there is."""
        view = nearest(self.hub.choices, request.query_params)
        if view is None:
            raise HTTPException(503, "there is no guide to look at")
        return view


class _Site(StaticFiles):
    """The HTML editions, as far as they have been built."""

    def __init__(self, folder: Path) -> None:
        super().__init__(directory=folder, html=True, check_dir=False)
        self.folder = folder

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if not self.folder.is_dir():
            raise HTTPException(404)
        await super().__call__(scope, receive, send)


class _Guarded:
    """Refuses what pages of others ask for, and gives every answer its headers."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        async def headed(message: Message) -> None:
            if message["type"] == "http.response.start":
                known = {name for name, _ in message["headers"]}
                own = [(key, value) for key, value in HEADERS if key not in known]
                message["headers"] = [*message["headers"], *own]
            await send(message)

        if scope["type"] == "http" and _is_of_others(Request(scope)):
            await PlainTextResponse("this is for its own pages alone", 403)(scope, receive, headed)
        else:
            await self.app(scope, receive, headed)


def _is_of_others(request: Request) -> bool:
    """Whether a page of another site asks; a person who follows a link to here does not count."""
    site = request.headers.get("sec-fetch-site", "none")
    is_followed = request.headers.get("sec-fetch-mode") == "navigate" and (
        request.headers.get("sec-fetch-dest") == "document"
    )
    return site not in ("none", "same-origin") and not is_followed


async def _told(request: Request, error: Exception) -> Response:
    assert isinstance(error, HTTPException)
    return PlainTextResponse(f"{error.detail}\n", error.status_code, error.headers)
