"""The language of an article, and the line about one that is not English."""

from functools import cache
from typing import Any

from onrecord.errors import InputError
from onrecord.record import Article

# A text is not English when English has less than this chance. Measured with py3langid 0.4.0: of
# 40 000 English news sentences and 8 000 articles and headlines none fell below it, down to names
# in a row ("Lahore, Rawalpindi, Multan": 0.15); a German, French or Russian sentence has 1e-6.
UNLIKELY = 0.001
LIKELY = 0.5

# Letters. Below it, a name alone ("Mika Brzezinski") can be taken for another language.
MIN_LETTERS = 20

# Characters: a language shows within a page, and a book need not be read for it.
ENOUGH = 5_000

NAMES = {
    "ar": "Arabic",
    "de": "German",
    "es": "Spanish",
    "fa": "Persian",
    "fr": "French",
    "he": "Hebrew",
    "hi": "Hindi",
    "id": "Indonesian",
    "it": "Italian",
    "ja": "Japanese",
    "ko": "Korean",
    "nl": "Dutch",
    "pl": "Polish",
    "pt": "Portuguese",
    "ru": "Russian",
    "sv": "Swedish",
    "tr": "Turkish",
    "uk": "Ukrainian",
    "zh": "Chinese",
}


# Small words that no other language writes so, and the share of all words from which on a text is
# English without the model being asked, whose loading is half of the time one article takes.
SMALL_WORDS = frozenset(
    [
        "the",
        "of",
        "and",
        "that",
        "with",
        "was",
        "were",
        "which",
        "from",
        "have",
        "has",
        "been",
        "would",
        "will",
    ]
)
PLAIN = 0.08
PLAIN_KINDS = 3  # different ones: a title in English inside another language repeats "the" and "of"


class SkippedArticle(InputError):  # noqa: N818 - nothing went wrong
    """An article in another language: read and kept with its language, but not analysed."""

    def __init__(self, where: str, article: Article) -> None:
        self.article = article
        code = article.language or "unknown"
        problem = f"the article is in {NAMES.get(code, 'another language')} ({code}), not English"
        super().__init__(where, problem, "pass --any-language to read it all the same")


def check_english(article: Article, where: str) -> None:
    """Let an article pass that is in English, or may be.

    Raises:
        SkippedArticle: it says itself, or shows clearly, that it is in another language.
    """
    if article.language is not None and not is_english(article.language):
        raise SkippedArticle(where, article)


def is_english(language: str) -> bool:
    """Whether a language as an input names it ("en", "en-GB", "EN_us", "English") is English."""
    return language.replace("_", "-").split("-")[0].strip().casefold() in ("en", "eng", "english")


def language_of(text: str) -> str | None:
    """The ISO 639 code of the text's language, or None where the words do not decide it.

    What a page says of itself (`<html lang>`) is not asked: of 90 news pages two in English called
    themselves German.
    """
    start = text[:ENOUGH]
    if sum(map(str.isalpha, start)) < MIN_LETTERS:
        return None
    if is_plainly_english(start):
        return "en"
    ranked = identifier().rank(start)
    english = dict(ranked)["en"]
    if english >= LIKELY:
        return "en"
    return str(ranked[0][0]) if english < UNLIKELY else None


def is_plainly_english(text: str) -> bool:
    """Whether the small words of English stand as thick as they do in prose."""
    words = text.lower().split()
    small = [word for word in words if word in SMALL_WORDS]
    return len(small) >= PLAIN * len(words) and len(set(small)) >= PLAIN_KINDS


@cache
def identifier() -> Any:
    """The language model, loaded by the first article that needs it."""
    # Imported here: the model takes longer to unpack than `onrecord --help` may take to answer.
    from py3langid.langid import MODEL_FILE, LanguageIdentifier  # type: ignore[import-untyped]

    return LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)
