"""Addresses: read the way their owner wishes, or one line; asked of a server of this machine."""

import gzip
import time
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread

import pytest

from onrecord import __version__
from onrecord.errors import InputError
from onrecord.read import page, read_articles, web
from onrecord.read.article import Wishes
from onrecord.record import Article
from read.pages import BODY, html

AGENT = f"onrecord/{__version__} (+https://pypi.org/project/onrecord/)"
PAGE = html().encode()
TYPE = ("Content-Type", "text/html; charset=utf-8")


class Site(ThreadingHTTPServer):
    """A server with answers by path: a status, headers and a body; 404 for every other path."""

    daemon_threads = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), Answering)
        self.answers: dict[str, tuple[int, list[tuple[str, str]], bytes]] = {}
        self.asked: list[tuple[str, str]] = []
        self.pause = 0.0

    def answer(
        self, path: str, body: bytes = PAGE, *headers: tuple[str, str], status: int = 200
    ) -> str:
        """Answer a path, and give its address."""
        self.answers[path] = (status, list(headers or [TYPE]), body)
        return self.address(path)

    def redirect(self, path: str, to: str) -> str:
        """Answer a path with another address, and give its own."""
        return self.answer(path, b"", ("Location", to), status=302)

    def address(self, path: str) -> str:
        """The address of a path."""
        return f"http://127.0.0.1:{self.server_port}{path}"

    @property
    def paths(self) -> list[str]:
        """The paths that were asked for."""
        return [path for path, _ in self.asked]


class Answering(BaseHTTPRequestHandler):
    """What the site does with a request."""

    server: Site

    def do_GET(self) -> None:
        """Send the answer of the path, a byte at a time where the site makes pauses."""
        self.server.asked.append((self.path, self.headers["User-Agent"]))
        status, headers, body = self.server.answers.get(self.path, (404, [TYPE], b"no"))
        self.send_response(status)
        for name, value in headers:
            self.send_header(name, value)
        self.end_headers()
        step = 1 if self.server.pause else len(body) or 1
        for start in range(0, len(body), step):
            try:
                self.wfile.write(body[start : start + step])
            except OSError:
                return
            time.sleep(self.server.pause)

    def log_message(self, *_: object) -> None:
        """Say nothing."""


@pytest.fixture
def site() -> Iterator[Site]:
    with Site() as server:
        Thread(target=server.serve_forever, args=(0.01,), daemon=True).start()
        yield server
        server.shutdown()


def read(address: str) -> Article:
    """The article at an address."""
    [found] = read_articles([address])
    assert isinstance(found, Article), found
    return found


def line_about(address: str) -> str:
    """The error line of an address."""
    [found] = read_articles([address])
    assert isinstance(found, InputError), found
    return str(found)


def test_a_page_is_read_from_its_address(site: Site) -> None:
    address = site.answer("/pact")
    found = read(address)
    assert found.text.startswith("Mara Okello, the harbour minister")
    assert (found.source, found.url) == (address, address)
    assert found.title == "Pact holds, minister says"


def test_every_request_says_who_asks(site: Site) -> None:
    read(site.answer("/pact"))
    assert site.asked == [("/robots.txt", AGENT), ("/pact", AGENT)]


def test_the_source_is_the_address_as_given_and_the_url_where_it_ends(site: Site) -> None:
    end = site.answer("/b")
    found = read(site.redirect("/a", "/b"))
    assert (found.source, found.url) == (site.address("/a"), end)
    assert read(f"{end}#part").url == end
    canonical = '<link rel="canonical" href="https://example.org/pact">'
    site.answer("/b", html(head=canonical).encode())
    assert read(site.address("/a#part")).url == "https://example.org/pact"


def test_the_encoding_that_the_server_names_is_used(site: Site) -> None:
    body = html(BODY.replace("Port Example", "Порт")).replace('<meta charset="utf-8">', "")
    address = site.answer(
        "/a", body.encode("windows-1251"), ("Content-Type", 'text/html; Charset="windows-1251"')
    )
    assert "in Порт, where" in read(address).text


def test_packed_pages_are_unpacked(site: Site) -> None:
    address = site.answer("/a", gzip.compress(PAGE), TYPE, ("Content-Encoding", "gzip"))
    assert read(address).text.startswith("Mara Okello")


def test_plain_text_is_an_article_as_it_stands(site: Site) -> None:
    address = site.answer("/a", b"Okello said yes.\r\n", ("Content-Type", "text/plain"))
    found = read(address)
    assert (found.text, found.url) == ("Okello said yes.\r\n", address)


def test_a_page_that_is_not_called_anything_is_tried(site: Site) -> None:
    address = site.answer("/a", PAGE, ("X-Made-Up", "yes"))
    assert read(address).text.startswith("Mara Okello")


@pytest.mark.parametrize(
    "kind", ["application/pdf", "image/png", "application/rss+xml", "application/json", "video/mp4"]
)
def test_what_is_no_page_is_one_line(site: Site, kind: str) -> None:
    address = site.answer("/a", PAGE, ("Content-Type", kind))
    assert line_about(address) == (
        f'{address}: it is no page, but "{kind}"; give the address of an article'
    )


@pytest.mark.parametrize("status", [400, 401, 403, 404, 410, 429, 500, 503])
def test_a_status_that_is_no_page_is_one_line(site: Site, status: int) -> None:
    address = site.answer("/a", PAGE, status=status)
    assert f"{address}: the server answers with status {status}; " in line_about(address)


def test_a_page_without_an_article_is_one_line(site: Site) -> None:
    assert "there is no article on this page" in line_about(site.answer("/a", b"<html></html>"))


@pytest.mark.parametrize("packed", [False, True])
def test_a_page_that_is_too_large_is_one_line(
    site: Site, monkeypatch: pytest.MonkeyPatch, packed: bool
) -> None:
    monkeypatch.setattr(web, "MAX_PAGE", 100_000)
    monkeypatch.setattr(page, "MAX_PAGE", 100_000)
    body = b"<html>" + b"a" * 5_000_000
    headers = [TYPE, ("Content-Encoding", "gzip")] if packed else [TYPE]
    address = site.answer("/a", gzip.compress(body) if packed else body, *headers)
    assert "the page exceeds 100000 bytes" in line_about(address)


def test_no_more_of_a_page_is_taken_than_the_limit() -> None:
    class Endless:
        taken = 0

        def read1(self, amount: int) -> bytes:
            self.taken += amount
            return b"a" * amount

    endless = Endless()
    body = web.body_of(endless, 100_000, time.monotonic() + 60, "a")  # type: ignore[arg-type]
    assert len(body) == 100_001
    assert endless.taken < 200_000


def test_five_redirections_are_followed_and_no_more(site: Site) -> None:
    for step in range(5):
        site.redirect(f"/{step}", f"/{step + 1}")
    site.answer("/5")
    assert read(site.address("/0")).text.startswith("Mara Okello")
    site.redirect("/5", "/6")
    site.answer("/6")
    assert "it redirects more than 5 times" in line_about(site.address("/0"))
    site.redirect("/round", "/round")
    assert "it redirects more than 5 times" in line_about(site.address("/round"))


@pytest.mark.parametrize(
    ("to", "problem"),
    [
        ("file:///etc/passwd", "addresses of the kind file:// are not read"),
        ("ftp://127.0.0.1/a", "addresses of the kind ftp:// are not read"),
        ("http://me:secret@127.0.0.1/", "the address holds a user name or a password"),
        ("http://[", "it redirects to no address"),
        ("http://127.0.0.1:99999/", "this is no address"),
    ],
)
def test_each_redirection_is_checked(site: Site, to: str, problem: str) -> None:
    message = line_about(site.redirect("/a", to))
    assert problem in message
    assert "secret" not in message


@pytest.mark.parametrize(
    ("address", "problem"),
    [
        ("ftp://example.org/a", "addresses of the kind ftp:// are not read"),
        ("file:///etc/passwd", "addresses of the kind file:// are not read"),
        ("s3://bucket/a", "addresses of the kind s3:// are not read"),
        ("http://", "the address names no server"),
        ("http://[::1", "this is no address"),
        ("http://127.0.0.1:port/", "this is no address"),
        ("http://127.0.0.1:1/", "the server cannot be reached"),
        ("http://" + "a" * 300 + ".invalid/", "the server cannot be reached"),
        ("http://127.0.0.1:1/\x1b[31m\n", "the server cannot be reached"),
    ],
)
def test_an_address_that_cannot_be_read_is_one_line(address: str, problem: str) -> None:
    message = line_about(address)
    assert problem in message
    assert message.isprintable()


def test_a_password_is_refused_and_not_repeated() -> None:
    assert line_about("http://me:secret@127.0.0.1:1/page?a=1") == (
        "http://127.0.0.1:1/page: the address holds a user name or a password; "
        "give a page that needs none, or save it as a file"
    )


TEXT = ("Content-Type", "text/plain")


def test_robots_txt_is_kept_to(site: Site) -> None:
    site.answer("/robots.txt", b"User-agent: onrecord\nDisallow: /no\n", TEXT)
    assert read(site.answer("/yes")).text
    message = line_about(site.answer("/no/page"))
    assert f"the robots.txt of 127.0.0.1:{site.server_port} does not allow it" in message
    assert "/no/page" not in site.paths


def test_robots_txt_counts_for_where_a_redirection_leads(site: Site) -> None:
    site.answer("/robots.txt", b"User-agent: *\nDisallow: /no\n", TEXT)
    site.answer("/no")
    assert "does not allow it" in line_about(site.redirect("/a", "/no"))
    assert "/no" not in site.paths


@pytest.mark.parametrize("status", [401, 403, 404, 429])
def test_a_site_without_robots_txt_allows_everything(site: Site, status: int) -> None:
    site.answer("/robots.txt", b"User-agent: *\nDisallow: /\n", TEXT, status=status)
    assert read(site.answer("/a")).text


@pytest.mark.parametrize("status", [500, 503])
def test_a_site_whose_robots_txt_fails_allows_nothing(site: Site, status: int) -> None:
    site.answer("/robots.txt", b"", TEXT, status=status)
    assert "does not allow it" in line_about(site.answer("/a"))
    assert site.paths == ["/robots.txt"]


def test_robots_txt_is_asked_for_once_a_run_and_found_behind_redirections(site: Site) -> None:
    site.redirect("/robots.txt", "/rules")
    site.answer("/rules", b"User-agent: *\nDisallow: /no\n", TEXT)
    addresses = [site.answer("/a"), site.answer("/no"), site.answer("/b")]
    first, second, third = read_articles(addresses)
    assert isinstance(first, Article)
    assert isinstance(second, InputError)
    assert isinstance(third, Article)
    assert site.paths == ["/robots.txt", "/rules", "/a", "/b"]


def test_a_long_robots_txt_is_read_to_the_limit(
    site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(web, "MAX_ROBOTS", 100)
    rules = b"User-agent: *\nDisallow: /no\n" + b"#" * 100 + b"\nDisallow: /\n"
    site.answer("/robots.txt", rules, TEXT)
    assert read(site.answer("/a")).text
    assert "does not allow it" in line_about(site.answer("/no"))


def test_a_server_that_says_nothing_is_given_up(
    site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(web, "READ", 0.2)
    site.answer("/a")
    site.pause = 1.0
    assert "the server does not answer in time" in line_about(site.address("/a"))


def test_a_server_that_drips_is_given_up(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(web, "TOTAL", 0.3)
    site.answer("/robots.txt", b"", TEXT)
    site.answer("/a")
    site.pause = 0.02
    assert "the page takes longer than 0 seconds" in line_about(site.address("/a"))


def test_a_connection_that_breaks_off_is_one_line(site: Site) -> None:
    address = site.answer("/a", PAGE, TYPE, ("Content-Length", "100000"))
    assert "the server cannot be reached, or breaks off" in line_about(address)
    packed = site.answer("/b", b"no gzip", TYPE, ("Content-Encoding", "gzip"))
    assert "the server cannot be reached, or breaks off" in line_about(packed)


def test_the_date_of_the_run_is_used_for_a_page_without_one(site: Site) -> None:
    [found] = web.articles_in(site.answer("/a"), Wishes("2024-05-03"), web.Visitor())
    assert (found.published, found.published_from) == ("2024-05-03", "input")
