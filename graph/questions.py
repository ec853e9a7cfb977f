"""The catalogue of questions: named SPARQL queries with parameters, each in its own file, which any SPARQL tool opens.

A file says in comments what it asks, who asks it and what can be chosen; docs/how-to/ask-a-question.md tells how to
write one. A parameter's default stands alone on its line, `VALUES ?name { TERM } # parameter`; to bind it is to put
another term there, as the RDF library writes it.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Final, NoReturn, cast

from pyoxigraph import QuerySolutions, Store

from triplehelix.graph.errors import InputError, Place, QuestionError
from triplehelix.graph.lookup import Term
from triplehelix.graph.messages import LANGUAGES
from triplehelix.graph.parameters import TYPES, Parameter

__all__ = ["ABOUT", "ASKED_BY", "Question", "catalogue", "chosen", "read_questions"]

ASKED_BY: Final = ("cluster manager", "ministry analyst", "SME", "data engineer", "researcher")
ABOUT: Final = ("partners", "members", "therapies", "funding", "covid", "founding facts", "evidence", "time")

_FOLDER: Final = Path(__file__).parent.parent / "data" / "questions"
_ID: Final = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*", re.ASCII)
_HEADER: Final = re.compile(
    r"# (?:(?P<key>question|question-fr|asked-by|about|note|note-fr)"
    r"|parameter (?P<name>[a-z][a-z0-9_]*) (?P<type>[a-z-]+)): (?P<text>\S.*)"
)
_LINES: Final = (
    "'# question: ...', '# question-fr: ...', '# asked-by: ...', '# about: ...', "
    "'# parameter NAME TYPE: English | French', '# note: ...' or '# note-fr: ...'"
)
_DEFAULT: Final = re.compile(r"(\s*VALUES \?(\w+) \{ )(\S.*?)( \} # parameter\s*)")
_PREFIX: Final = re.compile(r"^\s*PREFIX\s+\S*:\s*<[^>]*>", re.MULTILINE | re.IGNORECASE)
_OWN: Final = ("lang",)
"""The parameters that nobody chooses: the language of labels is that of the answer."""


@dataclass(frozen=True, slots=True)
class Question:
    """A question of the catalogue: its id, what it asks by language, who asks it, and its query with the defaults."""

    id: str
    texts: Mapping[str, str]
    asked_by: str
    about: str
    notes: Mapping[str, str]
    """What the answer leaves out and why, by language; empty where it leaves out nothing."""
    parameters: tuple[Parameter, ...]
    sparql: str

    def text(self, language: str) -> str:
        """The question in a language."""
        return self.texts[language]

    def note(self, language: str) -> str:
        """The note in a language."""
        return self.notes[language]

    def bound(self, terms: Mapping[str, Term | None]) -> str:
        """The query with these terms for the parameters of their names, None for any; else with the defaults."""
        return "\n".join(_bound(line, terms) for line in self.sparql.split("\n"))


def _bound(line: str, terms: Mapping[str, Term | None]) -> str:
    """A line of a query, with the term where it is that of a parameter; the RDF library writes the term."""
    found = _DEFAULT.fullmatch(line)
    if not found or found[2] not in terms:
        return line
    term = terms[found[2]]
    return f"{found[1]}{'UNDEF' if term is None else term}{found[4]}"


@cache
def catalogue() -> tuple[Question, ...]:
    """The questions that ship, in the order of their ids.

    >>> "funding-of-a-funder" in [question.id for question in catalogue()]
    True
    """
    return read_questions(_FOLDER)


def read_questions(folder: Path) -> tuple[Question, ...]:
    """The questions of a folder, each a file `<id>.rq`.

    Raises
    ------
    InputError
        If the folder is none, or at the first file that is not a question, with its line and column.
    """
    try:
        is_folder = folder.is_dir()
    except OSError:  # such as a name that no folder can have
        is_folder = False
    if not is_folder:
        raise InputError("there is no such folder", Place(str(folder)))
    return tuple(_File(path).question() for path in sorted(folder.glob("*.rq")))


def chosen(questions: tuple[Question, ...], name: str) -> Question:
    """The question of an id.

    Raises
    ------
    QuestionError
        If there is none; the nearest are told.
    """
    by_id = {question.id: question for question in questions}
    if name not in by_id:
        from rapidfuzz import process  # only when an id was not found

        nearest = [found for found, _, _ in process.extract(name, list(by_id), limit=3)]
        raise QuestionError(f"no question has the id {name!r}; the nearest are {', '.join(nearest) or 'none'}")
    return by_id[name]


class _File:
    """One file of the catalogue, read strictly: whoever writes a question learns at once what is wrong with it."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._lines = _text(path).splitlines()
        self._size = next((n for n, line in enumerate(self._lines) if not line.startswith("#")), len(self._lines))
        self._header: dict[str, tuple[int, str]] = {}
        """The lines of the header by key, a parameter's name included; those of a note are joined."""
        self._types: dict[str, tuple[int, str]] = {}

    def question(self) -> Question:
        if not _ID.fullmatch(self._path.stem):
            self._wrong(0, 0, f"{self._path.stem!r} is not an id; write small letters, digits and hyphens")
        for number, line in enumerate(self._lines[: self._size], 1):
            self._read_header(number, line)
        return Question(
            id=self._path.stem,
            texts={"en": self._required("question"), "fr": self._required("question-fr")},
            asked_by=self._one_of("asked-by", ASKED_BY),
            about=self._one_of("about", ABOUT),
            notes={"en": self._optional("note"), "fr": self._optional("note-fr")},
            parameters=tuple(self._parameters()),
            # the query keeps its lines, so that a mistake in it is told where it stands in the file
            sparql="\n" * self._size + "\n".join(self._lines[self._size :]) + "\n",
        )

    def _read_header(self, number: int, line: str) -> None:
        found = _HEADER.fullmatch(line)
        if not found:
            self._wrong(number, 3, f"{line!r} is no line of a question's header; write {_LINES}")
        if found["name"]:
            self._types[found["name"]] = (number, found["type"])
        self._keep(number, found["key"] or found["name"], found["text"])

    def _keep(self, number: int, key: str, text: str) -> None:
        """One entry for each key; what follows of a note joins what stands above."""
        if key in self._header:
            if not key.startswith("note"):
                self._wrong(number, 3, f"{key!r} stands a second time; leave one of the two")
            text = f"{self._header[key][1]} {text}"
        self._header[key] = (number, text)

    def _required(self, key: str) -> str:
        if key not in self._header:
            self._wrong(1, 1, f"the header has no line '# {key}: ...'; add it")
        return self._header[key][1]

    def _optional(self, key: str) -> str:
        other = f"{key}-fr" if key == "note" else "note"
        if key not in self._header and other in self._header:
            self._wrong(self._header[other][0], 1, f"the header has {other!r} but no {key!r}; say it in both languages")
        return self._header.get(key, (0, ""))[1]

    def _one_of(self, key: str, known: tuple[str, ...]) -> str:
        text = self._required(key)
        if text not in known:
            self._wrong(self._header[key][0], len(f"# {key}: ") + 1, f"{text!r} is none of {', '.join(known)}")
        return text

    def _parameters(self) -> Iterator[Parameter]:
        defaults = dict(self._defaults())
        for name, (number, kind) in self._types.items():
            if kind not in TYPES:
                self._wrong(number, len(f"# parameter {name} ") + 1, f"{kind!r} is none of {', '.join(TYPES)}")
            if name not in defaults:
                self._wrong(number, 1, f"the query has no line 'VALUES ?{name} {{ TERM }} # parameter'; add it")
            texts = [text.strip() for text in self._header[name][1].split("|")]
            if len(texts) != len(LANGUAGES) or not all(texts):
                self._wrong(number, 1, "the meaning of a parameter stands as 'English | French'")
            yield Parameter(name, kind, defaults[name], dict(zip(LANGUAGES, texts, strict=True)))

    def _defaults(self) -> Iterator[tuple[str, Term | None]]:
        """The default of each parameter; a parameter may stand on several lines, with the same default."""
        seen: dict[str, str] = {}
        for number, line in enumerate(self._lines[self._size :], self._size + 1):
            if not line.rstrip().endswith("# parameter"):
                continue
            name, term = self._split(number, line)
            if name not in (*self._types, *_OWN):
                self._wrong(number, 1, f"the header has no line '# parameter {name} TYPE: ...'; add it")
            if seen.setdefault(name, term) != term:
                self._wrong(number, 1, f"?{name} has another default above; write the same in both lines")
            yield name, self._term(number, line, term)

    def _split(self, number: int, line: str) -> tuple[str, str]:
        found = _DEFAULT.fullmatch(line)
        if not found:
            self._wrong(number, 1, "a parameter stands alone on its line as 'VALUES ?name { TERM } # parameter'")
        return found[2], found[3]

    def _term(self, number: int, line: str, text: str) -> Term | None:
        prefixes = " ".join(_PREFIX.findall("\n".join(self._lines)))
        try:
            found = Store().query(f"{prefixes} SELECT ?x {{ VALUES ?x {{ {text} }} }}")
            [row] = cast("QuerySolutions", found)
        except (SyntaxError, ValueError):
            self._wrong(number, line.index(text) + 1, f"{text!r} is not one RDF term or UNDEF")
        return cast("Term | None", row["x"])

    def _wrong(self, line: int, column: int, message: str) -> NoReturn:
        raise InputError(message, Place(str(self._path), line, column))


def _text(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise InputError(f"cannot be read as UTF-8 text: {error}", Place(str(path))) from None
