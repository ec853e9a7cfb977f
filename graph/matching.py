"""Which actors may be one, by what describes them: suggestions with their evidence, for people to decide on.

Names never join anybody by themselves. Who has a rare word, an acronym, or a website in common with others is compared
with those that have most in common with it, so that the time grows with the number of actors, not with its square.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import islice, product
from math import log
from typing import Final, NamedTuple
from urllib.parse import urlsplit

from rapidfuzz import fuzz

from triplehelix.graph.identifiers import AUTHORITIES, Identifier
from triplehelix.graph.spelling import BODIES, initials, is_acronym, plain, stems

__all__ = ["Evidence", "Matcher", "Profile", "Suggestion"]

_COMPARED: Final = 12
"""With how many others at most an actor is compared: those that share most with it."""
_COMMON: Final = 150
"""What more actors than this have in common leads to nobody."""
_NEARLY: Final = 0.95  # what is not equal never counts as if it were
_MISSPELT: Final = 0.9

_FIRST_PAGE: Final = re.compile(r"/(?:(?:[a-z]{2}|index[^/]*|home[^/]*|default[^/]*|pages)(?:/|$))*$", re.IGNORECASE)


@dataclass(frozen=True)
class Profile:
    """What describes an actor, as far as it is known."""

    id: str
    names: tuple[str, ...]
    """All names, aliases and acronyms."""
    cities: frozenset[str] = frozenset()
    """The names of its city, in any language."""
    country: str = ""
    website: str = ""
    numbers: frozenset[Identifier] = frozenset()
    """Those of the registers that give everybody one."""

    @cached_property
    def plain(self) -> tuple[str, ...]:
        """The names as they are compared; acronyms only where there is nothing else."""
        long = {plain(name) for name in self.names if not is_acronym(name)}
        return tuple(sorted(filter(None, long or map(plain, self.names))))

    @cached_property
    def acronyms(self) -> frozenset[str]:
        """The acronyms among its names."""
        return frozenset(plain(name).replace(" ", "") for name in self.names if is_acronym(name))

    @cached_property
    def is_called_by_acronyms_only(self) -> bool:
        """Whether it has no name that is longer."""
        return all(map(is_acronym, self.names))

    @cached_property
    def initials(self) -> frozenset[str]:
        """The acronyms that its names may have."""
        long = (text for text in self.plain if text.count(" ") > 1)
        return frozenset(letters for text in long for letters in initials(text))

    @cached_property
    def towns(self) -> frozenset[str]:
        """The names of its city as they are compared."""
        return frozenset(filter(None, map(plain, self.cities)))

    @cached_property
    def site(self) -> tuple[str, str]:
        """The host of its website, and the page where it is not the first one."""
        try:
            parts = urlsplit(self.website if "//" in self.website else f"//{self.website}")
            host = (parts.hostname or "").removeprefix("www.")
        except ValueError:
            return "", ""
        return (host, _FIRST_PAGE.sub("", parts.path)) if "." in host else ("", "")


class Evidence(NamedTuple):
    """One thing that speaks for two actors being one, or against it: its kind, and the value where it helps."""

    kind: str
    value: str = ""


@dataclass(frozen=True)
class Suggestion:
    """Two actors that may be one, how much speaks for it (0 to 1), and what."""

    one: str
    other: str
    score: float
    evidence: tuple[Evidence, ...]


class Matcher:
    """Compares the actors that have something in common that is rare among them."""

    def __init__(self, profiles: Iterable[Profile]) -> None:
        self._profiles = {profile.id: profile for profile in profiles}
        self._holders = Counter(stem for profile in self._profiles.values() for stem in _all_stems(profile))
        self._sites = Counter(profile.site for profile in self._profiles.values() if profile.site[0])

    def suggestions(self, least: float, apart: Collection[frozenset[str]] = frozenset()) -> list[Suggestion]:
        """The pairs that score at least so much, best first; those known to be apart are not asked."""
        pairs = {frozenset((name, other)) for name in self._profiles for other in self._nearest(name)} - set(apart)
        found = (self.compare(*sorted(pair)) for pair in pairs)
        return sorted((one for one in found if one.score >= least), key=lambda one: (-one.score, one.one, one.other))

    def compare(self, one: str, other: str) -> Suggestion:
        """How much speaks for two actors being one."""
        a, b = self._profiles[one], self._profiles[other]
        points = list(self._points(a, b))
        score = min(max(sum(worth for worth, _ in points), 0.0), 1.0)
        return Suggestion(one, other, round(score, 3), tuple(evidence for worth, evidence in points))

    def _points(self, a: Profile, b: Profile) -> Iterator[tuple[float, Evidence]]:
        yield from self._of_names(a, b)
        yield from self._of_sites(a, b)
        if town := _common_town(a, b):
            yield 0.15, Evidence("city", town)
        elif a.towns and b.towns:
            yield -0.1, Evidence("other-city")
        if a.country and a.country == b.country:
            yield 0.05, Evidence("country", a.country)
        elif a.country and b.country:
            yield -0.3, Evidence("other-country")

    def _of_names(self, a: Profile, b: Profile) -> Iterator[tuple[float, Evidence]]:
        likeness, x, y = max(((self._likeness(x, y), x, y) for x, y in product(a.plain, b.plain)), default=(0.0, "", ""))
        if likeness >= 1:
            yield 0.65, Evidence("name", y)
        elif likeness > 0.4:
            yield 0.65 * likeness, Evidence("like", y)
        if kinds := (stems(x) ^ stems(y)) & BODIES:
            yield -0.15, Evidence("other-kind", min(kinds))
        known = a.acronyms & b.acronyms
        only = a.is_called_by_acronyms_only or b.is_called_by_acronyms_only
        if known:
            yield 0.6 if only else 0.15 if likeness > 0.4 else 0.3, Evidence("acronym", min(known))
        elif made := a.acronyms & b.initials | b.acronyms & a.initials:
            yield 0.4 if only else 0.1, Evidence("initials", min(made))

    def _of_sites(self, a: Profile, b: Profile) -> Iterator[tuple[float, Evidence]]:
        if a.site[0] and a.site == b.site:
            yield 0.3 if self._sites[a.site] <= 3 else 0.1, Evidence("website", a.site[0])
        elif a.site[0] and a.site[0] == b.site[0]:
            yield 0.05, Evidence("host", a.site[0])

    def _likeness(self, one: str, other: str) -> float:
        if one == other or one.replace(" ", "") == other.replace(" ", ""):
            return 1.0
        here, there = stems(one), stems(other)
        letters = fuzz.token_sort_ratio(one, other) / 100
        if min(len(here), len(there)) == 1:
            return _NEARLY * letters  # of one word the beginning says little
        common = 2 * self._weight(here & there) / (self._weight(here) + self._weight(there))
        return _NEARLY * max(common, letters if letters > _MISSPELT else 0)

    def _weight(self, words: Iterable[str]) -> float:
        count = len(self._profiles)
        return sum(log(1 + count / self._holders[word]) for word in words) or 1e-9

    @cached_property
    def _blocks(self) -> Mapping[str, Sequence[str]]:
        blocks: dict[str, list[str]] = defaultdict(list)
        for profile in self._profiles.values():
            for key in _keys(profile):
                blocks[key].append(profile.id)
        return {key: names for key, names in blocks.items() if 1 < len(names) <= _COMMON}

    def _nearest(self, name: str) -> list[str]:
        shared: Counter[str] = Counter()
        for key in _keys(self._profiles[name]):
            names = self._blocks.get(key, ())
            for other in names:
                shared[other] += 1 / len(names)
        others = (other for other, _ in shared.most_common() if other != name and not self._kept_apart(name, other))
        return list(islice(others, _COMPARED))

    def _kept_apart(self, one: str, other: str) -> bool:
        """Whether a register knows both, each by another number."""
        a, b = self._profiles[one].numbers, self._profiles[other].numbers
        return bool(a and b) and not {number.scheme for number in a}.isdisjoint(number.scheme for number in b - a)


def _common_town(a: Profile, b: Profile) -> str:
    """The town that both are in, as the shorter of two spellings has it: `Washington` is `Washington DC`."""
    spelled = ((here, there) for here, there in product(a.towns, b.towns))
    same = (pair for pair in spelled if set(pair[0].split()) <= set(pair[1].split()) or set(pair[1].split()) <= set(pair[0].split()))
    return min((min(pair, key=len) for pair in same), default="")


def _all_stems(profile: Profile) -> set[str]:
    return {stem for text in profile.plain for stem in stems(text)}


def _keys(profile: Profile) -> set[str]:
    """What an actor may have in common with those that are compared with it."""
    words = _all_stems(profile)
    short = profile.acronyms | profile.initials | {text.replace(" ", "") for text in profile.plain}
    return {
        *(f"word {word}" for word in words),
        *(f"in {town} {word}" for town in profile.towns for word in words),
        *(f"short {text}" for text in short),
        *([f"site {profile.site[0]}"] if profile.site[0] else []),
    }
