"""The server: the pages in ``output/html`` as they are, each with a script that keeps it fresh.

In go a folder of output, a board and a port; out comes HTTP on this machine alone. A page tells by a stamp which state
of it is shown; a stream of events (Server-Sent Events; HTML, 9.2) tells the state that it has now, and the messages of
its text. No file is changed, nothing outside the folders of the formats is given out, no folder is listed, and only who
asks for this machine by its own name is answered: else a stranger's page could ask, by a name that he has pointed here
(DNS rebinding).
"""

import hashlib
import html
import json
import socket
import sys
from contextlib import suppress
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from string import Template
from urllib.parse import parse_qs, quote, unquote, urlsplit

from editio.edition import FORMATS, NAME
from editio.message import Message
from editio.render.hypertext import INDEX, SCRIPTS, SITE_STYLE, STYLE
from editio.watch.board import Board

HERE = Path(__file__).parent

OURS = "/.editio/"
"""Where the script lies, its style and the events; no file of an edition begins with a dot."""

ADDRESS = "127.0.0.1"
PORTS = 100
"""Ports that are tried, from the one that was asked for on."""

FAVICON = "/favicon.ico"
"""What browsers ask of every site; that there is none is no fault to tell of."""

PATIENCE = 15
"""Seconds after which a silent stream gives a sign of life, so that one that nobody hears is found out."""

TYPES = {
    ".html": "text/html; charset=utf-8",
    ".css": "text/css; charset=utf-8",
    ".js": "text/javascript; charset=utf-8",
    ".txt": "text/plain; charset=utf-8",
    ".xml": "application/xml",
    ".atom": "application/atom+xml",
    ".json": "application/json",
    ".epub": "application/epub+zip",
    ".pdf": "application/pdf",
    ".svg": "image/svg+xml",
    ".png": "image/png",
    ".jpg": "image/jpeg",
    ".jpeg": "image/jpeg",
    ".gif": "image/gif",
    ".webp": "image/webp",
    ".woff2": "font/woff2",
}


class NoPort(Exception):
    """Say that no port can be had."""


class Server(ThreadingHTTPServer):
    """Serve the pages of an edition."""

    daemon_threads = True
    block_on_close = False

    def __init__(self, port: int, output: Path, board: Board) -> None:
        """Listen on a port, or on the next one that is free; raises :class:`NoPort` where there is none."""
        self.output = output
        self.board = board
        for candidate in range(port, min(port + PORTS, 65536)):
            with suppress(OSError):
                super().__init__((ADDRESS, candidate), Handler)
                return
        raise NoPort

    @property
    def address(self) -> str:
        """Give the address of the front page."""
        return f"http://{ADDRESS}:{self.server_port}/"

    def server_bind(self) -> None:
        """Take the port, without asking a name server what this machine is called."""
        self.socket.bind(self.server_address)
        self.server_address = self.socket.getsockname()
        self.server_name, self.server_port = ADDRESS, self.socket.getsockname()[1]

    def handle_error(self, request: socket.socket | tuple[bytes, socket.socket], client_address: object) -> None:
        """Pass over that a browser went away."""
        if not isinstance(sys.exception(), ConnectionError | TimeoutError):
            super().handle_error(request, client_address)


class Handler(BaseHTTPRequestHandler):
    """Answer one request."""

    server: Server
    server_version = "editio"
    sys_version = ""
    timeout = 60

    def do_GET(self) -> None:
        """Answer with a page, a file, or the stream of events."""
        self._answer()

    def do_HEAD(self) -> None:
        """Answer with what would be sent before it."""
        self._answer()

    def log_message(self, *_: object) -> None:
        """Keep quiet: the terminal is for messages of the edition."""

    def _answer(self) -> None:
        own = {f"{name}:{self.server.server_port}" for name in (ADDRESS, "localhost")}
        if self.headers.get_all("Host") not in [[host] for host in own]:
            self._send(HTTPStatus.MISDIRECTED_REQUEST, b"This is no site of that name.\n", TYPES[".txt"])
            return
        address = urlsplit(self.path)
        path = unquote(address.path, errors="replace")
        if path.startswith(OURS):
            self._own(path.removeprefix(OURS), address.query)
        elif (file := find(self.server.output, path)) is None and path == FAVICON:
            self._send(HTTPStatus.NO_CONTENT, b"", TYPES[".txt"])
        elif file is None:
            page = alive(waiting(self.server.output, self.server.board), "")
            self._send(HTTPStatus.NOT_FOUND, page, TYPES[".html"], ("Content-Security-Policy", "default-src 'self'"))
        elif file.name == INDEX and not path.endswith(("/", INDEX)):
            self._send(HTTPStatus.FOUND, b"", TYPES[".txt"], ("Location", quote(f"/{path.strip('/')}/")))
        elif (data := _read(file)) is not None:
            kind = TYPES.get(file.suffix, "application/octet-stream")
            page = alive(data, stamp(data, self.server.output)) if file.suffix == ".html" else data
            self._send(HTTPStatus.OK, page, kind)
        else:
            self._send(HTTPStatus.NOT_FOUND, b"It is gone.\n", TYPES[".txt"])

    def _own(self, name: str, query: str) -> None:
        """Answer with what is not of the edition."""
        if name in ("live.js", "live.css"):
            self._send(HTTPStatus.OK, (HERE / name).read_bytes(), TYPES[Path(name).suffix])
        elif name == "events":
            self._stream(parse_qs(query).get("page", ["/"])[0])
        else:
            self._send(HTTPStatus.NOT_FOUND, b"There is no such thing.\n", TYPES[".txt"])

    def _send(self, status: HTTPStatus, data: bytes, kind: str, *more: tuple[str, str]) -> None:
        self._begin(status, kind, ("Content-Length", str(len(data))), *more)
        if self.command == "GET":
            self.wfile.write(data)

    def _begin(self, status: HTTPStatus, kind: str, *more: tuple[str, str]) -> None:
        self.send_response(status)
        common = (
            ("Content-Type", kind),
            ("Cache-Control", "no-store"),
            ("X-Content-Type-Options", "nosniff"),
            ("Cross-Origin-Resource-Policy", "same-origin"),
            ("Referrer-Policy", "no-referrer"),
        )
        for header in (*common, *more):
            self.send_header(*header)
        self.end_headers()

    def _stream(self, page: str) -> None:
        """Tell the state of a page whenever there is another, for as long as somebody listens."""
        self._begin(HTTPStatus.OK, "text/event-stream")
        if self.command != "GET":
            return
        board, text = self.server.board, text_of(page)
        number, told = -1, ""
        with board.looked_at(text):
            while True:
                number = board.wait(number, PATIENCE)
                now = json.dumps(state(self.server.output, board, page, text))
                self.wfile.write(f"data: {now}\n\n".encode() if now != told else b": still here\n\n")
                told = now


def find(output: Path, path: str) -> Path | None:
    """Find the file that a path of the site names; anything else than a file of the site is nothing.

    A page leads to books and plain texts by ``../epub/`` and ``../text/``, which a browser cannot climb above the
    top: so these folders appear beside the texts, unless a text has a file of that name.
    """
    parts = [part for part in path.split("/") if part]
    if any(part.startswith(".") or "\\" in part or "\0" in part for part in parts):
        return None
    found = _inside(output / "html", parts)
    if found is None and parts and parts[0] in FORMATS and parts[0] != "html":
        found = _inside(output / parts[0], parts[1:])
    return found


def _inside(folder: Path, parts: list[str]) -> Path | None:
    """Give a file below a folder, or the ``index.html`` of a folder there, if it lies there and not behind a link."""
    try:
        found = folder.joinpath(*parts).resolve()
        if found.is_dir():
            found /= INDEX
        return found if found.is_file() and found.resolve().is_relative_to(folder.resolve()) else None
    except OSError:  # a name that is too long, a circle of links
        return None


def _read(file: Path) -> bytes | None:
    """Read a file that may go away at this moment."""
    try:
        return file.read_bytes()
    except OSError:
        return None


def text_of(page: str) -> str:
    """Give the text that a page belongs to, be it known or not, or nothing for the front page."""
    first = page.strip("/").partition("/")[0]
    return first if NAME.match(first) else ""


def state(output: Path, board: Board, page: str, text: str) -> dict[str, object]:
    """Give what the script of a page is told: which state it has, and the messages."""
    messages = board.of_page(text)
    file = find(output, page)
    data = _read(file) if file else None
    return {
        "stamp": stamp(data, output) if data is not None else "",
        "errors": [_shown(message) for message in messages if message.rejects],
        "others": [_shown(message) for message in messages if not message.rejects],
        "fault": board.is_faulty(text),
    }


def _shown(message: Message) -> dict[str, str]:
    place = f"{message.file}:{message.line}" if message.line else message.file
    return {
        "place": place,
        "code": message.code,
        "sentence": message.sentence,
        "near": message.near,
        "hint": message.hint,
    }


def stamp(page: bytes, output: Path) -> str:
    """Give a word that is another for every other state of a page, of its styles or of its script."""
    hashed = hashlib.sha256(page)
    for name in (STYLE, SITE_STYLE, *SCRIPTS):
        hashed.update(_read(output / "html" / name) or b"")
    return hashed.hexdigest()[:20]


def alive(page: bytes, mark: str) -> bytes:
    """Give a page with the script that keeps it fresh, and the stamp of its state."""
    script = f'<script src="{OURS}live.js" data-stamp="{mark}" defer></script>'.encode()
    at = page.rfind(b"</body>")
    return page[:at] + script + page[at:] if at >= 0 else page + script


def waiting(output: Path, board: Board) -> bytes:
    """Give the page that stands where none is as yet; it leads to the texts that have one."""
    made = [name for name in board.texts if (output / "html" / name / INDEX).is_file()]
    links = "".join(f'<li><a href="/{quote(name)}/">{html.escape(name)}</a></li>' for name in made)
    listed = f"<p>These texts have a page already:</p><ul>{links}</ul>" if links else ""
    template = Template((HERE / "waiting.html").read_text(encoding="utf-8"))
    return template.substitute(listed=listed).encode()
