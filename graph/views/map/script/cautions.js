"use strict";

// What to know before one relies on a way, as the command `path` tells it.
thx.cautions = (() => {
  const { knowledge, nodes, shown, ties, view, word } = thx;

  const hasHappened = (when) => view.state.year === null || shown.holds(when, view.state.year) !== "no";

  // Actors that became others, or others' own.
  const becameOthers = ({ actors }) => {
    const gone = actors.map((number) => nodes[number]).filter(({ became }) => became && hasHappened(became));
    return gone.map(thx.became);
  };

  // Ties that had ended when the newest of their documents was written.
  const firstDay = (issued) => `${issued}${"-01-01".slice(issued.length - 4)}`;
  const newestDay = (numbers) => {
    const issued = numbers.flatMap((number) => ties[number].sources).map((source) => knowledge.documents[source].issued);
    return issued.filter(Boolean).map(firstDay).sort().at(-1) ?? "";
  };
  const lastDay = ({ endsNotAfter = "" }) => endsNotAfter;
  const byEnd = (one, other) => (lastDay(one) < lastDay(other) ? -1 : 1);
  // When the last of the ties ended by which somebody is there; nothing while one of them has no end.
  const lastEnd = (numbers) => {
    const spans = numbers.map((number) => ties[number].when).sort(byEnd);
    return spans.every(lastDay) ? spans.at(-1) ?? {} : {};
  };
  // For both alike, or for the one of them for whom it ended earlier. A year that is chosen looks at the ties by itself.
  const endedFor = ({ start, end, venues: [{ both, ties: all }] }) => {
    if (view.state.year !== null) return [];
    const newest = newestDay(all);
    const ends = both.map(lastEnd);
    const over = ends.filter((when) => lastDay(when) && lastDay(when) < newest).sort(byEnd);
    return over.slice(0, 1).map((when) => {
      const date = thx.endOf(when);
      if (lastDay(ends[0]) === lastDay(ends[1])) return word("it_ended", { date });
      return word("it_ended_for", { date, name: thx.name(nodes[when === ends[0] ? start : end]) });
    });
  };

  return { becameOthers, endedFor };
})();
