"""Which actors may be one, by what describes them: suggestions with their evidence, for people to decide on.

Names never join anybody by themselves. An actor is compared with those few that share most with it of what is rare: a
word, an acronym, a website. So the time grows with the number of actors, not with its square.
"""

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import islice, product
from math import log
from typing import Final, NamedTuple

from rapidfuzz import fuzz

from triplehelix.graph.profiles import Profile
from triplehelix.graph.spelling import BODIES, stems

__all__ = ["WORTH_A_LOOK", "WORTH_SHOWING", "Evidence", "Matcher", "Suggestion"]

WORTH_SHOWING: Final = 0.65
"""Below this most suggestions are wrong."""

WORTH_A_LOOK: Final = 0.2
"""Below this nothing but chance speaks for a pair; from here on it is shown to who asks for one actor."""

_COMPARED: Final = 12  # with how many others at most an actor is compared
_COMMON: Final = 150  # what more actors than this share leads to nobody
_SHARED_SITE: Final = 3  # a website of more actors is that of something larger

# what each kind of evidence is worth; tuned on one half of the labelled pairs (tests/who/pairs.csv)
_WORTH: Final[Mapping[str, float]] = {
    "name": 0.65,
    "like": 0.65,  # times the likeness
    "only-acronym": 0.6,  # one of the two is known by nothing else
    "acronym": 0.15,
    "only-initials": 0.4,
    "initials": 0.1,
    "website": 0.3,
    "shared-website": 0.1,
    "host": 0.05,
    "city": 0.15,
    "country": 0.05,
    "other-body": -0.15,
    "other-city": -0.05,
    "other-country": -0.3,
}
_LIKE: Final = 0.4  # names that are less like each other say nothing
_NEARLY: Final = 0.95  # names that are not equal never count as if they were
_MISSPELT: Final = 0.9  # so like in their letters, names are one that somebody misspelt


class Evidence(NamedTuple):
    """One thing that speaks for two actors being one, or against it: its kind, and what they have in common."""

    kind: str
    value: str = ""
    strength: float = 1.0

    @property
    def worth(self) -> float:
        """What it adds to the score."""
        return _WORTH[self.kind] * self.strength


@dataclass(frozen=True, slots=True)
class Suggestion:
    """Two actors that may be one, how much speaks for it (0 to 1), and what."""

    one: str
    other: str
    score: float
    evidence: tuple[Evidence, ...]


class Matcher:
    """Compares the actors that share something that is rare among them.

    >>> one, other = Profile("a", ("Acme S.A.",), frozenset(["Liège"])), Profile("b", ("ACME",), frozenset(["Liege"]))
    >>> matcher = Matcher([one, other])
    >>> [(found.one, found.other, found.score) for found in matcher.suggestions()]
    [('a', 'b', 0.8)]
    """

    def __init__(self, profiles: Iterable[Profile]) -> None:
        self._profiles = {profile.id: profile for profile in profiles}
        self._holders = Counter(stem for profile in self._profiles.values() for stem in _words(profile))
        self._sites = Counter(profile.site for profile in self._profiles.values())

    def suggestions(
        self, least: float = WORTH_SHOWING, apart: Collection[frozenset[str]] = (), of: str | None = None
    ) -> list[Suggestion]:
        """The pairs that score at least so much, best first: all, or those `of` one actor.

        Left out are the pairs that are known to be `apart`, and those of which a register gave each a number.
        """
        asked = self._profiles.keys() & {of} if of else self._profiles.keys()
        pairs = {frozenset((name, other)) for name in asked for other in self.nearest(name)}.difference(apart)
        found = (self.compare(*sorted(pair)) for pair in pairs)
        return sorted((one for one in found if one.score >= least), key=lambda one: (-one.score, one.one, one.other))

    def compare(self, one: str, other: str) -> Suggestion:
        """How much speaks for two actors being one."""
        evidence = tuple(self._evidence(self._profiles[one], self._profiles[other]))
        score = sum(each.worth for each in evidence)
        return Suggestion(one, other, round(min(max(score, 0.0), 1.0), 3), evidence)

    def nearest(self, name: str) -> list[str]:
        """The few others that share most with an actor, the more the rarer it is."""
        shared: dict[str, float] = defaultdict(float)
        for key in _keys(self._profiles[name]):
            holders = self._blocks.get(key, ())
            for other in holders:
                shared[other] += 1 / len(holders)
        ranked = sorted(shared, key=lambda other: -shared[other])
        others = (other for other in ranked if other != name and not self._kept_apart(name, other))
        return list(islice(others, _COMPARED))

    def _kept_apart(self, one: str, other: str) -> bool:
        """Whether a register knows both, each by another number."""
        a, b = self._profiles[one].numbers, self._profiles[other].numbers
        return bool(a and b) and any(
            here.scheme == there.scheme and here not in b and there not in a for here, there in product(a, b)
        )

    @cached_property
    def _blocks(self) -> Mapping[str, Sequence[str]]:
        """Who has what in common; what too many have is left out."""
        blocks: dict[str, list[str]] = defaultdict(list)
        for profile in self._profiles.values():
            for key in _keys(profile):
                blocks[key].append(profile.id)
        return {key: holders for key, holders in blocks.items() if 1 < len(holders) <= _COMMON}

    def _evidence(self, a: Profile, b: Profile) -> Iterator[Evidence]:
        yield from self._of_names(a, b)
        yield from self._of_websites(a, b)
        yield from _of_places(a, b)

    def _of_names(self, a: Profile, b: Profile) -> Iterator[Evidence]:
        only = a.is_called_by_acronyms_only or b.is_called_by_acronyms_only
        likeness, here, there = max(
            ((self._likeness(x, y), x, y) for x, y in product(a.plain, b.plain)), default=(0.0, "", "")
        )
        if likeness >= 1:
            yield Evidence("name", there)
        elif likeness > _LIKE and not only:
            yield Evidence("like", there, likeness)
        if not only:
            yield from _of_bodies(here, there)
        yield from _of_acronyms(a, b, only=only and likeness < 1)

    def _likeness(self, one: str, other: str) -> float:
        """How like two plain names are: in their words, the rarer the more, or else in their letters."""
        if one == other or one.replace(" ", "") == other.replace(" ", ""):
            return 1.0
        here, there = stems(one), stems(other)
        letters = fuzz.token_sort_ratio(one, other) / 100
        if min(len(here), len(there)) == 1 or letters > _MISSPELT:
            return _NEARLY * letters  # of one word the beginning says little
        return _NEARLY * 2 * self._weight(here & there) / (self._weight(here) + self._weight(there))

    def _weight(self, words: Iterable[str]) -> float:
        return sum(log(1 + len(self._profiles) / self._holders[word]) for word in words)

    def _of_websites(self, a: Profile, b: Profile) -> Iterator[Evidence]:
        (host, _), (other_host, _) = a.site, b.site
        if host and a.site == b.site:
            yield Evidence("website" if self._sites[a.site] <= _SHARED_SITE else "shared-website", host)
        elif host and host == other_host:
            yield Evidence("host", host)


def _of_bodies(here: str, there: str) -> Iterator[Evidence]:
    """A university is not its hospital."""
    if kinds := (stems(here) ^ stems(there)) & BODIES:
        yield Evidence("other-body", min(kinds))


def _of_acronyms(a: Profile, b: Profile, *, only: bool) -> Iterator[Evidence]:
    if known := a.acronyms & b.acronyms:
        yield Evidence("only-acronym" if only else "acronym", min(known))
    elif made := a.acronyms & b.initials | b.acronyms & a.initials:
        yield Evidence("only-initials" if only else "initials", min(made))


def _of_places(a: Profile, b: Profile) -> Iterator[Evidence]:
    if town := _common_town(a, b):
        yield Evidence("city", town)
    elif a.towns and b.towns:
        yield Evidence("other-city")
    if a.countries & b.countries:
        yield Evidence("country", min(a.countries & b.countries))
    elif a.countries and b.countries:
        yield Evidence("other-country")


def _common_town(a: Profile, b: Profile) -> str:
    """The town that both are in, as the shorter of two spellings has it: `Washington` is in `Washington DC`."""
    spelled = (sorted(pair, key=len) for pair in product(a.towns, b.towns))
    return min((short for short, long in spelled if set(short.split()) <= set(long.split())), default="")


def _words(profile: Profile) -> set[str]:
    return {stem for text in profile.plain for stem in stems(text)}


def _keys(profile: Profile) -> Iterator[str]:
    """What an actor may share with those that it is compared with."""
    words = _words(profile)
    yield from words
    yield from (f"{town}: {word}" for town in profile.towns for word in words)
    together = (text.replace(" ", "") for text in profile.plain)
    yield from (f"short: {text}" for text in {*profile.acronyms, *profile.initials, *together})
    if host := profile.site[0]:
        yield f"site: {host}"
