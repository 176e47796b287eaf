// The page of every interactive: its controls, its picture, and what goes to Python and back.
// Python sends `page` (the controls) once, and `shown` with `image` for each picture.

// Each interactive on a page has a copy of this file: what they are called is told apart by chance.
const own = Math.random().toString(36).slice(2);
let ids = 0;
let keysDown = false; // while a key is held in any interactive

function make(tag, attributes = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (name in element && name !== "list") element[name] = value;
    else element.setAttribute(name, value);
  }
  element.append(...children);
  return element;
}

const inWords = (value) => String(value).replace(/^-/, "−");

// Each control is an object: element, show(value), and it calls changed(value, done): done is
// false while it is dragged.

function slider(spec, changed) {
  const id = `nnlib-${own}-${++ids}`;
  const stops = spec.values;
  const range = make("input", { type: "range", id });
  const box = make("input", { type: "number", className: "value" });
  const words = make("output", { className: "value", htmlFor: id });
  const typed = spec.kind === "slider" || spec.typed;
  let highest = spec.high;
  if (stops) {
    const ticks = make("datalist", { id: `${id}-ticks` });
    stops.forEach((_, i) => ticks.append(make("option", { value: i })));
    Object.assign(range, { min: 0, max: stops.length - 1, step: 1 });
    range.setAttribute("list", ticks.id);
    range.append(ticks);
    words.style.minWidth = `${Math.max(...stops.map((v) => String(v).length)) + 1}ch`;
  } else Object.assign(range, { min: spec.low, max: spec.high, step: spec.step });
  if (typed) {
    const whole = Number.isInteger(spec.step);
    Object.assign(box, { min: spec.low, max: spec.high, step: whole ? spec.step : "any" });
    box.setAttribute("aria-label", `${spec.label}, as a number`);
  }
  const at = () => (stops ? stops[range.value] : Number(range.value));
  const nearest = (v) =>
    stops.reduce((best, s, i) => (Math.abs(s - v) < Math.abs(stops[best] - v) ? i : best), 0);
  const show = (value) => {
    const exact = stops ? stops.indexOf(value) : 0;
    range.value = stops ? (exact >= 0 ? exact : nearest(value)) : value;
    range.setAttribute("aria-valuetext", inWords(value));
    if (document.activeElement !== box || box.value === "") box.value = value;
    words.value = inWords(value);
  };
  // A drag that ends where it began fires no "change", and a held arrow key fires one each time.
  let loose = false;
  const finish = () => {
    if (loose) changed(at(), true);
    loose = false;
  };
  range.addEventListener("input", () => {
    loose = true;
    changed(at(), false);
  });
  range.addEventListener("change", () => keysDown || finish());
  for (const end of ["pointerup", "pointercancel", "keyup", "blur"]) range.addEventListener(end, finish);
  box.addEventListener("change", () => {
    const value = Math.min(highest, Math.max(spec.low, box.valueAsNumber));
    if (Number.isNaN(value) || box.validity.stepMismatch) return box.reportValidity();
    box.value = value;
    changed(value, true);
  });
  const label = make("label", { htmlFor: id }, spec.label);
  const row = make("div", { className: "row" }, range, typed ? box : words);
  const element = make("div", { className: "control" }, label, row);
  const limit = (most) => {
    highest = most;
    box.max = most;
    // the track keeps its length and its ends, so that nothing moves; beyond the end it stops
    range.max = most;
  };
  return { element, show, limit, values: stops, step: spec.step, get highest() { return highest; } };
}

function radio(spec, changed) {
  const name = `nnlib-${own}-${++ids}`;
  const set = make("fieldset", { className: "control" }, make("legend", {}, spec.label));
  const row = make("div", { className: "row choices" });
  const inputs = spec.values.map((value) => {
    const input = make("input", { type: "radio", name });
    input.addEventListener("change", () => changed(value, true));
    row.append(make("label", {}, input, inWords(value)));
    return input;
  });
  set.append(row);
  const show = (value) => (inputs[spec.values.indexOf(value)].checked = true);
  return { element: set, show, values: spec.values };
}

function select(spec, changed) {
  const id = `nnlib-${own}-${++ids}`;
  const list = make("select", { id });
  spec.values.forEach((value, i) => list.append(make("option", { value: i }, inWords(value))));
  list.addEventListener("change", () => changed(spec.values[list.value], true));
  const label = make("label", { htmlFor: id }, spec.label);
  const element = make("div", { className: "control" }, label, make("div", { className: "row" }, list));
  return { element, show: (value) => (list.value = spec.values.indexOf(value)), values: spec.values };
}

function onOff(spec, changed) {
  const input = make("input", { type: "checkbox" });
  input.addEventListener("change", () => changed(input.checked, true));
  const element = make("div", { className: "control" }, make("label", { className: "row" }, input, spec.label));
  return { element, show: (value) => (input.checked = value) };
}

function point(spec, changed) {
  let now = [0, 0];
  const both = spec.sliders.map((one, i) =>
    slider({ ...one }, (value, done) => {
      now = now.with(i, value);
      changed(now, done);
    }),
  );
  const element = make("div", { className: "pair" }, ...both.map((one) => one.element));
  return { element, show: (value) => { now = value; both.forEach((one, i) => one.show(value[i])); } };
}

const KINDS = { slider, stops: slider, radio, select, switch: onOff, point };

// Back, play and forward for what has an order: one step for each picture that has come.
function steps(spec, control, value, changed) {
  const order = control.values ?? null;
  const move = (by) => {
    const highest = order ? order.length - 1 : control.highest;
    const from = order ? order.indexOf(value()) : value();
    const to = order ? Math.round(from) + by : Math.round((from + by * control.step) * 1e9) / 1e9;
    if (to < (order ? 0 : spec.low) || to > highest) return false;
    changed(order ? order[to] : to);
    return true;
  };
  const back = make("button", { type: "button", title: "one step back", ariaLabel: `${spec.label}: one step back` }, "◂");
  const on = make("button", { type: "button", title: "one step on", ariaLabel: `${spec.label}: one step on` }, "▸");
  const play = make("button", { type: "button", className: "play", ariaLabel: `${spec.label}: play` }, "play");
  let timer = null;
  const stop = () => {
    clearTimeout(timer);
    timer = null;
    play.textContent = "play";
    play.ariaLabel = `${spec.label}: play`;
  };
  const next = () => (move(1) ? (timer = setTimeout(next, spec.play)) : stop());
  back.addEventListener("click", () => (stop(), move(-1)));
  on.addEventListener("click", () => (stop(), move(1)));
  play.addEventListener("click", () => {
    if (timer) return stop();
    const highest = order ? order.at(-1) : control.highest;
    if (value() === highest) changed(order ? order[0] : spec.low);
    play.textContent = "pause";
    play.ariaLabel = `${spec.label}: pause`;
    timer = setTimeout(next, spec.play);
  });
  control.element.append(make("div", { className: "row steps" }, back, play, on));
  return stop;
}

function render({ model, el }) {
  const { name, task, controls } = model.get("page");
  const view = `${own}-${++ids}`;
  let state = { ...model.get("shown").state };
  let number = 0; // of the newest state that was sent
  let waiting = null; // for a "sketch" or a "sharp" picture of that state
  let pending = null; // what is to be sent when it has come: {quick}
  let patience = null;
  const stops = [];

  const said = make("p", { className: "fact", ariaLive: "polite" });
  said.setAttribute("role", "status");
  const trouble = make("p", { className: "trouble", hidden: true });
  trouble.setAttribute("role", "alert");
  const picture = make("img", { draggable: false });
  const holder = make("div", { className: "holder" }, picture);
  const code = make("code"), longest = make("code", { className: "longest", ariaHidden: "true" });
  const copy = make("button", { type: "button", className: "copy", title: "copy this line" }, "copy");

  const send = (quick) => {
    // A sharp one is asked for at once: the sketch that is on its way is not wanted any more.
    if (waiting === "sharp" || (waiting && quick)) return (pending = { quick });
    waiting = quick ? "sketch" : "sharp";
    root.dataset.waiting = "true";
    pending = null;
    said.setAttribute("aria-busy", String(quick));
    model.send({ view, number: ++number, state, quick });
    clearTimeout(patience);
    patience = setTimeout(() => {
      complain("Python does not answer yet. If a cell is running, wait for it; else run this cell again.");
    }, 8000);
  };
  const complain = (words) => {
    trouble.hidden = !words;
    trouble.textContent = words;
  };
  const change = (key, value, done) => {
    state = { ...state, [key]: value };
    parts[key].show(value);
    place();
    send(!done);
  };

  const parts = {};
  const panel = make("div", { className: "controls" });
  for (const spec of controls) {
    const key = spec.key;
    const part = KINDS[spec.kind](spec, (value, done) => change(key, value, done));
    parts[key] = part;
    panel.append(part.element);
    if (spec.play) stops.push(steps(spec, part, () => state[key], (value) => change(key, value, true)));
  }

  // Things that can be taken in the picture.
  let grips = [], held = null;
  const read = (grip, axis) => {
    const key = grip.keys[axis];
    return Array.isArray(key) ? state[key[0]][key[1]] : state[key];
  };
  const fraction = (grip, axis, value) => {
    const [from, to] = axis ? grip.y : grip.x;
    const part = grip.box[axis] + ((value - grip.add[axis] - from) / (to - from)) * grip.box[axis + 2];
    return axis ? 1 - part : part;
  };
  const value = (grip, axis, part) => {
    const [from, to] = axis ? grip.y : grip.x;
    const along = ((axis ? 1 - part : part) - grip.box[axis]) / grip.box[axis + 2];
    return from + along * (to - from) + grip.add[axis];
  };
  const specOf = (key) => {
    const spec = controls.find((one) => one.key === (Array.isArray(key) ? key[0] : key));
    return Array.isArray(key) ? spec.sliders[key[1]] : spec;
  };
  const onStep = (key, wanted) => {
    const { low, high, step } = specOf(key);
    const most = Array.isArray(key) ? high : parts[key].highest;
    const steps_ = Math.round((Math.min(most, Math.max(low, wanted)) - low) / step);
    return Math.round((low + steps_ * step) * 1e9) / 1e9;
  };
  const where = (event) => {
    const box = picture.getBoundingClientRect();
    return [(event.clientX - box.left) / box.width, (event.clientY - box.top) / box.height];
  };
  const within = (grip, [x, y]) => {
    const [left, bottom, wide, high] = grip.box;
    return x >= left - 0.01 && x <= left + wide + 0.01 && 1 - y >= bottom - 0.02 && 1 - y <= bottom + high + 0.02;
  };
  const distance = (grip, at) => {
    const away = [0, 1].map((i) => (grip.keys[i] ? fraction(grip, i, read(grip, i)) - at[i] : 0));
    return Math.hypot(...away);
  };
  const nearestGrip = (at) => {
    const those = grips.filter((grip) => within(grip, at));
    return those.sort((a, b) => distance(a, at) - distance(b, at))[0];
  };
  const take = (event, done) => {
    const at = where(event);
    const changes = {};
    held.keys.forEach((key, axis) => {
      if (!key) return;
      const wanted = onStep(key, value(held, axis, at[axis]));
      if (Array.isArray(key)) changes[key[0]] = (changes[key[0]] ?? state[key[0]]).with(key[1], wanted);
      else changes[key] = wanted;
    });
    const moved = Object.keys(changes).some((key) => String(changes[key]) !== String(state[key]));
    if (!moved && !done) return;
    state = { ...state, ...changes };
    for (const key of Object.keys(changes)) parts[key].show(changes[key]);
    place();
    send(!done);
  };
  holder.addEventListener("pointerdown", (event) => {
    held = nearestGrip(where(event));
    if (!held) return;
    event.preventDefault();
    stops.forEach((stop) => stop());
    holder.setPointerCapture(event.pointerId);
    take(event, false);
  });
  holder.addEventListener("pointermove", (event) => {
    if (held) return take(event, false);
    holder.classList.toggle("takes", Boolean(nearestGrip(where(event))));
  });
  holder.addEventListener("pointerup", (event) => {
    if (held) take(event, true);
    held = null;
  });
  holder.addEventListener("pointercancel", () => (held = null));
  const marks = [];
  const place = () => {
    while (marks.length < grips.length) {
      marks.push(make("span", { className: "mark", ariaHidden: "true" }));
      holder.append(marks.at(-1));
    }
    marks.forEach((mark, i) => {
      const grip = grips[i];
      mark.hidden = !grip?.mark;
      if (mark.hidden) return;
      const [left, bottom, , high] = grip.box;
      mark.style.left = `${100 * (grip.keys[0] ? fraction(grip, 0, read(grip, 0)) : left)}%`;
      mark.style.top = `${100 * (grip.keys[1] ? fraction(grip, 1, read(grip, 1)) : 1 - bottom - high)}%`;
    });
  };

  const follow = () => {
    const shown = model.get("shown");
    const mine = shown.view === view;
    if (mine && shown.number < number) return; // a newer one is on its way
    if (mine) {
      waiting = null;
      clearTimeout(patience);
    }
    complain(shown.error ?? "");
    const url = URL.createObjectURL(new Blob([model.get("image")], { type: "image/png" }));
    const old = picture.src;
    picture.src = url;
    picture.alt = shown.alt;
    picture.dataset.number = shown.number ?? 0;
    picture.dataset.sharp = !shown.quick;
    if (old) setTimeout(() => URL.revokeObjectURL(old), 1000);
    const [wide, , tallest] = shown.size;
    holder.style.setProperty("--wide", wide);
    holder.style.setProperty("--tall", tallest);
    said.setAttribute("aria-busy", String(shown.quick));
    said.textContent = shown.fact;
    code.textContent = shown.line;
    if (shown.line.length > longest.textContent.length) longest.textContent = shown.line;
    for (const [key, most] of Object.entries(shown.highest)) parts[key].limit(most);
    grips = shown.grips;
    if (pending && !shown.error) send(pending.quick);
    else {
      pending = null;
      root.dataset.waiting = "false";
      state = { ...shown.state };
      for (const key of Object.keys(parts)) parts[key].show(state[key]);
    }
    place();
  };

  copy.addEventListener("click", async () => {
    try {
      await navigator.clipboard.writeText(code.textContent);
    } catch {
      getSelection().selectAllChildren(code); // where the clipboard is closed: ready for Ctrl+C
      document.execCommand("copy");
    }
    copy.textContent = "copied";
    setTimeout(() => (copy.textContent = "copy"), 1500);
  });

  // As large as the window: a dialog, which lies over everything and is closed by Escape.
  const present = make("button", { type: "button", className: "present", title: "as large as the window" }, "present");
  const body = make("div", { className: "body" });
  const dialog = make("dialog", { className: "nnlib-live nnlib-present", ariaLabel: name });
  present.addEventListener("click", () => {
    if (dialog.open) return dialog.close();
    dialog.append(body);
    dialog.showModal();
    present.textContent = "back to the page";
    present.focus();
  });
  dialog.addEventListener("close", () => {
    root.append(body);
    present.textContent = "present";
    present.focus();
  });

  const find = make("p", { className: "task" }, make("b", {}, "Find"), ` ${task}`);
  const line = make("div", { className: "line" }, copy, make("div", { className: "code" }, longest, code));
  const right = make("div", { className: "right" }, holder, said, trouble);
  body.append(make("div", { className: "head" }, find, present), make("div", { className: "main" }, panel, right), line);
  const root = make("div", { className: "nnlib-live" }, body);
  root.setAttribute("role", "group");
  root.setAttribute("aria-label", name);
  root.append(dialog);

  // Keys pressed here are for the control, not for the notebook around it (where an arrow key
  // moves to another cell). Shift+Enter and everything with Ctrl stay the notebook's.
  const keep = (event) => {
    const notebooks = event.ctrlKey || event.metaKey || event.altKey || (event.shiftKey && event.key === "Enter");
    if (!root.contains(event.target) || notebooks) return;
    event.stopPropagation();
    keysDown = true;
  };
  const release = () => (keysDown = false);
  window.addEventListener("keydown", keep, true);
  window.addEventListener("keyup", release, true);
  model.on("change:shown", follow);
  follow();
  el.append(root);
  return () => {
    stops.forEach((stop) => stop());
    clearTimeout(patience);
    window.removeEventListener("keydown", keep, true);
    window.removeEventListener("keyup", release, true);
    model.off("change:shown", follow);
  };
}

export default { render };
