// What is uploaded to Cloudflare, and what browsers load, compressed; and what the Worker does before it answers anything.
import { execFile } from "node:child_process";
import { readFileSync, readdirSync } from "node:fs";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { promisify } from "node:util";
import { gzipSync } from "node:zlib";
import { environment, modernNode, root } from "../../fixtures/checkout";
import { wrangler } from "./workers";

/** Kilobytes (1,000 bytes) of a folder's scripts, modules and style sheets, gzip, as limits count them: each, and all together. */
function kilobytes(folder: string): { each: [name: string, size: number][]; all: number } {
  const names = readdirSync(path.join(root, folder), { recursive: true, encoding: "utf8" });
  const each = names
    .filter((name) => /\.(js|wasm|css)$/.test(name))
    .map((name): [string, number] => [
      path.basename(name),
      gzipSync(readFileSync(path.join(root, folder, name)), { level: 9 }).length / 1000,
    ]);
  return { each, all: each.reduce((sum, [, size]) => sum + size, 0) };
}

/** The Worker's. */
export const workerKilobytes = () => kilobytes("server/build").all;

/** Of each file that browsers load. */
export const assetKilobytes = () => kilobytes("target/site/pkg").each;

/** Milliseconds in which V8 runs while the Worker starts, as wrangler finds out. The platform allows a second. */
export async function startUpMilliseconds(): Promise<number> {
  const folder = await mkdtemp(path.join(tmpdir(), "heliograph-bench-"));
  try {
    const call = [wrangler(), "check", "startup", "--outfile", path.join(folder, "startup.cpuprofile")];
    const { stdout } = await promisify(execFile)(modernNode(), call, { cwd: root, env: environment() });
    const active = /Active: (?<time>[\d.]+) ms/.exec(stdout)?.groups?.["time"];
    if (!active) throw new Error(`wrangler says nothing of the start:\n${stdout}`);
    return Number(active);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
