"""Languages: the codes of a TEI document as readers' machines want them.

In goes what stands in ``xml:lang``, as untrusted as anything; out comes a tag of BCP 47 or nothing, and whether the
language is written from right to left. No language is guessed.
"""

import re

SHORTEST = dict(
    pair.split("=")
    for pair in """
    alb=sq sqi=sq ara=ar arm=hy hye=hy baq=eu eus=eu bel=be bul=bg cat=ca chi=zh zho=zh cze=cs ces=cs cym=cy wel=cy
    dan=da deu=de ger=de dut=nl nld=nl ell=el gre=el eng=en epo=eo est=et fas=fa per=fa fin=fi fra=fr fre=fr geo=ka
    kat=ka gle=ga glg=gl heb=he hin=hi hrv=hr hun=hu ice=is isl=is ind=id ita=it jpn=ja kor=ko lat=la lav=lv lit=lt
    mac=mk mkd=mk may=ms msa=ms nor=no nno=nn nob=nb oci=oc pol=pl por=pt rum=ro ron=ro rus=ru san=sa slk=sk slo=sk
    slv=sl spa=es srp=sr swe=sv tam=ta tur=tr ukr=uk urd=ur vie=vi yid=yi
    """.split()
)
"""Codes of three letters for which BCP 47 (RFC 5646, 2.2.1) wants the one of two letters (ISO 639-1 and 639-2)."""

RIGHT_TO_LEFT = frozenset("ar arc dv fa he ps sd syc syr ug ur yi".split())
"""Languages written from right to left, where a code names no script (Unicode, Scripts and CLDR)."""

RIGHT_TO_LEFT_SCRIPTS = frozenset("adlm arab hebr nkoo rohg syrc thaa".split())

_TAG = re.compile(
    r"[a-z]{2,3}(?:-[a-z]{3}){0,3}(?:-[a-z]{4})?(?:-(?:[a-z]{2}|\d{3}))?"
    r"(?:-(?:[a-z\d]{5,8}|\d[a-z\d]{3}))*(?:-[a-wyz\d](?:-[a-z\d]{2,8})+)*(?:-x(?:-[a-z\d]{1,8})+)?\Z"
    r"|x(?:-[a-z\d]{1,8})+\Z",
    re.ASCII | re.IGNORECASE,
)


def tag(code: str) -> str:
    """Give a code as BCP 47 writes it, or nothing if it is of no such form (RFC 5646, 2.1, without grandfathered)."""
    first, hyphen, rest = code.strip().replace("_", "-").partition("-")
    shortest = SHORTEST.get(first.lower(), first) + hyphen + rest
    return shortest if _TAG.match(shortest) else ""


def is_leftward(code: str) -> bool:
    """Tell whether a language is written from right to left: by its script, where the code names one."""
    first, *others = tag(code).lower().split("-")
    script = next((part for part in others if len(part) == 4 and part.isalpha()), "")
    return script in RIGHT_TO_LEFT_SCRIPTS if script else first in RIGHT_TO_LEFT
