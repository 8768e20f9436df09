// node worker.mjs CORES: sharp at work for `make bench-images`. Reads a command a line, answers each with a line of JSON.
//
// It lives as long as one photograph is measured, so that starting it is not part of any time.
import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { performance } from "node:perf_hooks";
import { createInterface } from "node:readline";
import sharp from "sharp";

const cores = Number(process.argv[2]);
// no result is kept from one run to the next
sharp.cache(false);
sharp.concurrency(cores);

/** The photograph as a file, and what is to be made of it. */
let file;
let outputs = [];
/** Its sizes as pixels, for the search of qualities. */
let sizes = new Map();

const upright = () => sharp(file).autoOrient();
const sized = (image, { width, height }) => image.resize(width, height, { fit: "fill" }).toColourspace("srgb");
const written = (image, { type, quality }) => (type === "image/jpeg" ? image.jpeg({ quality }) : image.webp({ quality }));

/** One after the other where there is one core; at once where there are more, which is sharp's faster way there. */
async function all(work) {
  if (cores > 1) return Promise.all(outputs.map(work));
  const results = [];
  for (const output of outputs) results.push(await work(output));
  return results;
}

/** Each size from the file. */
const each = () => all((output) => written(sized(upright(), output), output).toBuffer());

/** The file decoded once, to the largest size; the others from its pixels. */
async function once() {
  const largest = outputs.reduce((a, b) => (b.width > a.width ? b : a));
  const { data, info } = await sized(upright(), largest).raw().toBuffer({ resolveWithObject: true });
  const raw = { width: info.width, height: info.height, channels: info.channels };
  const image = (output) => (output.width === largest.width ? sharp(data, { raw }) : sized(sharp(data, { raw }), output));
  return all((output) => written(image(output), output).toBuffer());
}

async function run(how) {
  const started = performance.now();
  await how();
  return { ms: performance.now() - started };
}

const commands = {
  async open(command) {
    file = await readFile(command.file);
    ({ outputs } = command);
    sizes = new Map();
    return {};
  },
  versions: () => sharp.versions,
  each: () => run(each),
  once: () => run(once),
  /** What "once" makes, as files. */
  async keep({ folder }) {
    const files = await once();
    await Promise.all(files.map((bytes, index) => writeFile(join(folder, outputs[index].slot), bytes)));
    return {};
  },
  /** One output with another quality, as a file. */
  async encode({ slot, quality, to }) {
    const output = outputs.find((candidate) => candidate.slot === slot);
    if (!sizes.has(slot)) sizes.set(slot, await sized(upright(), output).raw().toBuffer({ resolveWithObject: true }));
    const { data, info } = sizes.get(slot);
    const raw = { width: info.width, height: info.height, channels: info.channels };
    await writeFile(to, await written(sharp(data, { raw }), { ...output, quality }).toBuffer());
    return {};
  },
  /** Any picture as bare pixels: three bytes each, upright, sRGB. */
  async decode({ from, to }) {
    const image = sharp(from, { limitInputPixels: false }).autoOrient().flatten({ background: "#fff" }).toColourspace("srgb");
    const { data, info } = await image.raw().toBuffer({ resolveWithObject: true });
    await writeFile(to, data);
    return { width: info.width, height: info.height };
  },
};

for await (const line of createInterface({ input: process.stdin })) {
  const command = JSON.parse(line);
  let answer;
  try {
    answer = await commands[command.do](command);
  } catch (error) {
    answer = { error: String(error) };
  }
  process.stdout.write(`${JSON.stringify(answer)}\n`);
}
