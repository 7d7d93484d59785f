"""The mode of an event, where its trigger tells it: a trigger and a type -> a PLOVER mode.

Source:
    PLOVER manual 2.0, Open Event Data Alliance: the modes of each type. The words are our own.
"""

from collections.abc import Mapping
from functools import lru_cache

from onrecord.understand.reading import listed

MODES: Mapping[str, Mapping[str, frozenset[str]]] = {
    "CONSULT": {
        "visit": listed("visit travel trip tour host receive welcome fly arrive"),
        "phone": listed("phone telephone call"),
        "third-party": listed("mediate mediation broker arbitrate"),
    },
    "RETREAT": {
        "withdraw": listed("withdraw withdrawal retreat pullout pullback evacuate evacuation"),
        "release": listed("release free freed liberate return returned"),
        "disarm": listed("disarm disarmament demobilize demobilise demining"),
        "ceasefire": listed("ceasefire truce cease-fire armistice"),
        "access": listed("admit access"),
        "resign": listed("resign resignation"),
    },
    "ACCUSE": {
        "investigate": listed("investigate investigation probe inquiry inquire audit"),
        "disapprove": listed(
            "condemn condemnation criticize criticise criticism denounce deplore decry slam blast "
            "rebuke censure reprimand"
        ),
        "allege": listed(
            "accuse accusation allege allegation blame charge indict indictment sue lawsuit claim"
        ),
    },
    "PROTEST": {
        "demo": listed("demonstrate demonstration march rally protest picket vigil"),
        "riot": listed("riot looting loot"),
        "strike": listed("strike walkout stoppage"),
        "hunger": listed("fast hunger-strike"),
        "boycott": listed("boycott"),
        "obstruct": listed("block blockade obstruct barricade occupy sit-in"),
        "vandalize": listed("vandalize vandalise torch"),
    },
    "SANCTION": {
        "convict": listed("convict conviction guilty sentence fine"),
        "expel": listed("expel expulsion oust"),
        "withdraw": listed("withdraw withdrawal recall quit leave"),
        "discontinue": listed("suspend suspension halt freeze cut sever end sanction sanctions"),
    },
    "MOBILIZE": {
        "troops": listed("deploy deployment mobilize mobilise mass amass station reinforce"),
        "police": listed("police"),
    },
    "COERCE": {
        "seize": listed("seize seizure confiscate confiscation capture impound nationalize raid"),
        "restrict": listed("ban restrict restriction outlaw prohibit blockade embargo bar"),
        "censor": listed("censor censorship"),
        "curfew": listed("curfew"),
        "arrest": listed("arrest detain detention imprison jail custody"),
        "deport": listed("deport deportation extradite"),
        "cyber": listed("hack hacking cyberattack cyberattacks"),
    },
    "ASSAULT": {
        "abduct": listed("abduct abduction kidnap kidnapping hostage"),
        "beat": listed("beat beating punch kick"),
        "torture": listed("torture"),
        "sexual": listed("rape"),
        "targeted": listed("assassinate assassination execute execution"),
        "destroy": listed("destroy destruction demolish demolition raze burn"),
        "primitive": listed("stab stabbing behead beheading"),
        "firearms": listed("shoot shooting shot gunfire"),
        "explosives": listed("bomb bombing explosion explode blast detonate"),
        "aerial": listed("airstrike airstrikes air-strike strafe"),
        "drone": listed("drone drones"),
        "heavy-weapons": listed("shell shelling missile missiles rocket rockets artillery bombard"),
        "crowd-control": listed("teargas tear-gas"),
    },
}
ENDINGS = (
    ("ies", "y"), ("ied", "y"), ("ing", ""), ("ing", "e"), ("es", ""), ("ed", ""), ("ed", "e"),
    ("s", ""), ("d", ""),
)  # fmt: skip


@lru_cache(maxsize=1 << 12)
def mode_of(type: str, trigger: str) -> str | None:
    """The mode that a trigger in lower case tells; None where it tells none."""
    forms = [trigger]
    for ending, instead in ENDINGS:
        if trigger.endswith(ending):
            stem = trigger.removesuffix(ending)
            doubled = len(stem) > 2 and stem[-1] == stem[-2] and not instead
            forms += [stem + instead, *([stem[:-1]] if doubled else [])]
    for mode, words in MODES.get(type, {}).items():
        if any(form in words for form in forms):
            return mode
    return None
