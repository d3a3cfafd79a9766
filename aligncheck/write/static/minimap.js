// The strip at the right edge: how much of each part of the document is covered, and its findings.
(() => {
  "use strict";
  const { pairs, say } = Page;
  const canvas = document.getElementById("map");
  if (!canvas) return;
  const size = (pair) => Math.max(pair.zh?.length ?? 0, (pair.en?.length ?? 0) / 2.4, 8);
  const total = pairs.reduce((sum, pair) => sum + size(pair), 0) || 1;
  const starts = [];
  pairs.reduce((sum, pair, i) => {
    starts[i] = sum / total;
    return sum + size(pair);
  }, 0);
  let shown = () => true;

  function draw() {
    const { width, height } = canvas.getBoundingClientRect();
    if (!height) return;
    const ratio = devicePixelRatio || 1;
    [canvas.width, canvas.height] = [width * ratio, height * ratio];
    const pen = canvas.getContext("2d");
    pen.scale(ratio, ratio);
    const color = (name) => {
      canvas.style.color = `var(--map-${name})`; // as a canvas knows colours, whatever the theme
      return getComputedStyle(canvas).color;
    };
    const tones = Object.fromEntries(["covered", "error", "warning", "info", "bare"].map((n) => [n, color(n)]));
    pairs.forEach((pair, i) => {
      const covered = pair.en === null || pair.zh === null ? 0 : pair.scores.coverage;
      if (covered < 0) return;
      pen.globalAlpha = 0.15 + 0.85 * (covered / 100);
      pen.fillStyle = covered ? tones.covered : tones.bare;
      pen.fillRect(width - 4, starts[i] * height, 4, Math.max(1, ((starts[i + 1] ?? 1) - starts[i]) * height - 0.3));
    });
    pen.globalAlpha = 1;
    const ends = { error: 0, warning: 4, info: 7 };
    for (const level of [0, 1, 2]) {
      for (const finding of Page.findings) {
        if (finding.level !== level || !finding.pair || !shown(finding)) continue;
        pen.fillStyle = tones[finding.severity];
        pen.fillRect(ends[finding.severity], starts[finding.pair.i] * height, width - 5 - ends[finding.severity], 2);
      }
    }
  }

  function pairAt(event) {
    const { top, height } = canvas.getBoundingClientRect();
    const share = (event.clientY - top) / height;
    let found = starts.findLastIndex((start) => start <= share);
    if (found < 0) found = 0;
    return pairs[found];
  }

  canvas.addEventListener("pointermove", (event) => {
    const pair = pairAt(event);
    if (!pair) return;
    const percent = pair.scores.coverage < 0 ? "–" : `${pair.scores.coverage}%`;
    canvas.title = say("map title", { pair: pair.id, percent, count: pair.findings.length });
  });
  canvas.addEventListener("click", (event) => Page.goToPair?.(pairAt(event)));
  addEventListener("resize", draw);
  addEventListener("aligncheck:theme", () => requestAnimationFrame(draw));
  Page.drawMap = (keep) => {
    shown = keep ?? shown;
    draw();
  };
})();
