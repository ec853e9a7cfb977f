"""Countries as the European Union codes them, and as everybody else does."""

from typing import Final

__all__ = ["iso_country"]

_ISO: Final = {"EL": "GR", "UK": "GB"}


def iso_country(code: str) -> str:
    """The ISO 3166 code of a country that the EU may code otherwise.

    >>> iso_country("UK"), iso_country("el"), iso_country("BE")
    ('GB', 'GR', 'BE')
    """
    upper = code.strip().upper()
    return _ISO.get(upper, upper)
