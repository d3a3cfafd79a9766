// A page that is served: decisions go to the server at once, those of others come from it, and a
// translation that changed is checked again. What the server does not take is kept and sent later.
(() => {
  "use strict";
  const { dataset } = document.body;
  if (dataset.served === undefined) return;
  const { say, make } = Page;
  const WAIT = 1500; // milliseconds until what was not taken is sent again
  const name = `${dataset.key}|unsent`;
  const waiting = new Map(Object.entries(JSON.parse(kept(name) || "{}"))); // fingerprint -> entry
  let sending = false;

  const address = (path) => `${dataset.base}${path}?token=${encodeURIComponent(dataset.token)}`;

  function warn(on) {
    let bar = document.getElementById("offline");
    if (!on) return bar?.remove();
    if (bar) return undefined;
    bar = make("p", "", say("unreachable"));
    bar.id = "offline";
    bar.setAttribute("role", "alert");
    return document.body.append(bar);
  }

  // Send what waits, in one request; what is decided meanwhile waits for the next.
  async function flush() {
    if (sending || !waiting.size) return;
    sending = true;
    const sent = new Map(waiting);
    try {
      const answer = await fetch(address("decisions"), {
        method: "POST",
        headers: { "Content-Type": "application/json", "X-Aligncheck-Token": dataset.token },
        body: JSON.stringify([...sent].map(([fingerprint, entry]) => ({ fingerprint, entry }))),
      });
      if (!answer.ok) throw new Error(await answer.text());
      for (const [mark, entry] of sent) if (waiting.get(mark) === entry) waiting.delete(mark);
      keep(name, JSON.stringify(Object.fromEntries(waiting)));
      warn(false);
    } catch {
      warn(true);
      setTimeout(flush, WAIT);
    }
    sending = false;
    if (waiting.size) setTimeout(flush, 0);
  }

  function send(fingerprint, entry) {
    waiting.set(fingerprint, entry);
    keep(name, JSON.stringify(Object.fromEntries(waiting)));
    flush();
  }

  // The file is what counts; what has not reached it yet is put over it.
  function take(lines) {
    Page.decisions.clear();
    Page.decisions.merge(lines);
    for (const [mark, entry] of waiting) {
      if (entry) Page.decisions.set(mark, entry);
      else Page.decisions.delete(mark);
    }
    Page.refresh();
  }

  function startSync() {
    const events = new EventSource(address("events"));
    events.addEventListener("decisions", (event) => take(JSON.parse(event.data).lines));
    events.addEventListener("checking", () => Page.tell(say("rechecking")));
    events.addEventListener("failed", (event) => Page.tell(say("recheck failed", { error: JSON.parse(event.data).error }), true));
    events.addEventListener("report", (event) => {
      if (JSON.parse(event.data).version !== dataset.version && !document.querySelector(".ask")) location.reload();
    });
    events.onopen = () => {
      warn(false);
      flush();
    };
    events.onerror = () => warn(true);
    flush();
  }

  Object.assign(Page, { send, startSync });
})();
