"""The house rules about languages: codes that name one, texts that state theirs, and a header that declares all.

In goes what a survey found; out come findings. Whether a code is of the form of BCP 47 is told in
:mod:`editio.validate.house`; here a code is good if its first part is a language.
"""

from collections.abc import Iterator

from lxml import etree

from editio import tei
from editio.validate.places import Finding, one_for_all
from editio.validate.survey import Survey, nearest

LONGER = """
aa:aar ab:abk ae:ave af:afr ak:aka am:amh an:arg ar:ara as:asm av:ava ay:aym az:aze ba:bak be:bel bg:bul bi:bis bm:bam
bn:ben bo:bod,tib br:bre bs:bos ca:cat ce:che ch:cha co:cos cr:cre cs:ces,cze cu:chu cv:chv cy:cym,wel da:dan
de:deu,ger dv:div dz:dzo ee:ewe el:ell,gre en:eng eo:epo es:spa et:est eu:eus,baq fa:fas,per ff:ful fi:fin fj:fij
fo:fao fr:fra,fre fy:fry ga:gle gd:gla gl:glg gn:grn gu:guj gv:glv ha:hau he:heb hi:hin ho:hmo hr:hrv ht:hat hu:hun
hy:hye,arm hz:her ia:ina id:ind ie:ile ig:ibo ii:iii ik:ipk io:ido is:isl,ice it:ita iu:iku ja:jpn jv:jav ka:kat,geo
kg:kon ki:kik kj:kua kk:kaz kl:kal km:khm kn:kan ko:kor kr:kau ks:kas ku:kur kv:kom kw:cor ky:kir la:lat lb:ltz lg:lug
li:lim ln:lin lo:lao lt:lit lu:lub lv:lav mg:mlg mh:mah mi:mri,mao mk:mkd,mac ml:mal mn:mon mr:mar ms:msa,may mt:mlt
my:mya,bur na:nau nb:nob nd:nde ne:nep ng:ndo nl:nld,dut nn:nno no:nor nr:nbl nv:nav ny:nya oc:oci oj:oji om:orm
or:ori os:oss pa:pan pi:pli pl:pol ps:pus pt:por qu:que rm:roh rn:run ro:ron,rum ru:rus rw:kin sa:san sc:srd sd:snd
se:sme sg:sag si:sin sk:slk,slo sl:slv sm:smo sn:sna so:som sq:sqi,alb sr:srp ss:ssw st:sot su:sun sv:swe sw:swa
ta:tam te:tel tg:tgk th:tha ti:tir tk:tuk tl:tgl tn:tsn to:ton tr:tur ts:tso tt:tat tw:twi ty:tah ug:uig uk:ukr ur:urd
uz:uzb ve:ven vi:vie vo:vol wa:wln wo:wol xh:xho yi:yid yo:yor za:zha zh:zho,chi zu:zul
"""
"""Languages of two letters (ISO 639-1), with the three letters that BCP 47 does not take for them (ISO 639-2)."""

SHORT = {longer: two for pair in LONGER.split() for two, _, rest in [pair.partition(":")] for longer in rest.split(",")}
"""The code of two letters for each code of three that has one."""

RETIRED = {"bh": "bih", "in": "id", "iw": "he", "ji": "yi", "jw": "jv", "mo": "ro", "sh": "hbs"}
"""Codes of two letters that were given up, and what is written instead (RFC 5646, section 2.2.1)."""

TWO_LETTERS = frozenset(SHORT.values()) | {"bh", "sh"}
UNKNOWN = frozenset(["", "und"])
"""Codes by which a text says that nobody knows its language."""

SAYS_NOTHING = frozenset(["", "mis", "mul", "und", "x", "zxx"])
"""First parts of codes that name no language that could be declared."""


def language_codes_name_a_language(document: Survey) -> Iterator[Finding]:
    """Report language codes of good form whose first part names no language, or is not its shortest name (W528).

    Codes of two letters are all known; of those of three it is told only that a shorter one must be written.
    """
    wrong: dict[str, list[etree._Element]] = {}
    for attribute in document.languages:
        first = _first_part(attribute.value)
        if first in SHORT or first in RETIRED or (len(first) == 2 and first not in TWO_LETTERS):
            wrong.setdefault(first, []).append(attribute.element)
    for first, elements in wrong.items():
        better = SHORT.get(first) or RETIRED.get(first)
        sentence = f"'{first}' is not how BCP 47 names a language" if better else f"'{first}' names no language"
        hint = f"write '{better}'" if better else "look the language up in the registry of IANA"
        yield one_for_all("W528", elements, sentence, hint)


def texts_state_their_language(document: Survey) -> Iterator[Finding]:
    """Report a text whose language is stated neither by itself nor round it, or is stated to be unknown (W529)."""
    for text in document.named["text"]:
        stated = next((one.get(tei.LANG, "") for one in (text, *text.iterancestors()) if tei.LANG in one.attrib), None)
        if nearest(text, "text") is None and (stated is None or stated.lower() in UNKNOWN):
            sentence = (
                "this 'text' does not state its language" if not stated else "the language of this 'text' is 'und'"
            )
            yield Finding(text, "W529", sentence, 'add for instance xml:lang="en", or that of each part')


def languages_are_declared(document: Survey) -> Iterator[Finding]:
    """Report languages that are used in a text while the header's list of languages does not have them (W530)."""
    declared = {_first_part(language.get("ident", "")) for language in document.named["language"]}
    if not declared:
        return
    missing: dict[str, list[etree._Element]] = {}
    for attribute in document.languages:
        first = _first_part(attribute.value)
        if first not in declared and first not in SAYS_NOTHING and _is_of_a_text(attribute.element):
            missing.setdefault(first, []).append(attribute.element)
    for first, elements in missing.items():
        sentence = f"the language '{first}' is not in the header's 'langUsage'"
        yield one_for_all("W530", elements, sentence, f"add a 'language' whose @ident is '{first}'")


def _first_part(code: str) -> str:
    return code.strip().lower().partition("-")[0]


def _is_of_a_text(element: etree._Element) -> bool:
    return any(tei.local(one) == "text" for one in (element, *element.iterancestors()))
