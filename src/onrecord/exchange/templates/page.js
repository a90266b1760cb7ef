
"use strict";
// Lights up every piece of the statements pointed at; Escape hides the note until another mark is reached.
(() => {
  const root = document.documentElement;
  const light = (mark, on) => {
    const mine = new Set(mark.dataset.s.split(" "));
    for (const other of mark.closest("article").querySelectorAll(".m")) {
      if (other.dataset.s.split(" ").some((n) => mine.has(n))) other.classList.toggle("lit", on);
    }
  };
  const on = (event) => {
    const mark = event.target.closest && event.target.closest("article .m");
    if (!mark) return;
    root.classList.remove("quiet");
    light(mark, event.type === "mouseover" || event.type === "focusin");
  };
  for (const type of ["mouseover", "mouseout", "focusin", "focusout"]) document.addEventListener(type, on);
  document.addEventListener("keydown", (event) => { if (event.key === "Escape") root.classList.add("quiet"); });
})();
