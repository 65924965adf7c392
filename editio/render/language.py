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

BIBLIOGRAPHIC = dict(
    pair.split("=")
    for pair in """
    aa=aar ab=abk ae=ave af=afr ak=aka am=amh an=arg ar=ara as=asm av=ava ay=aym az=aze ba=bak be=bel bg=bul bi=bis
    bm=bam bn=ben bo=tib br=bre bs=bos ca=cat ce=che ch=cha co=cos cr=cre cs=cze cu=chu cv=chv cy=wel da=dan de=ger
    dv=div dz=dzo ee=ewe el=gre en=eng eo=epo es=spa et=est eu=baq fa=per ff=ful fi=fin fj=fij fo=fao fr=fre fy=fry
    ga=gle gd=gla gl=glg gn=grn gu=guj gv=glv ha=hau he=heb hi=hin ho=hmo hr=hrv ht=hat hu=hun hy=arm hz=her ia=ina
    id=ind ie=ile ig=ibo ii=iii ik=ipk io=ido is=ice it=ita iu=iku ja=jpn jv=jav ka=geo kg=kon ki=kik kj=kua kk=kaz
    kl=kal km=khm kn=kan ko=kor kr=kau ks=kas ku=kur kv=kom kw=cor ky=kir la=lat lb=ltz lg=lug li=lim ln=lin lo=lao
    lt=lit lu=lub lv=lav mg=mlg mh=mah mi=mao mk=mac ml=mal mn=mon mr=mar ms=may mt=mlt my=bur na=nau nb=nob nd=nde
    ne=nep ng=ndo nl=dut nn=nno no=nor nr=nbl nv=nav ny=nya oc=oci oj=oji om=orm or=ori os=oss pa=pan pi=pli pl=pol
    ps=pus pt=por qu=que rm=roh rn=run ro=rum ru=rus rw=kin sa=san sc=srd sd=snd se=sme sg=sag si=sin sk=slo sl=slv
    sm=smo sn=sna so=som sq=alb sr=srp ss=ssw st=sot su=sun sv=swe sw=swa ta=tam te=tel tg=tgk th=tha ti=tir tk=tuk
    tl=tgl tn=tsn to=ton tr=tur ts=tso tt=tat tw=twi ty=tah ug=uig uk=ukr ur=urd uz=uzb ve=ven vi=vie vo=vol wa=wln
    wo=wol xh=xho yi=yid yo=yor za=zha zh=chi zu=zul
    """.split()
)
"""The codes of libraries and of the book trade (ISO 639-2/B) for those of two letters (ISO 639-1)."""

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


def bibliographic(code: str) -> str:
    """Give the code of three letters that the book trade has for a language (ISO 639-2/B), or nothing."""
    first = tag(code).partition("-")[0].lower()
    return BIBLIOGRAPHIC.get(first, first if len(first) == 3 and first != "und" else "")
