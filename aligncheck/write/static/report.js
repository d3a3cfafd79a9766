// The report page: what is shown, the keys, and what is decided.
(() => {
  "use strict";
  const { pairs, findings, say, held, drawCard, drawRow, dressCard, make } = Page;
  const { kinOf, keeps, order, sought, writeAddress, readAddress } = Page;
  const one = (css, from = document) => from.querySelector(css);
  const all = (css, from = document) => [...from.querySelectorAll(css)];
  const filters = one("#filters").elements;
  const who = one("[name=who]");
  const fresh = findings.filter((finding) => finding.fresh);
  const decisions = new Decisions(document.body.dataset.key);
  const past = []; // steps back: lists of [finding, decision before]
  let current = null;
  let marked = null; // the pair that was gone to
  let place = ""; // the finding or the pair that the address names
  let away = false; // the reader went from the finding to its pair
  let reason = ""; // the last one given, offered again
  let lit = null; // numbers of findings lit up
  let inSight = [];

  const cards = new VirtualList(one("#cards") ?? make("div"), (finding) => {
    const slot = drawCard(finding, kinOf(finding).length);
    dress(slot.firstElementChild, finding);
    return slot;
  }, (finding) => 190 + 27 * Math.ceil(Math.min(finding.pair?.en?.length ?? 0, 420) / 62));
  const rows = new VirtualList(one("#rows"), (pair) => {
    const row = drawRow(pair);
    row.classList.toggle("here", pair === marked);
    for (const spot of all("[data-f]", row)) dressSpot(spot);
    return row;
  }, (pair) => 24 + 30 * pair.findings.length
    + 27 * Math.max(3, Math.ceil((pair.zh?.length ?? 0) / 26), Math.ceil((pair.en?.length ?? 0) / 62)));

  // ---- keeping ----

  function save(changed = []) {
    const kept = decisions.save();
    one("#forgetful").hidden = kept || Boolean(document.body.dataset.served);
    for (const finding of changed) Page.send?.(finding.fingerprint, decisions.get(finding.fingerprint) ?? null);
  }

  function download() {
    if (!decisions.size) return tell(say("nothing to export"));
    const link = make("a");
    link.href = URL.createObjectURL(new Blob([decisions.lines()], { type: "application/jsonl" }));
    link.download = "decisions.jsonl";
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 1000);
    return tell(say("exported", { count: decisions.size }));
  }

  async function upload(field) {
    const [file] = field.files;
    if (!file) return;
    try {
      const { read, taken } = decisions.merge(await file.text());
      tell(say("imported", { file: file.name, read, taken: taken.length }));
      for (const entry of taken) Page.send?.(entry.fingerprint, entry);
    } catch (error) {
      tell(say("no decision", { file: file.name, line: error.line }), true);
    }
    field.value = "";
    save();
    refresh();
  }

  // ---- deciding ----

  function decide(list, verdict, why) {
    const at = new Date().toISOString().replace(/\.\d+Z$/, "Z");
    const name = who.value.trim();
    past.push(list.map((finding) => [finding, decisions.get(finding.fingerprint)]));
    for (const { fingerprint, rule, source, target } of list) {
      decisions.set(fingerprint, { fingerprint, verdict, reason: why, who: name, at, rule, source, target });
    }
    save(list);
    refresh();
  }

  function undo() {
    const step = past.pop();
    if (!step) return;
    for (const [finding, entry] of step) {
      if (entry) decisions.set(finding.fingerprint, entry);
      else decisions.delete(finding.fingerprint);
    }
    save(step.map(([finding]) => finding));
    refresh();
    select(step[0][0]);
  }

  // Decide and go on to the next finding that is open.
  function decideAndNext(finding, list, verdict, why) {
    const next = following(finding) ?? finding;
    decide(list, verdict, why);
    select(next === finding || list.includes(next) ? following(finding) ?? finding : next);
  }

  // Ask for a reason or a comment, in the finding itself.
  function ask(finding, verdict, list = [finding]) {
    select(finding);
    one(".ask")?.remove();
    const form = one("#ask").content.cloneNode(true).firstElementChild;
    const field = form.elements.reason;
    const old = decisions.get(finding.fingerprint);
    const remark = verdict === "comment";
    one("span", form).textContent = say(remark ? "ask comment" : "ask reason");
    field.value = old?.reason || (remark ? "" : reason);
    if (remark) field.removeAttribute("list");
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      const why = field.value.trim();
      form.remove();
      if (remark) {
        decide(list, old?.verdict ?? "comment", why);
        return select(finding);
      }
      reason = why;
      decideAndNext(finding, list, verdict, why);
      return list.length > 1 && tell(say("dismissed alike", { count: list.length }));
    });
    document.getElementById(finding.anchor).append(form);
    field.focus();
    field.select();
  }

  function cancel() {
    one(".ask").remove();
    if (current) select(current);
  }

  // ---- showing ----

  const state = (finding) => decisions.get(finding.fingerprint)?.verdict ?? (finding.fresh ? "open" : "dismiss");
  function dress(box, finding) {
    dressCard(box, finding, decisions.get(finding.fingerprint));
    box.classList.toggle("current", finding === current);
  }

  function dressSpot(spot) {
    const numbers = spot.dataset.f.split(" ");
    spot.classList.toggle("off", numbers.every((i) => state(findings[i]) === "dismiss"));
    spot.classList.toggle("lit", Boolean(lit) && numbers.some((i) => lit.includes(i)));
  }

  // Choose anew what is shown; a finding that is being worked on stays until it is left.
  function arrange() {
    const keep = keeps(state);
    inSight = findings.filter(keep).sort(order());
    cards.show(inSight);
    const words = sought();
    const told = new Set(inSight.map((finding) => finding.pair));
    rows.show(pairs.filter((pair) => (filters.only.checked ? told.has(pair)
      : !words || told.has(pair) || `${pair.zh ?? ""}\n${pair.en ?? ""}`.toLowerCase().includes(words))));
    one("#shown").textContent = inSight.length < fresh.length
      ? say("shown", { shown: inSight.length, all: fresh.length }) : inSight.length;
    one("#nothing")?.toggleAttribute("hidden", inSight.length > 0);
    Page.drawMap?.(keep);
    remember();
  }

  // Show what decisions have changed, in place.
  function refresh() {
    for (const [finding, slot] of cards.nodes) dress(slot.firstElementChild, finding);
    for (const spot of all("[data-f]:not(.finding)")) dressSpot(spot);
    const done = fresh.filter((finding) => ["accept", "dismiss"].includes(state(finding))).length;
    one("#progress").value = say("progress", { done, all: fresh.length });
    one("[data-act=undo]").disabled = !past.length;
  }

  function tell(words, wrong = false) {
    one("#say").textContent = words;
    one("#say").hidden = false;
    one("#say").classList.toggle("wrong", wrong);
  }

  // Light up a finding wherever the page speaks of it, on both sides.
  function light(spot) {
    lit = spot ? spot.dataset.f.split(" ") : null;
    for (const other of all("[data-f]")) {
      other.classList.toggle("lit", Boolean(lit) && other.dataset.f.split(" ").some((i) => lit.includes(i)));
    }
  }

  // ---- moving ----

  const following = (finding) => {
    const at = inSight.indexOf(finding);
    const open = (other) => state(other) === "open" && other !== finding;
    return inSight.slice(at + 1).find(open) ?? inSight.slice(0, Math.max(at, 0)).find(open);
  };

  function select(finding, scroll = true) {
    const old = current;
    current = finding;
    place = finding.anchor;
    away = false;
    if (!inSight.includes(finding) && scroll) clear();
    const node = scroll ? cards.reveal(finding) : cards.nodes.get(finding);
    for (const item of [old, finding]) {
      const slot = item && cards.nodes.get(item);
      if (slot) slot.firstElementChild.classList.toggle("current", item === current);
    }
    if (scroll) node?.firstElementChild.focus({ preventScroll: true });
    remember();
  }

  function move(step) {
    const at = inSight.indexOf(current);
    const next = at < 0 ? inSight.at(step > 0 ? 0 : -1) : inSight[at + step];
    if (next) select(next);
  }

  function goToPair(pair) {
    if (!pair) return;
    if (!rows.place.has(pair)) {
      filters.only.checked = false;
      filters.q.value = "";
      arrange();
    }
    rows.nodes.get(marked)?.classList.remove("here");
    marked = pair;
    rows.reveal(pair, "center")?.classList.add("here");
    place = pair.anchor;
    remember();
  }

  function clear() {
    const sort = filters.sort.value;
    one("#filters").reset();
    filters.sort.value = sort;
    if (current && !current.fresh) filters.state.value = "earlier";
    arrange();
  }

  function remember() {
    writeAddress(place);
  }

  function follow(hash) {
    const [named, filtered] = readAddress(hash);
    if (filtered) arrange();
    const finding = findings.find((other) => other.anchor === named);
    if (finding) select(finding);
    else if (named.startsWith("pair-")) goToPair(pairs.find((pair) => pair.anchor === named));
  }

  function explain(finding) {
    const page = document.getElementById(`rule-${finding.rule}`);
    one("#rule-name").textContent = `${finding.rule} ${held.rules[finding.rule]?.[0] ?? ""}`;
    one("#rule-facts").textContent = page?.dataset.facts ?? "";
    one("#rule-page").replaceChildren(page?.content.cloneNode(true) ?? "");
    one("#rule").showModal();
    one("#rule").scrollTop = 0;
  }

  // ---- listening ----

  const ACTS = {
    accept: (finding) => decide([finding], "accept", decisions.get(finding.fingerprint)?.reason ?? ""),
    dismiss: (finding) => ask(finding, "dismiss"),
    comment: (finding) => ask(finding, "comment"),
    alike: (finding) => ask(finding, "dismiss", kinOf(finding)),
    rule: explain,
    cancel,
    clear,
    undo,
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
    f: () => filters.rule.focus(),
    "/": () => filters.q.focus(),
    t: () => dispatchEvent(new Event("aligncheck:theme")),
    "?": ACTS.help,
  };
  const ON_CURRENT = {
    a: (finding) => decideAndNext(finding, [finding], "accept", decisions.get(finding.fingerprint)?.reason ?? ""),
    d: ACTS.dismiss,
    x: (finding) => decideAndNext(finding, [finding], "dismiss", reason),
    D: ACTS.alike,
    c: ACTS.comment,
    w: (finding) => finding.pair && Page.stepWord(finding.pair, 1),
    W: (finding) => finding.pair && Page.stepWord(finding.pair, -1),
    p: (finding) => {
      if (away) return select(finding);
      goToPair(finding.pair);
      away = true;
    },
  };

  addEventListener("keydown", (event) => {
    const field = event.target.closest("input:not([type=checkbox]), select, dialog");
    if (event.key === "Escape" && field?.closest(".ask")) cancel();
    else if (event.key === "Escape" && field?.form?.id === "filters") field.blur();
    if (field || event.ctrlKey || event.metaKey || event.altKey) return;
    const act = HOTKEYS[event.key] ?? (current && ON_CURRENT[event.key]);
    if (!act) return;
    event.preventDefault(); // or the letter lands in the field that opens
    act(current);
  });
  addEventListener("click", (event) => {
    const finding = findings[event.target.closest(".finding")?.dataset.f];
    const act = ACTS[event.target.closest("[data-act]")?.dataset.act];
    if (finding && finding !== current) select(finding, false);
    act?.(finding);
  });
  for (const name of ["mouseover", "focusin"]) {
    addEventListener(name, (event) => light(event.target.closest?.("[data-f]:not(.finding)")));
  }
  addEventListener("hashchange", () => follow(location.hash));
  addEventListener("storage", (event) => {
    if (event.key !== decisions.name || document.body.dataset.served) return;
    decisions.clear(); // another window of this report decided
    decisions.merge(event.newValue ?? "");
    refresh();
  });
  for (const field of filters) field.addEventListener("input", arrange);
  one("#filters").addEventListener("submit", (event) => event.preventDefault());
  who.addEventListener("input", () => keep("aligncheck.who", who.value));
  one("#import").addEventListener("change", (event) => upload(event.target));
  const onPaper = (on) => cards.drawAll(on);
  addEventListener("beforeprint", () => onPaper(true));
  addEventListener("afterprint", () => onPaper(false));
  matchMedia("print").addEventListener("change", (event) => onPaper(event.matches));

  const { hash } = location; // before it is rewritten
  who.value = kept("aligncheck.who");
  decisions.load(document.body.dataset.decisions, Boolean(document.body.dataset.served));
  Object.assign(Page, { decisions, refresh, tell, goToPair });
  save();
  arrange();
  refresh();
  follow(hash);
  Page.startSync?.();
})();
