"""Text -> its words as they are compared: without case and accents.

The ledger's full-text index is given these words, not the text, so that what it finds can be shown
in the text again: the n-th word of the index is the n-th word here.
"""

import re
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from functools import lru_cache
from typing import NamedTuple
from unicodedata import normalize

from onrecord.record import Span

# A combining accent belongs to the letter before it, also where the text writes the two apart.
WORD = re.compile(r"[^\W_](?:[^\W_]|[\u0300-\u036f])*")
POSSESSIVE = re.compile(r"['’][sS]?\Z")
ASKED = re.compile(r'["“”]([^"“”]*)["“”]|([^\s"“”]+)')
# Letters that Unicode does not take apart, as people write them who have no such key.
PLAIN = str.maketrans(
    {"ł": "l", "ø": "o", "đ": "d", "ð": "d", "þ": "th", "æ": "ae", "œ": "oe", "ı": "i"}
)

# They only point at somebody: personal, possessive, reflexive, relative, demonstrative. An index of
# them would name every article.
PRONOUNS = frozenset(
    """
    i me my mine myself we us our ours ourselves you your yours yourself yourselves
    he him his himself she her hers herself it its itself
    they them their theirs themself themselves
    who whom whose which that this these those
    """.split()  # noqa: SIM905 (one a line would hide the file behind them)
)
NAMES_LIKE_PRONOUNS = frozenset(("US", "WHO"))

Phrase = tuple[str, ...]


class Word(NamedTuple):
    """A word as it is compared, and where it stands."""

    compared: str
    span: Span


def fold(word: str) -> str:
    """The word without case, accents and joining marks: "Erdoğan" and "ERDOGAN" are one."""
    if word.isascii():
        return word.lower()
    apart = normalize("NFKD", word).casefold().translate(PLAIN)
    return "".join(char for char in apart if char.isalnum())


def words_of(text: str, compared: Callable[[str], str] = fold) -> Iterator[Word]:
    """The words of a text: runs of letters and digits."""
    for found in WORD.finditer(text):
        if word := compared(found.group()):
            yield Word(word, Span(*found.span()))


def folded_name(name: str) -> str:
    """A name as names are compared: its words, one blank between them, without a last "'s"."""
    return " ".join(word.compared for word in words_of(POSSESSIVE.sub("", name.strip())))


def is_pronoun(mention: str) -> bool:
    """Whether the mention only points at somebody: "us" and "Us" do, "US" and "WHO" do not."""
    if POSSESSIVE.sub("", mention.strip()) in NAMES_LIKE_PRONOUNS:
        return False
    return folded_name(mention) in PRONOUNS


def stem(word: str) -> str:
    """The word without its plural s, so that "sanction" finds "sanctions".

    Source:
        The S stemmer: Harman (1991), JASIS 42(1), table 1.
    """
    if len(word) <= 3 or not word.isascii():
        return word
    if word.endswith("ies") and word[-4] not in "ae":
        return word[:-3] + "y"
    if word.endswith("es") and word[-3] not in "aeo":
        return word[:-1]
    if word.endswith("s") and word[-2] not in "us":
        return word[:-1]
    return word


@lru_cache(maxsize=100_000)  # most words of an article have been met before
def index_word(word: str) -> str:
    """The word as the full-text index is given it; empty where it is all accents."""
    return stem(fold(word))


def indexed(text: str) -> str:
    """The words of a text as the full-text index is given them."""
    return " ".join(filter(None, map(index_word, WORD.findall(text))))


def phrases_of(question: str) -> list[Phrase]:
    """What a search asks for: words, and "words in double quotes" that follow each other.

    Whatever is neither letter nor digit only parts words, so no question can be malformed; "U.S."
    is a phrase of two.
    """
    chunks = (quoted or bare for quoted, bare in ASKED.findall(question))
    phrases = (tuple(indexed(chunk).split()) for chunk in chunks)
    return list(dict.fromkeys(phrase for phrase in phrases if phrase))


def places_of(phrases: Sequence[Phrase], text: str) -> list[tuple[Span, Phrase]]:
    """Where the phrases stand in the text, in its order; no two overlap."""
    words = list(words_of(text, index_word))
    stems = [word.compared for word in words]
    starting: defaultdict[str, list[Phrase]] = defaultdict(list)
    for phrase in sorted(phrases, key=len, reverse=True):
        starting[phrase[0]].append(phrase)
    found: list[tuple[Span, Phrase]] = []
    at = 0
    while at < len(stems):
        step = 1
        for phrase in starting.get(stems[at], ()):
            if tuple(stems[at : at + len(phrase)]) == phrase:
                step = len(phrase)
                span = Span(words[at].span.start, words[at + step - 1].span.end)
                found.append((span, phrase))
                break
        at += step
    return found
