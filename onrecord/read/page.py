"""An HTML page -> one article: its own words, without the furniture around them.

trafilatura finds the article. On 90 real news pages its defaults score 95.1 (F1 over four-word
runs, in percent), its fast mode 95.8: the slow one asks two more extractors, and they were wrong
where they differed. What this room adds (tree.py, and the lines dropped below) makes it 97.9.
"""

import re
from collections.abc import Iterator
from typing import Any
from urllib.parse import urlsplit

from onrecord.errors import InputError
from onrecord.read.article import Wishes, finished
from onrecord.read.charset import markup_of
from onrecord.read.page_date import LATEST, published_in
from onrecord.read.tree import make_ready, words_of
from onrecord.record import Article

# Bytes, unpacked. The largest of 90 news pages has 1.5 million; trafilatura stops at 20 million.
MAX_PAGE = 10_000_000

# The most of 90 news pages is 1 417. trafilatura's time grows with the square of it.
MAX_ELEMENTS = 20_000

# Lines that lead elsewhere. They are dropped because a headline behind "Read more:" would be read
# as a sentence of this article (+0.2 points of F1 on the 90 pages). Of 37 000 lines of news text
# they take 30, every one of them such a line.
LEADS_AWAY = re.compile(
    r"""[^\w"'“‘]*(?:
      (?:read\ (?:more|also|next)|also\ read|must\ read|see\ (?:more|also)|more\ (?:on|from)|watch
        |listen|download|related(?:\ \w+)?)\s*: .*
    | (?:sign\ up|subscribe|click\ here)\b .*
    | follow\b .* \bon\ (?:twitter|facebook|instagram|youtube)\b .*
    | get\b .* \b(?:newsletters?|inbox)\b .*
    | (?:©|copyright\ (?:©|\(c\)|[0-9]{4})|this\ copy\ is\ for\ your\ personal) .*
    | (?:order\ reprints|print\ article|don['’]t\ miss|tags|advertisement|read\ more|share\ this)
    )""",
    re.IGNORECASE | re.VERBOSE,
)

# Characters: longer lines are paragraphs, whatever they start with.
MAX_LEAD = 250

# Lines among which the title is looked for: a rubric, a date or a menu may stand above it.
TOP = 10

# What a line of running text ends in, and how long one is that needs no such end.
SENTENCE_END = tuple(".!?:;\"'”’»)…。！？」")
LONG_LINE = 60


def articles_in(
    raw: bytes,
    source: str,
    wishes: Wishes,
    url: str | None = None,
    charset: str | None = None,
) -> Iterator[Article]:
    """The article of a page, one at most.

    Args:
        raw: the page as it was stored or sent.
        source: the path or address it was read from, as given.
        wishes: `published` counts where the page states no date.
        url: the address that sent it, after redirections.
        charset: what that server called its encoding.

    Raises:
        InputError: the page is too large, its encoding unclear, or there is no article in it.
    """
    if len(raw) > MAX_PAGE:
        raise InputError(source, f"the page exceeds {MAX_PAGE} bytes", "give one article a page")
    markup = markup_of(raw, source, charset)
    # Imported here: see `extracted`.
    from lxml.etree import LxmlError  # type: ignore[import-untyped]

    try:
        article = extracted(markup, source, url)
    except (
        ArithmeticError,
        AttributeError,
        LookupError,
        LxmlError,
        RuntimeError,
        TypeError,
        ValueError,
    ) as error:
        # What the libraries raise on a page they were not written for; nesting too deep among it.
        problem = f"the page cannot be taken apart ({type(error).__name__})"
        raise InputError(source, problem, "save the article as text") from error
    if article is None:
        raise InputError(source, "there is no article on this page", "give the page of an article")
    yield finished(article, source, wishes)


def extracted(markup: str, source: str, url: str | None) -> Article | None:
    """What trafilatura finds on the page; None where that is no running text.

    Raises:
        InputError: it has too many elements.
    """
    # Imported here: with lxml and its date parsers it takes half a second.
    from trafilatura import bare_extraction, load_html

    tree = load_html(markup)
    if tree is None:
        return None
    if sum(1 for _ in tree.iter()) > MAX_ELEMENTS:
        problem = f"the page has more than {MAX_ELEMENTS} elements"
        raise InputError(source, problem, "save the article as text")
    make_ready(tree)
    found: Any = bare_extraction(
        tree,
        url=url,
        fast=True,
        include_comments=False,
        with_metadata=True,
        date_extraction_params={"extensive_search": False, "max_date": LATEST},
    )
    if found is None:
        return None
    text = tidied(found.text or "", [found.title or "", *map(words_of, tree.iter("h1"))])
    if not reads_on(text):
        return None
    published = published_in(tree, found.url)
    return Article(
        id="",
        text=text,
        title=found.title or None,
        published=published.date,
        published_from=published.rule,
        url=found.url or None,
        outlet=outlet_of(found),
        authors=[name for name in (found.author or "").split("; ") if name],
        source=source,
    )


def outlet_of(found: Any) -> str | None:
    """The name of the outlet; of an address in its place, the host."""
    name = str(found.sitename or "")
    return (urlsplit(name).hostname if "://" in name else name) or None


def tidied(text: str, titles: list[str]) -> str:
    """The paragraphs with an empty line between them, from below the title, without LEADS_AWAY.

    The title stands in `article.title`; repeated in the text it would be read twice (+0.4).
    """
    lines = [line.strip() for line in text.splitlines()]
    lines = [line for line in lines if line and not leads_away(line)]
    start = 0
    for place, line in enumerate(lines[:TOP], start=1):
        if is_title(line, titles):
            start = place
        elif len(line) >= LONG_LINE:
            break
    return "\n\n".join(lines[start:])


def leads_away(line: str) -> bool:
    """Whether a line only points to something that is not the article."""
    return len(line) <= MAX_LEAD and LEADS_AWAY.fullmatch(line) is not None


def is_title(line: str, titles: list[str]) -> bool:
    """Whether a line is a title, or most of one: titles carry a rubric or the outlet's name."""
    words = bare(line)
    return any(words == bare(t) or (words.count(" ") >= 3 and words in bare(t)) for t in titles)


def bare(line: str) -> str:
    """A line's words alone, to compare two lines."""
    return " ".join(re.findall(r"\w+", line)).casefold()


def reads_on(text: str) -> bool:
    """Whether there is a sentence or a long line in it, and not only the names of links."""
    return any(
        len(line) >= LONG_LINE or (" " in line and line.endswith(SENTENCE_END))
        for line in text.splitlines()
    )
