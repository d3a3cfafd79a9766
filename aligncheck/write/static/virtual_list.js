// A long list of which only what is near the window is in the page. Heights are guessed until they
// are seen; what is above the window may turn out higher without moving what is read.
(() => {
  "use strict";
  const AROUND = 700; // pixels drawn above and below the window
  const SETTLED = 6; // rounds after which heights are taken as they are

  window.VirtualList = class {
    constructor(box, draw, guess) {
      Object.assign(this, { box, draw, guess, items: [], nodes: new Map(), seen: new Map(), whole: false });
      addEventListener("scroll", () => this.later(), { passive: true });
      addEventListener("resize", () => {
        this.seen.clear();
        this.measure();
        this.later();
      });
    }

    show(items) {
      for (const node of this.nodes.values()) node.remove();
      this.nodes.clear();
      this.items = items;
      this.place = new Map(items.map((item, i) => [item, i]));
      this.measure();
      this.update();
    }

    later() {
      if (!this.waiting) requestAnimationFrame(() => this.update());
      this.waiting = true;
    }

    measure() {
      this.tops = new Float64Array(this.items.length + 1);
      this.items.forEach((item, i) => {
        this.tops[i + 1] = this.tops[i] + (this.seen.get(item) ?? this.guess(item));
      });
    }

    at(height) {
      let [low, high] = [0, this.items.length];
      while (low < high) {
        const middle = (low + high) >> 1;
        if (this.tops[middle + 1] > height) high = middle;
        else low = middle + 1;
      }
      return low;
    }

    // Draw what is near the window, until nothing turns out to be of another height.
    update() {
      this.waiting = false;
      for (let round = 0; round < SETTLED && this.step(); round += 1);
    }

    step() {
      const { top } = this.box.getBoundingClientRect();
      const first = this.whole ? 0 : this.at(-top - AROUND);
      const last = this.whole ? this.items.length : Math.min(this.items.length, this.at(innerHeight - top + AROUND) + 1);
      this.fill(first, Math.max(first, last));
      let above = 0;
      let changed = false;
      for (const [item, node] of this.nodes) {
        const height = node.getBoundingClientRect().height;
        const i = this.place.get(item);
        const old = this.tops[i + 1] - this.tops[i];
        if (Math.abs(height - old) < 0.5) continue;
        this.seen.set(item, height);
        changed = true;
        if (this.tops[i + 1] + top <= 0) above += height - old;
      }
      if (!changed) return false;
      this.measure();
      this.pad(first, Math.max(first, last));
      if (above && !this.whole) scrollBy({ top: above, behavior: "instant" });
      return true;
    }

    fill(first, last) {
      const wanted = new Set(this.items.slice(first, last));
      for (const [item, node] of this.nodes) {
        if (wanted.has(item)) continue;
        node.remove();
        this.nodes.delete(item);
      }
      let before = null;
      for (const item of wanted) {
        let node = this.nodes.get(item);
        if (!node) {
          node = this.draw(item);
          this.nodes.set(item, node);
          if (before) before.after(node);
          else this.box.prepend(node);
        }
        before = node;
      }
      this.pad(first, last);
    }

    pad(first, last) {
      this.box.style.paddingBlockStart = `${this.tops[first]}px`;
      this.box.style.paddingBlockEnd = `${this.tops[this.items.length] - this.tops[last]}px`;
    }

    // Bring an item into the page and into sight; return its node.
    reveal(item, block = "nearest") {
      const i = this.place.get(item);
      if (i === undefined) return null;
      if (!this.nodes.has(item)) {
        const { top } = this.box.getBoundingClientRect();
        scrollBy({ top: top + this.tops[i] - innerHeight / 3, behavior: "instant" });
        this.update();
      }
      this.nodes.get(item)?.scrollIntoView({ block, behavior: "instant" });
      this.update();
      return this.nodes.get(item) ?? null;
    }

    // Paper has no window: draw all, or go back.
    drawAll(on) {
      this.whole = on;
      this.update();
    }
  };
})();
