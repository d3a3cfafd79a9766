// What the page knows: the pairs, the findings and the words of its language, unpacked on demand.
(() => {
  "use strict";
  const held = JSON.parse(document.getElementById("data").textContent);
  const DIGITS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
  const VALUE = new Map([...DIGITS].map((digit, i) => [digit, i]));
  const SEVERITIES = ["info", "warning", "error"];
  const CHINESE = /[\u2e80-\u9fff\uf900-\ufaff\ufe30-\ufe4f\uff00-\uffef\u{20000}-\u{3ffff}]+/gu;

  // A text of the page's language; {name} is filled in.
  function say(key, values = {}) {
    const text = held.texts[key] ?? key;
    return text.replace(/\{(\w+)\}/g, (hole, name) => values[name] ?? hole);
  }

  // Numbers packed by write/number_packing.py: five bits a digit, the sixth says that more follow.
  function unpack(text) {
    const found = [];
    let value = 0;
    let shift = 0;
    for (const digit of text) {
      const bits = VALUE.get(digit);
      value += (bits & 31) << shift;
      shift += 5;
      if (bits & 32) continue;
      found.push(value & 1 ? -(value >> 1) - 1 : value >> 1);
      value = shift = 0;
    }
    return found;
  }

  // Words of a pair: {start, end, said (per cent), targets: [[start, end]…]}, offsets in the texts.
  function words(pair) {
    if (pair.words) return pair.words;
    const numbers = unpack(pair.packed);
    pair.words = [];
    for (let at = 0, start = 0, target = 0; at < numbers.length;) {
      start += numbers[at];
      const word = { start, end: start + numbers[at + 1], said: numbers[at + 2], targets: [] };
      const count = numbers[at + 3];
      at += 4;
      for (let i = 0; i < count; i += 1, at += 2) {
        target += numbers[at];
        word.targets.push([target, target + numbers[at + 1]]);
      }
      pair.words.push(word);
    }
    return pair.words;
  }

  function twos(flat) {
    return Array.from({ length: flat.length / 2 }, (_, i) => [flat[2 * i], flat[2 * i + 1]]);
  }

  function names(kind, list) {
    const taken = new Map();
    return list.map((name) => {
      const base = `${kind}-${name.replace(/[^A-Za-z0-9_.-]+/g, "_")}`;
      taken.set(base, (taken.get(base) ?? 0) + 1);
      return taken.get(base) === 1 ? base : `${base}~${taken.get(base)}`;
    });
  }

  const pairNames = names("pair", held.pairs.map((row) => row[0]));
  const pairs = held.pairs.map((row, i) => {
    const [id, kind, zh, en, zhLine, enLine, note, similarity, coverage, quality, packed] = row;
    const scores = { similarity, coverage, quality };
    return { i, id, kind, zh, en, zhLine, enLine, note, scores, packed, anchor: pairNames[i], findings: [] };
  });

  const findingNames = names("finding", held.findings.map((row) => row[8] || row[0]));
  const findings = held.findings.map((row, i) => {
    const [rule, level, confidence, pair, message, src, tgt, suggestion, mark, status, zhLine, enLine, place] = row;
    const anchor = findingNames[i];
    const finding = {
      i, rule, level, severity: SEVERITIES[level], confidence, pair: pairs[pair] ?? null, message,
      src: twos(src), tgt: twos(tgt), suggestion, fingerprint: mark || anchor, status, zhLine, enLine, place,
      anchor, fresh: status === 0,
    };
    finding.pair?.findings.push(finding);
    return finding;
  });

  const quote = (text, spans) => spans.map(([start, end]) => text?.slice(start, end) ?? "").join(" … ");
  const short = (text) => ([...text].length <= 160 ? text : `${[...text].slice(0, 159).join("")}…`);
  for (const finding of findings) {
    finding.source = short(quote(finding.pair?.zh, finding.src));
    finding.target = short(quote(finding.pair?.en, finding.tgt));
  }

  // An element with a class and children; text becomes text, never markup.
  function make(tag, name = "", ...children) {
    const node = document.createElement(tag);
    if (name) node.className = name;
    node.append(...children.filter((child) => child !== null && child !== undefined && child !== ""));
    return node;
  }

  // A sentence whose Chinese is marked as Chinese.
  function runs(text) {
    const parts = [];
    let at = 0;
    for (const match of text.matchAll(CHINESE)) {
      if (match.index > at) parts.push(text.slice(at, match.index));
      const chinese = make("span", "", match[0]);
      chinese.lang = held.chinese;
      parts.push(chinese);
      at = match.index + match[0].length;
    }
    parts.push(text.slice(at));
    return parts;
  }

  window.Page = { held, pairs, findings, words, say, make, runs, SEVERITIES };
})();
