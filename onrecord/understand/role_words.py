"""The words by which roles.py tells the phrase of a role from what stands around it."""

from onrecord.understand.reading import listed

SHORT = listed(
    "gen sen gov rep col maj capt lt sgt adm cpl cmdr prof rev det mr mrs ms dr hon st jr sr "
    "no inc corp co ltd fr msgr"
)
POSSESSIVE = frozenset(("'s", "’s", "'", "’"))
SENTENCE_END = frozenset(".!?…")
COURTESY = listed("mr mrs ms miss dr sir dame lord lady madam mr. mrs. ms. dr. hon. the-hon")
ARTICLES = frozenset(("the", "a", "an"))
OWNERS = listed("his her their its our my your whose")
AT_THE_TIME = listed("then formerly previously once")  # kept: they say since when it holds
# A word that stands before a title or a noun without being a part of its phrase.
OUTSIDE = (
    ARTICLES
    | OWNERS
    | listed(
        # what joins, points or counts
        "of for at to in on from by with under over and or but nor not no if when while as "
        "after before since until because than like through against between among about "
        "around into onto during toward towards without within behind near per via that this "
        "these those which who whom what where how why there here so yet also even only just "
        "still again then now once both either neither each every all some any many few most "
        "more less such same other another one two three he she it they we you i him them us "
        "me "
        # verbs that often stand before a name or behind one
        "is are was were be been being am has have had do does did will would can could may "
        "might must shall should says said say tell tells told ask asks met meet meets saw "
        "see sees made make makes found find gave give gives took take takes got get gets "
        "had came come comes went go goes became become becomes let lets put set kept keep "
        "left leave led leads beat beats won win wins lost lose fought fight held hold holds "
        "shot hit sent send sends brought bring built bought sold sell sought seek seeks "
        "felt thought think thinks knew know knows wrote write writes spoke speak speaks "
        "heard hear drew drove chose rose fell ran run runs cut quit sued joined join joins "
        "paid pay saw sat stood stand grew began begin won't didn't shook swore threw wore "
        "withdrew named called dubbed titled wants want needs need hopes calls urges backs "
        "helps plans visits visit thank thanks credit blame quote quotes cite cites replace "
        "replaces succeed succeeds versus v vs swept kept slept wept crept dealt built lit "
        "hurt hired better worse "
        # when
        "today yesterday tomorrow tonight monday tuesday wednesday thursday friday saturday "
        "sunday january february march april may june july august september october november "
        "december week month year years months weeks days night morning afternoon evening "
        "meanwhile later earlier ago however instead perhaps maybe according including "
        "despite though although whether rather quite very too never always often already "
        "soon"
    )
)
PAST = listed(
    "retired elected re-elected exiled jailed detained convicted accused appointed disgraced "
    "renowned acclaimed celebrated imprisoned deposed indicted famed ousted impeached "
    "embattled distinguished respected noted decorated experienced designated trained "
    "seasoned beloved self-proclaimed self-declared self-described unelected wounded injured "
    "murdered slain suspended sacked fired disputed armed united advanced combined allied "
    "learned"
)
DOING = listed(
    "acting ruling leading sitting outgoing incoming visiting reigning managing founding "
    "serving presiding commanding retiring marketing banking engineering housing planning "
    "training manufacturing starting governing mining advertising fundraising working "
    "publishing aspiring up-and-coming longest-serving long-serving highest-ranking "
    "top-ranking high-ranking opposing supporting surviving polling operating investing "
    "nursing writing accounting voting king"
)
TELLING = listed("newly recently formerly early family monthly weekly daily elderly italy assembly")
# A word in lower case goes with a title in capitals behind it only if it is one of these.
BEFORE_TITLE = listed(
    "former then late fellow veteran interim deputy vice prime senior junior chief top "
    "deposed longtime long-time rival ally billionaire millionaire conservative liberal "
    "moderate prominent influential powerful hardline far-right far-left centrist populist "
    "rebel opposition co sometime onetime one-time first second third ex current next new "
    "old future current eventual aging ageing popular star assistant associate lead head "
    "defense defence foreign finance interior"
)
# What stands behind "of" or "for" in the name of an office, where it is no body.
AFFAIRS = listed(
    "state defence defense foreign affairs interior finance justice trade education health "
    "staff police war commerce energy labor labour agriculture transport transportation "
    "culture economy environment tourism information communications security home exchequer "
    "operations party government mission delegation state's congress parliament the"
)
OFFICE_WORDS = AFFAIRS | listed(
    "prime deputy vice chief acting former interim senior junior assistant associate "
    "executive general attorney majority minority national special top president-elect first "
    "crown lead managing press presidential public political military then ex current "
    "incoming outgoing ambassador-designate lt maj gen brigadier rear field human rights"
)
BODY_LINKS = frozenset(("of", "for", "at", "to"))
LINKS = BODY_LINKS | frozenset(("in", "with", "on", "from", "under"))
HOLDING = LINKS | frozenset(("and", "or", "by"))
NO_BODY = listed("time moment age least most times risk odds home")
# What may come behind a phrase that stands between commas.
BOUNDARY = frozenset(',;:)(—–-"”’“') | listed(
    "who whose whom which that where when and since during until before after but while "
    "because as based born known best familiar close whether then-the"
)
BEFORE_PHRASE = OUTSIDE - ARTICLES
