"""What people type -> the actor, office holder or initiative that they mean."""

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from pyoxigraph import Store

from triplehelix.graph.entities import entity_classes
from triplehelix.graph.errors import AmbiguousName, NameNotFound
from triplehelix.graph.lookup import Term, name_in, pairs, quads
from triplehelix.graph.terms import RDF, SKOS, local_name
from triplehelix.graph.values import Entity

__all__ = ["Match", "Names", "fold", "together"]

# A name that is not exact never comes near 1, so that an exact one is never ambiguous.
_BEST_INEXACT: Final = 0.94
_BEGINNING: Final = 0.85  # a word of the name begins so
_WORTH_SHOWING: Final = 0.6
_SURE: Final = 0.8
_TIE: Final = 0.05

_WORDS: Final = re.compile(r"\w+")


@dataclass(frozen=True, slots=True)
class Match:
    """An entity that a text may mean, with how well it fits (0 to 1; 1 = exact after folding)."""

    entity: Entity
    score: float


def fold(text: str) -> str:
    """What remains of a name when case, accents and punctuation do not matter.

    >>> fold("PDC*line  Pharma"), fold("Université de Liège")
    ('pdc line pharma', 'universite de liege')
    """
    plain = text.casefold()
    if not plain.isascii():
        decomposed = unicodedata.normalize("NFKD", plain)
        plain = "".join(char for char in decomposed if not unicodedata.combining(char)).casefold()
    return " ".join(_WORDS.findall(plain))


def together(folded: str) -> str:
    """A folded name without its spaces: people write `pdcline` and mean `PDC*line`."""
    return folded.replace(" ", "")


class Names:
    """The names by which the things of a store are known."""

    def __init__(
        self, entities: Mapping[str, Entity], spellings: Iterable[tuple[str, str]], kind: str = "actor or initiative"
    ) -> None:
        """Take the entities by IRI, pairs of an IRI and a name or alias of it, and what such a thing is called."""
        self._kind = kind
        self._entities = entities
        self.spellings = sorted({(folded, iri) for iri, name in spellings if (folded := fold(name))})
        """Each name or alias, folded, with the IRI of what it means."""

    @classmethod
    def of(cls, store: Store, language: str = "en") -> "Names":
        """Read all names of a store; what has several names is called by that in a language."""
        types = dict(_types(store))
        labels: dict[str, list[Term]] = {}
        for node, _, label, _ in quads(store, None, SKOS.prefLabel, None):
            labels.setdefault(node.value, []).append(label)
        named = [(iri, label.value) for iri, found in labels.items() if iri in types for label in found]
        aliases = [(iri, alias) for iri, alias in pairs(store, SKOS.altLabel) if iri in types]
        entities = {
            iri: Entity(iri, name_in(language, labels.get(iri, ())) or local_name(iri), kind)
            for iri, kind in types.items()
        }
        return cls(entities, [*named, *aliases, *((iri, local_name(iri)) for iri in types)])

    def __getitem__(self, iri: str) -> Entity:
        """The entity of an IRI; one that has no name is called by the end of its IRI."""
        return self._entities.get(iri, Entity(iri, local_name(iri), "Thing"))

    def __iter__(self) -> Iterator[Entity]:
        """All entities."""
        return iter(self._entities.values())

    def find(self, text: str, limit: int = 20) -> list[Match]:
        """The entities whose names come near a text, best first."""
        if not fold(text):
            return []
        scores: dict[str, float] = {}
        for score, iri in self._scored(fold(text)):
            scores[iri] = max(score, scores.get(iri, 0.0))
        best = sorted(scores.items(), key=lambda item: (-item[1], self[item[0]].name))
        return [Match(self[iri], round(score, 3)) for iri, score in best[:limit]]

    def resolve(self, text: str) -> Entity:
        """The one entity that a text means: a name, an alias, an id or an IRI.

        Raises
        ------
        AmbiguousName
            If the two best fit equally well (within 0.05).
        NameNotFound
            If nothing is called so.
        """
        exact = [text] if text in self._entities else self._exact(fold(text))
        if len(exact) == 1:
            return self[exact[0]]
        matches = self.find(text)
        if not matches or matches[0].score < _SURE:
            raise NameNotFound(text, self._nearest(text), self._kind)
        rivals = [match for match in matches if match.score > matches[0].score - _TIE]
        if len(rivals) > 1:
            raise AmbiguousName(text, [_told(match.entity) for match in rivals[:5]])
        return matches[0].entity

    def _scored(self, text: str) -> list[tuple[float, str]]:
        from rapidfuzz import fuzz, process  # the exact names of a path need not pay for it

        choices = [name for name, _ in self.spellings]
        found = process.extract(text, choices, scorer=fuzz.token_ratio, limit=None, score_cutoff=100 * _WORTH_SHOWING)
        # words that a name has not make it another name
        near = [
            (_BEST_INEXACT * (score if _within(text, name) else fuzz.token_sort_ratio(text, name)) / 100, index)
            for name, score, index in found
        ]
        begun = [(_BEGINNING, iri) for name, iri in self.spellings if f" {name}".find(f" {text}") >= 0]
        named = [(score, self.spellings[index][1]) for score, index in near if score >= _WORTH_SHOWING * _BEST_INEXACT]
        return [*named, *begun, *((1.0, iri) for iri in self._exact(text))]

    def _exact(self, text: str) -> list[str]:
        """The IRIs of a folded name, spaces left out: `pdcline` is `PDC*line`."""
        meant = together(text)
        return sorted({iri for name, iri in self.spellings if together(name) == meant})

    def _nearest(self, text: str) -> list[str]:
        """The three names that come nearest, however far they are."""
        from rapidfuzz import fuzz, process  # only when a name was not found

        choices = [name for name, _ in self.spellings]
        found = process.extract(fold(text), choices, scorer=fuzz.ratio, limit=12)
        names = [self[self.spellings[index][1]].name for _, _, index in found]
        return list(dict.fromkeys(names))[:3]


def _types(store: Store) -> Iterator[tuple[str, str]]:
    """Each entity with its class, the most special last."""
    for cls in entity_classes(store):
        yield from ((iri, local_name(cls.value)) for iri, _ in pairs(store, RDF.type, cls))


def _within(text: str, name: str) -> bool:
    """Whether a name has all words of a text."""
    return set(text.split()) <= set(name.split())


def _told(entity: Entity) -> str:
    return f"{entity.name} ({entity.type})"
