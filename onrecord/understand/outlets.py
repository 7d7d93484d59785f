"""Whether an outlet writes the day or the month of a date first: 3/4/2031 is 3 April or 4 March."""

import re
from collections.abc import Iterator, Mapping

# The host of an address, or a domain that stands alone.
HOST = re.compile(
    r"(?:[a-z][a-z0-9+.-]*:)?(?://)?(?:[^\s/?#@]*@)?((?:[\w-]+\.)+[\w-]+)\.?(?:[/:?#]|\Z)"
)


def writes_day_first(outlet: str | None, url: str | None, known: Mapping[str, bool]) -> bool | None:
    """What the outlet's name or domain tells, else the address; None where neither tells.

    Args:
        outlet: a name ("The Irish Times") or a domain.
        known: names and domains in small letters, and ends of domains (".uk").
    """
    for given in (outlet, url):
        for form in forms_of(" ".join((given or "").lower().split())):
            if form in known:
                return known[form]
    return None


def forms_of(given: str) -> Iterator[str]:
    """What an outlet may be known by: its name; its domain, and each that it lies in; the end."""
    yield given.removeprefix("the ")
    host = HOST.match(given)
    if host:
        labels = host[1].split(".")
        yield from (".".join(labels[at:]) for at in range(len(labels) - 1))
        yield f".{labels[-1]}"
