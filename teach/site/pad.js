// The pad on the front page: a visitor draws a digit, and nnlib's two networks read it here.

import { asInput, asMnist, feedforward, load } from "./networks.js";

const SURE = 0.5; // as in nnlib's own pad: so far above the next output a network is sure
const FINE = 4; // pixels of ink for each pixel of MNIST
const pad = document.querySelector("#pad");
const paper = pad.querySelector("canvas.paper");
const seen = pad.querySelector("canvas.seen");
const status = pad.querySelector("[role=status]");
const unit = paper.width / 28;

let strokes = []; // as nnlib has them: {width, points}, in pixels of MNIST
let drawing = null;
let at = [14, 14]; // where the pen of the keyboard is
let lowered = false;

function paint(context, scale, colour) {
  context.strokeStyle = context.fillStyle = colour;
  context.lineCap = context.lineJoin = "round";
  for (const { width, points } of drawing ? [...strokes, drawing] : strokes) {
    context.lineWidth = width * scale;
    context.beginPath();
    points.forEach(([x, y], i) => context[i ? "lineTo" : "moveTo"](x * scale, y * scale));
    if (points.length === 1) context.lineTo(points[0][0] * scale, points[0][1] * scale);
    context.stroke();
  }
}

function ink() {
  const canvas = Object.assign(document.createElement("canvas"), { width: 28 * FINE, height: 28 * FINE });
  const context = canvas.getContext("2d", { willReadFrequently: true });
  paint(context, FINE, "black");
  const { data } = context.getImageData(0, 0, canvas.width, canvas.height);
  return Float32Array.from({ length: canvas.width * canvas.height }, (_, i) => data[4 * i + 3] / 255);
}

function says(outputs) {
  const order = [...outputs.keys()].sort((a, b) => outputs[b] - outputs[a]);
  const [best, second] = order.map((digit) => `${digit} (${outputs[digit].toFixed(2)})`);
  const sure = outputs[order[0]] - outputs[order[1]] >= SURE;
  return sure ? `says ${best}` : `is not sure: ${best} or ${second}`;
}

function show(image) {
  const context = seen.getContext("2d");
  const grey = context.createImageData(28, 28);
  image.forEach((value, i) => grey.data.set([255 - value, 255 - value, 255 - value, 255], 4 * i));
  context.putImageData(grey, 0, 0);
  const facts = [...pad.querySelectorAll("[data-network]")].map((chart) => {
    const outputs = feedforward(about.networks[chart.dataset.network], asInput(image));
    chart.querySelectorAll("meter").forEach((bar, digit) => (bar.value = outputs[digit]));
    chart.dataset.outputs = [...outputs].join(" ");
    return `${chart.dataset.network} ${says(outputs)}`;
  });
  const example = strokes.length || drawing ? "" : "An example: ";
  status.textContent = `${example}${facts.join("; ")}`;
  pad.dataset.reads = facts.length;
}

function redraw() {
  const context = paper.getContext("2d");
  context.fillStyle = "white";
  context.fillRect(0, 0, paper.width, paper.height);
  paint(context, unit, "black");
  if (document.activeElement === paper && !drawing?.byHand) {
    context.strokeStyle = lowered ? "#d55e00" : "#0072b2";
    context.lineWidth = 3;
    context.beginPath();
    context.arc(at[0] * unit, at[1] * unit, 8, 0, 7);
    context.stroke();
  }
}

let asked = 0; // the next picture of the screen reads the newest drawing
function changed() {
  redraw();
  if (!asked)
    asked = requestAnimationFrame(() => {
      asked = 0;
      const empty = !strokes.length && !drawing;
      show(empty ? example : asMnist(ink(), 28 * FINE));
    });
}

function lift() {
  if (!drawing) return;
  strokes.push(drawing);
  drawing = null;
  changed();
}

const change = {
  undo: () => strokes.pop(),
  clear: () => (strokes = []),
};
function press(name) {
  drawing = null;
  lowered = false;
  change[name]();
  changed();
}

const width = () => about.pens[pad.querySelector("input[name=pen]:checked").value];
const within = (value) => Math.min(Math.max(value, 0), 28);
function place(event) {
  const box = paper.getBoundingClientRect();
  return [
    within(((event.clientX - box.left) / box.width) * 28),
    within(((event.clientY - box.top) / box.height) * 28),
  ];
}

function listen() {
  paper.addEventListener("pointerdown", (event) => {
    if (event.button !== 0) return;
    event.preventDefault();
    paper.focus({ preventScroll: true });
    paper.setPointerCapture(event.pointerId);
    lowered = false;
    lift();
    drawing = { width: width(), points: [place(event)], byHand: true };
    changed();
  });
  paper.addEventListener("pointermove", (event) => {
    if (!drawing?.byHand) return;
    const between = event.getCoalescedEvents?.() ?? [];
    for (const each of between.length ? between : [event]) drawing.points.push(place(each));
    changed();
  });
  for (const end of ["pointerup", "pointercancel"]) paper.addEventListener(end, lift);
  const steps = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };
  paper.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const step = steps[event.key];
    if (step) {
      const far = event.shiftKey ? 3 : 1;
      at = at.map((value, axis) => within(value + far * step[axis]));
      if (lowered) drawing.points.push(at);
    } else if (event.key === " ") {
      lowered = !lowered;
      if (lowered) drawing = { width: width(), points: [at] };
      else lift();
    } else if (event.key === "z") press("undo");
    else if (event.key === "Delete") press("clear");
    else return;
    event.preventDefault();
    event.stopPropagation(); // else the theme goes to another page
    changed();
  });
  paper.addEventListener("focus", redraw);
  paper.addEventListener("blur", () => {
    lowered = false;
    lift();
    redraw();
  });
  for (const name of Object.keys(change))
    pad.querySelector(`button[name=${name}]`).addEventListener("click", () => press(name));
}

const about = await load(new URL(".", import.meta.url));
const example = about.example.flat();
listen();
redraw();
show(example);
