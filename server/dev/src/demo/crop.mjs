// Cuts a picture: `node crop.mjs FROM TO LEFT TOP WIDTH HEIGHT`. Both names end with the picture's format.
//
// sharp is not among this repository's own dependencies: wrangler brings it.
import { createRequire } from "node:module";
import path from "node:path";

const modules = createRequire(path.join(process.env.HELIOGRAPH_NODE, "wrangler", "package.json"));
const sharp = modules("sharp");

const [from, to, left, top, width, height] = process.argv.slice(2);
const part = { left: Number(left), top: Number(top), width: Number(width), height: Number(height) };
await sharp(from).extract(part).jpeg({ quality: 92, force: false }).webp({ quality: 92, force: false }).toFile(to);
