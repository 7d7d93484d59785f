"""Records as GDELT 2.0's event data: Events (61 columns) and Mentions (16), tab-separated, UTF-8.

As GDELT publishes them the two files have no header; each has one in a file beside it. GDELT has
one actor and one recipient a row, so an event with several of them is a row for each pair. What is
not known stays empty: event and base codes (PLOVER gives the root only), Goldstein scale and tone,
where an actor is, GNS feature ids. A field with a straight double quote is quoted as in CSV.

Source:
    The GDELT Event Database Data Format Codebook V2.0 (2015).
"""

from __future__ import annotations

import csv
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from contextlib import ExitStack
from datetime import date, datetime
from functools import cache
from importlib.resources import files
from io import TextIOWrapper
from itertools import product
from typing import Any, BinaryIO, NamedTuple
from urllib.parse import urlsplit

from onrecord.answer.events import Act, act_in
from onrecord.keep.insert import day_and_moment
from onrecord.record import Actor, Article, Party, Place, Record
from onrecord.show.plover import (
    EXTRA,
    TYPES,
    day_of,
    extra_cells,
    flat,
    left_out_for,
    number_of,
    root_of,
)

ACTOR = (
    *("Code", "Name", "CountryCode", "KnownGroupCode", "EthnicCode", "Religion1Code"),
    *("Religion2Code", "Type1Code", "Type2Code", "Type3Code"),
)
GEO = ("Type", "FullName", "CountryCode", "ADM1Code", "ADM2Code", "Lat", "Long", "FeatureID")
EVENTS = (
    *("GLOBALEVENTID", "SQLDATE", "MonthYear", "Year", "FractionDate"),
    *(f"Actor{side}{column}" for side in (1, 2) for column in ACTOR),
    *("IsRootEvent", "EventCode", "EventBaseCode", "EventRootCode", "QuadClass", "GoldsteinScale"),
    *("NumMentions", "NumSources", "NumArticles", "AvgTone"),
    *(f"{of}Geo_{column}" for of in ("Actor1", "Actor2", "Action") for column in GEO),
    *("DATEADDED", "SOURCEURL"),
)
MENTIONS = (
    *("GlobalEventID", "EventTimeDate", "MentionTimeDate", "MentionType", "MentionSourceName"),
    *("MentionIdentifier", "SentenceID", "Actor1CharOffset", "Actor2CharOffset"),
    *("ActionCharOffset", "InRawText", "Confidence", "MentionDocLen", "MentionDocTone"),
    *("MentionDocTranslationInfo", "Extras"),
)
# A stream for each, by its name in the folder.
FILES = {
    "events": "onrecord.export.CSV",
    "mentions": "onrecord.mentions.CSV",
    "events header": "export.header.tsv",
    "mentions header": "mentions.header.tsv",
}
# The PLOVER sectors that CAMEO has among its types of actors, under the same code or another.
SAME = "GOV MIL REB OPP JUD SPY COP LEG BUS EDU MED LAB CVL CRM AGR ELI REF NGO IGO UAF"
CAMEO = {code: code for code in SAME.split()} | {"JRN": "MED", "MED": "HLH"}
WEB, CITED = 1, 2  # types of mentions: by address, by what it is called
IN_RAW_TEXT = 1  # offsets count the text as it was read


class Country(NamedTuple):
    """A country as GDELT writes it where places are meant."""

    fips: str
    name: str


@cache
def countries() -> Mapping[str, Country]:
    """FIPS 10-4 codes and names by ISO 3166-1 alpha-3 code."""
    table = (files("onrecord.show") / "fips.tsv").read_text(encoding="utf-8")
    rows = (line.split("\t") for line in table.splitlines() if not line.startswith("#"))
    return {code: Country(fips, name) for code, fips, name in rows}


def write_gdelt(
    records: Iterable[Record], streams: Mapping[str, BinaryIO], *, all_status: bool = False
) -> Counter[str]:
    """Write the events of the records and where they are mentioned.

    Args:
        streams: by the names in `FILES`.
        all_status: also events that are planned, possible, denied or only claimed, with the columns
            of `EXTRA` behind the 61.

    Returns:
        How many events were left out, by the reason.
    """
    left_out = Counter[str]()
    with ExitStack() as stack:
        writers = {}
        for name, stream in streams.items():
            text = TextIOWrapper(stream, "utf-8", newline="", write_through=True)
            stack.callback(text.detach)
            writers[name] = csv.writer(text, delimiter="\t", lineterminator="\n")
        writers["events header"].writerow((*EVENTS, *(EXTRA if all_status else ())))
        writers["mentions header"].writerow(MENTIONS)
        for record in records:
            for event_row, mention_row in rows_of(record, left_out, all_status):
                writers["events"].writerow(map(flat, event_row))
                writers["mentions"].writerow(map(flat, mention_row))
    return left_out


def rows_of(
    record: Record, left_out: Counter[str], all_status: bool
) -> Iterator[tuple[list[Any], list[Any]]]:
    """An event and its mention for each pair of parties of the events that are to be written."""
    actors = {actor.id: actor for actor in record.actors}
    added = stamp(record.article)
    for event in record.events:
        act = act_in(record, event)
        if (reason := left_out_for(act)) is not None and not all_status:
            left_out[reason] += 1
            continue
        pairs = product(first_of_each(event.actors), first_of_each(event.recipients))
        for nth, (actor, recipient) in enumerate(pairs):
            number = number_of(record.article, event.id, nth)
            yield (
                [
                    *(number, *date_cells(day_of(act))),
                    *(*actor_cells(actor, actors), *actor_cells(recipient, actors)),
                    *action_cells(act),
                    *([None] * 2 * len(GEO)),
                    *place_cells(act.place),
                    *(added, record.article.url),
                    *(extra_cells(act) if all_status else ()),
                ],
                [number, added, added, *mention_cells(act, actor, recipient, record.article)],
            )


def first_of_each(parties: list[Party]) -> list[Party | None]:
    """The first mention of each actor among the parties; None alone where there is none."""
    first = {party.actor: party for party in reversed(parties)}
    return [first[id] for id in dict.fromkeys(party.actor for party in parties)] or [None]


def date_cells(day: date | None) -> list[Any]:
    """SQLDATE, MonthYear, Year, FractionDate; in the last of these a month has 30 days."""
    if day is None:
        return [None] * 4
    month = f"{day.year:04}{day.month:02}"
    fraction = ((day.month - 1) * 30 + day.day) / 365
    return [f"{month}{day.day:02}", month, f"{day.year:04}", f"{day.year + fraction:.4f}"]


def actor_cells(party: Party | None, actors: Mapping[str, Actor]) -> list[Any]:
    """The ten columns of an actor; its country is ISO's, which CAMEO's codes are but for a few."""
    if party is None:
        return [None] * len(ACTOR)
    actor = actors[party.actor]
    type = CAMEO.get(actor.sector or "")
    code = (actor.country or "") + (type or "")
    return [code, actor.name, actor.country, *([None] * 4), type, None, None]


def action_cells(act: Act) -> list[Any]:
    """From IsRootEvent to AvgTone; a row is of one article, so it has one mention."""
    coded = TYPES.get(act.type)
    return [None, None, None, root_of(act), coded.quad if coded else None, None, 1, 1, 1, None]


def place_cells(place: Place | None) -> list[Any]:
    """Where it happened; divisions have no code and no place a GNS id."""
    if place is None:
        return [None] * len(GEO)
    country = countries().get(place.country or "")
    kind = geo_type(place)
    parts = [place.name, place.admin1, country.name if country else place.country]
    name = ", ".join(dict.fromkeys(part for part in parts if part))
    fips = country.fips if country else None
    return [kind, name, fips, None, None, place.latitude, place.longitude, None]


def geo_type(place: Place) -> int | None:
    """1 a country, 2 a state and 3 a town of the USA, 5 and 4 those of the world."""
    feature = place.feature or ""
    if feature.startswith("PCL"):
        return 1
    if feature == "ADM1":
        return 2 if place.country == "USA" else 5
    if feature.startswith("PPL"):
        return 3 if place.country == "USA" else 4
    return None


def mention_cells(
    act: Act, actor: Party | None, recipient: Party | None, article: Article
) -> list[Any]:
    """From MentionType on; offsets and length count code points, confidence per cent."""
    source = site_of(article.url)
    return [
        WEB if source else CITED,
        source or article.outlet,
        article.url if source else article.title or article.id,
        None,
        actor.span.start if actor else None,
        recipient.span.start if recipient else None,
        act.event.trigger.start,
        IN_RAW_TEXT,
        round(100 * act.confidence),
        len(article.text),
        *(None, None, None),
    ]


def site_of(url: str | None) -> str | None:
    """The host of an address, without "www."."""
    try:
        return (urlsplit(url or "").hostname or "").removeprefix("www.") or None
    except ValueError:  # no address at all
        return None


def stamp(article: Article) -> str | None:
    """When the article was published, in UTC, as YYYYMMDDHHMMSS."""
    _, moment = day_and_moment(article.published)
    if moment is None:
        return None
    at = datetime.fromisoformat(moment)
    return f"{at.year:04}{at.month:02}{at.day:02}{at.hour:02}{at.minute:02}{at.second:02}"
