// What a request costs the Worker's processor: the time that workerd uses for many of them, less what an empty Worker uses for
// as many in the same rounds. Locally D1, KV and R2 run inside workerd, so their share is in it; in production it is not billed.
import { expect, test } from "@playwright/test";
import { Site } from "../../fixtures/site";
import { table } from "../pages/table";
import { workerKilobytes } from "./bundle";
import { QuickImages } from "./images";
import { usedBelow } from "./processor";
import { above, inRounds, median } from "./rounds";
import { allAgain, fill, hourly, large, PHOTOS, small } from "./subjects";
import { startEmpty, startPeer } from "./workers";

/** Requests of a kind that are measured, in five rounds, and a fifth as many before that are not. */
const COUNT = Number(process.env["BENCH_REQUESTS"] ?? 300);

/** As many of what takes long. */
const FEW = Math.max(10, COUNT / 10);

type Row = [what: string, milliseconds: number];

/** What a Worker uses until it has answered for the first time, above an empty one. */
const startUp = (site: Site, empty: { pid: number }) => usedBelow(site.pid) - usedBelow(empty.pid);

function print(title: string, rows: Row[]): void {
  console.log(`\n${table([title, "ms"], rows.map(([what, time]) => [what, time.toFixed(2)]))}`);
}

test("what a request costs", async () => {
  const images = await QuickImages.start();
  const site = await Site.start({ images: false, imagesPort: images.port, vars: { SWEEP_AFTER_SECONDS: "0" } });
  const empty = await startEmpty();
  const start = startUp(site, empty);
  const { owner, photo } = await fill(site);
  const peer = await startPeer(site);
  try {
    images.stores = false;
    const times = await inRounds(await small(site, empty, peer, photo, owner), COUNT);
    const over = (name: keyof typeof times) => above(times[name], times.empty);
    const form = (name: keyof typeof times) => above(times[name], times.emptyForm);
    const challenge = form("challenge");
    print(`${COUNT} requests of each, above an empty Worker`, [
      ["(the empty Worker itself)", median(times.empty)],
      ["home page, kept", over("homeCached")],
      ["home page, made", over("homeUncached")],
      ["  the same by Hono with JSX", over("peerHome")],
      ["  of which the local database", over("peerRows")],
      ["photo's page", over("photoPage")],
      ["rendition", over("rendition")],
      ["sign in by password", form("password")],
      ["ask for a passkey's challenge", challenge],
      ["sign in by passkey", form("passkey") - challenge - median(times.emptyForm)],
    ]);

    const sent = await inRounds(large(site, peer, owner), FEW);
    const upload = above(sent.upload, sent.peerPut);
    print(`${FEW} uploads of 25 MB`, [
      ["the JavaScript Worker's put", median(sent.peerPut)],
      ["above that: an upload and its job", upload],
    ]);

    let turn = 0;
    const again = async () => allAgain(owner, images, (turn += 1) % 2 ? "1280" : "2048");
    const seldom = await inRounds(
      { again: { pid: site.pid, ask: again }, hourly: { pid: site.pid, ask: async () => hourly(site) } },
      5,
    );
    const message = median(seldom.again) / PHOTOS;
    print("what nobody waits for", [
      ["a message of the queue", message],
      ["the hourly run", median(seldom.hourly) - median(times.empty)],
      ["starting, up to the first answer", start],
    ]);

    const figures = {
      home_cached_ms: over("homeCached"),
      home_uncached_ms: over("homeUncached"),
      hono_home_ms: over("peerHome"),
      photo_ms: over("photoPage"),
      rendition_ms: over("rendition"),
      sign_in_ms: form("password"),
      passkey_ms: form("passkey") - challenge - median(times.emptyForm),
      upload_25mb_ms: upload,
      queue_message_ms: message,
      cron_ms: median(seldom.hourly) - median(times.empty),
      start_ms: start,
      worker_gzip_kb: workerKilobytes(),
    };
    expect(Object.values(figures).every(Number.isFinite)).toBe(true);
    const written = Object.entries(figures).map(([name, value]) => `${name}=${value.toFixed(name.endsWith("_kb") ? 0 : 2)}`);
    console.log(`\nfigures: ${written.join(" ")}`);
  } finally {
    await site.stop();
    await empty.stop();
    await peer.stop();
    images.stop();
  }
});
