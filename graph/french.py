"""French names in a sentence: their article, and what becomes of `de` and `à` before them."""

import re
from typing import Final

__all__ = ["in_sentence"]

# common nouns with which names of organisations begin; any other name stands without an article
_NOUNS: Final = {
    "l’": ("Administration", "Agence", "Association", "École", "Hôpital", "Institut", "Office", "Union", "Université"),
    "la ": ("Banque", "Commission", "Fédération", "Fondation", "Région", "Société"),
    "le ": ("Biopark", "CHU", "Centre", "Conseil", "Gouvernement", "Groupe", "Ministère", "Parc", "Pôle", "Service"),
}
_ARTICLES: Final = {noun: article for article, nouns in _NOUNS.items() for noun in nouns}
_CONTRACTED: Final = {("de", "le "): "du ", ("à", "le "): "au "}
_VOWEL: Final = re.compile("[aeiouàâäéèêëîïôöûü]", re.IGNORECASE)


def in_sentence(name: str, word: str) -> str:
    """A name with its article (`le`, at the start of a sentence `Le`), or behind `de` or `à`.

    >>> in_sentence("Université de Liège", "de"), in_sentence("OncoDNA", "de"), in_sentence("Centre Spatial", "à")
    ('de l’Université de Liège', 'd’OncoDNA', 'au Centre Spatial')
    """
    article = _ARTICLES.get(name.partition(" ")[0], "")
    if word == "Le":
        return f"{article[:1].upper()}{article[1:]}{name}"
    return f"{_before(word, article, name)}{name}"


def _before(word: str, article: str, name: str) -> str:
    if word == "le":
        return article
    if word == "de" and not article and _VOWEL.match(name):
        return "d’"
    return _CONTRACTED.get((word, article), f"{word} {article}")
