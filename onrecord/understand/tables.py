"""What the stages know of the world, as the tables in models/ tell it."""

from collections.abc import Mapping
from dataclasses import dataclass

from onrecord.understand.countries import Countries
from onrecord.understand.descriptions import People
from onrecord.understand.gazetteer import Gazetteer
from onrecord.understand.roles import Roles


@dataclass(frozen=True, slots=True)
class Tables:
    """Nouns for people, countries, nouns for roles with the names of bodies, first names, places.

    Args:
        first_names: folded, with the share of women among those who bear each.
        outlets: names, domains and ends of domains; whether the day of a date comes first there.
    """

    people: People
    countries: Countries
    roles: Roles
    first_names: Mapping[str, float]
    gazetteer: Gazetteer
    outlets: Mapping[str, bool]
