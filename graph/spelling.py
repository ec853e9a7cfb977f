"""What remains of an organisation's name when the ways of writing it do not matter: scripts, legal forms, languages."""

import re
from collections.abc import Iterator, Mapping
from functools import lru_cache
from typing import Final

from triplehelix.graph.names import fold

__all__ = ["BODIES", "initials", "is_acronym", "plain", "stems"]

_GREEK: Final = dict(
    zip("αβγδεζηθικλμνξοπρσςτυφχψω", "a v g d e z i th i k l m n x o p r s s t y f ch ps o".split(), strict=True)
)
_CYRILLIC: Final = dict(
    zip(
        "абвгдежзийклмнопрстуфхцчшщъыьэюяєіїґјљњћђџѓќѕ",
        "a b v h d e zh z y i k l m n o p r s t u f kh ts ch sh shch a y  e iu ia ie i i g j lj nj c dj dz g k dz".split(" "),
        strict=True,
    )
)
_LATIN: Final = {"ß": "ss", "ø": "o", "æ": "ae", "œ": "oe", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "ı": "i"}
_SCRIPTS: Final = str.maketrans(_GREEK | _CYRILLIC | _LATIN)

_LEGAL_FORMS: Final = frozenset(
    # Belgium, France, Luxembourg, Switzerland, the Netherlands
    "sa nv sanv bv bvba sprl srl sc scrl scs snc asbl vzw aisbl ivzw sas sasu sarl eurl sca sem scop cv vof gie ug "
    # Germany, Austria; Italy, Spain, Portugal
    "gmbh ggmbh mbh ag kg kgaa ohg ev eg se spa srls scarl scpa sl slu sau sll lda ltda epe "
    # United Kingdom, Ireland, United States
    "ltd limited plc llp llc lp cic clg dac inc incorporated corp corporation co company "
    # the North, the Baltic
    "as aps amba ab asa oy oyj ry uab sia ou "
    # the East and South-East
    "spzoo sp zoo sro vvi spol kft zrt nyrt bt ood eood ad ead doo dd ae".split()
)

_LITTLE_WORDS: Final = frozenset(
    "of the and for in at on to a an by with "
    "de du des la le les l d et en pour aux au un une sur "
    "der die das den dem und fur fuer im am an zu von vom zur "
    "van het voor te i w z na za ve v u o a s "
    "di del della dello degli dei delle e il lo gli per da do dos das e y el los las para "
    "og och for av af tou tis ton kai".split()
)

# the commonest words in the names of organisations: the beginnings by which the languages of Europe know them
_SAME_WORDS: Final[Mapping[str, str]] = {
    beginning: meaning
    for meaning, beginnings in {
        "university": "univ uniw yliopi egyet panepi sveuci oniver ollsco prifys uliko",
        "hospital": "hospit hopita ospeda zieken kranke klinik clini nemocn szpita sairaa sjukhu sykehu bolni spital "
        "universitatsklin universitatsspit universitatsmed universitaetsklin universitaetsspit universiteitszie",
        "institute": "instit istitu ustav intez instyt",
        "academy": "academ akadem accade",
        "centre": "centr center zentr kozpon keskus tsentr kentr",
        "college": "colleg hogesc hochsc hogsko hoyskol veleuc",
        "school": "school schule ecole escola escuel scuola skol szkola scho",
        "faculty": "facul fakul",
        "laboratory": "labora",
        "research": "resear recher ricerc invest onderz forsch forsk badaw badan vyzkum vyskum kutat issled tutkim",
        "national": "nation nazion nacion narod nemzet natsio",
        "science": "scien wetens wissen vetens nauk vied ciencia tudoma",
        "health": "health sante salut salud saude gezond gesund zdrav zdrow halso helse",
        "medicine": "medic medizi medycz medits",
        "technology": "techn tecn tekn",
        "ministry": "minist",
        "society": "societ socied gesell selska sallsk towarz spolec",
        "association": "associ asoci verein zdruz",
        "foundation": "founda fondat fundac stift sticht fondaz nadac",
        "agency": "agenc agent agenz",
        "department": "depart dipart abteil",
        "agriculture": "agric agrar agron landw roln",
        "law": "droit derech diritt recht prawo pravo juridi",
        "development": "develop desarr svilup entwic ontwik razvo rozwoj",
    }.items()
    for beginning in beginnings.split()
}
_STEM: Final = 5

BODIES: Final = frozenset(
    "university hospital institute academy college school faculty laboratory ministry foundation department".split()
)
"""The meanings that tell what kind of body a name is of: a university is not its hospital."""

_ASIDE: Final = re.compile(r"\s*\([^)]*\)|\s*\[[^\]]*\]")
_SINGLE_LETTERS: Final = re.compile(r"\b\w(?: \w)+\b")
_ACRONYM: Final = re.compile(r"[^\W\d_][\w.+&-]{1,9}")


@lru_cache(maxsize=1 << 18)
def plain(name: str) -> str:
    """A name in small Latin letters, without accents, punctuation, what stands in brackets, and legal forms.

    >>> plain("Kaneka Eurogentec S.A."), plain("Εθνικό Αστεροσκοπείο Αθηνών")
    ('kaneka eurogentec', 'ethniko asteroskopeio athinon')
    """
    folded = fold(_ASIDE.sub("", name)) or fold(name)
    latin = folded if folded.isascii() else folded.translate(_SCRIPTS)
    words = _SINGLE_LETTERS.sub(lambda letters: letters[0].replace(" ", ""), latin).split()
    return " ".join(_without_legal_form(words))


def _without_legal_form(words: list[str]) -> list[str]:
    """The words but for legal forms at the end, or one at the beginning; something always remains."""
    while len(words) > 1 and words[-1] in _LEGAL_FORMS:
        words = words[:-1]
    return words[1:] if len(words) > 1 and words[0] in _LEGAL_FORMS else words


@lru_cache(maxsize=1 << 18)
def stems(text: str) -> frozenset[str]:
    """The words of a plain name by which it is told from others, each by its beginning or its common meaning.

    >>> stems("universite de liege") == stems("university of liege")
    True
    """
    words = text.split()
    return frozenset(_stem(word) for word in words if word not in _LITTLE_WORDS) or frozenset(words)


@lru_cache(maxsize=1 << 16)
def _stem(word: str) -> str:
    meanings = (_SAME_WORDS.get(word[:length]) for length in range(len(word), 2, -1))
    return next(filter(None, meanings), word[:_STEM])


def is_acronym(name: str) -> bool:
    """Whether a name is written as acronyms are: one short word with at least two capitals.

    >>> [is_acronym(name) for name in ("H.U.B", "ULiège", "Kaneka", "KU Leuven")]
    [True, True, False, False]
    """
    return _ACRONYM.fullmatch(name) is not None and sum(char.isupper() for char in name) > 1


def initials(text: str) -> Iterator[str]:
    """The acronyms that a plain name may have: the first letters of its words, without and with the little ones.

    >>> sorted(initials("institute for medical immunology"))
    ['ifmi', 'imi']
    """
    words = text.split()
    yield "".join(word[0] for word in words)
    yield "".join(word[0] for word in words if word not in _LITTLE_WORDS)
