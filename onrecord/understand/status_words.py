"""The words by which status.py tells what a text takes an event for.

A governor says what becomes of the event that it governs: "failed to withdraw", "fears of an
attack", "the visit was called off". Its kind says how its own status turns into the event's.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Literal

from onrecord.record import Status
from onrecord.understand.reading import listed

Kind = Literal[
    "carries",  # managed, forced: as the governor, so the event
    "plans",  # vowed, agreed, scheduled
    "opens",  # threatened, urged, feared, tried: it may come, or not
    "stops",  # failed, refused, prevented
    "denies",  # denied, ruled out, rejected: somebody says no
    "believes",  # suspected, seems
    "claims",  # accused, reports, evidence
    "says",  # said, confirmed: what was not said is open
    "doubts",
    "goes on",
    "begins",
    "ends",
    "delays",  # postponed; a date for: it is still to come
    "attends",  # talks he will attend are planned; those he did not attend were held
]


def turns(
    actual: Status, ongoing: Status, planned: Status, possible: Status, denied: Status
) -> Mapping[Status, Status]:
    """The status of the event for each that its governor may have."""
    return {
        "actual": actual,
        "ongoing": ongoing,
        "planned": planned,
        "possible": possible,
        "denied": denied,
    }


TURNS: Mapping[Kind, Mapping[Status, Status]] = {
    "carries": turns("actual", "ongoing", "planned", "possible", "denied"),
    "plans": turns("planned", "planned", "planned", "possible", "denied"),
    "opens": turns("possible", "possible", "possible", "possible", "denied"),
    "stops": turns("denied", "denied", "denied", "possible", "actual"),
    "denies": turns("denied", "denied", "denied", "possible", "possible"),
    "believes": turns("possible", "possible", "possible", "possible", "denied"),
    "claims": turns("actual", "actual", "actual", "actual", "denied"),
    "says": turns("actual", "actual", "actual", "actual", "possible"),
    "doubts": turns("possible", "possible", "possible", "possible", "actual"),
    "goes on": turns("ongoing", "ongoing", "ongoing", "ongoing", "actual"),
    "begins": turns("actual", "ongoing", "planned", "possible", "denied"),
    "ends": turns("actual", "ongoing", "ongoing", "ongoing", "ongoing"),
    "delays": turns("planned", "planned", "planned", "planned", "planned"),
    "attends": turns("actual", "actual", "planned", "planned", "actual"),
}

# By their base forms; the regular others are made of these, the irregular ones stand beside them.
VERBS: Mapping[Kind, str] = {
    "carries": "manage succeed force compel oblige cause lead led enable help let happen meet met "
    "gather assemble rally "
    "prompt persuade convince",
    "plans": "plan intend vow pledge promise agree decide schedule announce arrange prepare order "
    "instruct approve authorise authorize resolve mean meant aim commit undertake undertook swear "
    "swore sworn expect await choose chose chosen elect opt organise organize anticipate guarantee",
    "opens": "threaten urge ask demand request beg implore fear warn consider contemplate mull "
    "weigh propose suggest want wish hope seek sought offer volunteer risk advise encourage "
    "recommend allow permit invite press pressure push call advocate need favour favor require "
    "tell told appeal envisage envision predict forecast petition campaign tempt "
    "plead try attempt endeavour endeavor strive strove struggle plot conspire work",
    "stops": "fail refuse prevent avert foil thwart cancel decline ban bar forbid forbade "
    "forbidden prohibit avoid abandon scrap shelve block deter refrain abstain neglect omit "
    "hesitate veto forgo axe escape forget forgot discourage dissuade restrain preclude renounce "
    "evade",
    "denies": "deny dismiss reject refute exclude disavow oppose rebuff repudiate spurn resist "
    "ignore",
    "believes": "believe think thought suspect assume presume reckon seem appear suppose",
    "claims": "accuse allege claim",
    "says": "say said report confirm know knew known establish show prove",
    "doubts": "doubt question wonder dispute",
    "goes on": "continue keep kept persist last rage remain stay intensify escalate drag",
    "begins": "begin began begun start commence resume",
    "ends": "stop end halt cease quit suspend discontinue interrupt",
    "delays": "postpone delay defer reschedule adjourn",
    "attends": "attend join address observe",
}
# Several words that are one.
PHRASES: Mapping[Kind, str] = {
    "carries": "went on to|go on to",
    "plans": "set out|sets out|agree on|agreed on|agrees on|wait for|waiting for",
    "opens": "call for|calls for|called for|calling for|call on|calls on|called on|calling on|"
    "appealed for|appeals for|pressed for|pushed for|asked for|warn of|warns of|warned of|"
    "warning of|warned against|talk of|speak of|spoke of|toyed with",
    "stops": "no sign|no signs|call off|calls off|called off|calling off|stop short|stops short|"
    "stopped short|give up|gave up|back out|backed out|head off|headed off|stave off|staved off|"
    "fend off|fended off|ward off|warded off",
    "denies": "rule out|rules out|ruled out|ruling out|vote down|voted down|turn down|turned down|"
    "brushed aside|shot down",
    "goes on": "go on|goes on|went on|going on|carry on|carries on|carried on|under way|"
    "in progress|rages on|raged on",
    "ends": "break off|broke off|broken off|put a stop|call a halt",
    "delays": "put off|puts off|pushed back|put back",
}
NOUNS: Mapping[Kind, str] = {
    "plans": "plan plans pledge pledges promise promises agreement vow decision decisions "
    "intention intentions intent preparations preparation deal order orders",
    "opens": "threat threats possibility possibilities prospect prospects risk risks danger "
    "dangers fear fears hope hopes call calls demand demands request requests plea pleas appeal "
    "appeals proposal proposals suggestion likelihood potential option warning warnings concern "
    "concerns rumour rumours rumor rumors speculation idea wish desire invitation pressure "
    "scenario ultimatum spectre temptation petition bid chance chances attempt attempts effort "
    "efforts plot plots conspiracy struggle",
    "stops": "failure refusal inability ban cancellation prevention unwillingness reluctance "
    "absence lack",
    "denies": "denial denials rejection",
    "believes": "suspicion suspicions belief",
    "claims": "report reports allegation allegations claim claims accusation accusations evidence "
    "proof sign signs indication indications trace traces",
    "doubts": "doubt doubts",
    "goes on": "continuation",
    "begins": "start beginning resumption outbreak onset",
    "ends": "end halt cessation",
    "delays": "postponement date dates schedule timetable",
}
# Adjectives, and nouns that govern only what stands right behind them ("time to leave").
ADJECTIVES: Mapping[Kind, str] = {
    "plans": "due set slated poised determined bound intent sure certain upcoming forthcoming "
    "impending future pending approaching going about",
    "opens": "likely possible ready willing able prepared eager keen free potential hypothetical "
    "inclined probable imminent liable inevitable desperate anxious capable would-be happy "
    "open difficult hard harder easy easier dangerous critical important necessary essential "
    "vital crucial "
    "eligible right rights ability opportunity permission way time power powers reason case "
    "authority",
    "stops": "unable unwilling unlikely reluctant yet impossible powerless afraid failed botched "
    "aborted false untrue unrealised unrealized loath",
    "believes": "apparent supposed",
    "claims": "alleged true",
    "goes on": "ongoing continuous underway unabated",
}
# Their noun takes place as they do: "may launch an attack", "a march was held".
LIGHT = listed(
    "launch launches launched launching hold holds held holding stage stages staged "
    "staging mount mounts mounted mounting conduct conducts conducted conducting make makes made "
    "making pay pays paid paying do does did done doing give gives gave given giving take takes "
    "took taken taking wage wages waged waging commit commits committed committing perform "
    "performed deliver delivered impose imposes imposed imposing declare declares declared issue "
    "issued convene convened reach reached sign signed signing host hosts hosted hosting"
)
LIGHT_PHRASES = frozenset(("carry out", "carries out", "carried out", "carrying out"))
# Governors of infinitives and clauses alone: their object is no event that they speak of.
NO_OBJECT = listed(
    "help helps helped helping meet met meets meeting gather gathers gathered rally rallied work "
    "works worked know knew known let lets cause causes tell told tells think "
    "thinks thought last keep keeps kept remain remains stay stays happen happened led "
    "lead leads leading"
)
OCCURS = listed(
    "happen happens happened occur occurs occurred come comes came proceed proceeds proceeded "
    "materialise materialised materialize materialized follow followed unfold unfolded"
) | frozenset(("take place", "takes place", "took place", "taken place", "go ahead", "goes ahead"))
SHOWS = listed("show shows showed showing")  # "no sign of an end"
NO_SIGN = frozenset(("no sign", "no signs"))
FAILS = listed("fail failed fails collapse collapsed") | frozenset(("fell through", "fall through"))
LOOMS = listed("loom looms loomed looming")
ENTERS = listed("enter enters entered entering")  # "the strike entered its third week"
# "Prevent the rebels from leaving": the object of these stands before the preposition.
OBJECT_FIRST: Mapping[str, str] = {
    "from": "prevent bar ban block deter dissuade discourage stop keep prohibit restrain",
    "of": "accuse suspect warn",
    "against": "warn advise",
    "for": "ask press push petition schedule",
    "with": "threaten",
    "to": "commit invite",
}
# "A wave of raids": the nouns in front say nothing of the status.
TRANSPARENT = listed(
    "round rounds series string wave waves number spate kind sort act acts campaign day days week "
    "weeks month months year years part set couple slew flurry bout hundreds thousands dozens"
)

PLAN_MODALS = listed("will shall")
OPEN_MODALS = listed("may might could can should must ought")
MODALS = PLAN_MODALS | OPEN_MODALS | {"would"}
BE_NOW = listed("am is are")
BE_THEN = listed("was were")
BE = BE_NOW | BE_THEN | listed("be been being")
HAVE = listed("have has had having")
DO = listed("do does did")
AUXILIARIES = MODALS | BE | HAVE | DO
REMAIN = listed("remain remains remained stay stays stayed")
ONLY_FEARED = listed("feared believed presumed thought suspected")  # "feared killed"
NOT = listed("not never neither nor hardly scarcely barely") | {"no longer"}
NOBODY = listed("no nobody none nothing neither") | {"no one", "not one", "not a single"}
NO_DENIAL = frozenset(
    ("not only", "not just", "not merely", "not simply", "no doubt", "no less", "no fewer")
)
MAYBE = listed("possibly probably perhaps maybe likely potentially presumably")
ALMOST = listed("almost nearly")
STILL = listed("still currently now presently")
ADVERBS = (
    listed(
        "also already now still then just again even ever soon later once since first twice only "
        "both all either so far too further thus themselves himself herself itself together back "
        "yet today tomorrow tonight yesterday instead always often perhaps maybe likely almost "
        "recently long"
    )
    | NOT
    | NO_DENIAL
)
NO_ADVERBS = listed("family ally italy july supply reply rally bully assembly monopoly fly apply")

DETERMINERS = listed(
    "the a an this that these those his her its their our my your whose some several each every "
    "any another both all many more most two three four five six seven eight nine ten no 's ' "
    "first second third fourth last next new further fresh"
)
INDEFINITE = listed("a an any another further fresh")
PRONOUNS = listed("he she it they we you i who which there")
PREPOSITIONS = listed(
    "of to for on against about into with from at in by over under after during amid following "
    "despite near between before since upon within through off out across around behind outside "
    "inside until"
)
# Prepositions, also of several words, that say by themselves what becomes of their noun.
STATUS_PREPOSITIONS: Mapping[Status, frozenset[str]] = {
    "denied": frozenset(("without", "instead of", "rather than", "short of", "far from")),
    "planned": frozenset(("ahead of", "prior to", "pending", "on the eve of")),
    "ongoing": frozenset(("in the process of", "in the midst of", "in the middle of")),
    "possible": frozenset(("in case of", "in the event of", "in the case of", "toward", "towards")),
}
LINKS = listed("of to for on against about with into")  # from a governor to its noun
STATE = listed("on in under at")  # "are on strike", "is under siege"
AND = listed("and or nor")
CLAUSES = AND | listed(
    "but because although though while whereas as after before when once where who which whom "
    "until than so if unless whether whose what why how"
)
CONDITIONS = listed("if unless")
NOT_CONDITIONS = listed("ask asks asked know knows knew see say said clear wonder even as unclear")
ONCE = listed("once until")
WHEN = listed("when after before")
THAT_CLAUSE = ("denies", "doubts", "opens", "believes", "claims", "says", "stops")
# They take a clause without "that", too.
NO_THAT = listed(
    "deny denies denied fear fears feared warn warns warned hope hopes hoped believe believes "
    "believed think thinks thought doubt doubts suspect suspects suspected"
)
# Before a clause as "said", or before no clause at all: "rejected that view".
TOLD = listed("tell tells told agree agreed agrees reject rejects rejected")
# "Called the report false": claims that are said to be so.
FALSE = listed("false untrue baseless unfounded groundless fabricated lies lie nonsense fiction")
HARD = frozenset(".;:!?…—–()[]")
WHO_WHAT = listed("who what when where why how which whom whose")
FUTURE = PLAN_MODALS | listed("due expected scheduled plans planned planning intends going vowed")
SAID = listed("said told announced added pledged promised vowed agreed confirmed decided wrote")
# What people come together for: done where they did.
GATHERED_FOR = listed(
    "protest demand denounce discuss condemn mark honour honor celebrate mourn negotiate talk"
)
MEETS = listed(
    "focus include bring mark cover follow aim discuss address involve draw centre center last take"
)
# States that last: what "has been detained since May" is under way.
# Behind a noun they tell its purpose, not its status.
PURPOSES = listed("aimed committed resolved")
STATES = listed(
    "held detained besieged blockaded occupied imprisoned jailed trapped blocked closed banned "
    "barred suspended surrounded encircled deployed stationed confined interned shut frozen "
    "grounded displaced"
)
PERIODS = listed("day days week weeks month months year years hours")
ORDINALS = listed("second third fourth fifth sixth seventh eighth ninth tenth")
IRREGULAR = listed(
    "struck shot met spoke went came took gave made began fell rose held left won lost kept sent "
    "brought found got led broke sold bought paid ran tore drove spent cut chose beat swore threw "
    "caught taught dealt shook swept burst hit fled built stood sank flew drew sought fought dug "
    "blew blown stolen stole torn taken given driven beaten hidden shut set put laid withdrew "
    "withdrawn frozen known knew overthrew overthrown hurt slain slew quit spread fed rode wound "
    "written wrote woken woke let read said told burnt"
)
NOUN_ENDINGS = (
    *("tion", "tions", "sion", "sions", "ment", "ments", "ance", "ence", "ity", "ure", "ures"),
    *("acy", "age", "al", "als"),
)


def forms_of(verb: str) -> Iterator[str]:
    """A verb's regular forms, and some that do not exist: "ban" gives "bans", "banned", "baned"."""
    yield verb
    stem = verb.removesuffix("e")
    if verb.endswith("y") and verb[-2] not in "aeiou":
        yield from (f"{verb[:-1]}ies", f"{verb[:-1]}ied", f"{verb}ing")
    else:
        yield from (f"{verb}s", f"{verb}es", f"{stem}ed", f"{stem}ing")
        yield from (f"{verb}{verb[-1]}ed", f"{verb}{verb[-1]}ing")


def _verbs() -> Iterator[tuple[str, Kind]]:
    for kind, verbs in VERBS.items():
        yield from ((form, kind) for verb in verbs.split() for form in forms_of(verb))
    for kind, phrases in PHRASES.items():
        yield from ((phrase, kind) for phrase in phrases.split("|"))


def _listed(table: Mapping[Kind, str]) -> dict[str, Kind]:
    return {word: kind for kind, words in table.items() for word in words.split()}


OBJECT_GOVERNORS: Mapping[str, Kind] = dict(_verbs())
SIDE_GOVERNORS: Mapping[str, Kind] = _listed(ADJECTIVES)
NOUN_GOVERNORS: Mapping[str, Kind] = _listed(NOUNS)
GOVERNORS: Mapping[str, Kind] = {**OBJECT_GOVERNORS, **NOUN_GOVERNORS}
OBJECT_FIRST_FORMS: Mapping[str, frozenset[str]] = {
    preposition: frozenset(form for verb in verbs.split() for form in forms_of(verb))
    for preposition, verbs in OBJECT_FIRST.items()
}
# All that are read as one word, by their first word, the longest first.
JOINED: dict[str, list[tuple[str, ...]]] = {}
for _phrase in sorted(
    {
        *(phrase for phrase in (*GOVERNORS, *NOT, *NOBODY, *NO_DENIAL, *OCCURS, *FAILS)),
        *LIGHT_PHRASES,
        *(phrase for phrases in STATUS_PREPOSITIONS.values() for phrase in phrases),
        *("in order", "so as", "as soon as", "as well as", "according to", "because of"),
    },
    key=len,
    reverse=True,
):
    if " " in _phrase:
        JOINED.setdefault(_phrase.split()[0], []).append(tuple(_phrase.split()))
