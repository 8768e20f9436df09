// What a request costs the Worker's processor: the time that workerd uses for many of them, less what an empty Worker uses for
// as many in the same run. Locally D1 and KV run inside workerd, so their share is in it; in production it is not billed.
import { expect, test } from "@playwright/test";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { environment, modernNode } from "../../fixtures/checkout";
import { Authenticator, type Options } from "../../fixtures/authenticator";
import { Client, ownAddress, type Answer } from "../../fixtures/http";
import { newcomer } from "../../fixtures/person";
import { Program } from "../../fixtures/program";
import { freePort, Site } from "../../fixtures/site";
import { usedBelow } from "./processor";

/** Requests of a kind that are measured, and as many before that are not. */
const COUNT = Number(process.env["BENCH_REQUESTS"] ?? 300);

/** Milliseconds of processor time that one request takes. */
async function perRequest(pid: number, ask: () => Promise<Answer>): Promise<number> {
  for (let number = 0; number < COUNT; number += 1) expect((await ask()).status).toBe(200);
  const before = usedBelow(pid);
  for (let number = 0; number < COUNT; number += 1) expect((await ask()).status).toBe(200);
  return (usedBelow(pid) - before) / COUNT;
}

/** A Worker that answers 200 and does nothing. */
async function emptyWorker(): Promise<{ program: Program; client: Client; folder: string }> {
  const folder = await mkdtemp(path.join(tmpdir(), "heliograph-empty-"));
  await writeFile(path.join(folder, "index.js"), "export default { fetch: () => new Response() };\n");
  await writeFile(path.join(folder, "wrangler.toml"), 'name = "empty"\nmain = "index.js"\ncompatibility_date = "2026-11-01"\n');
  const port = await freePort();
  const wrangler = path.join(environment()["HELIOGRAPH_NODE"] ?? "", "wrangler/bin/wrangler.js");
  const command = [modernNode(), wrangler, "dev", "--local", "--ip", "127.0.0.1", "--port", `${port}`] as const;
  const program = await Program.start([...command], { folder, ready: /Ready on/ });
  return { program, client: new Client(`http://127.0.0.1:${port}`), folder };
}

/** From ever new addresses: the site's limits go by them. */
const anywhere = (site: Site) => new Client(site.url, { "cf-connecting-ip": ownAddress() });

test("what a request costs", async () => {
  const site = await Site.start({ images: false });
  const empty = await emptyWorker();
  try {
    const who = newcomer("Bench");
    const stretched = "5".repeat(64);
    expect((await anywhere(site).form("/fn/sign-up", { ...who, stretched })).status).toBe(200);
    const key = new Authenticator("ES256", site.url);
    const asked = JSON.parse((await anywhere(site).form("/fn/passkey-sign-up-options", newcomer())).json<string>()) as {
      options: Options;
      user: string;
    };
    const another = { ...newcomer("Key"), user: asked.user, answer: key.create(asked.options) };
    expect((await anywhere(site).form("/fn/passkey-sign-up", another)).status).toBe(200);

    const base = await perRequest(empty.program.pid, async () => empty.client.form("/", { email: who.email, stretched }));
    const password = await perRequest(site.pid, async () =>
      anywhere(site).form("/fn/sign-in", { email: who.email, stretched }),
    );
    const ask = await perRequest(site.pid, async () => anywhere(site).form("/fn/passkey-options", { purpose: "sign-in" }));
    const passkey = await perRequest(site.pid, async () => {
      const options = await anywhere(site).form("/fn/passkey-options", { purpose: "sign-in" });
      const answer = key.get(JSON.parse(options.json<string>()) as Options);
      return anywhere(site).form("/fn/passkey-sign-in", { answer });
    });

    const rows: [string, number][] = [
      ["empty Worker", base],
      ["sign in by password", password - base],
      ["ask for a passkey's challenge", ask - base],
      ["sign in by passkey", passkey - ask - base],
    ];
    console.log(`\nmilliseconds of processor time a request, ${COUNT} each; all but the first above an empty Worker\n`);
    for (const [what, time] of rows) console.log(`  ${what.padEnd(32)}${time.toFixed(2).padStart(8)}`);
    const figures = { sign_in_ms: password - base, passkey_ms: passkey - ask - base };
    const written = Object.entries(figures).map(([name, value]) => `${name}=${value.toFixed(2)}`);
    console.log(`\nfigures: ${written.join(" ")}`);
  } finally {
    await site.stop();
    await empty.program.kill();
    await rm(empty.folder, { recursive: true, force: true });
  }
});
