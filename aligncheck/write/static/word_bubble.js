// Point at a word, tap it or step to it by key: its partner lights up, and a bubble says how sure.
(() => {
  "use strict";
  const { words, say, make, pairOf, held } = Page;
  const bubble = document.getElementById("bubble");
  let lit = [];
  let stepped = null; // [pair, number of the word], where the key w has got to

  function hide() {
    for (const node of lit) node.classList.remove("partner", "asked");
    lit = [];
    bubble.hidden = true;
  }

  function numbers(node, lang) {
    return (node.dataset[lang] ?? "").split(" ").filter(Boolean).map(Number);
  }

  function show(node) {
    const pair = pairOf(node);
    const lang = node.dataset.zh !== undefined ? "zh" : "en";
    const asked = numbers(node, lang);
    if (!pair || !asked.length) return hide();
    hide();
    const around = node.closest(".sides, .pair");
    for (const word of around.querySelectorAll(".w")) {
      const mine = [...numbers(word, "zh"), ...numbers(word, "en")].some((i) => asked.includes(i));
      if (!mine) continue;
      word.classList.add(word.dataset[lang] !== undefined ? "asked" : "partner");
      lit.push(word);
    }
    bubble.replaceChildren(...asked.map((i) => line(pair, words(pair)[i])));
    bubble.hidden = false;
    const box = node.getBoundingClientRect();
    const left = Math.min(Math.max(box.left, 8), innerWidth - bubble.offsetWidth - 8);
    const below = box.bottom + 6 + bubble.offsetHeight < innerHeight;
    bubble.style.left = `${Math.max(8, left)}px`;
    bubble.style.top = `${below ? box.bottom + 6 : box.top - bubble.offsetHeight - 6}px`;
  }

  function line(pair, word) {
    const zh = make("b", "", pair.zh.slice(word.start, word.end));
    zh.lang = held.chinese;
    const said = word.targets.map(([start, end]) => pair.en.slice(start, end)).join(" · ");
    const english = make("b", "", said || say("no english word"));
    if (said) english.lang = "en";
    const bar = make("i");
    bar.style.inlineSize = `${word.said}%`;
    const sure = make("span", "sure", make("span", "meter", bar), say("said sure", { percent: word.said }));
    return make("p", word.said < 50 ? "doubtful" : "", zh, " → ", english, sure);
  }

  // The key w: the next word of a pair, so that the bubble can be read without a mouse.
  function step(pair, by) {
    const nodes = [...document.querySelectorAll(`.side[data-pair="${pair.i}"] .w[data-zh]`)];
    if (!nodes.length) return;
    const at = stepped?.[0] === pair ? stepped[1] + by : by > 0 ? 0 : nodes.length - 1;
    stepped = [pair, Math.min(Math.max(at, 0), nodes.length - 1)];
    show(nodes[stepped[1]]);
  }

  addEventListener("pointerover", (event) => {
    const word = event.target.closest?.(".w");
    if (word) show(word);
    else if (event.pointerType === "mouse") hide();
  });
  addEventListener("click", (event) => {
    const word = event.target.closest(".w");
    if (word) show(word);
    else hide();
  });
  addEventListener("scroll", hide, { passive: true });
  addEventListener("keydown", (event) => event.key === "Escape" && hide());
  Object.assign(Page, { stepWord: step });
})();
