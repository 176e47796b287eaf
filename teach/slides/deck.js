// Sets the formulas, hides the lines of derivations until they are asked for, starts reveal.js.
window.MathJax = {
  startup: { typeset: false },
  options: { enableMenu: false },
  svg: { fontCache: "local" },
};

function minutesAndSeconds(seconds) {
  const s = Math.abs(Math.round(seconds));
  return (seconds < 0 ? "+" : "") + Math.floor(s / 60) + ":" + String(s % 60).padStart(2, "0");
}

// A button that counts down from its minutes; pressed again, it stops and stands at the start.
function timer(button) {
  const whole = 60 * Number(button.dataset.minutes);
  let ends = null;
  const show = () => {
    const left = ends === null ? whole : (ends - Date.now()) / 1000;
    button.textContent = (ends === null ? "▶ " : "■ ") + minutesAndSeconds(left);
    button.classList.toggle("over", left < 0);
    button.setAttribute("aria-label", (ends === null ? "start the timer, " : "stop the timer, ") + minutesAndSeconds(left));
  };
  button.addEventListener("click", () => {
    ends = ends === null ? Date.now() + 1000 * whole : null;
    show();
  });
  setInterval(() => ends !== null && show(), 500);
  show();
}

// In a derivation each line of a formula waits for its own click, after the first.
function lineByLine() {
  for (const formula of document.querySelectorAll(".k-board mjx-container[display='true']")) {
    const rows = formula.querySelectorAll("g[data-mml-node='mtable'] > g[data-mml-node='mtr']");
    const inMatrix = formula.querySelector("g[data-mml-node='mo'] ~ g[data-mml-node='mtable']");
    if (!inMatrix) rows.forEach((row, i) => i && row.classList.add("fragment"));
  }
}

addEventListener("DOMContentLoaded", async () => {
  await MathJax.startup.promise;
  await MathJax.typesetPromise([document.querySelector(".slides")]);
  lineByLine();
  document.querySelectorAll(".timer").forEach(timer);
  await Reveal.initialize({
    width: 1280, height: 720, margin: 0, center: false, hash: true, controls: false, slideNumber: "c/t",
    transition: "none", navigationMode: "linear", pdfSeparateFragments: false, plugins: [RevealNotes],
  });
  Reveal.on("slidechanged", () => document.activeElement?.blur());
  document.documentElement.dataset.ready = "yes";
});
