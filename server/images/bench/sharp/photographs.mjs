// node photographs.mjs WALLPAPERS INTO: the photographs of `make bench-images`, as JSON.
//
// Some are taken as their camera or author left them; the others are made of real photographs, once, into the folder INTO.
// WALLPAPERS is where Debian's package lomiri-wallpapers-16.04 was unpacked (Creative Commons, see its copyright file).
import { access, mkdir, rename } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import sharp from "sharp";

const [wallpapers, into] = process.argv.slice(2);
const wallpaper = (name) => join(wallpapers, "usr/share/backgrounds", name);
const camera = join(fileURLToPath(import.meta.resolve("exif")), "../../../test/sony-alpha-6000.jpg");

/** Four photographs side by side. */
async function mosaic(names, width, height) {
  const part = (name) => sharp(wallpaper(name)).resize(width, height, { fit: "cover" }).toBuffer();
  const parts = await Promise.all(names.map(part));
  const canvas = sharp({ create: { width: width * 2, height: height * 2, channels: 3, background: "#000" } });
  return canvas.composite(parts.map((input, at) => ({ input, left: (at % 2) * width, top: Math.floor(at / 2) * height })));
}

const made = {
  "2-mp.jpg": () => sharp(wallpaper("sunset_by_Aitzol_Berasategi.jpg")).resize(1776).jpeg({ quality: 92 }),
  "8-mp.png": () => sharp(wallpaper("picosdeeuropa_by_Aitzol_Berasategi.jpg")).png({ adaptiveFiltering: true }),
  "13-mp.webp": () => sharp(wallpaper("Dragonfly_by_Bolly.jpg")).webp({ quality: 90 }),
  "50-mp.jpg": async () => {
    const names = ["seeding_by_Clements_Engelhardt", "sunset_by_Aitzol_Berasategi", "Bridge_by_Sander_Klootwijk", "Dragonfly_by_Bolly"];
    return (await mosaic(names.map((name) => `${name}.jpg`), 4300, 2907)).jpeg({ quality: 92 });
  },
};

async function make(name) {
  const path = join(into, name);
  const present = await access(path).then(() => true, () => false);
  if (!present) {
    await (await made[name]()).toFile(`${path}.new`);
    await rename(`${path}.new`, path);
  }
  return path;
}

await mkdir(into, { recursive: true });
const photographs = [
  { name: "2 MP JPEG", path: await make("2-mp.jpg") },
  { name: "4 MP progressive JPEG", path: wallpaper("Picture_0B_by_freespace.jpg") },
  { name: "8 MP PNG", path: await make("8-mp.png") },
  { name: "13 MP WebP", path: await make("13-mp.webp") },
  { name: "16 MP progressive JPEG", path: wallpaper("seeding_by_Clements_Engelhardt.jpg") },
  { name: "24 MP JPEG", path: camera },
  { name: "50 MP JPEG", path: await make("50-mp.jpg") },
];
console.log(JSON.stringify(photographs));
