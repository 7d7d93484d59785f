"""Plain text: the bytes of one file -> one article, kept character for character."""

from collections.abc import Iterator

from onrecord.errors import InputError
from onrecord.read.article import MAX_TEXT, Wishes, finished
from onrecord.read.charset import decoded
from onrecord.record import Article

# No character takes more bytes, in UTF-8, UTF-16 or UTF-32.
MAX_BYTES = 4 * MAX_TEXT

# Characters: the longest first line that is taken for a headline.
MAX_TITLE = 150


def articles_in(
    raw: bytes, source: str, wishes: Wishes, url: str | None = None
) -> Iterator[Article]:
    """The one article of a text: its characters as they are, line ends included.

    Raises:
        InputError: it is not text, or not text that can be read without guessing.
    """
    if len(raw) > MAX_BYTES:
        raise InputError(
            source, f"the file exceeds {MAX_BYTES} bytes", "split it into its articles"
        )
    text = decoded(raw, source)
    if "\0" in text:
        raise InputError(source, "this is a binary file, not text", "give a text or HTML file")
    yield article_of(text, source, wishes, url)


def article_of(text: str, source: str | None, wishes: Wishes, url: str | None = None) -> Article:
    """The article of a text; without a source, one that the program was handed.

    Raises:
        InputError: it has no words, or is too long.
    """
    article = Article(id="", text=text, title=title_of(text), url=url, source=source)
    return finished(article, source or "the text", wishes)


def title_of(text: str) -> str | None:
    """The first line, when it stands alone and reads like a headline."""
    line, _, rest = text.lstrip().partition("\n")
    title = line.strip()
    second, _, _ = rest.partition("\n")
    if not rest.strip() or second.strip() or not 0 < len(title) <= MAX_TITLE:
        return None
    # A sentence ends in a full stop and a dateline in a dash; neither is a headline.
    if not (title[-1].isalnum() or title[-1] in "?!)\"'’”") or title.startswith("By "):
        return None
    return title if any(map(str.isalpha, title)) else None
