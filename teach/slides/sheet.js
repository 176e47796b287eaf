// A page that is to be printed: its formulas are set, and its answers unfold.
window.MathJax = {
  tex: { inlineMath: [["\\(", "\\)"]] },
  options: { enableMenu: false },
  startup: { pageReady: () => MathJax.startup.defaultPageReady().then(() => { document.documentElement.dataset.ready = "yes"; }) },
};
// On paper nobody can unfold an answer.
let unfolded = [];
addEventListener("beforeprint", () => {
  unfolded = [...document.querySelectorAll("details:not([open])")];
  unfolded.forEach((details) => { details.open = true; });
});
addEventListener("afterprint", () => unfolded.forEach((details) => { details.open = false; }));
