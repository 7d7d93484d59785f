"""Whether the day or the month comes first, as the outlet tells."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from marks import reading_of

from onrecord.models import load_tables
from onrecord.understand.outlets import writes_day_first
from onrecord.understand.times import find_times

KNOWN = load_tables().outlets


@pytest.mark.parametrize(
    ("outlet", "url", "day_first"),
    [
        ("The Irish Times", None, True),
        (" the  New York TIMES ", None, False),
        ("Velm Herald", "https://www.velmherald.co.uk/2031/3?a=b", True),
        ("Velm Herald", "https://velmherald.ie", True),
        (None, "http://news.velmherald.com.au:8080/x", True),
        (None, "https://velm.de#top", True),
        (None, "https://www.velm.gov/notice", False),
        (None, "https://velm.mil/x", False),
        (None, "https://velm.gov.uk/x", True),
        (None, "https://edition.cnn.com/x", False),
        ("www.velmherald.co.uk", None, True),
        ("velmherald.us", None, False),
        ("The Irish Times", "https://x.us/copy", True),  # the outlet before the address
        ("Velm Herald", "https://velmherald.com/uk.ie", None),
        ("Velm Herald", "https://velmherald.co/x", None),
        ("Velm Herald", None, None),
        (None, "https://notcnn.com/x", None),
        (None, "https://a@b.ie@c.com/x", None),
        ("", "", None),
        (None, None, None),
        ("uk", "gov", None),
        (None, "http://[::1", None),
    ],
)
def test_the_day_comes_first_where_the_outlet_is_at_home(
    outlet: str | None, url: str | None, day_first: bool | None
) -> None:
    assert writes_day_first(outlet, url, KNOWN) is day_first


@given(st.text(), st.text())
def test_no_outlet_and_no_address_is_malformed(outlet: str, url: str) -> None:
    assert writes_day_first(outlet, url, KNOWN) in (None, True, False)


@pytest.mark.parametrize(
    ("text", "day_first", "value"),
    [
        ("It sank on 03/04/2031.", True, "2031-04-03"),
        ("It sank on 03/04/2031.", False, "2031-03-04"),
        ("It sank on 03/04/2031.", None, None),
        ("It sank on 13/04/2031.", False, "2031-04-13"),
        ("It sank on 13/04/2031.", None, "2031-04-13"),
        ("It sank on 04/13/2031.", True, "2031-04-13"),
        ("It sank on 3/4/31.", True, "2031-04-03"),
        ("It sank on 29/02/2031.", True, None),
        ("Not on 3/4/2031 but on 25/12/2030.", False, "2031-04-03"),  # the article tells more
    ],
)
def test_an_ambiguous_date_is_read_as_its_outlet_writes_it(
    text: str, day_first: bool | None, value: str | None
) -> None:
    found = find_times(reading_of(text, {}), "2031-05-15", day_first)
    assert (found[0].value if found else None) == value
