// The two texts of a pair with what findings mark in them, and words that can be asked about.
(() => {
  "use strict";
  const { pairs, words, say, make, held } = Page;
  const AROUND = { zh: 36, en: 90 }; // characters quoted on either side of a finding
  const LIMIT = { zh: 160, en: 420 };

  // Where the words of one side stand: [start, end, number of the word in the pair] each.
  function places(pair, lang) {
    if (lang === "zh") return words(pair).map((word, i) => [word.start, word.end, i]);
    return words(pair).flatMap((word, i) => word.targets.map(([start, end]) => [start, end, i]));
  }

  // Lines of `text` from `from` to `to`; a finding without width becomes a hole.
  function draw(pair, lang, findings, from, to, link) {
    const text = pair[lang];
    const spans = findings.flatMap((finding) => (lang === "zh" ? finding.src : finding.tgt).map(
      ([start, end]) => ({ finding, start: Math.min(start, text.length), end: Math.min(end, text.length) })));
    const near = places(pair, lang).filter(([start, end]) => start < to && end > from);
    const carets = lang === "en" && !link ? findings.filter((finding) => finding.suggestion && finding.tgt.length).map(
      (finding) => [caretPlace(finding, text), finding]).filter(([at]) => at !== null) : [];
    const borders = new Set([from, to, ...carets.map(([at]) => at)]);
    for (const { start, end } of spans) borders.add(start).add(end);
    for (const [start, end] of near) borders.add(start).add(end);
    for (let at = text.indexOf("\n", from); at >= 0 && at < to; at = text.indexOf("\n", at + 1)) {
      borders.add(at).add(at + 1);
    }
    const cuts = [...borders].filter((at) => at >= from && at <= to).sort((a, b) => a - b);
    const lines = [make("p")];
    if (from > 0) lines[0].append("… ");
    cuts.forEach((start, i) => {
      const holes = spans.filter((span) => span.start === start && span.end === start);
      if (holes.length) lines.at(-1).append(hole(holes.map((span) => span.finding), link));
      for (const [at, finding] of carets) if (at === start) lines.at(-1).append(caret(finding));
      const end = cuts[i + 1];
      if (end === undefined) return;
      const piece = text.slice(start, end);
      if (piece === "\n") return lines.push(make("p"));
      const over = spans.filter((span) => span.start <= start && end <= span.end && span.start < span.end);
      const said = near.filter((word) => word[0] <= start && end <= word[1]).map((word) => word[2]);
      lines.at(-1).append(stretch(piece, over.map((span) => span.finding), said, lang, link));
    });
    if (to < text.length) lines.at(-1).append(" …");
    return lines;
  }

  const worst = (findings) => findings.reduce((a, b) => (b.level > a.level ? b : a));

  function stretch(text, findings, said, lang, link) {
    if (!findings.length && !said.length) return text;
    const tag = findings.length && link ? "a" : findings.length ? "mark" : "span";
    const node = make(tag, "", text);
    if (findings.length) {
      node.className = `mark ${worst(findings).severity}`;
      node.dataset.f = findings.map((finding) => finding.i).join(" ");
      if (link) node.href = `#${worst(findings).anchor}`;
    }
    if (said.length) {
      node.classList.add("w");
      node.dataset[lang] = said.join(" ");
    }
    return node;
  }

  function hole(findings, link) {
    const node = make(link ? "a" : "span", `hole ${worst(findings).severity}`);
    node.dataset.f = findings.map((finding) => finding.i).join(" ");
    if (link) node.href = `#${worst(findings).anchor}`;
    else node.setAttribute("role", "img");
    node.setAttribute("aria-label", say("missing here"));
    const hint = findings.map((finding) => finding.suggestion).find(Boolean);
    if (hint) node.append(make("ins", "", `‸${hint.split(" / ")[0]}`));
    return node;
  }

  // Where the suggestion goes: into the gap of a hole between two words, else behind the words.
  function caretPlace(finding, text) {
    const [start, end] = finding.tgt.at(-1);
    if (start === end) return null; // the hole shows it
    const gap = text.slice(start, end).search(/\s/);
    return finding.rule === "AC401" && gap > 0 ? start + gap : end;
  }

  function caret(finding) {
    const node = make("ins", "caret", `‸${finding.suggestion.split(" / ")[0]}`);
    node.title = say("likely english");
    return node;
  }

  function side(pair, lang, lines) {
    const node = make("div", "side", ...(lines ?? [make("p", "empty", pair?.note || say(lang === "zh" ? "no source" : "no translation"))]));
    if (lines) node.lang = lang === "zh" ? held.chinese : "en";
    if (pair) node.dataset.pair = pair.i;
    return node;
  }

  // Both sides of a pair as they stand.
  function whole(pair) {
    return ["zh", "en"].map((lang) => side(pair, lang,
      pair[lang] === null ? null : draw(pair, lang, pair.findings, 0, pair[lang].length, true)));
  }

  // Both sides of a finding, cut down to what it speaks of.
  function quoted(finding) {
    const { pair } = finding;
    return ["zh", "en"].map((lang) => {
      if (pair[lang] === null) return side(pair, lang, null);
      const [from, to] = window_(finding, lang);
      return side(pair, lang, draw(pair, lang, [finding], from, to, false));
    });
  }

  function window_(finding, lang) {
    const text = finding.pair[lang];
    const spans = lang === "zh" ? finding.src : finding.tgt;
    const focus = spans.length ? [spans[0][0], spans.at(-1)[1]] : opposite(finding, lang);
    const first = focus[0] - AROUND[lang];
    const last = Math.min(focus[1] + AROUND[lang], focus[0] + LIMIT[lang]);
    const spare = AROUND[lang] / 3;
    return [
      first > spare ? border(text, first, -1) : 0,
      last + spare < text.length ? border(text, last, 1) : text.length,
    ];
  }

  // Where on this side stands, about, what the other side is marked for.
  function opposite(finding, lang) {
    const marked = (lang === "zh" ? finding.tgt : finding.src)[0];
    const [here, there] = lang === "zh" ? [finding.pair.zh, finding.pair.en] : [finding.pair.en, finding.pair.zh];
    if (!marked || !there) return [0, 0];
    const known = places(finding.pair, lang === "zh" ? "en" : "zh").filter(([start]) => start <= marked[0]).at(-1);
    const word = known && words(finding.pair)[known[2]];
    const at = lang === "zh" ? word?.start : word?.targets[0]?.[0];
    const guess = at ?? Math.round((here.length * marked[0]) / there.length);
    return [guess, guess];
  }

  const joined = (text, at) => /[\p{M}\u200d\udc00-\udfff]/u.test(text[at])
    || (/[\p{L}\p{N}]/u.test(text[at]) && /[\p{L}\p{N}]/u.test(text[at - 1]) && text[at] < "\u2e80")
    || /[\ud800-\udbff]/.test(text[at - 1]);

  function border(text, at, step) {
    let moved = at;
    while (moved > 0 && moved < text.length && Math.abs(moved - at) < 16 && joined(text, moved)) moved += step;
    return moved;
  }

  Object.assign(Page, { whole, quoted, pairOf: (node) => pairs[node.closest("[data-pair]")?.dataset.pair] });
})();
