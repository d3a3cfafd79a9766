// One finding as a card, and one pair as a row; both are dressed anew when a decision changes.
(() => {
  "use strict";
  const { say, make, runs, held, whole, quoted } = Page;
  const SYMBOLS = { error: "✖", warning: "▲", info: "●" };
  const KEYS = { accept: "a", dismiss: "d", comment: "c" };

  function badge(finding, tag = "span") {
    const mark = make("span", "", SYMBOLS[finding.severity]);
    mark.setAttribute("aria-hidden", "true");
    return make(tag, `badge ${finding.severity}`, mark, ` ${tag === "a" ? finding.rule : say(finding.severity)}`);
  }

  function lines(zh, en) {
    if (zh && en) return say("lines", { zh, en });
    return zh || en ? say("line", { line: zh || en }) : "";
  }

  function button(act, text, key = "") {
    const node = make("button", "", key ? make("kbd", "", key) : "", text);
    node.dataset.act = act;
    return node;
  }

  function drawCard(finding, alike) {
    const { rule, severity, pair } = finding;
    const [name = "", help = ""] = held.rules[rule] ?? [];
    const about = button("rule", `${rule} ${name}`);
    about.className = "rule";
    about.title = help;
    about.setAttribute("aria-label", `${rule} ${name}, ${say("about rule", { rule })}`);
    const sure = make("span", "aside", say("sure", { percent: finding.confidence }));
    sure.title = say("sure title");
    const head = make("header", "", badge(finding), about, sure, make("span", "aside", finding.place || lines(finding.zhLine, finding.enLine)));
    if (pair) {
      const link = make("a", "aside", `${say("pair")} `, make("bdi", "", pair.id));
      link.href = `#${pair.anchor}`;
      head.append(link);
    }
    head.append(make("span", "state"));
    const acts = make("div", "acts", ...Object.entries(KEYS).map(([act, key]) => button(act, say(act), key)));
    if (alike > 1) acts.append(button("alike", say("dismiss alike", { count: alike }), "D"));
    const box = make("div", `finding ${severity}${finding.fresh ? "" : " earlier"}`, head, make("p", "message", ...runs(finding.message)));
    if (pair) box.append(make("div", "sides", ...quoted(finding)), evidence(pair));
    if (finding.suggestion) box.append(make("p", "suggestion", `${say("likely english")} `, make("b", "", finding.suggestion)));
    box.append(acts);
    box.id = finding.anchor;
    box.tabIndex = -1;
    box.setAttribute("role", "listitem");
    box.setAttribute("aria-label", `${say(severity)} ${rule} ${name}`);
    Object.assign(box.dataset, { f: finding.i, rule, fingerprint: finding.fingerprint });
    return make("div", "slot", box);
  }

  // The scores of a pair as three bars with their words.
  function evidence(pair) {
    const bars = Object.entries(pair.scores).filter(([, value]) => value >= 0).map(([key, value]) => {
      const bar = make("i", value < 50 ? "low" : "");
      bar.style.inlineSize = `${value}%`;
      return make("span", "score", make("span", "what", say(key)), make("span", "meter", bar), make("span", "much", `${value}%`));
    });
    return bars.length ? make("div", "scores", ...bars) : "";
  }

  function drawRow(pair) {
    const link = make("a", "", make("bdi", "", pair.id));
    link.href = `#${pair.anchor}`;
    link.title = say("link to pair");
    const gutter = make("div", "gutter", link);
    if (pair.kind !== "1:1") {
      const shape = make("b", "", ` ${pair.kind}`);
      shape.title = say("shape");
      gutter.append(shape);
    }
    gutter.append(evidence(pair), make("span", "", lines(pair.zhLine, pair.enLine)));
    if (pair.note && pair.zh !== null && pair.en !== null) gutter.append(make("span", "", pair.note));
    const row = make("article", `pair${pair.findings.length ? " has" : ""}`, gutter, ...whole(pair));
    row.id = pair.anchor;
    if (pair.findings.length) {
      row.append(make("ul", "said", ...pair.findings.map((finding) => {
        const mark = badge(finding, "a");
        mark.href = `#${finding.anchor}`;
        const item = make("li", "", mark, " ", ...runs(finding.message));
        item.dataset.f = finding.i;
        return item;
      })));
    }
    return row;
  }

  // What the decision on a finding is, shown in its card.
  function dressCard(box, finding, entry) {
    const word = make("b", "", entry ? say(`said ${entry.verdict}`) : finding.status === 1 ? say("said dismiss") : finding.status === 2 ? say("said baseline") : "");
    const rest = [entry?.who && say("by", { who: entry.who }), entry?.reason && say("reason", { reason: entry.reason })];
    const state = box.querySelector(".state");
    state.replaceChildren(word, rest.filter(Boolean).join(""));
    state.title = entry?.at ?? "";
    for (const name of Object.keys(KEYS)) {
      const on = entry?.verdict === name;
      box.classList.toggle(name, on);
      box.querySelector(`[data-act=${name}]`).setAttribute("aria-pressed", String(on));
    }
  }

  Object.assign(Page, { drawCard, drawRow, dressCard });
})();
