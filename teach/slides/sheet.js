// Sets the formulas of a page that is to be printed.
window.MathJax = {
  tex: { inlineMath: [["\\(", "\\)"]] },
  options: { enableMenu: false },
  startup: { pageReady: () => MathJax.startup.defaultPageReady().then(() => { document.documentElement.dataset.ready = "yes"; }) },
};
