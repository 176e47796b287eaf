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

// A timer of a task, on its first slide, and once it runs on the others, too: the wide button starts
// it and pauses it, the small one sets it back; so do the keys T and R.
const timers = {};
function timer(task, places) {
  const whole = 60 * Number(places[0].dataset.minutes);
  let left = whole, since = null; // seconds left when it was last started, and when that was
  const now = () => (since === null ? left : left - (Date.now() - since) / 1000);
  const show = () => {
    const time = minutesAndSeconds(now());
    for (const place of places) {
      const [go, anew] = place.querySelectorAll("button");
      go.textContent = (since === null ? "▶ " : "❚❚ ") + time;
      go.setAttribute("aria-label", (since === null ? "start the timer, " : "pause the timer, ") + time);
      anew.textContent = "↺";
      anew.setAttribute("aria-label", "set the timer back to " + minutesAndSeconds(whole));
      place.classList.toggle("over", now() < 0);
    }
  };
  const go = () => {
    left = now();
    since = since === null ? Date.now() : null;
    for (const place of places) place.classList.add("begun");
    show();
  };
  const anew = () => {
    left = whole;
    since = null;
    show();
  };
  for (const place of places) {
    place.querySelector(".go").addEventListener("click", go);
    place.querySelector(".anew").addEventListener("click", anew);
  }
  timers[task] = { go, anew };
  setInterval(() => since !== null && show(), 500);
  show();
}

function startTimers() {
  const tasks = {};
  for (const place of document.querySelectorAll(".timer")) (tasks[place.dataset.task] ??= []).push(place);
  for (const [task, places] of Object.entries(tasks)) timer(task, places);
}

// What a key does with the timer of the slide that is seen, if it has one.
const ofThisSlide = (does) => () => timers[Reveal.getCurrentSlide().querySelector(".timer")?.dataset.task]?.[does]();

// In a derivation each line of a formula waits for its own click, after the first.
function lineByLine() {
  for (const formula of document.querySelectorAll(".k-board mjx-container[display='true']")) {
    if (formula.closest("aside")) continue; // the notes are not clicked through
    const rows = formula.querySelectorAll("g[data-mml-node='mtable'] > g[data-mml-node='mtr']");
    const inMatrix = formula.querySelector("g[data-mml-node='mo'] ~ g[data-mml-node='mtable']");
    if (!inMatrix) rows.forEach((row, i) => i && row.classList.add("fragment"));
  }
}

// What covers a part of a derivation's picture goes with the line that names the part.
function withTheirLines() {
  for (const slide of document.querySelectorAll(".slides > section")) {
    const covers = [...slide.querySelectorAll(".cover[data-with]")];
    if (!covers.length) continue;
    const lines = [...slide.querySelectorAll(".fragment:not(.cover)")];
    lines.forEach((line, at) => (line.dataset.fragmentIndex = at));
    for (const cover of covers) {
      const line = slide.querySelector(`[data-line="${cover.dataset.with}"]`);
      cover.dataset.fragmentIndex = lines.indexOf(line);
    }
  }
}

addEventListener("DOMContentLoaded", async () => {
  await MathJax.startup.promise;
  await MathJax.typesetPromise([document.querySelector(".slides")]);
  lineByLine();
  withTheirLines();
  startTimers();
  await Reveal.initialize({
    width: 1280, height: 720, margin: 0, center: false, hash: true, controls: false, slideNumber: "c/t",
    transition: "none", navigationMode: "linear", pdfSeparateFragments: false, plugins: [RevealNotes],
  });
  Reveal.addKeyBinding({ keyCode: 84, key: "T", description: "Start or pause the timer" }, ofThisSlide("go"));
  Reveal.addKeyBinding({ keyCode: 82, key: "R", description: "Set the timer back" }, ofThisSlide("anew"));
  Reveal.on("slidechanged", () => document.activeElement?.blur());
  document.documentElement.dataset.ready = "yes";
});
