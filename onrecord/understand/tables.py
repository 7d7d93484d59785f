"""What the stages know of the world, as the tables in models/ tell it."""

from dataclasses import dataclass

from onrecord.understand.countries import Countries
from onrecord.understand.descriptions import People
from onrecord.understand.roles import Roles


@dataclass(frozen=True, slots=True)
class Tables:
    """Nouns for people, countries, and nouns for roles with the names of bodies."""

    people: People
    countries: Countries
    roles: Roles
