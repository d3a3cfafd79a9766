// Runs before the page is drawn: take up the remembered theme, and show what needs a script.
(() => {
  "use strict";
  const root = document.documentElement;
  root.classList.add("scripted");
  try {
    const kept = localStorage.getItem("aligncheck.theme");
    if (kept === "light" || kept === "dark") root.dataset.theme = kept;
  } catch { /* no storage: the system's theme it is */ }
  addEventListener("aligncheck:theme", () => {
    const dark = root.dataset.theme
      ? root.dataset.theme === "dark"
      : matchMedia("(prefers-color-scheme: dark)").matches;
    root.dataset.theme = dark ? "light" : "dark";
    try {
      localStorage.setItem("aligncheck.theme", root.dataset.theme);
    } catch { /* holds until the page is closed */ }
  });
  addEventListener("click", (event) => {
    if (event.target.closest("[data-act=theme]")) dispatchEvent(new Event("aligncheck:theme"));
  });
})();
