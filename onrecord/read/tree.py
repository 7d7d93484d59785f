"""A page's tree, made ready for the search for its article.

Some layouts hide words of an article from trafilatura, or mix others in. Each function changes the
tree in place and says what it gains on 90 real news pages (points of F1 over four-word runs).
"""

import re
from collections import Counter, defaultdict
from collections.abc import Hashable
from itertools import islice
from typing import Any

# A node of the tree: lxml comes without types.
Node = Any

# Characters: a paragraph, as against a caption or a button.
LONG = 80

# Characters: a cell that holds an article, as against one of a table of figures.
LONG_CELL = 250

# No article is cut into more boxes; a page of ten thousand would take long.
MAX_BOXES = 200

POSTS = ("twitter-tweet", "twitter-video", "bluesky-embed")


def make_ready(tree: Node) -> None:
    """Bring the layouts into a form in which the article is found."""
    join_columns(tree)
    lift_posts(tree)
    unfold_tables(tree)
    drop_hover_cards(tree)
    drop_hidden(tree)


def join_columns(tree: Node) -> None:
    """Unwrap paragraphs that advertisements split over boxes of one kind (+0.8).

    trafilatura keeps the best box and drops its fellows; without the boxes they stand together.
    """
    below: Counter[Node] = Counter()
    for heading in tree.iter("h1", "h2", "h3"):
        below.update(heading.iterancestors())
    boxes = [box for box in tree.iter("div", "section") if box.get("class")]
    unwrapped: set[Node] = set()
    for levels in (1, 2, 3):
        kinds: defaultdict[Hashable, list[list[Node]]] = defaultdict(list)
        for box in boxes:
            kind, wrappers = kind_of(box, levels, below)
            if kind is not None and unwrapped.isdisjoint(wrappers):
                kinds[kind].append(wrappers)
        for fellows in kinds.values():
            full = sum(is_column(wrappers[0]) for wrappers in fellows)
            if full >= 2 and len(fellows) <= MAX_BOXES:
                unwrapped.update(*fellows)
    for wrapper in unwrapped:
        wrapper.drop_tag()


def kind_of(box: Node, levels: int, below: Counter[Node]) -> tuple[Hashable | None, list[Node]]:
    """What boxes of one kind share, and the wrappers of this one up to where they meet.

    They share tags, classes and what encloses them. None where the box is one article, teaser or
    comment of several: there the wrappers hold a heading beside the box, or are called so.

    Args:
        levels: how many wrappers there are, the box among them.
        below: how many headings each node of the tree holds.
    """
    wrappers = [box, *islice(box.iterancestors(), levels - 1)]
    around = wrappers[-1].getparent()
    if around is None or around.tag in ("body", "html"):
        return None, wrappers
    if any(wrapper.tag in ("article", "li", "body") for wrapper in wrappers):
        return None, wrappers
    if below[wrappers[-1]] > below[box]:
        return None, wrappers
    return (around, *((wrapper.tag, wrapper.get("class")) for wrapper in wrappers)), wrappers


def is_column(box: Node) -> bool:
    """Whether the box holds two long paragraphs that are more than links."""
    return sum(is_long(child) for child in box if child.tag == "p") >= 2


def is_long(paragraph: Node) -> bool:
    """Whether a paragraph is long, and less than half of it links."""
    length = len(words_of(paragraph))
    return length >= LONG and 2 * sum(len(words_of(a)) for a in paragraph.iter("a")) < length


def lift_posts(tree: Node) -> None:
    """Take the posts that an article quotes out of their wrappers (+0.3).

    What a minister posts is a statement; trafilatura drops it for the word "embed" in the wrapper.
    """
    for quote in list(tree.iter("blockquote")):
        if not any(post in quote.get("class", "") for post in POSTS):
            continue
        del quote.attrib["class"]
        length, wrapper = len(words_of(quote)), quote
        while (around := wrapper.getparent()) is not None and around.tag not in ("body", "html"):
            # A button or a caption may stand beside the post, but no other paragraph.
            if len(words_of(around)) > length + LONG:
                break
            wrapper = around
        if wrapper is not quote:
            quote.drop_tree()
            quote.tail, wrapper.tail = wrapper.tail, None
            wrapper.getparent().replace(wrapper, quote)


def unfold_tables(tree: Node) -> None:
    """Turn tables that only arrange the page into boxes (+0.3); their text lost its line breaks."""
    for table in list(tree.iter("table")):
        parts = [table]
        for part in table.iter("thead", "tbody", "tr", "th", "td"):
            if next(part.iterancestors("table")) is table:
                parts.append(part)
        if any(holds_paragraphs(part) for part in parts if part.tag == "td"):
            for part in parts:
                part.tag = "div"


def holds_paragraphs(cell: Node) -> bool:
    """Whether a cell holds running text of several lines."""
    return len(words_of(cell)) > LONG_CELL and len(list(cell.iter("p", "br"))) >= 3


def drop_hidden(tree: Node) -> None:
    """Leave out what the page's own markup keeps from its readers: nobody was shown those words."""
    for node in list(tree.xpath("//body//*[@hidden or @style]")):
        style = re.sub(r"\s", "", node.get("style", "")).lower()
        if (
            node.get("hidden") is not None
            or "display:none" in style
            or "visibility:hidden" in style
        ):
            node.drop_tree()


def drop_hover_cards(tree: Node) -> None:
    """Drop what unfolds over a name in a sentence: a picture and nothing but links (+0.1)."""
    for paragraph in list(tree.iter("p")):
        for card in list(paragraph.iter("span")):
            links = sum(len("".join(words_of(link).split())) for link in card.iter("a"))
            if links and links == len("".join(words_of(card).split())) and has_picture(card):
                card.drop_tree()


def has_picture(node: Node) -> bool:
    """Whether there is an image inside."""
    return next(node.iter("img"), None) is not None


def words_of(node: Node) -> str:
    """All text inside a node."""
    return "".join(node.itertext())
