// The page of `watch`: buttons go to the kernel, and how the training stands is drawn.
// Every picture that has come is answered with its number, so that none is made that nobody sees.

function make(tag, properties = {}, ...children) {
  const { aria, ...rest } = properties;
  const element = Object.assign(document.createElement(tag), rest);
  for (const [name, value] of Object.entries(aria ?? {})) element.setAttribute(name, value);
  element.append(...children);
  return element;
}

function draw(tag, attributes, ...children) {
  const element = document.createElementNS("http://www.w3.org/2000/svg", tag);
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
  element.append(...children);
  return element;
}

const bytes = (view) => new Uint8Array(view.buffer, view.byteOffset, view.byteLength);
const COLOURS = ["#0072b2", "#d55e00", "#009e73", "#aa4499"];

// For each of 256 bytes its colour, as a canvas stores it: alpha, blue, green, red.
const palette = (colour) =>
  Uint32Array.from({ length: 256 }, (_, byte) => {
    const [red, green, blue] = colour(byte).map(Math.round);
    return (255 << 24) | (blue << 16) | (green << 8) | red;
  });
const INK = palette((byte) => [255 - byte, 255 - byte, 255 - byte]);
// Blue is positive and orange is negative, as in every picture of the lessons.
const SIGNED = palette((byte) => {
  const share = Math.min(Math.abs(byte < 128 ? byte : byte - 256) / 127, 1);
  return (byte < 128 ? [0, 114, 178] : [213, 94, 0]).map((full) => 255 + share * (full - 255));
});

// Pictures of side × side pixels beside each other on one canvas.
function mosaic(canvas, pixels, side, columns, colours) {
  const n = pixels.length / side ** 2;
  const wide = columns * (side + 1) - 1, high = Math.ceil(n / columns) * (side + 1) - 1;
  Object.assign(canvas, { width: wide, height: high });
  const context = canvas.getContext("2d");
  const image = context.createImageData(wide, high);
  const paper = new Uint32Array(image.data.buffer);
  for (let k = 0, i = 0; k < n; k++) {
    const corner = Math.floor(k / columns) * (side + 1) * wide + (k % columns) * (side + 1);
    for (let y = 0; y < side; y++) {
      for (let x = 0; x < side; x++) paper[corner + y * wide + x] = colours[pixels[i++]];
    }
  }
  context.putImageData(image, 0, 0);
}

const inWords = (value) => String(value).replace(/^-/, "−");
const WIDE = 460, HIGH = 250, LEFT = 46, BOTTOM = 40, TOP = 42;

// The smallest of 1, 2, 5, 10, 20, 50 … that is not smaller.
function roundUp(value) {
  const power = 10 ** Math.floor(Math.log10(value));
  return [1, 2, 5, 10].find((k) => k * power >= value * 0.9999) * power;
}

function curvePicture(svg, { curve, counted, marks }, shares, zoomed) {
  const last = curve.at(-1)[0];
  const right = last ? roundUp(last) : 1;
  const high = shares ? 1 : roundUp(Math.max(...curve.map(([, value]) => value), 1e-6));
  const low = shares && zoomed ? 0.8 : 0;
  const x = (value) => LEFT + ((WIDE - LEFT - 14) * value) / right;
  const y = (value) => HIGH - BOTTOM - ((HIGH - BOTTOM - TOP) * (Math.max(value, low) - low)) / (high - low);
  const text = (at, words, more = {}) => draw("text", { x: at[0], y: at[1], ...more }, words);
  const parts = [];
  for (let k = 0; k <= 4; k++) {
    const value = low + ((high - low) * k) / 4;
    const words = shares ? `${Math.round(100 * value)}%` : String(Number(value.toPrecision(3)));
    parts.push(draw("line", { class: "grid", x1: LEFT, x2: WIDE - 14, y1: y(value), y2: y(value) }));
    parts.push(text([LEFT - 6, y(value) + 5], words, { "text-anchor": "end" }));
  }
  for (let k = 0; k <= 2; k++) {
    const value = (right * k) / 2;
    const words = String(Number(value.toPrecision(3)));
    const middle = Math.min(x(value), WIDE - 4.5 * words.length); // a long number stays in the picture
    parts.push(text([middle, HIGH - BOTTOM + 18], words, { "text-anchor": "middle" }));
  }
  parts.push(text([(LEFT + WIDE) / 2, HIGH - 4], "epochs", { "text-anchor": "middle" }));
  marks.forEach(([at, words], i) => {
    const end = x(at) > WIDE - 130 ? { "text-anchor": "end" } : {};
    parts.push(draw("line", { class: "moment", x1: x(at), x2: x(at), y1: TOP - 30 + 15 * (i % 3), y2: HIGH - BOTTOM }));
    parts.push(text([x(at) + (end["text-anchor"] ? -4 : 4), TOP - 30 + 15 * (i % 3)], words, { class: "words", ...end }));
  });
  const line = curve.map(([at, value]) => `${x(at).toFixed(1)},${y(value).toFixed(1)}`).join(" ");
  parts.push(draw("polyline", { class: "path", points: line }));
  const [lastX, lastY] = curve.at(-1);
  parts.push(draw("circle", { class: "now", cx: x(lastX), cy: y(lastY), r: 4 }));
  for (const [at, value] of counted) parts.push(draw("circle", { class: "counted", cx: x(at), cy: y(value), r: counted.length > 30 ? 2 : 3.5 }));
  svg.replaceChildren(...parts);
}

function planePicture(svg, lines, dots) {
  const spread = [0, 1].map((k) => dots.map((dot) => dot[k]));
  const [low, high] = [Math.min(...spread.flat()), Math.max(...spread.flat())];
  const from = low - 0.6 * (high - low || 1), to = high + 0.6 * (high - low || 1);
  const x = (value) => (260 * (value - from)) / (to - from);
  const y = (value) => 260 - x(value);
  const parts = [];
  lines.forEach(([w1, w2, b], i) => {
    const size = Math.hypot(w1, w2);
    if (!size) return;
    const foot = [(-w1 * b) / size ** 2, (-w2 * b) / size ** 2];
    const far = 9 * (to - from), tip = 0.09 * (to - from);
    const ends = [-1, 1].map((sign) => [foot[0] - (sign * far * w2) / size, foot[1] + (sign * far * w1) / size]);
    const colour = COLOURS[i % COLOURS.length];
    parts.push(draw("line", { class: "neuron", stroke: colour, x1: x(ends[0][0]), y1: y(ends[0][1]), x2: x(ends[1][0]), y2: y(ends[1][1]) }));
    const middle = [foot[0] + (tip * w1) / size, foot[1] + (tip * w2) / size];
    parts.push(draw("line", { class: "neuron", stroke: colour, x1: x(foot[0]), y1: y(foot[1]), x2: x(middle[0]), y2: y(middle[1]) }));
    parts.push(draw("circle", { fill: colour, cx: x(middle[0]), cy: y(middle[1]), r: 5 }));
  });
  for (const [at, up, yes] of dots) {
    const place = { cx: x(at), cy: y(up), r: 9, class: yes ? "yes" : "no" };
    const words = { x: x(at), y: y(up) + 5, "text-anchor": "middle", class: yes ? "inside" : "" };
    parts.push(draw("circle", place), draw("text", words, yes));
  }
  svg.replaceChildren(...parts);
}

function render({ model, el }) {
  const page = model.get("page");
  const shown = () => model.get("shown");
  const send = (message) => {
    model.send(message);
    clearTimeout(patience);
    if (!("seen" in message)) patience = setTimeout(() => complain(SILENT), 8000);
  };
  const SILENT = "Python does not answer yet. If a cell is running, wait for it; else run this cell again.";
  let patience = null;

  // ---- buttons and numbers --------------------------------------------------------------------
  const button = (words, does, more = {}) =>
    make("button", { type: "button", textContent: words, onclick: does, ...more });
  const play = button("play", () => send({ do: shown().state === "playing" ? "pause" : "play" }), { className: "play" });
  const stop = button("stop", () => send({ do: "stop" }));
  const buttons = make(
    "div",
    { className: "row", aria: { role: "group", "aria-label": "training" } },
    play,
    button("one mini-batch", () => send({ do: "mini_batch" })),
    button("one epoch", () => send({ do: "epoch" })),
    stop,
  );
  const number = (words, name, step, low) => {
    const box = make("input", { type: "number", className: "value", step, min: low, aria: { "aria-label": words } });
    const set = (value) => send({ [name]: step === "any" ? value : Math.max(low, Math.round(value)) });
    box.addEventListener("change", () => Number.isNaN(box.valueAsNumber) || set(box.valueAsNumber));
    const now = () => (name === "eta" ? shown().eta : shown().size);
    const times = (factor, sign) =>
      button(sign, () => set(Number((now() * factor).toPrecision(6))), { aria: { "aria-label": `${words} ${sign}` } });
    const row = make("div", { className: "row" }, make("span", {}, words), times(0.5, "÷ 2"), box, times(2, "× 2"));
    return { row, show: () => document.activeElement === box || (box.value = now()) };
  };
  const eta = number("η", "eta", "any", 0);
  const size = number("mini-batch size", "mini_batch_size", 1, 1);
  const pace = make("select", {});
  pace.append(...page.paces.map((n) => make("option", { value: n, textContent: `${n} mini-batch${n > 1 ? "es" : ""}` })));
  pace.append(make("option", { value: 0, textContent: "as many as it can" }));
  pace.addEventListener("change", () => send({ pace: Number(pace.value) || null }));
  const pacing = make("label", { className: "row" }, "for each picture", pace);

  // ---- the curve ------------------------------------------------------------------------------
  const picture = (wide, high) => draw("svg", { viewBox: `0 0 ${wide} ${high}`, role: "img" });
  const svg = picture(WIDE, HIGH);
  const zoom = make("input", { type: "checkbox" });
  zoom.addEventListener("change", () => show());
  const caption = make("figcaption", {}, page.measured);
  const curve = make("figure", { className: "curve" }, svg, caption);
  if (page.shares) caption.append(make("label", { className: "row" }, zoom, "from 80% up"));

  // ---- the outputs for one example --------------------------------------------------------------
  const bars = make("div", { className: "bars", aria: { role: "img" } });
  const example = make("canvas", { className: "digit", aria: { role: "img" } });
  const says = make("figcaption", {});
  const outputs = make("figure", { className: "outputs" });
  const another = () => {
    const { example: now } = shown(), label = page.labels[now];
    const next = page.labels.findIndex((other, i) => i > now && other === label);
    send({ example: next < 0 ? page.labels.indexOf(label) : next });
  };
  const thumbs = page.choice.map((number, i) => {
    const canvas = make("canvas", { aria: { "aria-hidden": "true" } });
    mosaic(canvas, bytes(page.thumbs).subarray(i * page.inputs ** 2, (i + 1) * page.inputs ** 2), page.inputs, 1, INK);
    const each = make("button", { type: "button", onclick: () => send({ example: number }) }, canvas);
    each.dataset.label = page.labels[number];
    each.setAttribute("aria-label", `an example with the label ${page.labels[number]}`);
    return each;
  });
  if (thumbs.length) {
    const choose = make("div", { className: "thumbs", aria: { role: "group", "aria-label": "choose an example" } }, ...thumbs);
    const left = make("div", {}, example, button("another", another));
    outputs.append(choose, make("div", { className: "row" }, left, bars), says);
  } else outputs.append(bars, says);
  const showOutputs = ({ outputs: values, targets, image, example: now }) => {
    const best = values.indexOf(Math.max(...values));
    const many = values.length > 1 && !page.flat;
    bars.replaceChildren(
      ...values.map((value, i) =>
        make(
          "div",
          { className: many && i === best ? "bar best" : "bar" },
          make("span", { textContent: page.names[i] }),
          make("span", { className: "track" }, make("i", { style: `width: ${100 * Math.min(Math.max(value, 0), 1)}%` })),
          make("span", { textContent: inWords(value.toFixed(2)) }),
        ),
      ),
    );
    bars.setAttribute("aria-label", values.map((value, i) => `${page.names[i]}: ${value.toFixed(2)}`).join(", "));
    if (image) {
      mosaic(example, bytes(image), page.inputs, 1, INK);
      example.setAttribute("aria-label", `example ${now}, label ${page.labels[now]}`);
    }
    const want = targets.indexOf(Math.max(...targets));
    if (many) says.textContent = `it says ${page.names[best]}; ${best === want ? "right" : `it is ${page.names[want]}`}`;
    else says.textContent = `wanted: ${targets.map(inWords).join(", ")}`;
    for (const each of thumbs) each.setAttribute("aria-pressed", each.dataset.label === String(page.labels[now]));
  };

  // ---- the first layer: pictures, or lines in the plane ------------------------------------------
  const first = make("figure", { className: "first" });
  const weights = make("canvas", { aria: { role: "img" } });
  const plane = picture(260, 260);
  const learned = make("input", { type: "checkbox" });
  learned.addEventListener("change", () => show());
  if (page.flat) {
    plane.setAttribute("aria-label", "the plane of the two inputs, with the line where z = 0");
    first.append(plane, make("figcaption", {}, "where z = 0; the pin is on the side of “yes”"));
  } else if (page.side) {
    weights.setAttribute("aria-label", `the weights of ${page.neurons} neurons, as pictures`);
    const label = make("label", { className: "row" }, learned, "only what has changed since the start");
    first.append(weights, make("figcaption", {}, "the weights into each neuron of the first layer", label));
  }
  const columns = () => Math.min(page.neurons, (first.clientWidth || 900) < 500 ? 10 : page.neurons > 45 ? 20 : 15);

  // ---- words -----------------------------------------------------------------------------------
  const fact = make("p", { className: "fact" });
  const spoken = make("p", { className: "spoken", aria: { role: "status", "aria-live": "polite" } });
  const trouble = make("p", { className: "trouble", hidden: true, aria: { role: "alert" } });
  const complain = (words) => {
    trouble.hidden = !words;
    trouble.textContent = words;
  };
  let said = { state: "", at: 0 };

  const show = () => {
    const now = shown();
    const playing = now.state === "playing";
    play.textContent = playing ? "pause" : "play";
    stop.disabled = !playing && now.state !== "paused";
    root.dataset.state = now.state;
    root.dataset.number = now.number;
    curvePicture(svg, now, page.shares, zoom.checked);
    svg.setAttribute("aria-label", now.fact);
    showOutputs(now);
    if (page.flat) planePicture(plane, now.lines, page.dots);
    else if (page.side) mosaic(weights, bytes(learned.checked ? now.change : now.weights), page.side, columns(), SIGNED);
    eta.show();
    size.show();
    if (![...pace.options].some((option) => Number(option.value) === now.pace)) {
      pace.append(make("option", { value: now.pace, textContent: `${now.pace} mini-batches` }));
    }
    pace.value = now.pace;
    fact.textContent = now.fact;
    // A screen reader is told what has changed, and while it learns every ten seconds how it goes.
    if (now.state !== said.state || (playing && Date.now() - said.at > 10_000)) {
      spoken.textContent = now.fact;
      said = { state: now.state, at: Date.now() };
    }
  };
  const follow = () => {
    clearTimeout(patience);
    complain(shown().error);
    show();
    send({ seen: shown().number });
  };

  const controls = make("div", { className: "panel" }, buttons, eta.row, size.row, pacing);
  const panels = make("div", { className: "panels" }, curve, outputs);
  if (page.flat || page.side) panels.append(first);
  const root = make(
    "div",
    { className: "nnlib-live nnlib-watch", aria: { role: "group", "aria-label": "watch it learn" } },
    controls,
    fact,
    trouble,
    panels,
    spoken,
  );

  // Keys pressed here are for the control, not for the notebook around it.
  const keep = (event) => {
    const notebooks = event.ctrlKey || event.metaKey || event.altKey || (event.shiftKey && event.key === "Enter");
    if (root.contains(event.target) && !notebooks) event.stopPropagation();
  };
  root.addEventListener("keydown", keep);
  model.on("change:shown", follow);
  el.append(root);
  follow();
  return () => {
    clearTimeout(patience);
    model.off("change:shown", follow);
  };
}

export default { render };
