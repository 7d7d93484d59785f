import pytest
from marks import marked

from onrecord.record import Span
from onrecord.understand.quotations import find_quotations, quoted_share


@pytest.mark.parametrize(
    "text",
    [
        '[quotation "It holds,"] she said, [quotation "and it will last."]',
        "[quotation “It holds,”] she said. [quotation “It will last.”]",
        "She called it [quotation ‘sound’] and [quotation 'safe'].",
        "[quotation «It holds»], [quotation „so sagte sie“], [quotation „tak”].",
        "[quotation ''It holds,''] she said, [quotation ``and it will last.'']",
        '[quotation "It holds!"] she said.',
        '([quotation "It holds"])',
        "She said [quotation “ It holds ”] and left.",
        'She said [quotation "It holds "] and left.',
        "[quotation “-”], she said.",
        '[quotation "[It] holds"]',
        '[quotation "2031 was the year"]',
        "It was [quotation “sound”]—[quotation “safe”].",
    ],
)
def test_a_pair_of_marks_of_any_make_is_a_quotation(text: str) -> None:
    check(text)


@pytest.mark.parametrize(
    "text",
    [
        "[quotation “She told me ‘no’ and left,”] Holt said.",
        "[quotation “She said “no” to me,”] Holt said.",
        "[quotation \"She told me 'no' and left,\"] Holt said.",
        "[quotation ‘She told me “no” and left,’] Holt said.",
        "[quotation \"He said 'It's the ministers' choice,' and left.\"]",
    ],
)
def test_a_quotation_in_a_quotation_is_part_of_it(text: str) -> None:
    check(text)


@pytest.mark.parametrize(
    "text",
    [
        "It's the ministers' choice and the dogs' dinner.",
        "It’s the ministers’ choice and the dogs’ dinner.",
        "In the '80s and ’90s they played rock 'n' roll.",
        "Get 'em out, 'cause the workers' rights matter.",
        "O'Dell's and O’Dell’s",
        "[quotation ‘It’s the ministers’ choice,’] she said.",
        "[quotation 'It's the ministers' choice,'] she said.",
        "She said [quotation ‘yes’] to workers’ rights.",
        "She said [quotation 'yes'] to workers' rights.",
        "She said [quotation ‘no,’] rockin’ in her chair.",
        "[quotation ‘It is theirs’] and not the ministers’.",
        "The 'hood grew. [quotation \"It's the workers' turn,\"] he said.",
    ],
)
def test_an_apostrophe_is_no_quotation_mark(text: str) -> None:
    check(text)


@pytest.mark.parametrize(
    "text",
    [
        'He said "yes and left.',
        "He said “yes and left.",
        "He said ‘yes and left.",
        "Yes” he said.",
        "He said ‘yes and ’ left.",
        'A 6 ft 2" wall.',
        'He said "yes and left. [quotation "No,"] she said.',
        "He said “yes and left. [quotation “No,”] she said.",
        "He said “yes.\nNobody spoke.",
        "“", '"', "'", "‘", "",
    ],
)  # fmt: skip
def test_a_mark_without_a_partner_quotes_nothing(text: str) -> None:
    check(text)


@pytest.mark.parametrize(
    "text",
    [
        "[quotation “One.]\n\n[quotation “Two.]\n\n[quotation “Three,”] he said."
        " [quotation “Four.”]",
        '[quotation "One.]\n[quotation "Two,"] he said.',
        "[quotation ‘One.]\r\n\r\n  [quotation ‘Two,’] he said.",
        "He said: [quotation “One.]\n\n[quotation “Two.”]",
    ],
)
def test_a_quotation_goes_on_where_the_next_paragraph_opens_again(text: str) -> None:
    check(text)


@pytest.mark.parametrize(
    "text",
    [
        "He said “one.\n\nShe said [quotation “two”].",  # opens, but not at the start
        "He said “one.\n\n[quotation ‘Two,’] she said.",  # another mark
    ],
)
def test_a_quotation_does_not_go_on_into_another_one(text: str) -> None:
    check(text)


def check(text: str) -> None:
    plain, marks = marked(text)
    found = find_quotations(plain, len(plain))
    assert [span.of(plain) for span in found] == [span.of(plain) for span in marks["quotation"]]
    assert found == marks["quotation"]


def test_nothing_is_quoted_behind_the_end_of_the_article() -> None:
    text = "“One.” “Two.”"
    assert find_quotations(text, 6) == [Span(0, 6)]
    assert find_quotations(text, 10) == [Span(0, 6)]


@pytest.mark.parametrize(
    ("text", "share"),
    [
        ("[content “It holds”]", 1.0),
        ("[content It holds]", 0.0),
        ("[content ab “cd”]", 0.5),
        ("[content “ab] cd”", 1.0),
        ("[content ab “c]d”", 1 / 3),
        ("[content ab] “cd” [content “ef”]", 0.5),
        ("[content ... —]", 0.0),
    ],
)
def test_the_quoted_share_counts_letters_and_digits(text: str, share: float) -> None:
    plain, marks = marked(text)
    quotations = find_quotations(plain, len(plain))
    assert quoted_share(plain, marks["content"], quotations) == pytest.approx(share)
