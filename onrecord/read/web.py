"""A page's address -> its article. The only file of the package that opens connections.

A site is asked the way its owner wishes: with a name and an address in every request, by the rules
of its robots.txt (RFC 9309), one page at a time.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from time import monotonic
from typing import NamedTuple
from urllib.parse import SplitResult, urldefrag, urljoin, urlsplit
from urllib.robotparser import RobotFileParser

from urllib3 import BaseHTTPResponse, PoolManager, Timeout
from urllib3.exceptions import HTTPError, NewConnectionError, TimeoutError

from onrecord import __version__
from onrecord.errors import InputError
from onrecord.read import page, text
from onrecord.read.article import Wishes
from onrecord.read.page import MAX_PAGE
from onrecord.record import Article

AGENT = f"onrecord/{__version__} (+https://pypi.org/project/onrecord/)"

# Seconds: to reach the server, for it to go on talking, and for one page with all redirections.
CONNECT, READ, TOTAL = 5.0, 10.0, 30.0

# Five are what RFC 9309 asks for robots.txt, and more than a page needs.
MAX_REDIRECTS = 5

# Bytes. RFC 9309 wants half a million of a robots.txt read; what follows is passed over.
MAX_ROBOTS = 500_000

PAGES = ("text/html", "application/xhtml+xml")


class Fetched(NamedTuple):
    """What a server sent: from which address, under which status, as what."""

    url: str
    status: int
    content_type: str
    charset: str | None
    body: bytes


class Visitor:
    """The connections of one run, and the robots.txt of each site that it has met."""

    def __init__(self) -> None:
        headers = {"User-Agent": AGENT, "Accept-Encoding": "gzip, deflate"}
        self._pool = PoolManager(headers=headers, timeout=Timeout(connect=CONNECT, read=READ))
        self._rules: dict[str, RobotFileParser] = {}

    def fetch(self, address: str) -> Fetched:
        """The page at an address.

        Raises:
            InputError: it cannot be had, or may not.
        """
        fetched = self._follow(address, address, MAX_PAGE, ask_robots=True)
        if fetched.status != 200:
            problem = f"the server answers with status {fetched.status}"
            raise InputError(address, problem, "open it in a browser and save the page")
        return fetched

    def _follow(self, url: str, where: str, limit: int, *, ask_robots: bool) -> Fetched:
        """What stands at the end of the redirections, up to one byte more than the limit."""
        deadline = monotonic() + TOTAL
        for _ in range(MAX_REDIRECTS + 1):
            parts = checked(url, where)
            if ask_robots and not self._rules_of(parts, where).can_fetch(AGENT, url):
                problem = f"the robots.txt of {parts.netloc} does not allow it"
                raise InputError(where, problem, "open it in a browser and save the page")
            with self._asked(url, where) as response:
                location = response.get_redirect_location()
                if not location:
                    body = body_of(response, limit, deadline, where)
                    kind, charset = content_type(response.headers.get("Content-Type", ""))
                    return Fetched(urldefrag(url).url, response.status, kind, charset, body)
            url = joined(url, location, where)
        problem = f"it redirects more than {MAX_REDIRECTS} times"
        raise InputError(where, problem, "give the address where it ends")

    @contextmanager
    def _asked(self, url: str, where: str) -> Iterator[BaseHTTPResponse]:
        """The answer of a server, before its body is read."""
        try:
            response = self._pool.request(
                "GET", url, preload_content=False, redirect=False, retries=False
            )
            try:
                yield response
            finally:
                response.close()
        except (HTTPError, OSError, UnicodeError) as error:
            # A connection that is refused counts as a kind of timeout there.
            if isinstance(error, TimeoutError) and not isinstance(error, NewConnectionError):
                problem = "the server does not answer in time"
                raise InputError(where, problem, "try later") from error
            problem = f"the server cannot be reached, or breaks off ({type(error).__name__})"
            raise InputError(where, problem, "check the address and the connection") from error

    def _rules_of(self, parts: SplitResult, where: str) -> RobotFileParser:
        """The robots.txt of a site, asked for once a run.

        As RFC 9309 has it: a site without one (4xx) allows everything, one whose server fails (5xx,
        no answer) allows nothing.
        """
        site = f"{parts.scheme}://{parts.netloc}"
        if site not in self._rules:
            found = self._follow(f"{site}/robots.txt", where, MAX_ROBOTS, ask_robots=False)
            lines = ["User-agent: *", "Disallow: /"]
            if found.status == 200:
                lines = found.body[:MAX_ROBOTS].decode("utf-8", "replace").splitlines()
            elif 400 <= found.status < 500:
                lines = []
            self._rules[site] = RobotFileParser()
            self._rules[site].parse(lines)
        return self._rules[site]


def articles_in(address: str, wishes: Wishes, visitor: Visitor) -> Iterator[Article]:
    """The article at an http or https address.

    Raises:
        InputError: the page cannot be had, or holds no article.
    """
    fetched = visitor.fetch(address)
    if fetched.content_type in PAGES:
        yield from page.articles_in(fetched.body, address, wishes, fetched.url, fetched.charset)
    elif fetched.content_type == "text/plain":
        yield from text.articles_in(fetched.body, address, wishes, fetched.url)
    else:
        problem = f'it is no page, but "{fetched.content_type}"'
        raise InputError(address, problem, "give the address of an article")


def checked(url: str, where: str) -> SplitResult:
    """The parts of an address that may be asked.

    Raises:
        InputError: it is not of the open web, or holds a password, which would end up in records.
    """
    try:
        parts = urlsplit(url)
        _ = parts.port
    except ValueError as error:
        raise InputError(where, f"this is no address ({error})", "write https://...") from error
    if "@" in parts.netloc:
        public = f"{parts.scheme}://{parts.netloc.rpartition('@')[2]}{parts.path}"
        problem = "the address holds a user name or a password"
        raise InputError(public, problem, "give a page that needs none, or save it as a file")
    if parts.scheme not in ("http", "https"):
        problem = f"addresses of the kind {parts.scheme}:// are not read"
        raise InputError(where, problem, "give an http or https address, or a file")
    if not parts.hostname:
        raise InputError(where, "the address names no server", "write https://host/page")
    return parts


def joined(url: str, location: str, where: str) -> str:
    """Where a redirection leads.

    Raises:
        InputError: nowhere.
    """
    try:
        return urljoin(url, location)
    except ValueError as error:
        problem = f"it redirects to no address ({error})"
        raise InputError(where, problem, "give the address where it should end") from error


def body_of(response: BaseHTTPResponse, limit: int, deadline: float, where: str) -> bytes:
    """The body, unpacked, up to one byte more than the limit.

    Raises:
        InputError: it takes longer than the deadline.
    """
    body = bytearray()
    # One read of the connection at a time: a server that sends a byte now and then is noticed.
    while len(body) <= limit and (part := response.read1(2**16)):
        body += part
        if monotonic() > deadline:
            problem = f"the page takes longer than {TOTAL:.0f} seconds"
            raise InputError(where, problem, "try later, or save the page as a file")
    return bytes(body[: limit + 1])


def content_type(header: str) -> tuple[str, str | None]:
    """The media type, a page where none is given, and the charset."""
    kind, *settings = header.lower().split(";")
    for setting in settings:
        name, _, value = setting.partition("=")
        if name.strip() == "charset":
            return kind.strip() or PAGES[0], value.strip(" \"'")
    return kind.strip() or PAGES[0], None
