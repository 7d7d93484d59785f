"""What the ledger looks up for an answer: names and words -> where the statements are."""

from collections.abc import Iterator, Mapping, Sequence

from onrecord.keep.insert import BY_ROLE
from onrecord.keep.ledger import NEWEST, Ledger
from onrecord.keep.words import Phrase, folded_name, phrases_of

# A word of the title says more about an article than one of its text.
TITLE_WEIGHT = 4.0
# The number of a field in a ledger; each gives its own numbers, in the order of first use.
FIELD = """(SELECT field FROM field JOIN list USING (list)
    WHERE list.name = '{}' AND field.name = '{}')"""
SPEAKER, TIME = FIELD.format("statements", "speaker"), FIELD.format("statements", "time")
# The columns of `position_words` in which what a position is about stands.
ABOUT = "action target means evidence"
ACTORS, RECIPIENTS = FIELD.format("events", "actors"), FIELD.format("events", "recipients")
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
            f"""WITH {called("actor")}
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
                **names_asked("actor", asked),
                "since": since,
                "until": until,
                "min_confidence": min_confidence,
            },
        )
    ]


def called(table: str) -> str:
    """The table, in SQL, of the actors that go by a name; `names_asked` gives its values.

    `by_role` is 1 for those of whom the role alone holds the name.
    """
    asked = f"(SELECT :{table} AS name, 0 AS by_role UNION ALL SELECT :{table}_body, 1) AS asked"
    return f"""{table} AS (
        SELECT item, min(by_role) AS by_role FROM (
            SELECT item, by_role FROM {asked} CROSS JOIN actor_name USING (name)
            UNION ALL
            SELECT item, by_role FROM {asked} CROSS JOIN actor_name AS row
                ON row.name > asked.name || ' ' AND row.name < asked.name || '!' AND goes_on
        ) GROUP BY item
    )"""


def names_asked(table: str, folded: str) -> dict[str, str]:
    """The values of `called`: a folded name, as it is looked up among names and among roles."""
    return {table: folded, f"{table}_body": BY_ROLE + folded.removeprefix("the ")}


def positions_found(
    ledger: Ledger,
    *,
    holder: str | None = None,
    party: str | None = None,
    stance: str | None = None,
    about: str | None = None,
    place: str | None = None,
    since: str | None = None,
    until: str | None = None,
    min_confidence: float = 0.0,
) -> Iterator[tuple[int, str, bool]]:
    """Every position that fits all that is asked, newest first, each looked up when it is wanted.

    Args:
        holder, party: names, as `spoken_by` has them.
        about: words and phrases that stand in its action, target, means or evidence, all of them.
        place: the same, in the names of its places and of those in its action and evidence.
        since: the first day, month or year. Where the position's own since or until has bounds, it
            is of all days between them, a side that the article does not tell being open; else of
            the day of publication. One of no day is never found when a day is asked for.
        until: the last one, likewise.

    Returns:
        The reading, the position's id, and whether the holder's role alone holds the name.
    """
    names = {"holder": holder, "party": party}
    asked = {table: folded_name(name) for table, name in names.items() if name is not None}
    words = {
        columns: phrases_of(question)
        for columns, question in ((ABOUT, about), ("place", place))
        if question is not None
    }
    if not all(asked.values()) or not all(words.values()):
        return
    values: dict[str, object] = {"stance": stance, "since": since, "until": until}
    values |= {"min_confidence": min_confidence, "words": all_in(words)}
    for table, name in asked.items():
        values |= names_asked(table, name)
    tables = f"WITH {', '.join(map(called, asked))}" if asked else ""
    yield from ledger.each_row(
        f"""{tables}
        SELECT reading.reading, item.id, {"holder.by_role" if holder is not None else "0"}
        FROM {paths_to_positions(holder is not None, bool(words) or party is not None)}
        JOIN item ON item.item = position.item
        WHERE item.confidence >= :min_confidence
            {"AND position.party IN (SELECT item FROM party)" if party is not None else ""}
            {f"AND {with_words(holder is not None)}" if words else ""}
            AND (:stance IS NULL OR stance = :stance)
            AND (:since IS NULL OR CASE WHEN position.until IS NOT NULL
                THEN position.until >= :since
                ELSE position.since IS NOT NULL OR day >= :since END)
            AND (:until IS NULL OR CASE WHEN position.since IS NOT NULL
                THEN substr(position.since, 1, length(:until)) <= :until
                ELSE position.until IS NOT NULL OR substr(day, 1, length(:until)) <= :until END)
            AND {NEWEST}
        ORDER BY moment DESC NULLS LAST, article.id, article.article DESC, position.item""",
        values,
    )


def with_words(one_by_one: bool) -> str:
    """That the words stand in it: asked of each position, where those are few, or of all."""
    of = "position_words WHERE position_words MATCH :words"
    if one_by_one:
        return f"EXISTS (SELECT 1 FROM {of} AND position_words.rowid = position.item)"
    return f"position.item IN (SELECT rowid FROM {of})"


def paths_to_positions(by_holder: bool, by_part: bool) -> str:
    """The tables on the way to the positions; CROSS JOIN keeps SQLite to their order.

    Who asks for nobody's and nothing goes from article to article, newest first, and may stop.
    """
    up = """JOIN reading ON reading.reading = position.reading
        JOIN article ON article.article = reading.article"""
    if by_holder:
        return f"holder CROSS JOIN position ON position.holder = holder.item {up}"
    if by_part:
        return f"position {up}"
    return """article CROSS JOIN reading ON reading.article = article.article
        CROSS JOIN position ON position.reading = reading.reading"""


def events_found(
    ledger: Ledger,
    *,
    type: str | None = None,
    actor: str | None = None,
    recipient: str | None = None,
    place: str | None = None,
    status: str | None = None,
    since: str | None = None,
    until: str | None = None,
    min_confidence: float = 0.0,
) -> Iterator[tuple[int, str]]:
    """Every event that fits all that is asked, newest article first, looked up when it is wanted.

    Args:
        actor, recipient: names, as `spoken_by` has them.
        place: words and phrases of the name of its place, or of the place's division.
        since: the first day, month or year: an event is of the days of its own time, where that
            has bounds, else of the day of publication.
        until: the last one, likewise.

    Returns:
        The reading and the event's id.
    """
    names = {"actor": actor, "recipient": recipient}
    asked = {table: folded_name(name) for table, name in names.items() if name is not None}
    phrases = None if place is None else phrases_of(place)
    if not all(asked.values()) or phrases == []:
        return
    values: dict[str, object] = {"type": type, "status": status, "since": since, "until": until}
    values |= {"min_confidence": min_confidence, "place": all_of(phrases or [])}
    conditions = []
    for table, name in asked.items():
        values |= names_asked(table, name)
        field = ACTORS if table == "actor" else RECIPIENTS
        conditions.append(f"""AND event.item IN (SELECT value.item FROM {table} AS asked
            JOIN value ON value.refers = asked.item AND value.field = {field})""")
    if phrases:
        conditions.append("""AND event.item IN (
            SELECT rowid FROM event_words WHERE event_words MATCH :place)""")
    tables = f"WITH {', '.join(map(called, asked))}" if asked else ""
    # Who asks for nobody and no place goes from article to article, newest first, and may stop.
    path = """event JOIN reading ON reading.reading = event.reading
        JOIN article ON article.article = reading.article"""
    if not conditions:
        path = """article CROSS JOIN reading ON reading.article = article.article
            CROSS JOIN event ON event.reading = reading.reading"""
    yield from ledger.each_row(
        f"""{tables}
        SELECT reading.reading, item.id FROM {path} JOIN item ON item.item = event.item
        WHERE item.confidence >= :min_confidence {" ".join(conditions)}
            AND (:type IS NULL OR type = :type) AND (:status IS NULL OR status = :status)
            AND (:since IS NULL OR coalesce(last_day, day) >= :since)
            AND (:until IS NULL OR
                substr(coalesce(first_day, day), 1, length(:until)) <= :until)
            AND {NEWEST}
        ORDER BY moment DESC NULLS LAST, article.id, article.article DESC, event.item""",
        values,
    )


def planned_from(ledger: Ledger, since: str, min_confidence: float) -> Iterator[tuple[int, str]]:
    """The planned events whose own days do not all lie before that one, soonest first.

    Returns:
        The reading and the event's id.
    """
    yield from ledger.each_row(
        f"""SELECT reading.reading, item.id FROM event
        JOIN item ON item.item = event.item
        JOIN reading ON reading.reading = event.reading
        JOIN article ON article.article = reading.article
        WHERE status = 'planned' AND first_day IS NOT NULL AND last_day >= :since
            AND item.confidence >= :min_confidence AND {NEWEST}
        ORDER BY first_day, last_day, moment DESC NULLS LAST, article.id,
            article.article DESC, event.item""",
        {"since": since, "min_confidence": min_confidence},
    )


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


def all_in(words: Mapping[str, Sequence[Phrase]]) -> str:
    """For each set of columns all its phrases, in the language of FTS5."""
    return " AND ".join(
        f"({{{columns}}} : ({' AND '.join(all_of([phrase]) for phrase in phrases)}))"
        for columns, phrases in words.items()
    )


def all_of(phrases: Sequence[Phrase]) -> str:
    """The phrases in the language of FTS5; they are letters and digits, so quotes hold them."""
    return " ".join(f'"{" ".join(phrase)}"' for phrase in phrases)
