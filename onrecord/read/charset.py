"""Bytes -> characters, without a guess that would put words into an article that nobody wrote."""

import codecs
import re

from onrecord.errors import InputError

# The four-byte marks first: the UTF-32 mark starts with the UTF-16 one.
BYTE_ORDER_MARKS = (
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)

# UTF-8 as it is met in Western text: accented letters (two bytes), quotation marks and dashes
# (three). In Windows-1252 the same bytes are "Ã©" and "â€™", which nobody writes.
UTF8_LETTERS = re.compile(rb"[\xc2\xc3][\x80-\xbf]|\xe2[\x80-\x82][\x80-\xbf]")

# What shows that bytes were not Windows-1252: letter runs that no Western word has (Cyrillic, Greek
# and Asian encodings give them), signs in the middle of a word or low quotes after one (DOS and
# Central European ones), and an accented capital where a Mac file has a quotation mark.
NOT_WESTERN = re.compile(
    r"[À-ÖØ-öø-ÿ]{4}"
    r"|[^\W\d_][¡-©«¬®-³¶¸¹»-¿×÷†‡€ƒ‰‹›ˆ˜‚„]+[^\W\d_]"
    r"|[^\W\d_][‚„¿¡]"
    r"|[a-z][À-ÖØ-Þ]"
    r"|[.,!?][À-ÖØ-Þ](?!\w)"
    r"|(?<!\w)[ÒÓ][A-Z][a-z]"
)

# The names that pages use, and the encoding that browsers take them for (WHATWG Encoding Standard).
BROWSER_NAMES = {
    "ascii": "windows-1252",
    "us-ascii": "windows-1252",
    "iso-8859-1": "windows-1252",
    "latin1": "windows-1252",
    "iso-8859-9": "windows-1254",
    "gb2312": "gb18030",
    "gbk": "gb18030",
    "shift_jis": "cp932",
    "shift-jis": "cp932",
    "x-sjis": "cp932",
    "euc-kr": "cp949",
    "ks_c_5601-1987": "cp949",
    "utf-16": "utf-8",
}

# Codecs of Python that would turn ASCII into something else; no page is in them.
NO_PAGES = ("punycode", "raw-unicode-escape", "unicode-escape", "utf-7")

DECLARED = re.compile(rb"""<meta[^>]+?charset\s*=\s*["']?\s*([\w.:-]+)""", re.IGNORECASE)
PROLOG = re.compile(rb"""^\s*<\?xml[^>]+?encoding\s*=\s*["']([\w.:-]+)""")

# Bytes from the start of a page in which it names its encoding; browsers look at 1024.
HEAD = 4096

# Of the characters that are not ASCII, the share that may be broken in a page that says how it is
# encoded: an excerpt cut within a character, a visitor's comment pasted in another encoding.
BROKEN = 0.1


def decoded(raw: bytes, where: str) -> str:
    """The characters of the bytes: UTF-8, what a byte order mark says, or Windows-1252.

    A byte order mark is no character of the text and is dropped.

    Raises:
        InputError: any other encoding. A wrong guess would put words into the record that nobody
            wrote, so there is none.
    """
    encoding, start = byte_order(raw)
    try:
        return raw[start:].decode(encoding or "utf-8")
    except UnicodeDecodeError as error:
        if encoding is not None:
            problem = f"the text starts as {encoding}, but is broken at byte {start + error.start}"
            raise InputError(where, problem, "save it as UTF-8") from error
    if UTF8_LETTERS.search(raw):
        raise InputError(where, "the text mixes UTF-8 with another encoding", "save it as UTF-8")
    text = western(raw)
    if text is None:
        problem = "the encoding of the text is neither UTF-8 nor Windows-1252"
        raise InputError(where, problem, "save it as UTF-8")
    return text


def byte_order(raw: bytes) -> tuple[str | None, int]:
    """The encoding that a byte order mark names, and the length of the mark; else (None, 0)."""
    for mark, encoding in BYTE_ORDER_MARKS:
        if raw.startswith(mark):
            return encoding, len(mark)
    return None, 0


def western(raw: bytes) -> str | None:
    """The bytes as Windows-1252, or None where that gives something that nobody would write."""
    try:
        text = raw.decode("windows-1252")
    except UnicodeDecodeError:
        return None
    return None if NOT_WESTERN.search(text) else text


def markup_of(raw: bytes, where: str, charset: str | None = None) -> str:
    """The characters of a page.

    Args:
        raw: its bytes.
        where: for the error line.
        charset: what the server calls its encoding, if it does.

    Raises:
        InputError: no encoding gives words.
    """
    mark, start = byte_order(raw)
    if mark is not None:
        return raw[start:].decode(mark, "replace")
    named = encoding_named(charset) or encoding_declared(raw)
    # Escape sequences of ISO-2022 are ASCII bytes, so they pass for UTF-8: here the name decides.
    if named is not None and named.startswith("iso2022"):
        return raw.decode(named, "replace")
    try:
        # Before the name: bytes that are UTF-8 are not that by chance, and names are often wrong.
        return raw.decode("utf-8")
    except UnicodeDecodeError:
        pass
    text = nearly(raw, named or "utf-8") or western(raw) or detected(raw)
    if text is None:
        raise InputError(where, "the encoding of the page is unclear", "save it as UTF-8")
    return text


def encoding_declared(raw: bytes) -> str | None:
    """The encoding that the page itself names, as Python calls it."""
    found = PROLOG.search(raw[:HEAD]) or DECLARED.search(raw[:HEAD])
    return encoding_named(found[1].decode("ascii", "replace")) if found else None


def encoding_named(name: str | None) -> str | None:
    """What Python calls the encoding of that name; None for one it does not have."""
    if name is None:
        return None
    name = name.strip().casefold()
    try:
        found = codecs.lookup(BROWSER_NAMES.get(name, name)).name
        # Python also has codecs that are no encodings (rot13), and some that no page is in (idna).
        return None if b"a".decode(found, "replace") != "a" or found in NO_PAGES else found
    except (LookupError, ValueError):
        return None


def nearly(raw: bytes, encoding: str) -> str | None:
    """The bytes in that encoding, with U+FFFD for what is broken; None where much is."""
    text = raw.decode(encoding, "replace")
    odd = sum(not char.isascii() for char in text)
    return text if text.count("\ufffd") <= BROKEN * odd else None


def detected(raw: bytes) -> str | None:
    """The bytes in the encoding that their statistics suggest."""
    # Imported here: few pages need it.
    from charset_normalizer import from_bytes

    best = from_bytes(raw).best()
    return None if best is None else str(best)
