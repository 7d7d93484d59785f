"""When a capital means a government, and when a country's name is a place.

"Moscow said" is the Russian government, "in Moscow" a city: the words on both sides tell them
apart, and where they do not, it is no government. Nothing here knows the rest of the article:
whoever asks has made sure that "Washington" is not short for a person there.
"""

import re

from onrecord.record import Span
from onrecord.understand.countries import Countries, Country, spelled
from onrecord.understand.reading import listed

NEAR = 60  # code points on each side that are looked at
PREPOSITIONS = listed(
    "in at near from outside inside around across of to through via into toward towards on by "
    "within throughout beyond above below behind beneath under over for with without against "
    "between among past off"
)
NOT_ALONE = listed(  # before a name that is then a place or a part of a longer phrase
    "a an the this that's his her its their our my your another every each some downtown central "
    "inner outer greater eastern western northern southern east west north south old visiting left "
    "leaving visited reached reaching entered entering toured hit bombed shelled attacked mayor"
)
OPENERS = listed(  # may stand in capitals before a name without being part of it
    "but and or so yet while when if as because although though since until unless after before "
    "that than then now still instead meanwhile however will would can could does did has had is "
    "was why how what where monday tuesday wednesday thursday friday saturday sunday in on at for "
    "from with between to by of against both neither either today yesterday said says"
)
DAYS = listed(
    "monday tuesday wednesday thursday friday saturday sunday january february march april may "
    "june july august september october november december"
)
ADVERB = (
    r"(?:\w+ly|also|now|still|not|never|then|soon|again|too|even|just|itself|already|yet|long|"
    r"often|always|instead|since|once|ever|been|to)"
)
SAYS = (
    r"(?:sa(?:ys?|id)|warn(?:s|ed)?|(?:den(?:y|ies|ied))|insist(?:s|ed)?|accus(?:es?|ed)|"
    r"impos(?:es?|ed)|agree(?:s|d)?|refus(?:es?|ed)|reject(?:s|ed)?|demand(?:s|ed)?|"
    r"threaten(?:s|ed)?|condemn(?:s|ed)?|denounc(?:es?|ed)|announc(?:es?|ed)|believ(?:es?|ed)|"
    r"annex(?:es|ed)?|invad(?:es?|ed)|recall(?:s|ed)?|expel(?:s|led)?|respond(?:s|ed)?|"
    r"retaliat(?:es?|ed)|urg(?:es?|ed)|pledg(?:es?|ed)|sanction(?:s|ed)?|seeks?|sought|"
    r"intend(?:s|ed)?|claim(?:s|ed)|argu(?:es?|ed)|work(?:s|ed|ing)\sto\b|maintain(?:s|ed)?|blam(?:es?|ed)|vow(?:s|ed)?|"
    r"promis(?:es?|ed)|propos(?:es?|ed)|veto(?:es|ed)?|recogni[sz](?:es?|ed)|"
    r"acknowledg(?:es?|ed)|admit(?:s|ted)?|confirm(?:s|ed)?|dismiss(?:es|ed)?|hop(?:es?|ed)|"
    r"fear(?:s|ed)?|wants?|wanted|support(?:s|ed)?|back(?:s|ed)|regard(?:s|ed)?|consider(?:s|ed)?|"
    r"suspect(?:s|ed)?|complain(?:s|ed)?|concede(?:s|d)?|reiterat(?:es?|ed)|stress(?:es|ed)?|"
    r"suspend(?:s|ed)?|violat(?:es?|ed)|eliminat(?:es?|ed)|punish(?:es|ed)?|"
    r"summon(?:s|ed)?|capitulat(?:es?|ed)|negotiat(?:es?|ed)|"
    r"(?:tr(?:y|ies|ied)|plan(?:s|ned)?|decid(?:es?|ed)|offer(?:s|ed)?|appear(?:s|ed)?|need(?:s|ed)?|"
    r"declin(?:es?|ed)|fail(?:s|ed)?|ha[sd]|continu(?:es?|ed)|us(?:es|ed)|order(?:s|ed)?)\sto\b|"
    r"call(?:s|ed)\s(?:for|on|off|it)\b|"
    r"(?:open(?:s|ed)?)\s(?:\w+\s){1,3}(?:fronts?|talks|negotiations|embass(?:y|ies)|inquiry|"
    r"investigation|consulate|offensive|war|channels?)\b|"
    r"(?:send|sends|sent)\s(?:\w+\s){0,3}(?:troops|forces|weapons|arms|envoys?|aid|warships|"
    r"soldiers|message|signal|diplomats)\b)"
)
IS = (
    r"(?:is|are|was|were|remains?|remained|be|seems?|seemed)\s(?:" + ADVERB + r"\s){0,2}"
    r"(?:accused|prepared|ready|willing|unwilling|eager|keen|reluctant|determined|committed|"
    r"concerned|worried|alarmed|convinced|wary|adamant|opposed|isolated|furious|(?:try|plan|seek|"
    r"threaten|consider|demand|insist|refus|prepar|push|press|deny|send|supply|arm|us|back|support|"
    r"negotiat|weigh|monitor|violat|fuel|blam|accus|wag|pursu|impos|want|urg|interfer|"
    r"meddl)ing)"
)
MODAL = (
    r"(?:has|have|had|will|would|could|should|may|might|must|can|cannot|do|does|did|"
    r"(?:wo|does|did|has|had)n['’]t)"
)
ACTS = re.compile(
    rf"\s(?:{ADVERB}\s){{0,2}}(?:{MODAL}\s)?(?:{ADVERB}\s){{0,3}}(?:{SAYS}|{IS}|must\s(?!be)\w+)(?![\w’'-])",
    re.IGNORECASE,
)
OWNS = re.compile(  # what a government has and a city has not
    r"['’]s?\s(?:(?!(?:and|or|of|in|to|for|on|at|with)\s)[\w-]+\s){0,2}(?:demands?|decisions?|"
    r"polic(?:y|ies)|stance|response|invasions?|aggression|all(?:y|ies)|ambassadors?|envoys?|"
    r"diplomats?|diplomacy|sanctions|denials?|refusal|willingness|intentions?|influence|ambitions|"
    r"offer|warnings?|threats?|reaction|annexation|occupation|offensive|troops|commitments?|"
    r"relations|relationship|ties|insistence|obligations|involvement|interference|intervention|"
    r"meddling|withdrawal|prox(?:y|ies)|adversar(?:y|ies)|enem(?:y|ies)|rivals?|accusations?|"
    r"rejection|recognition|(?:nuclear|military|foreign|strategic)\s\w+)\b"
)
BACKED = re.compile(
    r"[-‐‑](?:backed|led|installed|appointed|controlled|imposed|sponsored|funded|friendly|aligned|"
    r"supported|brokered|allied|ordered|financed|dominated|run)\b",
    re.IGNORECASE,
)
FOR = re.compile(r"\bpro[-‐‑]$", re.IGNORECASE)
# A noun or verb and its preposition behind which a seat is a government.
DEALING = re.compile(
    r"\b(?:(?:relations|relationship|ties|talks|negotiations|links|war|deals?|agreements?|treaty|"
    r"dialogue|alliances?|tensions|confrontation|conflict|rapprochement|partnership|dispute|rift|"
    r"standoff|stand-off|diplomacy|pacts?|cooperation|sid(?:e|es|ed|ing)|negotiat(?:e|es|ed|ing)|"
    r"align(?:s|ed|ing)?|cooperat(?:e|es|ed|ing)|break|row)\swith|"
    r"(?:relations|ties|talks|negotiations|links|war|deals?|agreements?|treaty|dialogue|alliance|"
    r"tensions?|confrontation|conflict|rapprochement|partnership|dispute|rift|standoff|stand-off|"
    r"diplomacy|pacts?|cooperation|rivalry|hostilit(?:y|ies)|enmity|competition|row|détente)"
    r"(?:\s\w+)?\sbetween|"
    r"(?:pressure|support|backing|criticism|condemnation|reaction|aid|assistance|approval|signals?|"
    r"threats?|demands?|objections?|opposition|instructions|guarantees|independence|concessions?|"
    r"recognition|permission|assurances?|reassurances?|interference|weapons|arms|denials?|"
    r"funding)\sfrom|"
    r"(?:pressure|sanctions|imposed|dependen(?:ce|t)|reli(?:ance|ant)|leverage|tariffs|"
    r"call(?:s|ed|ing)?|prevail(?:s|ed)?)\s(?:up)?on|"
    r"(?:messages?|warnings?|signals?|rebuke|threat|concessions?|loyal|loyalty|ties|links|aid|"
    r"assistance|according|close|closer|subservient|beholden|allegiance|hostile|opposed|"
    r"opposition|arms\ssales|weapons)\sto|"
    r"(?:support|backing|setback|blow|victory|defeat|weapons|humiliation|spy(?:ing)?|"
    r"spied)\sfor|"
    r"(?:backed|supported|controlled|imposed|sanctioned|condemned|rejected|approved|"
    r"put\sforward|recogni[sz]ed|installed|brokered|proposed|demanded|denied|annexed|occupied|funded|financed|"
    r"sponsored|armed|orchestrated|decision|invasion|annexation|aggression|interference|"
    r"threatened|accusations?|allegations?)\sby|"
    r"(?:sanctions|war|allegations|accusations|retaliation|retaliate|measures|coalition|"
    r"alliance)\sagainst|"
    r"(?:critics?|criticism|critical|wary|suspicious|all(?:y|ies)|enem(?:y|ies)|foes?|"
    r"condemnation|behest|interests|puppets?|demands|the\sgovernments?)\sof|"
    r"(?:polic(?:y|ies)|stance|attitude|hostility|approach)\stowards?|"
    r"accus(?:es?|ed|ing)|punish(?:es|ed|ing)?|blam(?:es?|ed|ing)|"
    r"urg(?:es?|ed|ing)|pressur(?:es?|ed|ing)|"
    r"condemn(?:s|ed|ing)?|denounc(?:es?|ed|ing)|criticis(?:es?|ed|ing)|criticiz(?:es?|ed|ing)|"
    r"persuad(?:es?|ed|ing)|warn(?:s|ed|ing)?|notif(?:y|ies|ied)|antagoni[sz](?:e|es|ed|ing)|"
    r"provok(?:es?|ed|ing)|anger(?:s|ed|ing)?|reassur(?:es?|ed|ing))\s(?:both\s)?$",
    re.IGNORECASE,
)
ALONE = re.compile(
    r"\s*$|[.;:!?)\"”»]|,(?!\s[A-Z])|\s(?:[—–(-]|(?:and|or|but|over|on|in|to|after|before|with|for|"
    r"by|as|at|because|if|while|when|that|which|who|about|amid|during|since|until|under|into|from|"
    r"of|against|without|not|is|was|has|had|have|will|would|could|should|may|might|must|are|were|"
    r"this|last|next|earlier|later|again|also|yesterday|today|tomorrow|the|its|their|says?|said)"
    r"(?![\w-]))"
)
ITEM = r"(?:the\s)?[A-Z][\w.’'-]*(?:\s[A-Z][\w.’'-]*){0,2}"
JOINED_BEFORE = re.compile(rf"(?<![\w.’'-])({ITEM}),?\s(?:and|or)\s(?:the\s)?$")
LISTED_BEFORE = re.compile(rf"(?<![\w.’'-])({ITEM}),\s(?:the\s)?$")
JOINED_AFTER = re.compile(rf"((?:,\s{ITEM}){{0,3}}),?\s(?:and|or)\s({ITEM})")
SENTENCE_END = re.compile(r"[^\W\d_]{3}[.!?][\"”’)]*\s+")

PLACE_BEFORE = re.compile(
    r"(?:^|[\s(“\"—–])(?:(?P<always>inside|into|across|throughout|outside|near|around|within|through"
    r"|via|leaving|leave|leaves|left|visit|visits|visited|visiting|entered|entering|fled|bordering)"
    r"|(?P<mostly>in|to|from)|(?P<part>(?:north|south|east|west|north-?east|north-?west|south-?east|"
    r"south-?west|centre|center|parts?|most|much|rest|capital|coast|borders?|areas?|regions?|city|"
    r"town|outskirts|villages?|cities|towns|swaths?|swathes)\sof|borders?\swith))\s"
    r"(?:(?:the|central|eastern|western|northern|southern|north|south|east|west|neighbou?ring|"
    r"nearby|mainland|occupied|downtown|rural|war-torn)\s){0,2}$",
    re.IGNORECASE,
)
# Behind these "in", "to" and "from" lead to somebody, not to a place.
TOWARDS = re.compile(
    r"\b(?:accord\w*|aid|assistance|ambassadors?|envoys?|loyal\w*|ties|links|messages?|warnings?|"
    r"threats?|sales|suppl(?:y|ies|ied)|sold|sell(?:s|ing)?|belong\w*|concessions?|close|closer|"
    r"gave|given?|giv(?:es|ing)|offer(?:s|ed)?|provid\w+|prosperity|orders|support|response|answer|appeal\w*|spoke|"
    r"listen\w*|letters?|thanks|due|"
    r"pressure|backing|criticism|condemnation|reactions?|approval|demands?|objections?|opposition|"
    r"guarantees|independence|recognition|permission|assurances?|interference|"
    r"trust\w*|faith|confidence|believ\w+|interest\w*|invest\w*)\s(?:to|from|in)\s[^.]{0,20}$",
    re.IGNORECASE,
)
GEOGRAPHY = re.compile(
    r"['’]s?\s(?:\w+\s)?(?:north|south|east|west|capital|borders?|coast|territory|region|soil|"
    r"airspace|waters|largest\scity|second\scity)\b"
)
CLOSED = re.compile(r"\s*$|[.,;:)?!\"”]")
DATELINE = re.compile(r"(?:,\s[A-Z][\w. ]{1,20})?\s?(?:\([^)]{1,25}\)\s?)?[—–-]+\s")


def stands_for_government(text: str, span: Span, countries: Countries) -> Country | None:
    """The country whose government is meant at this place of a text, by a body or by its seat.

    A body ("the Kremlin") always is. A seat is when it acts or speaks ("Moscow said"), has what
    governments have ("Moscow's demands"), is dealt with ("relations with Moscow") or stands behind
    somebody ("Moscow-backed"), alone or in a row ("Moscow and Beijing said").
    """
    key = spelled(span.of(text))
    unsure = key in countries.doubtful
    if key in countries.bodies and not unsure:
        return countries.bodies[key]
    country = countries.bodies.get(key) or (None if unsure else countries.seats.get(key))
    if country is None:
        return None
    bare = re.sub(r"['’][sS]?$", "", span.of(text))
    before, after = _around(text, Span(span.start, span.start + len(bare)))
    if BACKED.match(after) or (FOR.search(before) and not after.startswith("-")):
        return country
    before, after, in_row = _without_row(before, after, country, countries)
    word = re.search(r"(\S+)\s(?:the\s)?$", before)
    last = word[1].strip("\"“‘'(’”") if word else ""
    part_of_name = last[:1].isupper() and last.lower() not in OPENERS and last[-1:].isalnum()
    if before[-1:].isalnum() or before.endswith(("-", "'", "’", "/", "& ")) or part_of_name:
        return None
    tail = " ".join(before.split(" ")[-5:])  # enough for DEALING, and four times as quick
    if DEALING.search(tail) and ALONE.match(after):
        return country
    if OWNS.match(after) and last.lower() not in NOT_ALONE and not in_row:
        return country
    acts = ACTS.match(after) and last.lower() not in PREPOSITIONS | NOT_ALONE
    return country if acts else None


def _around(text: str, span: Span) -> tuple[str, str]:
    """What stands near a span in its paragraph; before it in its sentence alone."""
    before = text[max(0, span.start - NEAR) : span.start].splitlines(keepends=True)
    after = text[span.end : span.end + NEAR].splitlines()
    line = before[-1] if before and not before[-1].endswith(("\n", "\r")) else ""
    return SENTENCE_END.split(line)[-1], after[0] if after else ""


def _without_row(
    before: str, after: str, country: Country, countries: Countries
) -> tuple[str, str, bool]:
    """What stands before and after a row of names that a name is in, and whether it is in one.

    "The talks, Moscow and Beijing said": "The talks, " and " said". A comma joins only inside a row
    with "and", and what follows it is another government: "Athens, Georgia" is no row.
    """
    following = JOINED_AFTER.match(after)
    if following and following[1]:
        other = _government(following[1].split(", ")[1], countries)
        following = following if other not in (None, country) else None
    if following:
        after = after[following.end() :]
    start = _before_row(before, commas=following is not None)
    return start, after, following is not None or start != before


def _before_row(before: str, commas: bool) -> str:
    """What stands before a row of names, up to four, that goes on behind these words.

    Args:
        before: the words.
        commas: whether a comma joins even the last two of them.
    """
    for _ in range(4):
        found = JOINED_BEFORE.search(before) or (LISTED_BEFORE.search(before) if commas else None)
        words = found[1].split() if found else []
        if found is None or words[-1].lower() in DAYS | OPENERS:
            break
        if words[0].lower() in OPENERS:
            return before[: found.start() + len(words[0]) + 1]
        before, commas = before[: found.start()], True
    return before


def _government(words: str, countries: Countries) -> Country | None:
    """The country of a seat, a body or a country's name that is not doubtful."""
    key = spelled(words)
    if key in countries.doubtful:
        return None
    return countries.seats.get(key) or countries.bodies.get(key) or countries.names.get(key)


def is_place_here(text: str, span: Span) -> bool:
    """Whether a country or town is where something is or goes, and not who acts or is dealt with.

    "In Ukraine", "flew to Russia", "the east of Syria" and a dateline are places; "Ukraine said",
    "aid to Ukraine", "war between Russia and Ukraine" and "in Russia's view" are not.
    """
    bare = re.sub(r"['’][sS]?$", "", span.of(text))
    before, after = _around(text, Span(span.start, span.start + len(bare)))
    if not before.strip() and bare.isupper() and DATELINE.match(after):
        return True
    start = _before_row(before, commas=True)
    found = PLACE_BEFORE.search(start)
    if found is None or re.match(r"[-‐‑]\w|\s[A-Z]", after):
        return False
    goes_on = found[0].strip()[0].islower() and re.match(r",?\s(?:and|or)\s", after)
    if "," in before[len(start) :] and not CLOSED.match(after) and not goes_on:
        return False  # "In Paris, Russia said so"
    if re.match(r"['’]", after) and not GEOGRAPHY.match(after):
        return False
    return not (found["mostly"] and TOWARDS.search(start))
