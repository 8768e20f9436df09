// What is asked of the Workers, and how the site is filled before.
import { expect } from "@playwright/test";
import { randomBytes } from "node:crypto";
import { Authenticator, type Options } from "../../fixtures/authenticator";
import { RUNS, cron } from "../../fixtures/cron";
import { addPhotos, change } from "../../fixtures/database";
import { Client, ownAddress, type Answer } from "../../fixtures/http";
import { newcomer, signUp, type Person } from "../../fixtures/person";
import { photograph } from "../../fixtures/photographs";
import { reprDigest, type Photo } from "../../fixtures/photos";
import { PATIENCE_MS } from "../../fixtures/patience";
import { saveSettings } from "../../fixtures/settings";
import type { Site } from "../../fixtures/site";
import type { QuickImages } from "./images";
import type { Inspector } from "./inspector";
import type { Subject } from "./rounds";
import type { Worker } from "./workers";

/** Photos on the site: more than its home page shows. */
export const PHOTOS = 40;

/** Deleted photos that one sweep removes (app/service/src/sql/sweep.rs). */
const AT_ONCE = 100;

const LARGE = 25 * 1024 * 1024;

/** What a request has to be answered with. */
async function well(answer: Promise<Answer>, status = 200): Promise<Answer> {
  const got = await answer;
  expect(got.status, got.text().slice(0, 300)).toBe(status);
  return got;
}

/** From ever new addresses: the site's limits go by them. */
const anywhere = (site: Site) => new Client(site.url, { "cf-connecting-ip": ownAddress() });

/** Somebody with as many photos, all ready. */
export async function fill(site: Site): Promise<{ owner: Person; photo: Photo }> {
  const owner = await signUp(site, "Bench");
  const photos = [];
  for (let number = 0; number < PHOTOS; number += 1) {
    const said = { title: `Photograph ${number}`, alt: "Rocks at low tide, seen from the cliff", visibility: "public" } as const;
    photos.push(await owner.photos.upload({ file: photograph("tiny"), ...said }));
  }
  const ready = await Promise.all(photos.map(async ({ id }) => owner.photos.settled(id)));
  const [photo] = ready;
  if (!photo) throw new Error("there is no photo");
  return { owner, photo };
}

/** Pages and files, as strangers ask for them; and signing in. */
export async function small(site: Site, isolate: Inspector, empty: Worker, peer: Worker, photo: Photo, owner: Person) {
  const key = new Authenticator("ES256", site.url);
  const asked = JSON.parse((await well(anywhere(site).form("/fn/passkey-sign-up-options", newcomer()))).json<string>()) as {
    options: Options;
    user: string;
  };
  const another = { ...newcomer("Key"), user: asked.user, answer: key.create(asked.options) };
  await well(anywhere(site).form("/fn/passkey-sign-up", another));
  const { email, stretched } = owner;
  const file = photo.renditions.find(({ width }) => width === 640)?.url ?? "";
  const options = async () => well(anywhere(site).form("/fn/passkey-options", { purpose: "sign-in" }));
  const home = async () => (await well(anywhere(site).get("/"))).header("heliograph-cache");
  const ours = (ask: () => Promise<unknown>): Subject => ({ isolate, ask });
  const theirs = (ask: () => Promise<unknown>): Subject => ({ isolate: peer.isolate, ask });
  return {
    empty: { isolate: empty.isolate, ask: async () => well(empty.client.get("/")) },
    emptyForm: { isolate: empty.isolate, ask: async () => well(empty.client.form("/", { email, stretched })) },
    homeCached: {
      ...ours(async () => expect(await home()).toBe("hit")),
      // it is kept for a minute, and then made anew by whoever comes first
      before: async () => expect.poll(home).toBe("hit"),
    },
    // whatever stands behind the question mark, the page is made anew
    homeUncached: ours(async () => well(anywhere(site).get("/?again"))),
    photoPage: ours(async () => well(anywhere(site).get(photo.url))),
    rendition: ours(async () => well(anywhere(site).get(file))),
    password: ours(async () => well(anywhere(site).form("/fn/sign-in", { email, stretched }))),
    challenge: ours(options),
    passkey: ours(async () => {
      const answer = key.get(JSON.parse((await options()).json<string>()) as Options);
      await well(anywhere(site).form("/fn/passkey-sign-in", { answer }));
    }),
    peerHome: theirs(async () => well(peer.client.get("/"))),
  };
}

/** The same 25 MB to the site and to a JavaScript Worker, with a hash that R2 compares. Not by the owner of the other photos. */
export async function large(site: Site, isolate: Inspector, peer: Worker) {
  const { client } = await signUp(site, "Large");
  const file = () => {
    const { buffer } = photograph("tiny");
    // no file is the same as another: one that is known would not be stored
    return Buffer.concat([buffer, randomBytes(1024), Buffer.alloc(LARGE - buffer.length - 1024, "rest")]);
  };
  const sending = (client: Client, path: string) => async () => {
    const body = file();
    const headers = { "content-type": "image/jpeg", "repr-digest": reprDigest(body) };
    await well(client.send(path, { method: "POST", headers, body }), 201);
  };
  return {
    upload: { isolate, ask: sending(client, "/api/v1/photos?visibility=private") },
    peerPut: { isolate: peer.isolate, ask: sending(peer.client, "/put") },
  };
}

/** Has every photo made again by other settings: one message of the queue for each, and next to nothing besides. */
export async function allAgain(owner: Person, images: QuickImages, largest: string): Promise<void> {
  await saveSettings(owner.client, { largest });
  const wanted = images.answered + PHOTOS;
  await well(owner.client.form("/fn/apply-image-settings", {}), 303);
  await expect.poll(() => images.answered, { timeout: PATIENCE_MS, intervals: [50] }).toBe(wanted);
  const states = async () => {
    const { items } = await owner.photos.list({ limit: "100" }, owner.handle);
    return items.filter(({ state }) => state === "ready").length;
  };
  await expect.poll(states, { timeout: PATIENCE_MS, intervals: [200] }).toBe(PHOTOS);
}

/** The runs of an hour of the cron: those that work through lists have as much before them as they take at once. */
export async function hour(site: Site, isolate: Inspector) {
  const { handle } = await signUp(site, "Leftovers");
  const leaveDeleted = async () => {
    await addPhotos(site, handle, AT_ONCE);
    await change(site, "update photos set deleted_at = 1 where owner_id = (select id from users where handle = ?)", handle);
  };
  const run = (name: (typeof RUNS)[number]): Subject => ({ isolate, ask: async () => cron(site, name) });
  return {
    parts: run("parts"),
    sweep: { ...run("sweep"), before: leaveDeleted },
    counts: run("counts"),
    popular: run("popular"),
    "sweep again": { ...run("sweep again"), before: leaveDeleted },
    backups: run("backups"),
  };
}
