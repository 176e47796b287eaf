// The pad on the page: strokes go to the kernel, and what it reads is shown.
// All numbers are computed in the kernel; here nothing is known of networks.

function make(tag, properties = {}, ...children) {
  const { style, aria, ...rest } = properties;
  const element = Object.assign(document.createElement(tag), rest);
  Object.assign(element.style, style ?? {});
  for (const [name, value] of Object.entries(aria ?? {})) element.setAttribute(name, value);
  element.append(...children);
  return element;
}

// A picture in grey or in colours, from a function that gives (r, g, b) for each pixel.
function paint(canvas, columns, rows, colour) {
  canvas.width = columns;
  canvas.height = rows;
  const context = canvas.getContext("2d");
  const image = context.createImageData(columns, rows);
  for (let i = 0; i < columns * rows; i++) image.data.set([...colour(i), 255], 4 * i);
  context.putImageData(image, 0, 0);
}

const bytes = (view) => new Uint8Array(view.buffer, view.byteOffset, view.byteLength);
const paintInk = (canvas, view) => {
  const ink = bytes(view);
  paint(canvas, 28, 28, (i) => [255 - ink[i], 255 - ink[i], 255 - ink[i]]);
};
// Blue is positive and orange is negative, as in every picture of the lessons.
const paintWeights = (canvas, weights) =>
  paint(canvas, 28, 28, (i) => {
    const share = Math.abs(weights[i]) / 127;
    const full = weights[i] < 0 ? [213, 94, 0] : [0, 114, 178];
    return full.map((value) => Math.round(255 + share * (value - 255)));
  });

function render({ model, el }) {
  const page = model.get("page");
  const { rows, columns, names, wide, pens } = page;
  const weights = page.weights ? new Int8Array(bytes(page.weights)) : null;
  const unit = 10; // pixels of the canvas for each pixel of MNIST
  let pen = "thick";
  let strokes = structuredClone(model.get("strokes"));
  let drawing = null; // the stroke under the pen
  let at = [columns / 2, rows / 2]; // where the keyboard's pen is
  let lowered = false;

  // ---- the paper -------------------------------------------------------------------------
  const paper = make("canvas", {
    className: "nnlib-paper",
    width: columns * unit,
    height: rows * unit,
    tabIndex: 0,
    aria: {
      role: "application",
      "aria-label":
        `Pad to draw ${wide ? "a number" : "a digit"}. Arrow keys move the pen, with Shift ` +
        "faster. Space lowers or lifts it. Z undoes, Delete clears.",
    },
  });
  const context = paper.getContext("2d");
  const redraw = () => {
    context.fillStyle = "white";
    context.fillRect(0, 0, paper.width, paper.height);
    const shown = drawing ? [...strokes, drawing] : strokes;
    for (const { width, points } of shown) {
      context.strokeStyle = context.fillStyle = "black";
      context.lineWidth = width * unit;
      context.lineCap = context.lineJoin = "round";
      context.beginPath();
      points.forEach(([x, y], i) => context[i ? "lineTo" : "moveTo"](x * unit, y * unit));
      if (points.length === 1) context.lineTo(points[0][0] * unit, points[0][1] * unit);
      context.stroke();
    }
    if (document.activeElement === paper && !drawing?.byHand) {
      context.strokeStyle = lowered ? "#d55e00" : "#0072b2";
      context.lineWidth = 3;
      context.beginPath();
      context.arc(at[0] * unit, at[1] * unit, 8, 0, 7);
      context.stroke();
    }
  };

  // ---- to the kernel: the newest drawing, as soon as the last one is read -------------------
  let asked = model.get("turn");
  let waiting = false;
  let asleep; // a kernel that is busy or gone must not stop the pad for ever
  const send = () => {
    if (model.get("reading").turn !== asked && Date.now() < asleep) {
      waiting = true; // and when the answer comes, the newest drawing is sent
      return;
    }
    waiting = false;
    el.dataset.waiting = "true";
    asked += 1;
    asleep = Date.now() + 3000;
    const all = drawing ? [...strokes, drawing] : strokes;
    model.set("strokes", all.map(({ width, points }) => ({ width, points: [...points] })));
    model.set("turn", asked);
    model.save_changes();
  };

  // ---- mouse, pen and finger ------------------------------------------------------------------
  const place = (event) => {
    const box = paper.getBoundingClientRect();
    const x = ((event.clientX - box.left) / box.width) * columns;
    const y = ((event.clientY - box.top) / box.height) * rows;
    const round = (value, end) => Math.round(100 * Math.min(Math.max(value, 0), end)) / 100;
    return [round(x, columns), round(y, rows)];
  };
  const lift = () => {
    if (!drawing) return;
    strokes.push({ width: drawing.width, points: drawing.points });
    drawing = null;
    redraw();
    send();
  };
  paper.addEventListener("pointerdown", (event) => {
    if (event.button !== 0) return;
    event.preventDefault();
    paper.focus({ preventScroll: true });
    paper.setPointerCapture(event.pointerId);
    lowered = false;
    lift();
    drawing = { width: pens[pen], points: [place(event)], byHand: true };
    redraw();
  });
  paper.addEventListener("pointermove", (event) => {
    if (!drawing?.byHand) return;
    const between = event.getCoalescedEvents?.() ?? [];
    for (const each of between.length ? between : [event]) drawing.points.push(place(each));
    redraw();
    if (!wide) send();
  });
  for (const end of ["pointerup", "pointercancel"]) paper.addEventListener(end, lift);

  // ---- the keyboard ---------------------------------------------------------------------------
  const steps = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };
  paper.addEventListener("keydown", (event) => {
    const step = steps[event.key];
    if (event.key === "Tab" || event.ctrlKey || event.metaKey || event.altKey) return;
    event.stopPropagation(); // else a notebook takes the arrow keys to go to another cell
    if (step) {
      const far = event.shiftKey ? 3 : 1;
      at = [
        Math.min(Math.max(at[0] + far * step[0], 0), columns),
        Math.min(Math.max(at[1] + far * step[1], 0), rows),
      ];
      if (lowered) {
        drawing.points.push([...at]);
        if (!wide) send();
      }
    } else if (event.key === " " || event.key === "Enter") {
      lowered = !lowered;
      if (lowered) drawing = { width: pens[pen], points: [[...at]] };
      else lift();
      say(lowered ? "pen down" : "pen up");
    } else if (event.key === "z" || event.key === "Backspace") undo();
    else if (event.key === "Delete") clear();
    else return;
    event.preventDefault();
    redraw();
  });
  paper.addEventListener("focus", redraw);
  paper.addEventListener("blur", () => {
    lowered = false;
    lift();
    redraw();
  });

  // ---- the buttons ----------------------------------------------------------------------------
  const undo = () => {
    drawing = null;
    lowered = false;
    strokes.pop();
    redraw();
    send();
  };
  const clear = () => {
    drawing = null;
    lowered = false;
    strokes = [];
    redraw();
    send();
  };
  const button = (text, does) => make("button", { type: "button", textContent: text, onclick: does });
  const penButtons = Object.keys(pens).map((name) => {
    const each = button(name, () => choose(name));
    each.dataset.pen = name;
    return each;
  });
  const choose = (name) => {
    pen = name;
    for (const each of penButtons) each.setAttribute("aria-pressed", each.dataset.pen === name);
  };
  choose(pen);
  const tools = make(
    "div",
    { className: "nnlib-row", aria: { role: "toolbar", "aria-label": "the pad's tools" } },
    button("undo", undo),
    button("clear", clear),
    ...penButtons,
  );

  // ---- what is read ---------------------------------------------------------------------------
  const fact = make("p", { className: "nnlib-fact", aria: { role: "status", "aria-live": "polite" } });
  const spoken = make("span", { className: "nnlib-spoken", aria: { "aria-live": "polite" } });
  const say = (words) => (spoken.textContent = words);
  const seen = make("canvas", { className: "nnlib-seen", aria: { role: "img", "aria-label": "the digit as the network sees it, 28 by 28 pixels" } });
  const charts = names.map((name) => {
    const says = make("b");
    const bars = make("div", { className: "nnlib-bars" });
    return { says, bars, box: make("div", { className: "nnlib-chart" }, make("div", { textContent: name }), bars, says) };
  });
  const kept = make("span", { aria: { role: "status" } });
  const keeping = make(
    "div",
    { className: "nnlib-row", aria: { role: "group", "aria-label": "keep the drawing as a digit of yours" } },
    make("span", { textContent: "keep it as a" }),
    ...[...Array(10).keys()].map((digit) => button(String(digit), () => model.send({ keep: digit }))),
    kept,
  );
  const pieces = make("div", { className: "nnlib-row nnlib-pieces" });
  const number = make("div", { className: "nnlib-number" });

  const showBars = ({ says, bars }, outputs, words) => {
    const best = outputs.indexOf(Math.max(...outputs));
    bars.replaceChildren(
      ...outputs.map((value, digit) =>
        make(
          "div",
          { className: digit === best ? "nnlib-bar nnlib-best" : "nnlib-bar" },
          make("span", { textContent: digit }),
          make("span", { className: "nnlib-track" }, make("i", { style: { width: `${100 * Math.min(Math.max(value, 0), 1)}%` } })),
          make("span", { textContent: value.toFixed(2) }),
        ),
      ),
    );
    bars.setAttribute("role", "img");
    bars.setAttribute("aria-label", outputs.map((v, digit) => `${digit}: ${v.toFixed(2)}`).join(", "));
    says.textContent = words;
  };

  // The hidden neurons as lights: the brighter, the higher the activation.
  const lights = make("div", { className: "nnlib-lights" });
  const looksFor = make("canvas", { className: "nnlib-seen", aria: { role: "img", "aria-label": "the weights of the chosen hidden neuron" } });
  const chosen = make("span", { textContent: "point at a light" });
  const inside = make("div", { className: "nnlib-inside" }, lights, make("div", {}, looksFor, chosen));
  const point = (neuron) => {
    paintWeights(looksFor, weights.subarray(784 * neuron, 784 * neuron + 784));
    const value = model.get("reading").hidden[neuron];
    chosen.textContent = `hidden neuron ${neuron}: ${value.toFixed(2)}`;
    chosen.dataset.neuron = neuron;
  };
  const showLights = (hidden) => {
    while (lights.children.length < hidden.length) {
      const neuron = lights.children.length;
      const light = button("", () => point(neuron));
      light.onpointerenter = light.onfocus = () => point(neuron);
      lights.append(light);
    }
    hidden.forEach((value, neuron) => {
      const light = lights.children[neuron];
      light.style.background = `rgb(0 114 178 / ${Math.round(100 * value)}%)`;
      light.setAttribute("aria-label", `hidden neuron ${neuron}: ${value.toFixed(2)}`);
    });
    if (chosen.dataset.neuron) point(Number(chosen.dataset.neuron));
  };

  const show = () => {
    const reading = model.get("reading");
    fact.textContent = reading.fact;
    el.dataset.turn = reading.turn;
    if (wide) {
      number.textContent = reading.number;
      pieces.replaceChildren(
        ...reading.pieces.map(({ image, digit, sure }) => {
          const canvas = make("canvas", { className: "nnlib-piece", aria: { role: "img", "aria-label": `a piece read as ${digit}` } });
          paintInk(canvas, image);
          return make("div", {}, canvas, make("div", { textContent: `${digit} (${sure.toFixed(2)})` }));
        }),
      );
    } else {
      paintInk(seen, reading.image);
      charts.forEach((chart, i) => showBars(chart, reading.outputs[i], reading.says[i]));
      if (weights) showLights(reading.hidden);
    }
    if (reading.turn === asked) {
      if (waiting) send();
      else el.dataset.waiting = "false";
    }
  };
  const onStrokes = () => {
    if (drawing || model.get("turn") > asked) return; // moved by code, or in another view
    if (model.get("strokes").length === strokes.length) return;
    strokes = structuredClone(model.get("strokes"));
    redraw();
  };
  const onKept = () => (kept.textContent = model.get("kept"));
  model.on("change:reading", show);
  model.on("change:strokes", onStrokes);
  model.on("change:kept", onKept);

  el.classList.add("nnlib-pad");
  const left = make("div", { className: "nnlib-left" }, paper, tools);
  const right = wide
    ? make("div", { className: "nnlib-right" }, number, pieces)
    : make(
        "div",
        { className: "nnlib-right" },
        make("figure", {}, seen, make("figcaption", { textContent: "as the network sees it" })),
        ...charts.map((chart) => chart.box),
      );
  el.append(make("div", { className: "nnlib-desk" }, left, right));
  if (weights) el.append(inside);
  el.append(fact, ...(wide ? [] : [keeping]), spoken);
  redraw();
  show();
  return () => {
    model.off("change:reading", show);
    model.off("change:strokes", onStrokes);
    model.off("change:kept", onKept);
  };
}

export default { render };
