"""Words that lie between a subject and its figures, and beside them."""

from __future__ import annotations

import re

RESTRICTS = re.compile(
    r"\s*(?:,\s*)?(?:aged?\b|who\b|whose\b|with\b|without\b|placed\b|living\b|under\b|on\b|in (?:foster|residential|"
    r"secure|unregistered|independent|"
    r"kinship|year|the (?:north|south|east|west))|from\b|subject\b|attending\b|waiting\b|awaiting\b|missing\b|not\b|"
    r"having\b|over\b|for\b|that\b|"
    r"across\b|by\b|at risk|had\b|have\b|receiving|said\b|told\b|took\b|attend|participat|"
    r"are (?:placed|living|in|on|aged|not)|"
    r"were (?:placed|living|in|on|aged|not|seen|matched|helped|supported))",
    re.IGNORECASE,
)
HARMLESS = re.compile(
    r"\s*(?:on|at|in|by|for|from|over)\s+(?:the\s+)?(?:\d{1,2}\b|end\b|[Mm]arch|20\d\d|our\b|this\b|year|31|average)|"
    r"\s*(?:in|across|for|to|by|from) (?:the |our )?(?:[A-Z][a-z]+|borough|county|city|council|authority)"
)
ADJECTIVES = re.compile(
    r"\s*(?:(?:was|is|were|are)\s+(?=the|our|an?\s))?(?:of (?:whom|which|these|them) (?:are|were|was|is)\s+)?(?:of\s+)?"
    r"(?:(?-i:[A-Z][\w’'-]+)\s+){0,3}"
    r"(?:(?:our|the|all|local|new|open|active|total|children'?s?|initial|individual|current)\s+){0,3}",
    re.IGNORECASE,
)
TO_NUMBER = re.compile(
    r"(?:['’]s)?[\s,:(–-]*(?:(?:numbers?|rates?|total|figure|population|score|average|per|pupil|social|workers?|each|"
    r"currently|now|has|have|had|been|"
    r"be|is|was|were|are|stood|stands|standing|at|to|of|from|rose|risen|fell|fallen|increased?|decreased?|reduced?|"
    r"grew|grown|reached|remains?|climbed|jumped|soared|dipped|declined|doubled|halved|shrunk|tumbled|slipped|edged|crept|"
    r"remained|averages?|averaged|totall?ed|in|on|the|a|an|our|by|end|march|year|ending|to|about|around|over|nearly|almost|just|under|only|"
    r"slightly|down|up|for|all|come|came|gone|went|brought|their|again|hold|holds|carry|carries|well|still|children|"
    r"pupils|young|people|cases|between|and|that|which|held|continued|further|dropped|improved|this|"
    r"approximately|roughly|compared|england|national|region|regional|neighbours?|statistical|average|west|midlands|we|there|against|it|"
    r"schools?|line|with|maintain(?:s|ed)?|expressed|measured|as|la|council|trust|care|looked|after|below|above|than|higher|lower|better|worse|similar|close|averaging|totalling|stable|steady|level|january|september|december|full|time|equivalent|fte|council|authority|county|borough|city|low|high|years?|again)\b[\s,:()=–-]*|"
    r"(?:19|20)\d\d(?:[/–-]\d\d)?[\s,:()]*|10,?000[\s,:]*|100,?000[\s,:]*|1,?000[\s,:]*|10k\s*|\d{1,2}(?:st)?\s+march[\s,]*)*",
    re.IGNORECASE,
)
GOES_ON = re.compile(
    r"(?:[\s,;:()%>–—=-]|['’]s\b|\b(?:to|and|from|in|for|of|the|our|ours|a|an|at|is|was|were|are|it|this|that|which|we|"
    r"us|compared|with|against|than|though|although|however|"
    r"below|above|under|over|lower|higher|better|worse|similar|line|between|by|up|down|while|whereas|but|both|also|only|just|still|now|"
    r"england|english|national|nationally|region|regional|regionally|west|east|north|south|midlands|london|"
    r"neighbours?|statistical|stat|sn|sns|"
    r"average|averages|averaged|mean|figures?|rates?|percentage|proportion|year|years|years?|last|previous|prior|end|"
    r"ending|march|september|january|december|july|"
    r"october|november|august|april|may|june|february|previously|fell|fallen|falling|rose|risen|rising|fall|rise|"
    r"increased?|increasing|decreased?|"
    r"decreasing|dropped|drop|reduced|reduction|reducing|improved|improving|improvement|grew|grown|reached|stood|stands|standing|down|"
    r"locally|local|authority|council|borough|county|city|before|after|since|as|on|about|around|nearly|almost|comparators?|similar|"
    r"authorities|respectively|then|again|further|significantly|slightly|well|much|more|less|per|cent|children|respective|"
    r"same|period|time|compares|comparing|comparison|remains?|remained|lowest|highest|having|been|had|has|have|there|"
    r"so|back|settled|levelled|fallen|n|avg|ave|dip|peak|spike|jump|recovery|recovered|after|trough|ahead|behind|q[1-4]|vs?|versus|nation|country|twelve|months|primary|"
    r"secondary|schools?|special|boys|girls|all|pupils|good|performance|calendar|academic|financial|school|came|come|"
    r"went|gone|taking|bringing|total|next|later|close|near|then|before|figure|held|issued|completed|made|started|"
    r"placed|took|place|compare|comparable|far|little|bit|quite|very|even|yet|rather|broadly|[a-z]+ly)\b|[A-Z][\w’'-]*|\d+(?:[./–-]\d+)*|[↑↓→↗↘])*",
)
SOMEBODY = re.compile(r"\b(?:england|english|nation\w*|country|region\w*|neighbours?|comparators?|peers|midlands)\b", re.IGNORECASE)
COMPARED_RIGHT_BEFORE = re.compile(
    r"(?:\bcompared\s+(?:to|with)|\bcomparison\s+(?:to|with)|\bagainst|\bversus|\bvs?\.?|\bthan|\b(?:up|down|improvement|increase|"
    r"reduction|decrease|rise|drop|recovery|fall)\s+(?:from|on))\s+(?:(?:the|a|an|our)\s+)?(?:(?:rate|figure|level|low|high|average)\s+)?(?:of\s+)?"
    r"(?:about |around |over |nearly |just |only )*$",
    re.IGNORECASE,
)
OWN_WORDS = re.compile(
    r"\s*\)?\s+(?:got|had|have|has|were|was|are|is|achieved|received|gained|attained|live|lived|went|said|took|met|made|became|left|reached)\b",
    re.IGNORECASE,
)
COUNTED = re.compile(
    r"\s*(?:of (?:them|these|whom)|children|young people|pupils|referrals|cases|plans|assessments|requests|care leavers|conferences)?\s*\)",
    re.IGNORECASE,
)
STANDS = re.compile(
    r"\b(?:stood|stands|standing|reached|reaching|totalled|totalling|now|numbered)\s+"
    r"(?:at\s+)?(?:about |around |over |nearly |just |only )*$",
    re.IGNORECASE,
)
CAME_TO = re.compile(
    r"\b(?:rose|fell|grew|dropped|increased|decreased|reduced|up|down)\b[^;.]{0,40}(?:%|\ba (?:third|quarter|fifth|half|tenth)|"
    r"\bhalf|thirds)[^;.]{0,24},?\s+to\s+$",
    re.IGNORECASE,
)
DATED_ASIDE = re.compile(r"\s*(?:in|at|as at|on|by)\s+(?:the end of\s+)?(?:\d{1,2}\s+)?(?:[A-Za-z]+\s+)?(?:19|20)\d\d")
ALL_OF = re.compile(
    r"\s+(?:that )?(?:we )?(?:received|made|accepted|started|issued|maintained)?\s*(?:in|during)\s+(?:20\d\d|the year)", re.IGNORECASE
)
SOME_OF = re.compile(
    r"\b(?:of these|of those|these|those|of the|of our|of|among|another|further|additional|first|last|other)\s+$", re.IGNORECASE
)
PLAIN_BEHIND = re.compile(
    r"\s*[↑↓→↗↘]|\s+(?:a year|the (?:previous|prior|year)|"
    r"seen|recorded|reported|achieved|observed|published|found|taking|bringing|regionally|among|amongst|by comparison|"
    r"and|vs?|versus|in|at|on|by|per|compared|"
    r"against|and|but|which|while|from|to|as|this|with|for|than|during|nationally|locally|cases|"
    r"points?|children|so|or|over|since|after|before|down|up|above|below|each|across|last|the|remains?|compares?|continues?|still|now)\b",
    re.IGNORECASE,
)
