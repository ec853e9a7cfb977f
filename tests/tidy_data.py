"""The canonical form of the bundled tables, and the command that brings them into it (`make tidy-data`)."""

import csv
import io
from pathlib import Path
from typing import Final

FOLDER: Final = Path(__file__).parent.parent / "data" / "wallonia"
# what a table is sorted by, where that is not its id
KEYS: Final = {
    "dataset": ("property",),
    "sources": ("url",),
    "statements": ("about", "property", "value", "source", "currency"),
    "curation": ("file", "row"),
}


def canonical(table: str, text: str) -> str:
    """A table as it should be written: sorted, a bare line feed at each line's end, quoted only where needed."""
    reader = csv.DictReader(io.StringIO(text, newline=""), strict=True)
    rows = sorted(reader, key=lambda row: sort_key(table, row))
    out = io.StringIO()
    writer = csv.DictWriter(out, reader.fieldnames or [], lineterminator="\n")
    writer.writeheader()
    writer.writerows(rows)
    return out.getvalue()


def sort_key(table: str, row: dict[str, str]) -> tuple[str | int, ...]:
    return tuple(int(row[column]) if column == "row" else row[column] for column in KEYS.get(table, ("id",)))


def main() -> None:
    """Rewrite each table that is not in canonical form; a spreadsheet's byte order mark goes, too."""
    for path in sorted(FOLDER.glob("*.csv")):
        text = path.read_bytes().decode("utf-8-sig")
        path.write_bytes(canonical(path.stem, text).encode())


if __name__ == "__main__":
    main()
