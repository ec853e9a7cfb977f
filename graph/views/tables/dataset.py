"""What a load says of itself as the rows of `dataset`."""

from collections.abc import Iterator, Mapping
from typing import Final, cast

from pyoxigraph import NamedNode, Store

from triplehelix.graph.lookup import Term, language, objects
from triplehelix.graph.sources.dataset import DCATAP, PLURAL, VCARD
from triplehelix.graph.terms import DCAT, DCT, FOAF, RDFS, local_name

__all__ = ["dataset_rows"]

# property -> the ways to its values from the load
_WAYS: Final[Mapping[str, tuple[tuple[NamedNode, ...], ...]]] = {
    "availability": ((DCATAP.availability,),),
    "contact": ((DCAT.contactPoint, VCARD.hasEmail), (DCAT.contactPoint, VCARD.hasURL)),
    "description": ((RDFS.comment,),),
    "homepage": ((FOAF.homepage,),),
    "issued": ((DCT.issued,),),
    "keywords": ((DCAT.keyword,),),
    "language": ((DCT.language,),),
    "licence": ((DCT.license,),),
    "modified": ((DCT.modified,),),
    "publisher": ((DCT.publisher, FOAF.name),),
    "publisher_type": ((DCT.publisher, DCT.type),),
    "spatial": ((DCT.spatial,),),
    "themes": ((DCAT.theme,),),
    "title": ((DCT.title,),),
}
_IN_FRENCH: Final = ("description", "keywords", "title")


def dataset_rows(store: Store, load: NamedNode) -> Iterator[dict[str, str]]:
    """The rows of `dataset`, by property; a text in another language than English or French has none."""
    told = {name: [value for way in ways for value in _at_end(store, load, way)] for name, ways in _WAYS.items()}
    in_french = {f"{name}_fr": [text for text in told[name] if language(text) == "fr"] for name in _IN_FRENCH}
    in_english = {name: [text for text in told[name] if language(text) == "en"] for name in _IN_FRENCH}
    for name, values in sorted((told | in_english | in_french).items()):
        texts = sorted(_written(name, value) for value in values)
        if texts:
            yield {"property": name, "value": ";".join(texts) if name in PLURAL else texts[0]}


def _at_end(store: Store, load: NamedNode, way: tuple[NamedNode, ...]) -> list[Term]:
    """What a load's own description has at the end of a way."""
    values: list[Term] = [load]
    for step in way:
        values = [end for node in values for end in objects(store, cast("NamedNode", node), step, load)]
    return values


def _written(name: str, value: Term) -> str:
    if name in ("availability", "spatial"):
        return local_name(value.value).lower()
    return value.value.removeprefix("mailto:")
