"""When a page was published, and the rule that says so.

A wrong date moves every "on Tuesday" of an article, so only a date that the page marks as one
counts: never a year in the footer, a day in the text, or today.
"""

import json
from collections.abc import Iterable, Iterator
from copy import deepcopy
from itertools import islice
from typing import NamedTuple

from onrecord.read.article import is_date
from onrecord.read.tree import Node

# The kinds of JSON-LD objects whose date is the article's, the surest first.
KINDS = ("article", "posting", "report", "page")

# What the class or id of a visible date has in it.
MARKS = ("date", "time", "publi", "posted", "byline", "created", "stamp")

# Dates outside these are passed over. htmldate's own default ends today, with which the same page
# could give another record tomorrow; and "0001-01-01" is how some programs write "none".
EARLIEST, LATEST = "1995-01-01", "2099-12-31"

# Elements that are looked at: the date stands above the article, and a list of teasers below it.
MAX_METAS, MAX_MARKED = 500, 100


class Published(NamedTuple):
    """A date or date-time of ISO 8601 and the rule that gave it; both None where none did."""

    date: str | None
    rule: str | None


def published_in(tree: Node, url: str | None) -> Published:
    """What the page says of its own date, the surest rule first.

    json-ld: `datePublished` of the article. url: /2024/05/03/ in its address. meta: a `<meta>` of
    the head. htmldate: a `<time>`, or another element that calls itself a date.
    """
    for stated in stated_in_json(tree):
        if date := as_date(stated):
            return Published(date, "json-ld")
    if date := found_in((), (), url or ""):
        return Published(date, "url")
    if date := found_in(islice(tree.iter("meta"), MAX_METAS), ()):
        return Published(date, "meta")
    if date := found_in((), islice(filter(is_marked, tree.iter()), MAX_MARKED)):
        return Published(date, "htmldate")
    return Published(None, None)


def stated_in_json(tree: Node) -> list[str]:
    """Every `datePublished` in JSON-LD that may be the article's, the surest first."""
    dates: list[tuple[int, str]] = []
    for script in tree.iter("script"):
        if script.get("type") != "application/ld+json":
            continue
        try:
            stated = json.loads(script.text or "", strict=False)
            for part in parts_of(stated):
                kind, date = str(part.get("@type")).casefold(), part.get("datePublished")
                ranks = [rank for rank, word in enumerate(KINDS) if word in kind]
                if ranks and isinstance(date, str):
                    dates.append((ranks[0], date.strip()))
        except (RecursionError, ValueError):
            continue
    return [date for _, date in sorted(dates, key=lambda dated: dated[0])]


def parts_of(stated: object) -> Iterator[dict[str, object]]:
    """The objects that speak of this page; not the lists of other articles inside them."""
    if isinstance(stated, list):
        for part in stated:
            yield from parts_of(part)
    elif isinstance(stated, dict):
        yield stated
        yield from parts_of(stated.get("@graph"))
        yield from parts_of(stated.get("mainEntity"))


def as_date(stated: str) -> str | None:
    """A stated date as ISO 8601, with its time of day where it is written that way already."""
    iso = stated.replace(" ", "T", 1)
    if is_date(iso):
        return iso if EARLIEST <= iso <= LATEST else None
    if not stated.isprintable():  # a tree takes no control characters
        return None
    # "19 Nov 2019 07:09 GMT": htmldate reads the words of a <meta> in many forms.
    from lxml.html import Element  # type: ignore[import-untyped]

    return found_in((Element("meta", property="article:published_time", content=stated),), ())


def is_marked(node: Node) -> bool:
    """Whether an element of the page calls itself a date."""
    if node.tag in ("time", "abbr"):
        return True
    if node.tag not in ("span", "div", "p", "li", "em", "i", "small", "b", "strong", "a", "td"):
        return False
    name = f"{node.get('class', '')} {node.get('id', '')}".casefold()
    return any(mark in name for mark in MARKS) and len(node) <= 5


def found_in(metas: Iterable[Node], marked: Iterable[Node], url: str = "") -> str | None:
    """The day that htmldate finds in these parts of a page, and in nothing else of it."""
    # Imported here: with dateparser it takes a quarter of a second.
    from htmldate import find_date
    from lxml.html import document_fromstring

    page = document_fromstring("<html><head></head><body></body></html>")
    page.find("head").extend(map(deepcopy, metas))
    page.find("body").extend(map(deepcopy, marked))
    date = find_date(
        page,
        extensive_search=False,
        original_date=True,
        url=url,
        min_date=EARLIEST,
        max_date=LATEST,
    )
    return date if date is not None and is_date(date) else None
