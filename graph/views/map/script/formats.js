"use strict";

// What is shown as data for other programs: tables, GraphML, GEXF, JSON-LD.
thx.formats = (() => {
  const { documents, drawing, shown, view, xml } = thx;

  const yearsOf = ({ startsNotBefore, startsNotAfter, endsNotBefore, endsNotAfter }) => ({ startsNotBefore, startsNotAfter, endsNotBefore, endsNotAfter });
  const terms = (ids) => ids.map(thx.term).join("; ");
  const sourcesOf = (tie) => tie.sources.map((number) => documents[number].url || documents[number].title);

  // What other programs are told of a node and of a tie, by the names of their columns.
  const aboutNode = (node) => ({
    label: thx.name(node),
    kind: thx.kindOf(node),
    helix: node.helix && thx.term(node.helix),
    therapies: terms(node.therapies),
    stages: terms(node.stages),
    regions: terms(node.regions),
    aliases: node.aliases.join("; "),
    ties: drawing.neighbours(node.id).length,
    strength: node.strength,
    betweenness: node.betweenness,
    community: node.community || undefined,
  });
  const aboutTie = (tie) => ({
    kind: thx.word(`ties_${tie.kind}`),
    sentence: thx.sentence(tie),
    deduced: tie.deduced,
    ...yearsOf(tie.when),
    documents: sourcesOf(tie).join(" "),
  });

  // ------------------------------------------------------------ tables

  // A spreadsheet takes what begins so for a formula. A tab before it, as in the tables that `export` writes for Excel,
  // makes it keep the text, and whoever reads the table otherwise has no more than a blank to take away. Days and
  // numbers may become what they are.
  const FORMULA = /^\s*[=+\-@]/;
  const cell = (value, separator) => {
    const text = typeof value === "string" && FORMULA.test(value) ? `\t${value}` : String(value ?? "");
    return /["\r\n\t]/.test(text) || text.includes(separator) ? `"${text.replaceAll('"', '""')}"` : text;
  };
  // Where decimals have a comma, spreadsheets expect semicolons between the cells.
  const table = (rows) => {
    const separator = thx.number(0.5, 1).includes(",") ? ";" : ",";
    const all = rows.length ? [Object.keys(rows[0]), ...rows.map((row) => Object.values(row))] : [];
    return `\ufeff${all.map((cells) => `${cells.map((each) => cell(each, separator)).join(separator)}\r\n`).join("")}`;
  };
  const nodeTable = () => table(shown.nodes().map((node) => ({ id: node.id, ...aboutNode(node) })));
  const tieTable = () =>
    table(shown.ties().map((tie) => ({ from: shown.name(tie.source), to: shown.name(tie.target), ...aboutTie(tie), from_id: tie.source, to_id: tie.target })));

  // ------------------------------------------------------------ networks

  const filled = (row) => Object.entries(row).filter(([, value]) => value !== undefined && value !== "");
  const typeOf = (value) => (typeof value === "number" ? (Number.isInteger(value) ? "long" : "double") : typeof value);
  // The fields of some rows with their types; those that no row has are left out.
  const fieldsOf = (rows) => {
    const types = new Map();
    for (const [key, value] of rows.flatMap(filled)) if (types.get(key) !== "double") types.set(key, typeOf(value));
    return [...types];
  };
  const spotOf = (id) => (({ x, y }) => ({ x, y }))(drawing.place.get(id));

  // Ties are directed from their first party, as the sentence tells it: whoever wants no direction leaves it out.
  const graphml = () => {
    const make = xml.maker("http://graphml.graphdrawing.org/xmlns");
    const nodes = shown.nodes().map((node) => [node, { ...aboutNode(node), ...spotOf(node.id) }]);
    const edges = shown.ties().map((tie) => [tie, aboutTie(tie)]);
    const keys = (rows, owner) => fieldsOf(rows.map(([, row]) => row)).map(([key, type]) =>
      make("key", { id: `${owner}-${key}`, for: owner, "attr.name": key, "attr.type": type }));
    const values = (row, owner) => filled(row).map(([key, value]) => make("data", { key: `${owner}-${key}` }, value));
    return xml.text(make("graphml", {}, ...keys(nodes, "node"), ...keys(edges, "edge"), make(
      "graph",
      { edgedefault: "directed" },
      ...nodes.map(([{ id }, row]) => make("node", { id }, ...values(row, "node"))),
      ...edges.map(([{ source, target, number }, row]) => make("edge", { id: `tie-${number}`, source, target }, ...values(row, "edge"))),
    )));
  };

  const gexf = () => {
    const make = xml.maker("http://gexf.net/1.3");
    const seen = xml.maker("http://gexf.net/1.3/viz");
    const nodes = shown.nodes().map((node) => {
      const { label, ...row } = aboutNode(node); // the name has a place of its own
      return [node, row, label];
    });
    const edges = shown.ties().map((tie) => [tie, aboutTie(tie)]);
    const attributes = (rows, owner) => make("attributes", { class: owner }, ...fieldsOf(rows.map(([, row]) => row))
      .map(([key, type]) => make("attribute", { id: `${owner}-${key}`, title: key, type })));
    const values = (row, owner) => make("attvalues", {}, ...filled(row).map(([key, value]) => make("attvalue", { for: `${owner}-${key}`, value })));
    const look = (node) => {
      const { x, y } = spotOf(node.id);
      const [r, g, b] = drawing.colourOf(node, view.state.colour)[0].match(/\w\w/g).map((part) => parseInt(part, 16));
      // upwards is more, there
      return [seen("viz:color", { r, g, b }), seen("viz:position", { x, y: -y, z: 0 }), seen("viz:size", { value: drawing.sizeOf(node, view.state.size) })];
    };
    return xml.text(make("gexf", { version: "1.3" }, make(
      "graph",
      { defaultedgetype: "directed", mode: "static" },
      attributes(nodes, "node"),
      attributes(edges, "edge"),
      make("nodes", {}, ...nodes.map(([node, row, label]) => make("node", { id: node.id, label }, values(row, "node"), ...look(node)))),
      make("edges", {}, ...edges.map(([{ source, target, number, kind }, row]) => make("edge", { id: number, source, target, kind }, values(row, "edge")))),
    )));
  };

  // ------------------------------------------------------------ linked data

  const BOUNDS = ["startsNotBefore", "startsNotAfter", "endsNotBefore", "endsNotAfter", "dateNotBefore", "dateNotAfter"];
  const THING = { "@type": "@id" };
  const CONTEXT = {
    "@vocab": "https://w3id.org/triplehelix/ontology#",
    "@base": "https://w3id.org/triplehelix/id/",
    xsd: "http://www.w3.org/2001/XMLSchema#",
    id: "@id",
    type: "@type",
    prefLabel: "http://www.w3.org/2004/02/skos/core#prefLabel",
    altLabel: "http://www.w3.org/2004/02/skos/core#altLabel",
    title: "http://purl.org/dc/terms/title",
    description: "http://purl.org/dc/terms/description",
    isPartOf: { "@id": "http://purl.org/dc/terms/isPartOf", ...THING },
    source: { "@id": "http://purl.org/dc/terms/source", ...THING },
    region: THING,
    party: THING,
    ...Object.fromEntries(["confidence", "helix", "therapy", "stage"].map((key) => [key, { "@type": "@vocab" }])),
    ...Object.fromEntries(BOUNDS.map((key) => [key, { "@type": "xsd:date" }])),
  };
  const helixOf = (helix) => (helix && helix !== "bridging" ? `helix-${helix}` : undefined);
  const inLanguage = (text) => ({ "@value": text, "@language": thx.language });
  const some = (list) => (list.length ? list : undefined);

  const thing = (node) => ({
    id: node.id,
    type: node.kind,
    prefLabel: inLanguage(thx.name(node)),
    altLabel: some(node.aliases),
    helix: helixOf(node.helix),
    therapy: some(node.therapies),
    stage: some(node.stages),
    region: some(node.regions.map((region) => `territory/${region}`)),
    isPartOf: some(shown.ties().filter(({ kind, source }) => kind === "PartOf" && source === node.id).map(({ target }) => target)),
  });
  const bounds = ({ event, ...when }) =>
    event ? { dateNotBefore: when.startsNotBefore, dateNotAfter: when.startsNotAfter } : yearsOf(when);
  const statement = (tie) => ({
    id: tie.id,
    type: tie.kind,
    party: [tie.source, tie.target],
    description: inLanguage(thx.sentence(tie)),
    confidence: tie.deduced ? "deduced" : undefined,
    ...bounds(tie.when),
    source: some(tie.sources.map((number) => documents[number].url).filter(Boolean)),
  });
  const jsonld = () => {
    const statements = shown.ties().filter(({ kind }) => kind !== "PartOf");
    const used = new Set(statements.flatMap(({ sources }) => sources));
    const sources = [...used].map((number) => documents[number]).filter(({ url }) => url);
    const graph = [...shown.nodes().map(thing), ...statements.map(statement), ...sources.map(({ url, title }) => ({ id: url, title }))];
    return `${JSON.stringify({ "@context": CONTEXT, "@graph": graph }, null, 1)}\n`;
  };

  return { gexf, graphml, jsonld, nodeTable, table, tieTable };
})();
