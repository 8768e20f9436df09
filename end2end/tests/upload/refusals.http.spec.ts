// Uploads that are refused, or never arrive: the right status and a sentence, no row and no object left behind.
import { connect } from "node:net";
import { expect, test } from "../../fixtures";
import { query, storedPhotos } from "../../fixtures/database";
import type { Answer } from "../../fixtures/http";
import { photograph } from "../../fixtures/photographs";
import { reprDigest } from "../../fixtures/photos";
import type { Person } from "../../fixtures/person";
import type { Place } from "../../fixtures/site";
import { objects, objectsOf } from "../../fixtures/storage";

const { buffer } = photograph("compact");

/** A problem (RFC 9457) of this status, with a sentence, and nothing kept. */
async function expectRefused(
  site: Place,
  person: Person,
  answer: Answer,
  status: number,
  sentence: RegExp,
): Promise<void> {
  expect(answer.status, answer.text()).toBe(status);
  expect(answer.header("content-type")).toBe("application/problem+json");
  expect(answer.json<{ status: number; detail: string }>()).toMatchObject({
    status,
    detail: expect.stringMatching(sentence),
  });
  expect(await storedPhotos(site, person.handle)).toEqual([]);
  await expectNothingOrphaned(site);
}

/** No original lies in storage that the database does not know. */
async function expectNothingOrphaned(site: Place): Promise<void> {
  await expect(async () => {
    const stored = (await objects(site, "heliograph-private", "o/")).map((name) => name.slice(2));
    const known = new Set((await query<{ token: string }>(site, "select token from photos")).map(({ token }) => token));
    expect(stored.filter((token) => !known.has(token))).toEqual([]);
  }).toPass();
}

function post(person: Person, headers: Record<string, string>, body: Buffer = buffer): Promise<Answer> {
  return person.client.send("/api/v1/photos?visibility=unlisted", { method: "POST", headers, body });
}

test("what is none of the formats is refused", async ({ site, person }) => {
  for (const type of ["text/plain", "image/tiff", "image/svg+xml", ""]) {
    await expectRefused(site, person, await post(person, { "content-type": type }), 415, /^Heliograph takes JPEG/);
  }
});

test("an empty file is refused", async ({ site, person }) => {
  await expectRefused(
    site,
    person,
    await post(person, { "content-type": "image/jpeg" }, Buffer.alloc(0)),
    400,
    /empty|missing/,
  );
});

test("a damaged file is refused", async ({ site, person }) => {
  const headers = { "content-type": "image/jpeg", "repr-digest": reprDigest(Buffer.from("something else")) };
  await expectRefused(site, person, await post(person, headers), 422, /checksum does not match/);
});

test("a checksum that is none is refused", async ({ site, person }) => {
  for (const digest of ["sha-256=abc", "sha-256=:!!!:", "sha-256=:YWJj:"]) {
    const answer = await post(person, { "content-type": "image/jpeg", "repr-digest": digest });
    await expectRefused(site, person, answer, 400, /Repr-Digest/);
  }
});

test("nobody uploads without a session", async ({ site, person, stranger }) => {
  const answer = await stranger.send("/api/v1/photos", {
    method: "POST",
    headers: { "content-type": "image/jpeg" },
    body: buffer,
  });
  await expectRefused(site, person, answer, 401, /sign in/);
  expect(answer.header("www-authenticate")).toBe("Bearer");
});

test("an unknown token is no session", async ({ site, person, stranger }) => {
  const headers = { "content-type": "image/jpeg", authorization: "Bearer hg_nobody" };
  const answer = await stranger.send("/api/v1/photos", { method: "POST", headers, body: buffer });
  await expectRefused(site, person, answer, 401, /sign in/);
});

test("more than 50 MB is refused", async ({ site, person }) => {
  // wrangler answers only when it has read the whole body, so all of it is sent
  const large = Buffer.concat([buffer, Buffer.alloc(50 * 1024 * 1024 + 1 - buffer.length)]);
  const answer = await post(person, { "content-type": "image/jpeg" }, large);
  await expectRefused(site, person, answer, 413, /^This file is larger than 50 MB, the most Heliograph takes\.$/);
});

test("an upload that does not say its length is refused", async ({ site, person }) => {
  const upload = new RawUpload(site, person, ["transfer-encoding: chunked"]);
  upload.write(`${buffer.length.toString(16)}\r\n`);
  upload.write(buffer);
  upload.write("\r\n0\r\n\r\n");
  expect(await upload.answer()).toMatch(/^HTTP\/1\.1 411 /);
  expect(await storedPhotos(site, person.handle)).toEqual([]);
});

for (const [how, headers] of [
  ["with its checksum", [`repr-digest: ${reprDigest(buffer)}`]],
  ["without a checksum", []],
] as const) {
  test(`an upload ${how} that ends in the middle leaves nothing`, async ({ site, person }) => {
    const upload = new RawUpload(site, person, [`content-length: ${buffer.length}`, ...headers]);
    upload.write(buffer.subarray(0, buffer.length / 2));
    let token = "";
    await expect
      .poll(async () => (token = (await storedPhotos(site, person.handle))[0]?.token ?? ""), {
        message: "it has begun",
      })
      .not.toBe("");
    upload.hangUp();

    await expect.poll(() => storedPhotos(site, person.handle)).toEqual([]);
    expect(await objectsOf(site, token)).toEqual([]);
    // the connection may have been lost, but the photograph can still be sent
    expect((await person.photos.send({ file: { name: "", mimeType: "image/jpeg", buffer } })).status).toBe(201);
  });
}

/** An upload byte by byte, which no well-behaved client would make. */
class RawUpload {
  #socket;
  #received = "";

  constructor(site: Place, person: Person, headers: readonly string[]) {
    const { host, port } = new URL(site.url);
    this.#socket = connect(Number(port), "127.0.0.1");
    this.#socket.on("data", (bytes) => (this.#received += bytes.toString("latin1")));
    // the site may hang up while we are still writing
    this.#socket.on("error", () => undefined);
    const lines = ["POST /api/v1/photos?visibility=unlisted HTTP/1.1", `host: ${host}`, `origin: ${site.url}`];
    lines.push(`cookie: session=${person.session}`, "content-type: image/jpeg", ...headers);
    this.write(`${lines.join("\r\n")}\r\n\r\n`);
  }

  write(bytes: Buffer | string): void {
    this.#socket.write(bytes);
  }

  hangUp(): void {
    this.#socket.destroy();
  }

  async answer(): Promise<string> {
    await expect.poll(() => this.#received).toMatch(/\r\n\r\n.*\}/s);
    this.hangUp();
    return this.#received;
  }
}
