// Which findings are shown, in which order, and how the address of the page keeps that.
(() => {
  "use strict";
  const { findings, held } = Page;
  const filters = document.getElementById("filters").elements;
  const NAMES = ["rule", "state", "q"];
  const likeness = (finding) => finding.pair?.scores.similarity ?? 101;
  const start = (finding) => finding.src[0]?.[0] ?? 0;
  const ORDERS = {
    severity: (a, b) => a.i - b.i,
    document: (a, b) => (a.pair?.i ?? -1) - (b.pair?.i ?? -1) || start(a) - start(b) || a.i - b.i,
    confidence: (a, b) => b.confidence - a.confidence || a.i - b.i,
    similarity: (a, b) => likeness(a) - likeness(b) || a.i - b.i,
  };

  const kin = new Map(); // findings of one rule on the same words
  const kinName = (finding) => `${finding.rule}|${finding.source}|${finding.target}`;
  for (const finding of findings) {
    if (!finding.fresh || (!finding.source && !finding.target)) continue;
    if (!kin.has(kinName(finding))) kin.set(kinName(finding), []);
    kin.get(kinName(finding)).push(finding);
  }
  const kinOf = (finding) => kin.get(kinName(finding)) ?? [finding];

  const severities = () => [...filters.severity].filter((box) => box.checked).map((box) => box.value);
  const sought = () => filters.q.value.trim().toLowerCase();

  function text(finding) {
    finding.text ??= [finding.rule, held.rules[finding.rule]?.[0], finding.message, finding.suggestion,
      finding.pair?.zh, finding.pair?.en].join("\n").toLowerCase();
    return finding.text;
  }

  // What the filter lets through, as a function of a finding; `state` tells what was decided of one.
  function keeps(state) {
    const [on, words] = [severities(), sought()];
    const [rule, verdict] = [filters.rule.value, filters.state.value];
    return (finding) => on.includes(finding.severity)
      && (!rule || rule === finding.rule)
      && (verdict === "earlier" ? !finding.fresh : finding.fresh && (!verdict || verdict === state(finding)))
      && (!words || text(finding).includes(words));
  }

  const order = () => ORDERS[filters.sort.value] ?? ORDERS.severity;

  // #finding-1f0c&rule=AC103&sort=document&q=word
  function writeAddress(place) {
    const words = new URLSearchParams();
    if (severities().length < filters.severity.length) words.set("severity", severities().join());
    for (const name of NAMES) {
      if (filters[name].value.trim()) words.set(name, filters[name].value.trim());
    }
    if (filters.sort.value !== "severity") words.set("sort", filters.sort.value);
    if (filters.only.checked) words.set("only", "1");
    const parts = [place, words.toString()].filter(Boolean);
    history.replaceState(null, "", parts.length ? `#${parts.join("&")}` : location.pathname + location.search);
  }

  // Set the filters as an address has them; return the place it names, and whether it names filters.
  function readAddress(hash) {
    const parts = hash.slice(1).split("&");
    const named = parts[0].includes("=") ? "" : parts.shift();
    if (!parts.length) return [named, false];
    const words = new URLSearchParams(parts.join("&"));
    for (const name of NAMES) filters[name].value = words.get(name) ?? "";
    filters.sort.value = ORDERS[words.get("sort")] ? words.get("sort") : "severity";
    const on = words.get("severity")?.split(",");
    for (const box of filters.severity) box.checked = on?.includes(box.value) ?? true;
    filters.only.checked = words.has("only");
    return [named, true];
  }

  Object.assign(Page, { kinOf, keeps, order, sought, writeAddress, readAddress });
})();
