// nnlib's two trained networks, and how a drawing becomes a digit like MNIST's, in plain
// JavaScript. A test compares all of it with nnlib's own numbers.

// ---- the weights --------------------------------------------------------------------------------

// From the 16 bits of a half-precision number: sign, exponent, fraction.
function half(bits) {
  const sign = bits & 0x8000 ? -1 : 1;
  const exponent = (bits >> 10) & 31;
  const fraction = bits & 1023;
  if (exponent === 0) return sign * fraction * 2 ** -24;
  return sign * (1 + fraction / 1024) * 2 ** (exponent - 15);
}

export async function load(folder) {
  const [about, numbers] = await Promise.all([
    fetch(new URL("networks.json", folder)).then((answer) => answer.json()),
    fetch(new URL("networks.bin", folder)).then((answer) => answer.arrayBuffer()),
  ]);
  for (const network of Object.values(about.networks))
    for (const [key, { at, shape, kind }] of Object.entries(network.arrays)) {
      const count = shape.reduce((a, b) => a * b, 1);
      network.arrays[key] =
        kind === "float16"
          ? Float32Array.from(new Uint16Array(numbers, at, count), half)
          : new Float32Array(numbers, at, count);
    }
  return about;
}

// ---- the layers ---------------------------------------------------------------------------------

// z = W a + b; W lies row after row.
function dense(a, weights, biases) {
  return Float32Array.from(biases, (bias, row) => {
    let z = bias;
    for (let i = 0; i < a.length; i++) z += weights[row * a.length + i] * a[i];
    return z;
  });
}

// The same kernel at every place; an image lies channel after channel, row after row.
function convolution({ values, channels, side }, weights, biases, size) {
  const places = side - size + 1;
  const z = new Float32Array(biases.length * places * places);
  for (let to = 0; to < biases.length; to++)
    for (let row = 0; row < places; row++)
      for (let column = 0; column < places; column++) {
        let sum = biases[to];
        for (let from = 0; from < channels; from++)
          for (let i = 0; i < size; i++) {
            const kernel = ((to * channels + from) * size + i) * size;
            const pixel = (from * side + row + i) * side + column;
            for (let j = 0; j < size; j++) sum += weights[kernel + j] * values[pixel + j];
          }
        z[(to * places + row) * places + column] = sum;
      }
  return { values: z, channels: biases.length, side: places };
}

// The highest of each square of size × size pixels.
function maxPooling({ values, channels, side }, size) {
  const places = side / size;
  const highest = new Float32Array(channels * places * places).fill(-Infinity);
  values.forEach((value, at) => {
    const column = Math.floor((at % side) / size);
    const row = Math.floor((Math.floor(at / side) % side) / size);
    const to = (Math.floor(at / side / side) * places + row) * places + column;
    if (value > highest[to]) highest[to] = value;
  });
  return { values: highest, channels, side: places };
}

function softmax(z) {
  const highest = Math.max(...z);
  const powers = z.map((value) => Math.exp(value - highest));
  const sum = powers.reduce((a, b) => a + b);
  return powers.map((value) => value / sum);
}

const sigmoid = (z) => z.map((value) => 1 / (1 + Math.exp(-value)));
const relu = (z) => z.map((value) => Math.max(value, 0));

// The ten outputs of a network for x: 784 numbers from 0 to 1.
export function feedforward({ layers, arrays }, x) {
  let image = { values: x, channels: 1, side: Math.sqrt(x.length) };
  let number = 0; // of the layer with weights
  const learned = () => [arrays[`weights_${++number}`], arrays[`biases_${number}`]];
  for (const [kind, first, second] of layers) {
    if (kind === "Convolution") image = convolution(image, ...learned(), second);
    else if (kind === "MaxPooling") image = maxPooling(image, first);
    else if (kind === "Dense") image = { values: dense(image.values, ...learned()) };
    else if (kind === "ReLU") image.values = relu(image.values);
    else if (kind === "Sigmoid") image.values = sigmoid(image.values);
    else if (kind === "Softmax") image.values = softmax(image.values);
    else if (kind !== "Flatten") throw new Error(`no layer ${kind} is known here`);
  }
  return image.values;
}

// The pixels of an image, 0 to 255, as a network takes them.
export const asInput = (image) => Float32Array.from(image, (value) => value / 256);

// ---- from ink to an image like MNIST's: see nnlib/reading/ink.py ----------------------------------

// The weights of `old` pixels in each of `count` new ones in a row.
function means(count, old) {
  const reach = Math.max(old / count, 1);
  return Array.from({ length: count }, (_, to) => {
    const centre = ((to + 0.5) * old) / count;
    const row = Array.from({ length: old }, (_, i) => Math.max(0, 1 - Math.abs(centre - i - 0.5) / reach));
    const sum = row.reduce((a, b) => a + b);
    return row.map((weight) => weight / sum);
  });
}

// Python's rounding: a half goes to the even number.
function round(value) {
  const down = Math.floor(value);
  if (value - down !== 0.5) return Math.round(value);
  return down % 2 ? down + 1 : down;
}

function margin(profile) {
  const sum = profile.reduce((a, b) => a + b);
  const centre = profile.reduce((total, ink, i) => total + ink * i, 0) / sum;
  return Math.min(Math.max(round(14 - centre), 0), 28 - profile.length);
}

// ink: numbers from 0 to 1, row after row, `width` in a row. Returns 784 numbers from 0 to 255.
export function asMnist(ink, width) {
  const image = new Uint8Array(784);
  const inked = [...ink.keys()].filter((i) => ink[i] > 0);
  if (!inked.length) return image;
  const columns = inked.map((i) => i % width);
  const lowest = (all) => all.reduce((a, b) => Math.min(a, b));
  const highest = (all) => all.reduce((a, b) => Math.max(a, b));
  const [top, bottom] = [inked[0], inked.at(-1)].map((i) => Math.floor(i / width));
  const [left, right] = [lowest(columns), highest(columns)];
  const [high, wide] = [bottom - top + 1, right - left + 1];
  const scale = 20 / Math.max(high, wide);
  const [rows, across] = [high, wide].map((side) => Math.max(1, round(scale * side)));
  const [down, over] = [means(rows, high), means(across, wide)];
  const half = down.map((weights) =>
    Array.from({ length: wide }, (_, x) =>
      weights.reduce((sum, weight, y) => sum + weight * ink[(top + y) * width + left + x], 0),
    ),
  );
  const small = half.map((line) =>
    over.map((weights) => weights.reduce((sum, weight, x) => sum + weight * line[x], 0)),
  );
  const most = Math.max(...small.flat());
  const fromTop = margin(small.map((line) => line.reduce((a, b) => a + b)));
  const fromLeft = margin(over.map((_, x) => small.reduce((sum, line) => sum + line[x], 0)));
  small.forEach((line, y) =>
    line.forEach((value, x) => (image[(fromTop + y) * 28 + fromLeft + x] = (255 * value) / most)),
  );
  return image;
}
