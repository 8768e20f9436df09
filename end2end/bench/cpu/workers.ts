// Other Workers beside Heliograph's, run by the same wrangler.
import { cp, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { environment, modernNode, root } from "../../fixtures/checkout";
import { Client } from "../../fixtures/http";
import { Program } from "../../fixtures/program";
import { freePort, type Place } from "../../fixtures/site";
import { Inspector } from "./inspector";

/** A running Worker. */
export interface Worker {
  isolate: Inspector;
  client: Client;
  stop: () => Promise<void>;
}

/** wrangler's program. */
export const wrangler = () => path.join(environment()["HELIOGRAPH_NODE"] ?? "", "wrangler/bin/wrangler.js");

async function start(folder: string, state: string): Promise<Worker> {
  const port = await freePort();
  const options = ["dev", "--local", "--ip", "127.0.0.1", "--port", `${port}`, "--persist-to", state];
  const program = await Program.start([modernNode(), wrangler(), ...options], { folder, ready: /Ready on/ });
  const client = new Client(`http://127.0.0.1:${port}`);
  // there is no isolate before the first request
  await client.get("/");
  const isolate = await Inspector.of(program.pid);
  return {
    isolate,
    client,
    stop: async () => {
      isolate.close();
      // as shells say that it was told to
      await program.stop(130);
      await rm(state, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 });
    },
  };
}

const temporary = async () => mkdtemp(path.join(tmpdir(), "heliograph-bench-"));

/** A Worker that answers 200 and does nothing. */
export async function startEmpty(): Promise<Worker> {
  const folder = await temporary();
  await writeFile(path.join(folder, "index.js"), "export default { fetch: () => new Response() };\n");
  await writeFile(path.join(folder, "wrangler.toml"), 'name = "empty"\nmain = "index.js"\ncompatibility_date = "2026-11-01"\n');
  return start(folder, folder);
}

/** `peer`, with a copy of this site's database: nobody may write to it meanwhile. */
export async function startPeer(site: Place): Promise<Worker> {
  const state = await temporary();
  await cp(path.join(site.state, "v3/d1"), path.join(state, "v3/d1"), { recursive: true });
  return start(path.join(root, "end2end/bench/cpu/peer"), state);
}
