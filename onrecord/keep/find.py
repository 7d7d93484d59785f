"""What the ledger looks up for an answer: names and words -> where the statements are."""

from collections.abc import Sequence

from onrecord.keep.insert import BY_ROLE
from onrecord.keep.ledger import NEWEST, Ledger
from onrecord.keep.words import Phrase, folded_name

# A word of the title says more about an article than one of its text.
TITLE_WEIGHT = 4.0
# The number of a field in a ledger; each gives its own numbers, in the order of first use.
FIELD = """(SELECT field FROM field JOIN list USING (list)
    WHERE list.name = '{}' AND field.name = '{}')"""
SPEAKER, TIME = FIELD.format("statements", "speaker"), FIELD.format("statements", "time")
BEGIN, END = FIELD.format("times", "begin"), FIELD.format("times", "end")


def spoken_by(
    ledger: Ledger, name: str, since: str | None, until: str | None, min_confidence: float
) -> list[tuple[int, str, bool]]:
    """Every statement whose speaker goes by the name or speaks for it, newest first.

    The name is an actor's, whole words of it, or a mention of the actor, whatever its case and
    accents; or whole words of an actor's role ("Nato" of "Nato's secretary-general"). Undated
    articles come last.

    Args:
        since: the first day, month or year, as the beginning of an ISO 8601 date. A statement is
            of the days of its own time, where that has bounds, else of the day of publication; one
            of no day is never found when a day is asked for.
        until: the last one, likewise. Days that begin before it or end after it count, too.

    Returns:
        The reading, the statement's id, and whether the role alone holds the name.
    """
    if not (asked := folded_name(name)):
        return []
    return [
        (reading, statement, bool(by_role))
        for reading, statement, by_role in ledger.rows(
            f"""WITH asked (name, by_role) AS (VALUES (:name, 0), (:body, 1)),
            actor AS (
                SELECT item, min(by_role) AS by_role FROM (
                    SELECT item, by_role FROM asked CROSS JOIN actor_name USING (name)
                    UNION ALL
                    SELECT item, by_role FROM asked CROSS JOIN actor_name AS row
                        ON row.name > asked.name || ' ' AND row.name < asked.name || '!' AND goes_on
                ) GROUP BY item
            )
            SELECT reading.reading, item.id, by_role FROM actor
            JOIN value ON value.refers = actor.item
            JOIN item ON item.item = value.item
            JOIN reading ON reading.reading = item.reading
            JOIN article ON article.article = reading.article
            LEFT JOIN value AS told ON told.item = item.item AND told.field = {TIME}
            LEFT JOIN value AS begun ON begun.item = told.refers AND begun.field = {BEGIN}
            LEFT JOIN value AS ended ON ended.item = told.refers AND ended.field = {END}
            WHERE value.field = {SPEAKER}
                AND item.confidence >= :min_confidence
                AND (:since IS NULL OR coalesce(ended.value, begun.value, day) >= :since)
                AND (:until IS NULL OR
                    substr(coalesce(begun.value, ended.value, day), 1, length(:until)) <= :until)
                AND {NEWEST}
            ORDER BY moment DESC NULLS LAST, article.id, article.article DESC, item.item""",
            {
                "name": asked,
                "body": BY_ROLE + asked.removeprefix("the "),
                "since": since,
                "until": until,
                "min_confidence": min_confidence,
            },
        )
    ]


def articles_with(
    ledger: Ledger, phrases: Sequence[Phrase], limit: int
) -> list[tuple[int, int | None]]:
    """The articles in which all phrases stand, best first, and the newest reading of each."""
    if not phrases:
        return []
    return [
        (article, reading)
        for article, reading in ledger.rows(
            f"""SELECT found.article, reading.reading FROM (
                SELECT article, moment, article.id, bm25(article_words, ?, 1.0) AS score
                FROM article_words JOIN article ON article.article = article_words.rowid
                WHERE article_words MATCH ?
                ORDER BY score, moment DESC NULLS LAST, article.id, article.article LIMIT ?
            ) AS found
            LEFT JOIN reading ON reading.article = found.article AND {NEWEST}
            ORDER BY score, moment DESC NULLS LAST, found.id, found.article""",
            (TITLE_WEIGHT, all_of(phrases), limit),
        )
    ]


def statements_with(
    ledger: Ledger, phrases: Sequence[Phrase], reading: int, min_confidence: float
) -> list[str]:
    """The ids of the statements of a reading in whose source, speaker or content they all stand."""
    return [
        statement
        for [statement] in ledger.rows(
            """SELECT item.id FROM reading
            JOIN statement_words ON statement_words.rowid BETWEEN first_item AND last_item
            JOIN item ON item.item = statement_words.rowid
            WHERE statement_words MATCH ? AND reading.reading = ? AND item.confidence >= ?
            ORDER BY item.item""",
            (all_of(phrases), reading, min_confidence),
        )
    ]


def all_of(phrases: Sequence[Phrase]) -> str:
    """The phrases in the language of FTS5; they are letters and digits, so quotes hold them."""
    return " ".join(f'"{" ".join(phrase)}"' for phrase in phrases)
