"""Which places the article names: reading and gazetteer -> places.

toponyms.py finds the names, senses.py what each stands for. A name that the gazetteer does not
have, or of which no place is likely enough, stays without coordinates. A capital that stands for
its government ("Moscow said") is an actor and no place; a country always is one.
"""

from collections.abc import Sequence
from dataclasses import replace

from onrecord.record import Place, Span
from onrecord.understand.countries import Countries
from onrecord.understand.gazetteer import Candidate, Gazetteer, place_key
from onrecord.understand.metonyms import stands_for_government
from onrecord.understand.names import Name
from onrecord.understand.reading import Reading
from onrecord.understand.senses import chances_of, find_senses
from onrecord.understand.toponyms import Toponym, find_toponyms


def find_places(
    reading: Reading,
    names: Sequence[Name],
    gazetteer: Gazetteer,
    countries: Countries,
    outlet: str | None = None,
) -> list[Place]:
    """The places of one article, in order; each mention is one.

    Args:
        names: what the encoder names, of any kind.
        outlet: the outlet's domain or the article's address, which may tell where its news is from.
    """
    text = reading.text
    seats = {place_key(name.text) for name in names if is_government(text, name.span, countries)}
    toponyms = [
        capital_of(toponym) if toponym.key in seats else toponym
        for toponym in find_toponyms(reading, names, gazetteer)
        if not is_government(text, toponym.span, countries)
    ]
    senses = find_senses(text, toponyms)
    meant: list[tuple[Toponym, Candidate | None]] = []
    for sense, chances in zip(
        senses, chances_of(text, senses, outlet or "", gazetteer.tuned), strict=True
    ):
        best = int(chances.argmax()) if len(chances) else -1
        sure = best >= 0 and chances[best] >= gazetteer.tuned["sense threshold"]
        place = sense.candidates[best] if sure else None
        meant += [(mention, place) for mention in sense.mentions]
    meant.sort(key=lambda both: both[0].span)
    return [
        place_of(f"place{number}", text, toponym, place)
        for number, (toponym, place) in enumerate(meant, start=1)
    ]


def is_government(text: str, span: Span, countries: Countries) -> bool:
    """Whether a capital, or a house of government, acts here for the state."""
    return stands_for_government(text, span, countries) is not None


def capital_of(toponym: Toponym) -> Toponym:
    """The name as the capital's alone, as it stands for a government elsewhere in the article."""
    capitals = tuple(one for one in toponym.candidates if one.feature == "PPLC")
    return replace(toponym, candidates=capitals or toponym.candidates)


def place_of(id: str, text: str, toponym: Toponym, meant: Candidate | None) -> Place:
    """A name on record, with what the gazetteer knows of the place that it stands for."""
    if meant is None:
        return Place(id, toponym.span, toponym.span.of(text))
    return Place(
        id,
        toponym.span,
        meant.name,
        meant.geonames_id,
        meant.latitude,
        meant.longitude,
        meant.country,
        meant.admin1,
        meant.feature,
    )
