// The report page: filters, keys, decisions. Without this script the page can still be read.
(() => {
  "use strict";
  const one = (css, from = document) => from.querySelector(css);
  const all = (css, from = document) => [...from.querySelectorAll(css)];

  const SAID = { accept: "✓ accepted", dismiss: "– dismissed", comment: "✎ commented" };
  const filters = one("#filters").elements;
  const who = one("[name=who]");
  const cards = all(".finding").map((box) => ({
    box,
    ...box.dataset, // f (its number on the page), fingerprint, rule, severity, source, target
    fingerprint: box.dataset.fingerprint || box.id,
    fresh: !box.classList.contains("earlier"),
    row: document.getElementById(one("a.aside", box)?.hash.slice(1)),
  }));
  const fresh = cards.filter((card) => card.fresh);
  const rows = new Set(cards.map((card) => card.row).filter(Boolean));
  const chunks = all(".chunk"); // pairs that the browser lays out together
  const byNumber = new Map(cards.map((card) => [card.f, card]));
  const spots = new Map(cards.map((card) => [card.f, []])); // all that speaks of a finding
  for (const spot of all("[data-f]")) {
    for (const number of spot.dataset.f.split(" ")) spots.get(number).push(spot);
  }

  const decisions = new Decisions(document.body.dataset.key);
  const past = []; // [finding, decision before], what undo goes back to
  let current = null;
  let away = false; // the reader went from the finding to its pair
  let reason = ""; // the last one given, offered again
  let lit = [];

  // ---- keeping ----

  function save() {
    one("#forgetful").hidden = decisions.save();
  }

  function download() {
    if (!decisions.size) return say("There is no decision to export yet.");
    const link = document.createElement("a");
    link.href = URL.createObjectURL(new Blob([decisions.lines()], { type: "application/jsonl" }));
    link.download = "decisions.jsonl";
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 1000);
    return say(`${decisions.size} exported to decisions.jsonl.`);
  }

  async function upload(field) {
    const [file] = field.files;
    if (!file) return;
    try {
      say(`${file.name}: ${decisions.merge(await file.text())}.`);
    } catch (error) {
      say(`${file.name}: ${error.message}.`, true);
    }
    field.value = "";
    save();
    refresh();
  }

  // ---- deciding ----

  function decide(card, verdict, why) {
    const { fingerprint, rule, source, target } = card;
    const at = new Date().toISOString().replace(/\.\d+Z$/, "Z");
    const name = who.value.trim();
    past.push([card, decisions.get(fingerprint)]);
    put(card, { fingerprint, verdict, reason: why, who: name, at, rule, source, target });
  }

  function put(card, entry) {
    if (entry) decisions.set(card.fingerprint, entry);
    else decisions.delete(card.fingerprint);
    save();
    refresh(cards.filter((other) => other.fingerprint === card.fingerprint));
  }

  function undo() {
    if (!past.length) return;
    const [card, entry] = past.pop();
    put(card, entry);
    select(card);
  }

  function accept(card) {
    decide(card, "accept", decisions.get(card.fingerprint)?.reason ?? "");
  }

  // Ask for a reason or a comment, in the finding itself.
  function ask(card, verdict) {
    one(".ask")?.remove();
    const form = one("#ask").content.cloneNode(true).firstElementChild;
    const field = form.elements.reason;
    const old = decisions.get(card.fingerprint);
    const remark = verdict === "comment";
    one("span", form).textContent = remark ? "Comment" : "Why is it no error?";
    field.value = old?.reason || (remark ? "" : reason);
    if (remark) field.removeAttribute("list");
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      const why = field.value.trim();
      const next = remark ? card : following(card) ?? card;
      if (!remark) reason = why;
      form.remove();
      decide(card, remark && old ? old.verdict : verdict, why);
      select(next);
    });
    card.box.append(form);
    field.focus();
    field.select();
  }

  function cancel() {
    const card = cardOf(one(".ask"));
    one(".ask").remove();
    select(card);
  }

  // ---- showing ----

  const cardOf = (node) => byNumber.get(node.closest(".finding")?.dataset.f);
  const severities = () => [...filters.severity].filter((box) => box.checked).map((box) => box.value);
  const state = (card) => decisions.get(card.fingerprint)?.verdict ?? (card.fresh ? "open" : "dismiss");
  const off = (number) => state(byNumber.get(number)) === "dismiss";

  function show(card) {
    const entry = decisions.get(card.fingerprint);
    const word = document.createElement("b");
    const rest = [entry?.who && ` by ${entry.who}`, entry?.reason && `: ${entry.reason}`];
    word.textContent = SAID[entry?.verdict] ?? "";
    one(".state", card.box).replaceChildren(word, rest.filter(Boolean).join(""));
    one(".state", card.box).title = entry?.at ?? "";
    for (const name of Object.keys(SAID)) {
      const on = entry?.verdict === name;
      card.box.classList.toggle(name, on);
      one(`[data-act=${name}]`, card.box).setAttribute("aria-pressed", String(on));
    }
    for (const spot of spots.get(card.f)) {
      if (spot !== card.box) spot.classList.toggle("off", spot.dataset.f.split(" ").every(off));
    }
  }

  // What the filter lets through, as a function of a finding.
  function filter() {
    const on = severities();
    const [rule, verdict] = [filters.rule.value, filters.state.value];
    const words = filters.q.value.trim().toLowerCase();
    return (card) => on.includes(card.severity)
      && (!rule || rule === card.rule)
      && (!verdict || verdict === state(card))
      && (!words || text(card).includes(words));
  }

  function text(card) {
    const told = () => all(".rule, .message, .side, .suggestion", card.box);
    card.text ??= told().map((part) => part.textContent.toLowerCase()).join("\n");
    return card.text;
  }

  // Show the findings that changed anew, and of all whether the filter lets them through.
  function refresh(changed = cards) {
    changed.forEach(show);
    const matches = filter();
    for (const card of cards) card.box.hidden = !matches(card);
    const shown = cards.filter((card) => !card.box.hidden);
    const told = new Set(shown.map((card) => card.row));
    for (const row of rows) row.classList.toggle("has", told.has(row));
    for (const chunk of chunks) chunk.classList.toggle("bare", !one(".has", chunk));
    document.body.classList.toggle("only", filters.only.checked);
    for (const fold of all("details.earlier")) fold.hidden = !one(".finding:not([hidden])", fold);
    const number = shown.filter((card) => card.fresh).length;
    const done = fresh.filter((card) => ["accept", "dismiss"].includes(state(card))).length;
    one("#shown").textContent = number < fresh.length ? `${number} of ${fresh.length} shown` : number;
    one("#progress").value = `reviewed ${done}/${fresh.length}`;
    one("#nothing")?.toggleAttribute("hidden", number > 0);
    one("[data-act=undo]").disabled = !past.length;
    remember();
  }

  function say(words, wrong = false) {
    one("#say").textContent = words;
    one("#say").hidden = false;
    one("#say").classList.toggle("wrong", wrong);
  }

  // Light up a finding wherever the page speaks of it, on both sides.
  function light(spot) {
    for (const old of lit) old.classList.remove("lit");
    lit = spot ? spot.dataset.f.split(" ").flatMap((number) => spots.get(number)) : [];
    for (const now of lit) now.classList.add("lit");
  }

  // ---- moving ----

  const inReach = () => cards.filter((card) => !card.box.hidden && (card.box.closest("details")?.open ?? true));
  const following = (card) => inReach().find((other) => +other.f > +card.f && state(other) === "open");

  function select(card, scroll = true) {
    current?.box.classList.remove("current");
    current = card;
    away = false;
    card.box.closest("details")?.setAttribute("open", "");
    if (card.box.hidden && scroll) clear();
    card.box.classList.add("current");
    if (scroll) {
      card.box.focus({ preventScroll: true });
      card.box.scrollIntoView({ block: "nearest" });
    }
    remember();
  }

  function move(step) {
    const list = inReach();
    const at = list.indexOf(current);
    const next = at < 0 ? list.at(step > 0 ? 0 : -1) : list[at + step];
    if (next) select(next);
  }

  function goToPair(row) {
    if (!row) return;
    if (!row.classList.contains("has")) filters.only.checked = false;
    document.body.classList.toggle("only", filters.only.checked);
    one(".pair.here")?.classList.remove("here");
    row.classList.add("here");
    row.scrollIntoView({ block: "center" });
  }

  function clear() {
    one("#filters").reset();
    refresh([]);
  }

  // The address keeps the finding and the filter: #finding-1f0c&rule=AC103&q=word
  function remember() {
    const words = new URLSearchParams();
    if (severities().length < filters.severity.length) words.set("severity", severities().join());
    for (const name of ["rule", "state", "q"]) {
      if (filters[name].value.trim()) words.set(name, filters[name].value.trim());
    }
    if (filters.only.checked) words.set("only", "1");
    const parts = [current?.box.id, words.toString()].filter(Boolean);
    history.replaceState(null, "", `#${parts.join("&")}`);
  }

  function follow(hash) {
    const parts = hash.slice(1).split("&");
    const place = parts[0].includes("=") ? "" : parts.shift();
    const words = new URLSearchParams(parts.join("&"));
    if (parts.length) {
      for (const name of ["rule", "state", "q"]) filters[name].value = words.get(name) ?? "";
      const on = words.get("severity")?.split(",");
      for (const box of filters.severity) box.checked = on?.includes(box.value) ?? true;
      filters.only.checked = words.has("only");
      refresh([]);
    }
    const card = cards.find((other) => other.box.id === place);
    if (card) select(card);
    else if (place.startsWith("pair-")) goToPair(document.getElementById(place));
  }

  // ---- listening ----

  const ACTS = {
    accept,
    cancel,
    clear,
    undo,
    dismiss: (card) => ask(card, "dismiss"),
    comment: (card) => ask(card, "comment"),
    export: download,
    help: () => one("#help").showModal(),
    decisions: () => {
      const shut = one("#decisions").toggleAttribute("hidden");
      one("[data-act=decisions]").setAttribute("aria-expanded", String(!shut));
    },
  };

  const HOTKEYS = {
    j: () => move(1),
    k: () => move(-1),
    u: undo,
    f: () => filters.q.focus(),
    t: () => dispatchEvent(new Event("aligncheck:theme")),
    "?": ACTS.help,
  };

  const ON_CURRENT = {
    a: (card) => {
      const next = following(card) ?? card;
      accept(card);
      select(next);
    },
    d: ACTS.dismiss,
    c: ACTS.comment,
    p: (card) => {
      if (away) return select(card);
      goToPair(card.row);
      away = true;
    },
  };

  addEventListener("keydown", (event) => {
    const field = event.target.closest("input:not([type=checkbox]), select, dialog");
    if (event.key === "Escape" && field?.closest(".ask")) cancel();
    else if (event.key === "Escape" && field === filters.q) field.blur();
    if (field || event.ctrlKey || event.metaKey || event.altKey) return;
    const act = HOTKEYS[event.key] ?? (current && ON_CURRENT[event.key]);
    if (!act) return;
    event.preventDefault(); // or the letter lands in the field that opens
    act(current);
  });
  addEventListener("click", (event) => {
    const card = cardOf(event.target);
    const act = ACTS[event.target.closest("[data-act]")?.dataset.act];
    if (card && card !== current) select(card, false);
    act?.(card);
  });
  for (const name of ["mouseover", "focusin"]) {
    addEventListener(name, (event) => light(event.target.closest?.("[data-f]")));
  }
  let waiting = false;
  addEventListener("scroll", () => {
    if (!waiting) requestAnimationFrame(showWhere);
    waiting = true;
  }, { passive: true });
  function showWhere() {
    waiting = false;
    const row = document.elementFromPoint(innerWidth / 2, innerHeight / 2)?.closest(".pair");
    one("#here")?.toggleAttribute("hidden", !row);
    if (row) one("#here")?.setAttribute("y", row.dataset.at);
  }
  addEventListener("hashchange", () => follow(location.hash));
  addEventListener("storage", (event) => {
    if (event.key !== decisions.name) return;
    decisions.clear(); // another window of this report decided
    decisions.merge(event.newValue ?? "");
    refresh();
  });
  for (const field of filters) field.addEventListener("input", () => refresh([]));
  one("#filters").addEventListener("submit", (event) => event.preventDefault());
  who.addEventListener("input", () => keep("aligncheck.who", who.value));
  one("#import").addEventListener("change", (event) => upload(event.target));

  const { hash } = location; // before refresh rewrites it
  who.value = kept("aligncheck.who");
  decisions.load(document.body.dataset.decisions);
  save();
  refresh();
  follow(hash);
})();
