"""Times one contender on one file, and tells the result as JSON."""

import json
import sys
from pathlib import Path
from time import perf_counter

from bench.contenders import CONTENDERS
from bench.contenders.operations import Laps


def main(name: str, path: Path) -> None:
    prepare, number = CONTENDERS[name]
    operation = prepare(path)
    start = perf_counter()
    made = operation()
    laps = made if isinstance(made, Laps) else Laps((perf_counter() - start,), made)
    answer = str(number(laps.made))
    print(json.dumps({"seconds": laps.median, "slowest": laps.slowest, "answer": answer}))


if __name__ == "__main__":
    main(sys.argv[1], Path(sys.argv[2]))
