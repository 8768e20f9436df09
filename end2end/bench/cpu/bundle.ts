// What is uploaded to Cloudflare, compressed as its limits count it.
import { readFileSync, readdirSync } from "node:fs";
import path from "node:path";
import { gzipSync } from "node:zlib";
import { root } from "../../fixtures/checkout";

/** Kilobytes (1,000 bytes) of the Worker's scripts and modules, gzip. */
export function workerKilobytes(): number {
  const folder = path.join(root, "server/build");
  const files = readdirSync(folder, { recursive: true, encoding: "utf8" }).filter((name) => /\.(js|wasm)$/.test(name));
  const bytes = files.map((name) => gzipSync(readFileSync(path.join(folder, name)), { level: 9 }).length);
  return bytes.reduce((sum, size) => sum + size, 0) / 1000;
}
