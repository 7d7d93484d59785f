"""Records as POLECAT's event data: tab-separated, UTF-8, a header, a row an event.

The 40 columns are those of the POLECAT Dataverse files, in their order. What is not known stays
empty (POLECAT itself writes "None"); one cell may hold several actors, parted by "; ", and then the
cells beside it hold a part for each. A field with a straight double quote is quoted as in CSV.
"""

from __future__ import annotations

import csv
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from io import TextIOWrapper
from typing import Any, BinaryIO

from onrecord.answer.events import Act, act_in
from onrecord.keep.insert import day_and_moment
from onrecord.record import Actor, Party, Place, Record
from onrecord.show.plover import (
    EXTRA,
    QUADS,
    TYPES,
    day_of,
    extra_cells,
    flat,
    left_out_for,
    number_of,
)
from onrecord.show.tables import LIST

COLUMNS = (
    *("Event ID", "Event Date", "Event Type", "Event Mode", "Intensity", "Quad Code", "Contexts"),
    *("Actor Name", "Actor Country", "Actor COW", "Primary Actor Sector", "Actor Sectors"),
    *("Actor Title", "Actor Name Raw", "Wikipedia Actor ID"),
    *("Recipient Name", "Recipient Country", "Recipient COW", "Primary Recipient Sector"),
    *("Recipient Sectors", "Recipient Title", "Recipient Name Raw", "Wikipedia Recipient ID"),
    *("Placename", "City", "District", "Province", "Country", "Latitude", "Longitude"),
    *("GeoNames ID", "Raw Placename", "Feature Type", "Source", "Publication Date"),
    *("Story People", "Story Organizations", "Story Locations", "Language", "Version"),
)


def write_polecat(
    records: Iterable[Record], stream: BinaryIO, *, all_status: bool = False
) -> Counter[str]:
    """Write the events of the records.

    Args:
        all_status: also those that are planned, possible, denied or only claimed, with the columns
            of `EXTRA` behind the others.

    Returns:
        How many events were left out, by the reason.
    """
    left_out = Counter[str]()
    text = TextIOWrapper(stream, "utf-8", newline="", write_through=True)
    try:
        writer = csv.writer(text, delimiter="\t", lineterminator="\n")
        writer.writerow((*COLUMNS, *(EXTRA if all_status else ())))
        for record in records:
            for row in rows_of(record, left_out, all_status):
                writer.writerow(map(flat, row))
    finally:
        text.detach()
    return left_out


def rows_of(record: Record, left_out: Counter[str], all_status: bool) -> Iterator[list[Any]]:
    """A row for each event of a record that is to be written."""
    actors = {actor.id: actor for actor in record.actors}
    story = story_cells(record)
    for event in record.events:
        act = act_in(record, event)
        if (reason := left_out_for(act)) is not None and not all_status:
            left_out[reason] += 1
            continue
        row = [number_of(record.article, event.id), *about(act)]
        row += party_cells(event.actors, actors, record.article.text)
        row += party_cells(event.recipients, actors, record.article.text)
        yield [
            *row,
            *place_cells(act.place, record),
            *story,
            *(extra_cells(act) if all_status else ()),
        ]


def about(act: Act) -> list[Any]:
    """Date, type, mode, base intensity of the type, quad class; contexts are not read."""
    coded = TYPES.get(act.type)
    day = day_of(act)
    quad = QUADS[coded.quad - 1] if coded else None
    return [
        day.isoformat() if day else None,
        act.type,
        act.mode,
        coded.intensity if coded else None,
        quad,
        None,
    ]


def party_cells(parties: Sequence[Party], actors: Mapping[str, Actor], text: str) -> list[str]:
    """Name, country, COW number, sectors, title, words and Wikipedia title of one side."""
    sides = {party.actor: party for party in reversed(parties)}
    ids = list(dict.fromkeys(party.actor for party in parties))
    sectors = [actors[id].sector for id in ids]
    return [
        each([actors[id].name for id in ids]),
        each([actors[id].country for id in ids]),
        "",
        next((sector for sector in sectors if sector), ""),
        each(sectors),
        each([actors[id].role for id in ids]),
        each([sides[id].span.of(text) for id in ids]),
        "",
    ]


def each(values: Sequence[str | None]) -> str:
    """The values in one cell, a part for each, an empty one for what is not known."""
    return LIST.join(value or "" for value in values) if any(values) else ""


def place_cells(place: Place | None, record: Record) -> list[Any]:
    """The ten columns of the place where it happened; a district is never known."""
    if place is None:
        return [None] * 10
    feature = place.feature or ""
    return [
        place.name,
        place.name if feature.startswith("PPL") else None,
        None,
        place.name if feature == "ADM1" else place.admin1,
        place.country,
        place.latitude,
        place.longitude,
        place.geonames_id,
        place.span.of(record.article.text),
        place.feature,
    ]


def story_cells(record: Record) -> list[str | None]:
    """The article, who and what is named in it, and what read it."""
    article = record.article
    named = {
        kind: LIST.join(actor.name for actor in record.actors if actor.kind == kind)
        for kind in ("person", "organization")
    }
    return [
        article.outlet,
        day_and_moment(article.published)[0],
        *named.values(),
        LIST.join(dict.fromkeys(place.name for place in record.places)),
        article.language,
        f"onrecord {record.reader.version}",
    ]
