"""Whether the documents still answer at their addresses; the only check that touches the network."""

import urllib.error
import urllib.request
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from http.client import HTTPException
from typing import Final

from pyoxigraph import NamedNode, Quad, Store

from triplehelix.graph.checks.findings import Spot
from triplehelix.graph.lookup import quads
from triplehelix.graph.terms import DCT, RDF, THX

__all__ = ["unreachable_source"]

_AT_ONCE: Final = 8
_SECONDS: Final = 15
_AGENT: Final = "triplehelix-check (does this document still exist?)"
_REFUSES_HEAD: Final = (403, 405, 501)


def unreachable_source(store: Store) -> Iterator[Spot]:
    """Documents whose address does not answer."""
    found = ((doc, url) for doc, _, url, _ in quads(store, None, DCT.source, None) if isinstance(url, NamedNode))
    documents = sorted((doc.value, url.value) for doc, url in found if Quad(doc, RDF.type, THX.Source) in store)
    with ThreadPoolExecutor(_AT_ONCE) as pool:
        answers = pool.map(_complaint, (url for _, url in documents))
        for (document, url), complaint in zip(documents, answers, strict=True):
            if complaint:
                yield Spot(document, "source", f"{url} ({complaint})")


def _complaint(url: str) -> str:
    """What is wrong with an address; empty if it answers."""
    if not url.lower().startswith(("http://", "https://")):
        return ""  # another rule tells it, and nothing else is ever opened
    try:
        return _status(url, "HEAD")
    except urllib.error.HTTPError as error:
        return str(error.code)
    except (OSError, HTTPException, ValueError) as error:
        return str(getattr(error, "reason", error)) or type(error).__name__


def _status(url: str, method: str) -> str:
    request = urllib.request.Request(url, method=method, headers={"User-Agent": _AGENT})  # noqa: S310 - only http(s)
    try:
        with urllib.request.urlopen(request, timeout=_SECONDS):  # noqa: S310 - as above
            return ""
    except urllib.error.HTTPError as error:
        if method == "HEAD" and error.code in _REFUSES_HEAD:
            return _status(url, "GET")
        raise
