import json
import re
from collections import Counter
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from marks import WORD

from onrecord.record import Span
from onrecord.understand.reading import Reading, words_of
from onrecord.understand.status import status_of

BENCH = Path(__file__).parents[2] / "bench" / "status"
HALVES = ("dev", "test")
MARK = re.compile(r"\[(.+?)\]")


def words_only(text: str) -> Reading:
    return Reading(
        text, words_of(text, [match.span() for match in WORD.finditer(text)]), {}, {}, {}
    )


def status_in(text: str) -> str:
    """The status of the marked words."""
    match = MARK.search(text)
    assert match is not None
    plain = text[: match.start()] + match[1] + text[match.end() :]
    reading = words_only(plain)
    return status_of(reading, reading.words_in(Span(match.start(), match.start() + len(match[1]))))


def check(cases: list[tuple[str, str]]) -> None:
    wrong = [(text, status, status_in(text)) for status, text in cases if status_in(text) != status]
    assert not wrong


def test_auxiliaries_tell_the_status_of_their_verb() -> None:
    check(
        [
            ("actual", "The militia [burned] the mill."),
            ("actual", "The mill has been [burned] down."),
            ("planned", "The army will soon [leave] the valley."),
            ("denied", "The army will not [leave] the valley."),
            ("denied", "The army won’t [leave] the valley."),
            ("possible", "The army may [leave] the valley."),
            ("possible", "The mill might have been [burned] by mistake."),
            ("denied", "The army could not [leave] the valley."),
            ("denied", "The army can't [leave] the valley."),
            ("denied", "They would have [attacked] us."),
            ("possible", "An embargo would [hurt] farmers."),
            ("planned", "The minister said that he would [resign]."),
            ("denied", "The minister said that he would not [resign]."),
            ("denied", "Troops never [entered] the church."),
            ("actual", "The bank not only [sacked] its staff."),
        ]
    )


def test_what_goes_on_now_is_ongoing_and_what_went_on_then_is_actual() -> None:
    check(
        [
            ("ongoing", "Guards are [beating] the prisoners."),
            ("actual", "Guards were [beating] the prisoners."),
            ("ongoing", "Guards were still [beating] the prisoners."),
            ("ongoing", "They have been [rationing] water since June."),
            ("ongoing", "The prisoners are being [beaten]."),
            ("actual", "The prisoners were being [beaten]."),
            ("ongoing", "The reporter has been [held] for three weeks."),
            ("actual", "The reporter has been [held] twice."),
            ("ongoing", "Nine villages remain [occupied]."),
            ("ongoing", "Pilots are on [strike]."),
            ("actual", "Pilots were on [strike] in May."),
            ("planned", "Pilots will be on [strike] in May."),
            ("ongoing", "The two sides remain in [talks]."),
        ]
    )


def test_what_governs_an_infinitive_decides_it() -> None:
    check(
        [
            ("planned", "The rebels vowed to [retake] the town."),
            ("denied", "The rebels vowed not to [retake] the town."),
            ("denied", "The rebels do not plan to [retake] the town."),
            ("denied", "The rebels failed to [retake] the town."),
            ("actual", "The rebels did not fail to [retake] the town."),
            ("actual", "The rebels managed to [retake] the town."),
            ("denied", "The rebels did not manage to [retake] the town."),
            ("possible", "The rebels tried to [retake] the town."),
            ("possible", "The rebels threatened to [retake] the town."),
            ("possible", "The king asked the last of the rebels to [leave] the town."),
            ("possible", "The king asked the rebels not to [leave] the town."),
            ("planned", "The rebels are to [leave] the town on Friday."),
            ("denied", "The rebels have yet to [leave] the town."),
            ("denied", "The rebels are too weak to [retake] the town."),
            ("actual", "The rebels had to [leave] the town."),
            ("denied", "The rebels are unlikely to [leave] the town."),
            ("possible", "The rebels are likely to [leave] the town."),
            ("denied", "The premier abandoned a plan to [sell] the port."),
            ("planned", "Premier to [sell] port"),
            ("ongoing", "The rebels continue to [shell] the port."),
            ("planned", "Ministers flew in to [sign] the pact."),
            ("actual", "Thousands gathered to [mourn] the poet."),
        ]
    )


def test_what_governs_a_gerund_decides_it() -> None:
    check(
        [
            ("denied", "The rebels denied [shelling] the port."),
            ("possible", "The rebels did not deny [shelling] the port."),
            ("denied", "The rebels denied having [shelled] the port."),
            ("actual", "The rebels stopped [shelling] the port."),
            ("ongoing", "The rebels refused to stop [shelling] the port."),
            ("ongoing", "The rebels have begun [shelling] the port."),
            ("denied", "They barred the rebels from [shelling] the port."),
            ("denied", "They passed the port without [shelling] it."),
            ("actual", "They passed the port after [shelling] it."),
            ("actual", "They accused the rebels of [shelling] the port."),
            ("possible", "They suspect the rebels of [shelling] the port."),
            ("actual", "A rocket hit the port, [killing] two sailors."),
            ("possible", "A rocket may hit the port, [killing] many."),
        ]
    )


def test_what_a_clause_depends_on_decides_it() -> None:
    check(
        [
            ("denied", "The king denied that his guards had [fired]."),
            ("actual", "The king said that his guards had [fired]."),
            ("possible", "The king fears that the guards will [fire]."),
            ("denied", "There is no proof that the guards [fired]."),
            ("actual", "There is proof that the guards [fired]."),
            ("possible", "It is unclear whether the guards [fired]."),
            ("possible", "If the guards [fire], the crowd will flee."),
            ("possible", "The crowd will [flee] if the guards fire."),
            ("planned", "Asked if he was afraid, he said that he would [stay]."),
            ("possible", "They will leave once the guards have [left]."),
            ("planned", "They will leave after the guards have [left]."),
            ("actual", "They left after the guards had [left]."),
            ("denied", "Nobody [fired]."),
            ("denied", "None of the guards was [hurt]."),
            ("actual", "No doubt the guards [fired]."),
            ("denied", "The guards neither [fired] nor shouted."),
            ("denied", "The guards did not [fire] or shout."),
            ("denied", "The guards did not fire or [shout]."),
            ("planned", "The guards will stop and [search] every car."),
            ("possible", "Did the guards [fire]?"),
            ("actual", "Why did the guards [fire]?"),
            ("possible", "“[Free] the poet,” the crowd shouted."),
            ("possible", "Perhaps the guards [fired]."),
        ]
    )


def test_a_noun_is_taken_for_granted_also_under_negation() -> None:
    check(
        [
            ("actual", "The bishop did not condemn the [raid]."),
            ("actual", "The bishop may discuss the [raid]."),
            ("actual", "The bishop denied responsibility for the [raid]."),
            ("actual", "After the [raid], the bishop left."),
            ("actual", "Tarsk's [raid] on the mill was brutal."),
        ]
    )


def test_words_about_a_nouns_coming_to_be_decide_it() -> None:
    check(
        [
            ("possible", "The army may launch a [raid]."),
            ("denied", "The army did not launch a [raid]."),
            ("actual", "The army launched a [raid]."),
            ("denied", "The army called off the [raid]."),
            ("denied", "The army ruled out a [raid]."),
            ("possible", "The army did not rule out a [raid]."),
            ("denied", "There was no [raid]."),
            ("possible", "Villagers fear a [raid]."),
            ("possible", "The threat of a [raid] is real."),
            ("denied", "The threat of a [raid] was averted."),
            ("planned", "The planned [raid] was leaked."),
            ("denied", "The planned [raid] was scrapped."),
            ("possible", "A possible [raid] was discussed."),
            ("actual", "An alleged [raid] was discussed."),
            ("denied", "A failed [raid] was discussed."),
            ("planned", "The army postponed the [raid]."),
            ("planned", "Ahead of the [talks], both sides armed."),
            ("possible", "In case of a [raid], bells are rung."),
            ("denied", "The night passed without a [raid]."),
            ("possible", "Any [raid] must be reported."),
            ("possible", "The union called for a [boycott]."),
            ("ongoing", "The union called for an end to the [blockade]."),
            ("actual", "The union welcomed the end of the [blockade]."),
            ("ongoing", "The army kept up its ongoing [blockade]."),
            ("planned", "Tarsk agreed to a [truce]."),
            ("planned", "A date for the [hearing] has been set."),
        ]
    )


def test_the_verb_behind_a_noun_decides_it() -> None:
    check(
        [
            ("planned", "The [raid] was planned for dawn."),
            ("planned", "The [march] will take place on Sunday."),
            ("denied", "The [march] did not take place."),
            ("actual", "The [march] took place on Sunday."),
            ("denied", "The [talks] collapsed before they began."),
            ("ongoing", "The [march] in the old town goes on."),
            ("ongoing", "The [strike] by drivers entered its second week."),
            ("ongoing", "The [talks] are still under way."),
            ("possible", "A [raid] could cost lives."),
            ("actual", "The [raid] could cost him his office."),
            ("possible", "The [raid] is feared by all."),
            ("denied", "The [raid] that was feared never came."),
            ("planned", "The [talks] will focus on fish."),
        ]
    )


def test_a_short_forms_full_stop_ends_no_clause() -> None:
    check(
        [
            ("denied", "The premier denied that Mr. Orme and Mrs. Vale had [paid] bribes."),
            ("possible", "If Gen. Holt [attacks], the town will fall."),
            ("denied", "It would have been better if Mr. Orme had [released] the letters."),
        ]
    )


def test_that_may_point_at_a_noun_and_open_no_clause() -> None:
    check(
        [
            ("actual", "A judge rejected that view in a ruling [released] on Friday."),
            ("denied", "A judge denied that a ruling had been [released] on Friday."),
        ]
    )


def test_a_governor_is_a_verb_where_its_form_says_so() -> None:
    check(
        [
            ("planned", "The campaign planned to stage a [protest]."),
            ("possible", "The mayor has the right to call a special [meeting] to vote."),
            ("possible", "The law appears to be [helping] farmers."),
            ("denied", "“So why didn’t the firm [pay] its taxes?” a voice asks."),
            ("actual", "The current [sanctions]-only course is not working."),
        ]
    )


def test_readiness_and_difficulty_leave_the_event_open() -> None:
    check(
        [
            ("possible", "Tarsk remains open to [talks] aimed at peace."),
            ("possible", "It is critical to [support] the crews."),
            ("actual", "The flood prompted Tarsk to [close] the port."),
            ("possible", "Snow makes it hard for the rebels to [attack] the town."),
            ("planned", "The union planned to bus in members to stage a [protest]."),
            ("planned", "Ahead of Friday's [meeting], both sides were silent."),
            ("possible", "That could include closing ports and imposing [sanctions]."),
        ]
    )


def test_a_trigger_may_be_several_words_and_stand_anywhere() -> None:
    check(
        [
            ("denied", "They never [carried out] the order."),
            ("actual", "[Carried out] at night, the raid surprised all."),
            ("actual", "The troops [opened fire]"),
            ("planned", "The union said: “We will [walk out].”"),
        ]
    )


@given(st.text(alphabet=st.sampled_from("abt .,'’“”?\n to not will of if no that"), max_size=80))
def test_any_words_have_a_status(text: str) -> None:
    reading = words_only(text)
    for at in range(len(reading.words)):
        assert status_of(reading, slice(at, at + 1)) in (
            "actual",
            "ongoing",
            "planned",
            "possible",
            "denied",
        )
    assert status_of(reading, slice(len(reading.words), len(reading.words))) == "actual"


def test_a_sentence_without_end_is_read_in_no_time() -> None:
    reading = words_only("to refuse that " * 50_000)
    assert status_of(reading, slice(75_000, 75_001)) in ("possible", "denied", "planned", "actual")


def rows_of(half: str) -> list[dict[str, object]]:
    lines = (BENCH / f"{half}.jsonl").read_text(encoding="utf-8").splitlines()
    return [json.loads(line) for line in lines]


@pytest.mark.parametrize("half", HALVES)
def test_the_triggers_of_the_benchmark_are_words_of_their_sentences(half: str) -> None:
    rows = rows_of(half)
    assert len({row["id"] for row in rows}) == len(rows) >= 130
    assert min(Counter(row["status"] for row in rows).values()) >= 26
    for row in rows:
        reading, span = words_only(str(row["text"])), Span(*row["trigger"])
        assert reading.span(reading.words_in(span)) == span


def test_the_development_half_is_right_nineteen_times_in_twenty() -> None:
    rows = rows_of("dev")
    right = 0
    for row in rows:
        reading = words_only(str(row["text"]))
        right += status_of(reading, reading.words_in(Span(*row["trigger"]))) == row["status"]
    assert right >= 0.95 * len(rows)


def test_the_halves_of_the_benchmark_share_no_sentence() -> None:
    dev, test = ({row["text"] for row in rows_of(half)} for half in HALVES)
    assert not dev & test
