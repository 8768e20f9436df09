// What a request costs the Worker's processor: how long its isolate runs, by V8's own sampling, less what an empty Worker's runs
// in the same rounds. What stands around it locally (wrangler's proxy, the simulators of D1, KV, R2 and the cache) is not in it.
import { expect, test } from "@playwright/test";
import { RUNS } from "../../fixtures/cron";
import { Site } from "../../fixtures/site";
import { table } from "../pages/table";
import { assetKilobytes, startUpMilliseconds, workerKilobytes } from "./bundle";
import { QuickImages } from "./images";
import { Inspector } from "./inspector";
import { above, inRounds, median } from "./rounds";
import { allAgain, fill, hour, large, PHOTOS, small } from "./subjects";
import { startEmpty, startPeer } from "./workers";

/** Requests of a kind that are measured, in five rounds, and a fifth as many before that are not. */
const COUNT = Number(process.env["BENCH_REQUESTS"] ?? 300);

/** As many of what takes long. */
const FEW = Math.max(10, COUNT / 10);

type Row = [what: string, figure: number];

function print(title: string, rows: Row[], unit = "ms"): void {
  console.log(`\n${table([title, unit], rows.map(([what, time]) => [what, time.toFixed(2)]))}`);
}

test("what a request costs", async () => {
  const images = await QuickImages.start();
  const site = await Site.start({ images: false, imagesPort: images.port, vars: { SWEEP_AFTER_SECONDS: "0" } });
  const empty = await startEmpty();
  const { owner, photo } = await fill(site);
  const peer = await startPeer(site);
  const isolate = await Inspector.of(site.pid);
  try {
    images.stores = false;
    const times = await inRounds(await small(site, isolate, empty, peer, photo, owner), COUNT);
    const over = (name: keyof typeof times) => above(times[name], times.empty);
    const form = (name: keyof typeof times) => above(times[name], times.emptyForm);
    const challenge = form("challenge");
    const passkey = form("passkey") - challenge - median(times.emptyForm);
    print(`${COUNT} requests of each, above an empty Worker`, [
      ["(the empty Worker itself)", median(times.empty)],
      ["home page, kept", over("homeCached")],
      ["home page, made", over("homeUncached")],
      ["  the same by Hono with JSX", over("peerHome")],
      ["photo's page", over("photoPage")],
      ["rendition", over("rendition")],
      ["sign in by password", form("password")],
      ["ask for a passkey's challenge", challenge],
      ["sign in by passkey", passkey],
    ]);

    const sent = await inRounds(await large(site, isolate, peer), FEW);
    const upload = above(sent.upload, sent.peerPut);
    print(`${FEW} uploads of 25 MB`, [
      ["(the JavaScript Worker's put itself)", median(sent.peerPut)],
      ["an upload and its message of the queue, above that", upload],
    ]);
    let turn = 0;
    const again = async () => allAgain(owner, images, (turn += 1) % 2 ? "1280" : "2048");
    const seldom = await inRounds({ again: { isolate, ask: again }, ...(await hour(site, isolate)) }, 5);
    const message = median(seldom.again) / PHOTOS;
    const cron = RUNS.map((name): Row => [`the cron: ${name}`, median(seldom[name])]);
    print("what nobody waits for", [["a message of the queue", message], ...cron]);

    const startUp = await startUpMilliseconds();
    print("before the first request", [["the Worker starts", startUp]]);
    const sizes: Row[] = [["the Worker", workerKilobytes()], ...assetKilobytes()];
    print("sizes, gzip", sizes, "kB");

    const figures = {
      home_cached_ms: over("homeCached"),
      home_uncached_ms: over("homeUncached"),
      hono_home_ms: over("peerHome"),
      photo_ms: over("photoPage"),
      rendition_ms: over("rendition"),
      sign_in_ms: form("password"),
      passkey_ms: passkey,
      // its message is a call of its own
      upload_25mb_ms: upload - message,
      queue_message_ms: message,
      cron_ms: Math.max(...cron.map(([, time]) => time)),
      startup_ms: startUp,
      worker_gzip_kb: workerKilobytes(),
    };
    expect(Object.values(figures).every(Number.isFinite)).toBe(true);
    const written = Object.entries(figures).map(([name, value]) => `${name}=${value.toFixed(name.endsWith("_kb") ? 0 : 2)}`);
    console.log(`\nfigures: ${written.join(" ")}`);
  } finally {
    isolate.close();
    await empty.stop();
    await peer.stop();
    await site.stop();
    images.stop();
  }
});
