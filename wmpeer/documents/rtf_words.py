"""The control words of RTF, by what they mean. Pure."""

from __future__ import annotations

import re

TOKEN = re.compile(
    r"\\(?P<word>[a-zA-Z]{1,32})(?P<number>-?\d{1,10})? ?"
    r"|\\'(?P<hex>[0-9a-fA-F]{2})|\\(?P<sign>.)|(?P<brace>[{}])|[\r\n]+|(?P<text>[^\\{}\r\n]+)",
    re.DOTALL,
)
SKIP = frozenset(
    """
    colortbl info pict object objdata objclass objname themedata colorschememapping latentstyles datastore
    datafield filetbl listtable listoverridetable revtbl rsidtbl generator xmlnstbl mmathPr atnid atnauthor
    atntime atndate atnref atnparent annotation bkmkstart bkmkend tc tcn xe rxe txe template operator author
    company keywords comment category manager fontemb falt panose fname background pgptbl wgrffmtfilter ftnsep
    ftnsepc ftncn aftnsep aftnsepc aftncn fldinst shprslt nonshppict sn sv nesttableprops nonesttables listname
    leveltext levelnumbers userprops docvar passwordhash protusertbl fldtype mhtmltag htmltag do datefield private
    stylerestrictions writereservhash oldcprops oldpprops
    """.split()  # noqa: SIM905  words, not data
)
SEEN_ALTHOUGH_STARRED = frozenset(
    """
    shpinst shptxt shppict nesttableprops pntext listtext footnote fldrslt result
    """.split()  # noqa: SIM905  words, not data
)
WORDS = {
    "tab": " ", "line": " ", "lbr": " ", "emdash": "—", "endash": "–", "lquote": "‘", "rquote": "’", "ldblquote": "“", "rdblquote": "”",
    "bullet": "•", "emspace": " ", "enspace": " ", "qmspace": " ", "softline": " ",
}  # fmt: skip
SIGNS = {"~": " ", "_": "-", "\\": "\\", "{": "{", "}": "}"}
CODEPAGES = {
    77: "mac_roman", 128: "cp932", 129: "cp949", 134: "gbk", 136: "cp950", 161: "cp1253", 162: "cp1254", 163: "cp1258", 177: "cp1255",
    178: "cp1256", 186: "cp1257", 204: "cp1251", 222: "cp874", 238: "cp1250",
}  # fmt: skip
NAMED_CODECS = {"cp28604": "iso8859_14", "cp65001": "utf-8", "cp10000": "mac_roman", "cp28591": "cp1252", "cp28605": "iso8859_15"}
UNSAID_SIZE = 24  # half-points
NUMBER = re.compile(r"(?:\w+ )?[(\[]?(?=.*[\d.):\]])(?:\d{1,3}|[A-Za-z]|[ivxlcdmIVXLCDM]{1,6})(?:\.(?:\d{1,3}|[a-z]))*[.):\]]{0,2}")
OF_A_FIRST_PAGE = ("headerf", "footerf")
RUNNING = frozenset(
    """
    header footer headerl headerr headerf footerl footerr footerf
    """.split()  # noqa: SIM905  words, not data
)
