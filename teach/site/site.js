// Small things that a page's HTML does not do by itself.

// Opening what a cell shows opens the answer below it, too; a cell that only checks may stand
// between them.
for (const output of document.querySelectorAll("details.hide"))
  output.addEventListener("toggle", () => {
    let next = output.closest(".cell")?.nextElementSibling;
    while (next?.matches(".cell:not(:has(.cell_output))")) next = next.nextElementSibling;
    if (next?.matches("details")) next.open = output.open;
  });

// What scrolls sideways can be reached with the keyboard, and has a name.
const NAMES = { TABLE: "a table", PRE: "code or output" };
function reach() {
  const wide = "article pre, .pst-scrollable-table-container, article .cell_output, article .math";
  for (const box of document.querySelectorAll(wide)) {
    const overhang = box.matches("span.math") ? 4 : 1; // a slanted letter leans out of its box
    if (box.scrollWidth <= box.clientWidth + overhang) continue;
    box.tabIndex = 0;
    if (!box.matches(".math")) {
      box.setAttribute("role", "region");
      box.setAttribute("aria-label", NAMES[box.tagName] ?? "a table or picture");
    }
  }
}
addEventListener("load", async () => {
  await window.MathJax?.startup?.promise; // formulas have their width when they are set
  reach();
});
addEventListener("resize", reach);

// The theme's buttons are named by what stands on them.
for (const button of document.querySelectorAll(".search-button-field, details.hide > summary"))
  button.removeAttribute("aria-label");
