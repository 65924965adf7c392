"""Words that texts use about themselves: the encoder's knowledge as data.

Nothing here names a particular work. Words are matched without regard to case.
"""

METADATA = {
    "written": ["written", "composed", "date written"],
    "published": ["published", "first published", "first publication", "originally published"],
    "source": ["source", "sources", "printed source", "original source"],
    "translator": ["translated", "translated by", "translation", "translator"],
    "credit": [
        "transcription", "transcribed", "transcribed by", "transcriber", "transcription/html markup",
        "transcription/markup", "transcription & markup", "transcription and markup", "transcribed/html markup",
        "html markup", "html", "markup", "mark up", "marked up by", "proofread", "proofread by", "proofreading",
        "produced by", "prepared by", "scanned by", "digitised by", "digitized by", "converted by",
    ],
    "licence": ["copyleft", "copyright", "licence", "license", "public domain", "rights", "permission"],
    "remark": ["online version", "on-line version", "edited by", "first delivered", "delivered", "checked"],
}  # fmt: skip
"""The key under which the header keeps a line of metadata -> what may stand before its colon."""

CREDITS = [
    "transcribed", "transcription", "html markup", "marked up", "proofread", "produced by", "scanned", "digitised",
    "digitized", "e-text prepared", "etext prepared", "prepared by", "converted to",
]  # fmt: skip
"""How a sentence begins that names, with a 'by', who made the digital text."""

LICENCES = {
    "attribution-sharealike 2.0": "https://creativecommons.org/licenses/by-sa/2.0/",
    "attribution-sharealike 2.5": "https://creativecommons.org/licenses/by-sa/2.5/",
    "attribution-sharealike 3.0": "https://creativecommons.org/licenses/by-sa/3.0/",
    "attribution-sharealike 4.0": "https://creativecommons.org/licenses/by-sa/4.0/",
    "attribution 4.0": "https://creativecommons.org/licenses/by/4.0/",
    "cc0": "https://creativecommons.org/publicdomain/zero/1.0/",
    "public domain": "https://creativecommons.org/publicdomain/mark/1.0/",
}
"""Words by which a text states its licence -> the licence's address; the first that occurs counts."""

NAVIGATION = frozenset(
    """
    back chapter contents document first home index last main next page previous prev return section start table top
    up work works
    """.split()
)
"""Words of the links of a web page."""

UPDATED = ["last updated", "last modified", "page last updated", "this page was last"]
"""How a line begins that says when a web page was changed."""

DIVISIONS = {
    "volume": 1, "book": 2, "part": 3, "act": 4, "canto": 4, "chapter": 5, "letter": 5, "scene": 6, "section": 6,
    "appendix": 5, "preface": 5, "introduction": 5, "conclusion": 5, "epilogue": 5, "prologue": 5, "foreword": 5,
    "afterword": 5, "postscript": 5,
}  # fmt: skip
"""Words that name a division of a work -> their rank: a smaller one stands above a greater."""

NUMBERED_RANK, ROMAN_RANK, BARE_RANK = 8, 7, 9
"""The ranks of headings without such a word: an Arabic number, a Roman number, none."""

TRAILERS = [
    "to be continued", "continued", "the end", "end", "finis", "fin", "ende", "fine", "explicit", "end of part",
    "concluded", "to be concluded",
]  # fmt: skip
"""The last words of a text or an instalment."""

SMALL_WORDS = frozenset(
    """
    a an and as at but by for from in into is it its nor of on or over that the their this to under upon versus was
    what when where which who with without
    de des du en et la le les un une der das die dem den des ein eine im und von zu y el los las o da do
    """.split()
)
"""Words that title case leaves small."""

MONTHS = {
    name: number
    for number, names in enumerate(
        [
            "january jan janvier januar enero", "february feb février februar febrero", "march mar mars märz marzo",
            "april apr avril abril", "may mai mayo", "june jun juin juni junio", "july jul juillet juli julio",
            "august aug août agosto", "september sep sept septembre septiembre", "october oct octobre oktober octubre",
            "november nov novembre noviembre", "december dec décembre dezember diciembre",
        ],
        1,
    )
    for name in names.split()
}  # fmt: skip
"""Names of months -> their number."""

LANGUAGES = {
    "ar": "Arabic", "cs": "Czech", "da": "Danish", "de": "German", "el": "Greek", "en": "English", "es": "Spanish",
    "fi": "Finnish", "fr": "French", "grc": "Ancient Greek", "he": "Hebrew", "hu": "Hungarian", "it": "Italian",
    "ja": "Japanese", "la": "Latin", "nl": "Dutch", "no": "Norwegian", "pl": "Polish", "pt": "Portuguese",
    "ru": "Russian", "sv": "Swedish", "tr": "Turkish", "uk": "Ukrainian", "und": "not determined", "yi": "Yiddish",
    "zh": "Chinese",
}  # fmt: skip
"""ISO 639 codes -> English names, for the header; others are shown as their code."""

REGIONS = {
    "AT": "Austria", "BR": "Brazil", "CA": "Canada", "CH": "Switzerland", "DE": "Germany", "ES": "Spain",
    "FR": "France", "GB": "United Kingdom", "IE": "Ireland", "US": "United States",
}  # fmt: skip
"""ISO 3166 codes -> English names."""
