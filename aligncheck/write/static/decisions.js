// Decisions as a decisions file has them: one JSON object a line, sorted by fingerprint.
// Kept in this browser under a name; where its storage is shut, memory has to do.
(() => {
  "use strict";
  const KEYS = ["fingerprint", "verdict", "reason", "who", "at", "rule", "source", "target"];
  const VERDICTS = ["accept", "dismiss", "comment"];

  window.kept = (name) => {
    try {
      return localStorage.getItem(name) ?? "";
    } catch {
      return "";
    }
  };

  window.keep = (name, text) => {
    try {
      localStorage.setItem(name, text);
      return true;
    } catch {
      return false;
    }
  };

  window.Decisions = class extends Map { // fingerprint -> decision
    constructor(name) {
      super();
      this.name = name;
    }

    // Take up the decisions the page was made with, then what this browser has kept; of two on one
    // finding the later wins. What can not be read is set aside: it is not ours to lose.
    // A page that is served has the decisions of the file, and keeps none of its own.
    load(made = "", served = false) {
      this.served = served;
      try {
        this.merge(made);
      } catch { /* not lines of ours */ }
      if (served) return;
      try {
        this.merge(kept(this.name));
      } catch {
        keep(`${this.name}|unread`, kept(this.name));
      }
    }

    // Keep the decisions; false where they will not be here next time.
    save() {
      return this.served || keep(this.name, this.lines());
    }

    lines() {
      const sorted = [...this.values()].sort((a, b) => (a.fingerprint < b.fingerprint ? -1 : 1));
      return sorted.map((entry) => `${JSON.stringify(entry, KEYS)}\n`).join("");
    }

    // Take up the lines of a file, all or none; of two decisions on one finding the later wins.
    merge(text) {
      const read = text.replace(/^\uFEFF/, "").split("\n").map(decision).filter(Boolean);
      const time = (entry) => Date.parse(entry.at) || 0;
      const taken = read.filter((entry) => {
        const old = this.get(entry.fingerprint);
        if (old && time(old) > time(entry)) return false;
        this.set(entry.fingerprint, entry);
        return JSON.stringify(old) !== JSON.stringify(entry);
      });
      return { read: read.length, taken };
    }
  };

  function decision(line, i) {
    if (!line.trim()) return null;
    let entry = null;
    try {
      entry = JSON.parse(line);
    } catch { /* told below */ }
    const fine = entry?.fingerprint && VERDICTS.includes(entry.verdict)
      && KEYS.every((key) => typeof (entry[key] ?? "") === "string");
    if (!fine) throw Object.assign(new Error("no decision"), { line: i + 1 });
    return Object.fromEntries(KEYS.map((key) => [key, entry[key] ?? ""]));
  }
})();
