import pytest
from marks import attributions_of, marked, reading_of

from onrecord.understand.attributions import find_attributions


@pytest.mark.parametrize(
    "text",
    [
        # direct, indirect, mixed
        "[content “It holds,”] [source Holt] [cue said].",
        '[content "It holds,"] [source Holt] [cue said].',
        "[content ‘It holds,’] [source Holt] [cue said].",
        "[source Holt] [cue said] [content that it holds].",
        "[source Holt] [cue called] it [content “sound”].",
        # the source before, after, inside, absent
        "[source Holt] [cue said], [content “It holds.”]",
        "[content “It holds,”] [cue said] [source Ana Holt, a spokeswoman].",
        "[content “It holds,”] [source Holt] [cue said], [content “and it will last.”]",
        "It was [cue said] [content that it holds].",
        # an intention, a nominal cue, a statement in front
        "[source Holt] [cue plans] [content to open it in June].",
        "[source Holt]’s [cue claim] [content that it holds] was new.",
        "[content It holds], [cue according to] [source two officials].",
        # two statements, one inside the other's sentence, and in two sentences
        "[source Holt] [cue said] [content no], and [source2 Orme] [cue2 said] [content2 yes].",
        "[source Holt] [cue said] [content no]. [source2 Orme] [cue2 said] [content2 yes].",
        "[content “No,”] [source Holt] [cue said]. [content2 “Yes,”] [cue2 said] [source2 Orme].",
        # code points, not UTF-16 units
        "🕊️ [source Holt] [cue said] [content it holds].",
        "[source Holt] [cue said] [content “it holds [here]”].",
    ],
)
def test_each_cue_takes_its_own_source_and_content(text: str) -> None:
    plain, marks = marked(text)
    found = find_attributions(reading_of(plain, marks))
    expected = attributions_of(marks)
    for part in ("cue", "source", "content"):
        words = [[span.of(plain) for span in getattr(said, part)] for said in found]
        assert words == [[span.of(plain) for span in getattr(said, part)] for said in expected]


@pytest.mark.parametrize(
    "text", ["Holt [cue spoke].", "[source Holt] [cue spoke].", "[content No.]", ""]
)
def test_a_bare_cue_and_bare_content_are_dropped(text: str) -> None:
    plain, marks = marked(text)
    assert find_attributions(reading_of(plain, marks)) == []


def test_a_quotation_that_runs_over_paragraphs_is_one_content() -> None:
    plain, marks = marked(
        "[content “It holds,”] [source Holt] [cue said]. [content “It is old.]\n\n"
        "[content “It will last.”]\n\nThe hall was full."
    )
    [said] = find_attributions(reading_of(plain, marks))
    assert (
        " ".join(span.of(plain) for span in said.content)
        == "“It holds,” “It is old. “It will last.”"
    )


def test_nothing_is_said_in_the_furniture_of_a_page() -> None:
    plain, marks = marked(
        "[source Holt] [cue said] [content it holds].\n\nSource link\n\nLeave a Reply"
    )
    [said] = find_attributions(reading_of(plain, marks))
    assert said.content[0].of(plain) == "it holds"


def test_attributions_come_in_the_order_of_their_cues() -> None:
    text = " ".join(
        f"[source{at} Holt] [cue{at} said] [content{at} no {at} times]." for at in range(1, 8)
    )
    plain, marks = marked(text)
    found = find_attributions(reading_of(plain, marks))
    assert len(found) == 7
    assert [said.cue for said in found] == sorted(said.cue for said in found)
    assert all(0 <= said.confidence <= 1 for said in found)
