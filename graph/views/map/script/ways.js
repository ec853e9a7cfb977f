"use strict";

// Ways between two actors: the same ones, in the same order, as the command `path` finds. Nothing here draws or tells.
thx.ways = (() => {
  // Distances are compared as whole numbers of this part, so small that thirds, sevenths and the like add up.
  const UNIT = 5354228880;
  const PAIR = 2;
  const LARGE = 40;
  const sum = (values) => values.reduce((total, value) => total + value, 0);

  const roundedToEven = (value) => {
    const [floor, rest] = [Math.floor(value), value - Math.floor(value)];
    return rest > 0.5 || (rest === 0.5 && floor % 2) ? floor + 1 : floor;
  };

  // ------------------------------------------------------------ who meets whom

  // A venue as far as its ties count: how large it is, and who is to be seen there. `counts` and `sees` judge ties by
  // their numbers, `admits` actors by theirs.
  const circle = (meeting, { counts, sees, admits }) => {
    const { parties, ties, middle, kind, about, count = 0 } = meeting;
    const there = parties.map((party, place) => ({ party, ties: ties[place].filter(counts) })).filter(
      (one) => admits(one.party) && (one.party === middle || one.ties.length));
    const others = Math.max(1, there.length - 1, count - 1);
    const seen = there.filter((one) => one.party === middle || one.ties.some(sees));
    const isThere = there.length > 1 && there.some(({ party }) => party === middle);
    return { kind, about, middle: isThere ? middle : undefined, others, size: others + 1, ties: new Map(seen.map((one) => [one.party, one.ties])) };
  };
  const closeness = ({ middle, others }, one, other) =>
    middle === one || middle === other ? 1 / Math.max(1, others / 2) : 1 / others;

  // The network that some ties make; whom an actor meets is found out when it is asked for.
  const networkOf = (meetings, filter) => {
    const visits = new Map();
    for (const each of meetings) {
      const met = circle(each, filter);
      if (met.ties.size < PAIR) continue;
      for (const party of met.ties.keys()) {
        if (!visits.has(party)) visits.set(party, []);
        visits.get(party).push(met);
      }
    }
    const rows = new Map();
    const nears = new Map();
    const kept = (known, actor, make) => {
      if (!known.has(actor)) known.set(actor, make(actor));
      return known.get(actor);
    };
    const visitsOf = (actor) => visits.get(actor) ?? [];
    const isLarge = (met) => met.ties.size > LARGE;
    // Whom an actor meets, and how far off each is; `among` some only. Strengths add up in the order of the venues.
    const lengths = (actor, among) => {
      const strengths = new Map();
      for (const met of visitsOf(actor)) {
        for (const other of (among && isLarge(met) ? among : met.ties).keys()) {
          if (met.ties.has(other)) strengths.set(other, (strengths.get(other) ?? 0) + closeness(met, actor, other));
        }
      }
      strengths.delete(actor);
      return new Map([...strengths].map(([other, strength]) => [other, roundedToEven(UNIT / strength)]));
    };
    const nearOf = (actor) => {
      const [large, small] = [visitsOf(actor).filter(isLarge), visitsOf(actor).filter((met) => !isLarge(met))];
      const most = sum(large.map(({ others }) => 1 / Math.max(1, others / 2)));
      return { row: lengths(actor, new Set(small.flatMap((met) => [...met.ties.keys()]))), beyond: most ? Math.floor(UNIT / most) - 1 : Infinity };
    };
    return {
      row: (actor) => kept(rows, actor, lengths),
      // those met at a small venue, and how far off all others are at least: many members of a large one are never needed
      near: (actor) => kept(nears, actor, nearOf),
      common: (one, other) => visitsOf(one).filter((met) => met.ties.has(other)),
      visitsOf,
    };
  };

  // ------------------------------------------------------------ the least way

  // What a way costs: first how many actors of earlier ways it passes, then how long it is, then how many steps it has.
  const FREE = { again: 0, length: 0, steps: 0 };
  const compareCosts = (one, other) => one.again - other.again || one.length - other.length || one.steps - other.steps;
  const longer = ({ again, length, steps }, more, passed) => ({ again: again + passed, length: length + more, steps: steps + 1 });

  class Heap {
    #items = [];
    push(item) {
      const items = this.#items;
      let at = items.push(item) - 1;
      while (at) {
        const above = (at - 1) >> 1;
        if (compareCosts(items[above].cost, item.cost) <= 0) break;
        items[at] = items[above];
        at = above;
      }
      items[at] = item;
    }
    pop() {
      const items = this.#items;
      const [first, last] = [items[0], items.pop()];
      if (!items.length) return first;
      let at = 0;
      for (;;) {
        let below = 2 * at + 1;
        if (below >= items.length) break;
        if (below + 1 < items.length && compareCosts(items[below + 1].cost, items[below].cost) < 0) below += 1;
        if (compareCosts(last.cost, items[below].cost) <= 0) break;
        items[at] = items[below];
        at = below;
      }
      items[at] = last;
      return first;
    }
  }

  // May a step be taken? Who is closed is passed by nobody; where a way starts it does not go to whom it shall not.
  const isOpen = ({ start, closed, banned }, from, to) =>
    from === start ? !banned.has(to) : !closed.has(from);

  // Can the end be reached at all? It costs little to see, and much to look everywhere for what is not there.
  const isReached = (search) => {
    const { network, start, end, closed, banned } = search;
    const reached = new Set([end]);
    const visited = new Set();
    for (const actor of reached) {
      for (const met of network.visitsOf(actor)) {
        if (visited.has(met)) continue;
        visited.add(met);
        for (const other of met.ties.keys()) if (other !== start && !closed.has(other)) reached.add(other);
      }
    }
    return network.visitsOf(start).some((met) => [...met.ties.keys()].some((other) => reached.has(other) && !banned.has(other)));
  };

  // What it costs to get to the end, of all from whom that costs less than from the start; null if there is no way.
  const costsToEnd = (search) => {
    const { network, start, end, used } = search;
    const costs = new Map([[end, FREE]]);
    const settled = new Set();
    const heap = new Heap();
    const spread = (row, actor, cost) => {
      for (const [other, length] of row) {
        if (settled.has(other) || !isOpen(search, other, actor)) continue;
        const now = longer(cost, length, used.has(other) ? 1 : 0);
        const known = costs.get(other);
        if (known && compareCosts(known, now) <= 0) continue;
        costs.set(other, now);
        heap.push({ actor: other, cost: now });
      }
    };
    heap.push({ actor: end, cost: FREE });
    for (let next = heap.pop(); next; next = heap.pop()) {
      const { actor, cost, from } = next;
      if (from) spread(network.row(actor), actor, from);
      else if (actor === start) return costs;
      else if (!settled.has(actor)) {
        settled.add(actor);
        const { row, beyond } = network.near(actor);
        spread(row, actor, cost);
        // the others wait until they may be next
        if (beyond < Infinity) heap.push({ actor, cost: longer(cost, beyond, 0), from: cost });
      }
    }
    return null;
  };

  // The least way, and of equal ones that of the smallest numbers, read from the start; null if there is none.
  const leastWay = (search) => {
    const costs = isReached(search) && costsToEnd(search);
    if (!costs) return null;
    const { network, start, end, used } = search;
    const actors = [start];
    for (let at = start; at !== end; actors.push(at)) {
      const leadsOn = ([other, length]) =>
        isOpen(search, at, other) && costs.has(other) &&
        !compareCosts(longer(costs.get(other), length, used.has(at) ? 1 : 0), costs.get(at));
      at = Math.min(...[...network.row(at)].filter(leadsOn).map(([other]) => other));
    }
    return { actors, cost: costs.get(start) };
  };

  // ------------------------------------------------------------ one way after the other

  const compareWays = (one, other) => {
    const place = one.actors.findIndex((actor, at) => actor !== other.actors[at]);
    return compareCosts(one.cost, other.cost) || (place < 0 ? 0 : one.actors[place] - other.actors[place]);
  };
  const isSame = (one) => (other) => String(one.actors) === String(other.actors);
  const beginsWith = (root) => ({ actors }) => root.every((actor, at) => actor === actors[at]);

  // The least way that begins with some actors and goes on to none of others.
  const leastFrom = (search, root, banned) => {
    const { network, used, closed } = search;
    const rest = leastWay({ ...search, start: root.at(-1), closed: new Set([...closed, ...root]), banned });
    if (!rest) return null;
    const costTo = (cost, actor, at) => (at ? longer(cost, network.row(root[at - 1]).get(actor), used.has(root[at - 1]) ? 1 : 0) : cost);
    const { again, length, steps } = root.reduce(costTo, FREE);
    const cost = { again: again + rest.cost.again, length: length + rest.cost.length, steps: steps + rest.cost.steps };
    return { actors: [...root.slice(0, -1), ...rest.actors], cost };
  };

  // All ways, the least first (J. Y. Yen, 1971, Management Science 17, 712-716).
  function* inOrder(search) {
    const found = [];
    const waiting = [leastFrom(search, [search.start], new Set())].filter(Boolean);
    while (waiting.length) {
      const way = waiting.sort(compareWays).shift();
      if (found.some(isSame(way))) continue;
      yield way;
      found.push(way);
      for (let length = 1; length < way.actors.length; length += 1) {
        const root = way.actors.slice(0, length);
        const known = new Set(found.filter(beginsWith(root)).map(({ actors }) => actors[length]));
        const other = leastFrom(search, root, known);
        if (other) waiting.push(other);
      }
    }
  }
  const another = (search, found) => {
    for (const way of inOrder(search)) if (!found.some(isSame(way))) return way;
    return null;
  };

  // The best way, then each time the best that uses the fewest of the middle actors of those before.
  const differing = (search, k) => {
    const found = [];
    while (found.length < k) {
      const used = new Set(found.flatMap(({ actors }) => actors.slice(1, -1)));
      const way = another({ ...search, closed: new Set([...search.closed, ...used]) }, found) ?? another({ ...search, used }, found);
      if (!way) break;
      found.push(way);
    }
    return found;
  };

  // ------------------------------------------------------------ what a way is made of

  // Two actors that meet, with all venues where they do: those stated first, then those that bring them nearest.
  const hopOf = ({ network, isDeduced }, start, end) => {
    const tiesOf = (met, one, other) => (one === met.middle ? met.ties.get(other) : met.ties.get(one));
    const venueOf = (met) => {
      const both = [tiesOf(met, start, end), tiesOf(met, end, start)];
      const { kind, about, middle, size } = met;
      return { kind, about, middle, size, adds: closeness(met, start, end), ties: [...new Set(both.flat())], both, deduced: both.some((ties) => ties.every(isDeduced)) };
    };
    const venues = network.common(start, end).map(venueOf);
    venues.sort((one, other) => one.deduced - other.deduced || other.adds - one.adds);
    const strength = sum(venues.map(({ adds }) => adds));
    return { start, end, strength, distance: 1 / strength, deduced: venues.every(({ deduced }) => deduced), venues };
  };
  const told = (search, actors) => {
    const hops = actors.slice(1).map((end, place) => hopOf(search, actors[place], end));
    const distances = hops.map(({ distance }) => distance);
    return { actors, hops, distance: sum(distances), weakest: distances.indexOf(Math.max(...distances)) };
  };

  // The k best ways from one actor to another, by their numbers, the best first. `network` is what `networkOf` made,
  // `closed` who may not stand between, `isDeduced` judges ties by their numbers. The way back is the same way.
  const between = (network, from, to, { k = 3, closed = new Set(), isDeduced = () => false } = {}) => {
    const [start, end] = from < to ? [from, to] : [to, from];
    const search = { network, start, end, closed, used: new Set(), banned: new Set(), isDeduced };
    return differing(search, k).map(({ actors }) => told(search, from < to ? actors : [...actors].reverse()));
  };
  return { between, networkOf };
})();
