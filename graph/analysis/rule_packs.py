"""Rule packs: what a funder asks of a consortium, in a small TOML file; one ships, others are anybody's own."""

import re
import tomllib
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any, Final

from triplehelix.graph.analysis.rules import COUNTED, Rule
from triplehelix.graph.errors import InputError, Place
from triplehelix.graph.terms import THX, local_name
from triplehelix.graph.vocabulary import vocabulary

__all__ = ["SHIPPED", "RulePack", "read_rule_pack"]

_FOLDER: Final = Path(__file__).parent.parent.parent / "data" / "rules"
SHIPPED: Final = tuple(sorted(path.stem for path in _FOLDER.glob("*.toml")))
"""The packs that can be named without a path."""
_AT: Final = re.compile(r" \(at (?:line (?P<line>\d+), column (?P<column>\d+)|end of document)\)$")
_CODE: Final = re.compile("[A-Z]{2}")
_KEYS: Final[Mapping[str, type | tuple[type, ...]]] = {
    "says": str, "says_fr": str, "counting": str, "at_least": int, "at_most": int, "share": (int, float),
    "countries": list, "kinds": list, "helices": list, "newcomers": bool, "independent": bool,
}  # fmt: skip
_TEXTS: Final = ("title", "title_fr", "source", "note", "note_fr")
_GROUP: Final[Mapping[str, type]] = {"codes": list, "source": str, "date": date}
_TYPES: Final[Mapping[object, str]] = {
    str: "a text", int: "a whole number", (int, float): "a number", list: "a list of texts", bool: "true or false",
    date: "a date such as 2024-11-21",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class RulePack:
    """What a consortium has to be, and who says so."""

    title: str
    source: str
    note: str
    """What the pack does not tell."""
    rules: tuple[Rule, ...]


def read_rule_pack(name: str, language: str = "en") -> RulePack:
    """The pack that ships by a name, or that of a file, in a language as far as it speaks it.

    Raises
    ------
    InputError
        If there is none, or something in it means nothing; with its line and column.

    >>> [rule.at_least for rule in read_rule_pack("horizon").rules]
    [0, 3, 1]
    """
    path = _FOLDER / f"{name}.toml" if name in SHIPPED else Path(name)
    try:
        text = path.read_bytes().decode("utf-8-sig")
    except FileNotFoundError:
        raise InputError(f"is no rule pack; write {' or '.join(SHIPPED)}, or name a TOML file", Place(name)) from None
    except (OSError, UnicodeDecodeError) as error:
        raise InputError(f"cannot be read: {error}; name a TOML file in UTF-8", Place(name)) from None
    return _Pack(str(path) if name not in SHIPPED else path.name, text, language).read()


class _Pack:
    """A file as it is written, and what is wrong with it."""

    def __init__(self, file: str, text: str, language: str) -> None:
        self._file, self._lines, self._language = file, text.splitlines(), language
        try:
            self._said = tomllib.loads(text)
        except tomllib.TOMLDecodeError as error:
            raise self._syntax_error(str(error)) from None

    def read(self) -> RulePack:
        self._only(self._said, (*_TEXTS, "countries", "rule"), "")
        for key in _TEXTS:
            self._typed(self._said, key, str, "")
        groups = self._groups()
        said = self._said.get("rule", [])
        if not isinstance(said, list) or not said or not all(isinstance(one, dict) for one in said):
            raise self._error("has no rules; write one under [[rule]]", "rule")
        rules = tuple(self._rule(number, one, groups) for number, one in enumerate(said))
        told = (self._told(self._said, key) for key in ("title", "source", "note"))
        title, source, note = told
        return RulePack(title or self._file, source, note, rules)

    def _groups(self) -> dict[str, list[str]]:
        """The countries that rules can name together."""
        self._typed(self._said, "countries", dict, "")
        return {name: self._group(name, group) for name, group in self._said.get("countries", {}).items()}

    def _group(self, name: str, group: object) -> list[str]:
        header = f"[countries.{name}]"
        if not isinstance(group, dict) or "codes" not in group:
            raise self._error(f"{header} has no codes; list the countries, as in codes = ['BE', 'FR']", name, header)
        self._only(group, _GROUP, header)
        for key, kind in _GROUP.items():
            self._typed(group, key, kind, header)
        return self._codes(group["codes"], "codes", header)

    def _rule(self, number: int, said: Mapping[str, Any], groups: Mapping[str, list[str]]) -> Rule:
        header = f"[[rule]]{number}"
        self._only(said, _KEYS, header)
        for key, kind in _KEYS.items():
            self._typed(said, key, kind, header)
        if "says" not in said:
            raise self._error("a rule says nothing; add says = '...' for whoever reads that it fails", "", header)
        self._check(said, header)
        countries = [code for name in said.get("countries", ()) for code in groups.get(name, [name])]
        return Rule(
            says=self._told(said, "says"),
            counting=said.get("counting", "entities"),
            at_least=said.get("at_least", 0),
            at_most=said.get("at_most"),
            share=said.get("share", 0),
            countries=frozenset(self._codes(countries, "countries", header)),
            kinds=frozenset(said.get("kinds", ())),
            helices=frozenset(said.get("helices", ())),
            newcomers=said.get("newcomers", False),
            independent=said.get("independent", False),
        )

    def _check(self, said: Mapping[str, Any], header: str) -> None:
        """See that a rule can be meant."""
        kinds = [local_name(kind.value) for kind in vocabulary().subclasses(THX.Actor)]
        for key, known in (("kinds", kinds), ("helices", sorted(_helices()))):
            if unknown := [word for word in said.get(key, ()) if word not in known]:
                raise self._error(f"{unknown[0]!r} is none of {', '.join(known)}", key, header)
        if said.get("counting", "entities") not in COUNTED:
            raise self._error(f"{said['counting']!r} is none of {', '.join(COUNTED)}", "counting", header)
        if said.get("share", 0) and said.get("counting", "entities") != "entities":
            raise self._error("a share is one of entities; leave out counting, or share", "share", header)
        if not 0 <= said.get("share", 0) <= 1:
            raise self._error(f"{said['share']} is no share; write a number from 0 to 1", "share", header)
        asked = ("at_least", "at_most", "share", "independent")
        if not any(key in said for key in asked):
            raise self._error(f"a rule asks for nothing; add one of {', '.join(asked)}", "says", header)

    def _codes(self, codes: Sequence[str], key: str, header: str) -> list[str]:
        if wrong := [code for code in codes if not _CODE.fullmatch(code)]:
            known = ", ".join(self._said.get("countries", {})) or "none"
            message = f"{wrong[0]!r} is no ISO code of a country such as 'BE', nor a group of countries ({known})"
            raise self._error(message, key, header)
        return list(codes)

    def _told(self, said: Mapping[str, Any], key: str) -> str:
        """A text in the language, or else in English."""
        return str(said.get(f"{key}_{self._language}") or said.get(key, ""))

    def _typed(self, said: Mapping[str, Any], key: str, kind: object, header: str) -> None:
        value = said.get(key)
        fits = value is None or (isinstance(value, kind) and (kind is bool or not isinstance(value, bool)))  # type: ignore[arg-type] # a type, or a tuple of some
        if not fits or (isinstance(value, list) and not all(isinstance(one, str) for one in value)):
            raise self._error(f"{key} is {value!r}; write {_TYPES.get(kind, 'keys with their values')}", key, header)

    def _only(self, said: Mapping[str, Any], known: Collection[str], header: str) -> None:
        if unknown := [key for key in said if key not in known]:
            raise self._error(f"{unknown[0]!r} is none of {', '.join(known)}", unknown[0], header)

    def _error(self, message: str, key: str, header: str = "") -> InputError:
        return InputError(message, self._place(key, header))

    def _place(self, key: str, header: str) -> Place:
        """Where a key stands under a header (`[[rule]]1` is the second of that name); else the header, or the file."""
        start = self._header(header) if header else 0
        for line, text in enumerate(self._lines[start:], start + 1):
            if found := re.match(rf"\s*(\[+(countries\.)?)?(?P<key>[\"']?{re.escape(key)}\b)", text) if key else None:
                return Place(self._file, line, found.start("key") + 1)
        return Place(self._file, start, int(start > 0))

    def _header(self, header: str) -> int:
        """The line of a header, from 1."""
        name, _, number = header.partition("]]")
        wanted = f"{name}]]" if number else header
        lines = [line for line, text in enumerate(self._lines, 1) if text.strip().startswith(wanted)]
        place = int(number or 0)
        return lines[place] if place < len(lines) else 0

    def _syntax_error(self, message: str) -> InputError:
        """The place stands in the message of who reads TOML."""
        at = _AT.search(message)
        line, column = (int(at["line"]), int(at["column"])) if at and at["line"] else (len(self._lines), 0)
        reason = _AT.sub("", message)
        return InputError(f"is not TOML: {reason}; mend it there", Place(self._file, line, column))


def _helices() -> set[str]:
    return {name.removeprefix("helix-") for name in vocabulary().concepts["helices"]}
