// The file of an export: whose it is, in what parts it comes, how long it is there, and who may begin one.
import { createHash } from "node:crypto";
import { expect, test } from "../../fixtures";
import { change } from "../../fixtures/database";
import { EXPORT, exported, storedExports } from "../../fixtures/export";
import { PATIENCE_MS } from "../../fixtures/patience";
import { signUp } from "../../fixtures/person";
import { photograph } from "../../fixtures/photographs";
import { payload } from "../../fixtures/session";
import { unzip } from "../../fixtures/zip";

const hash = (bytes: Buffer | undefined) => createHash("sha256").update(bytes ?? "nothing").digest("hex");

test("originals that take several parts come out as they went in", async ({ site, person }) => {
  test.setTimeout(3 * PATIENCE_MS);
  const sent = [1, 2, 3].map(() => photograph("camera"));
  // what nobody can process is an original all the same, and nobody but the export itself sums it
  const broken = { ...photograph("camera"), buffer: Buffer.from(photograph("camera").buffer).fill(7, 1000) };
  for (const file of [...sent, broken]) await person.photos.upload({ file, visibility: "private" });
  const file = await exported(person);
  const answer = await person.client.get(file);
  expect(answer.status).toBe(200);
  expect(answer.body.length, "more than two parts").toBeGreaterThan(2 * 8 * 1024 * 1024);
  const photos = [...unzip(answer.body)].filter(([name]) => name.endsWith(".jpg"));
  const expected = [...sent, broken].map(({ buffer }) => hash(buffer));
  expect(photos.map(([, bytes]) => hash(bytes)).sort()).toEqual(expected.sort());
  expect(await storedExports(site, person), "nothing is left of putting it together").toHaveLength(1);
});

test("a download that breaks off is resumed", async ({ person }) => {
  await person.photos.upload({ file: photograph("compact") });
  const file = await exported(person);
  const whole = await person.client.get(file);
  expect(whole.header("content-type")).toBe("application/zip");
  expect(whole.header("cache-control")).toBe("private, no-store");
  expect(whole.header("content-disposition")).toMatch(/^attachment; filename="heliograph-t\w+-\d{4}-\d\d-\d\d\.zip"$/);
  expect([whole.header("accept-ranges"), whole.header("x-robots-tag")]).toEqual(["bytes", "noindex"]);
  const size = whole.body.length;
  expect((await person.client.head(file)).header("content-length")).toBe(`${size}`);

  const etag = whole.header("etag");
  const first = await person.client.get(file, { range: "bytes=0-99" });
  const rest = await person.client.get(file, { range: "bytes=100-", "if-range": etag });
  expect([first.status, rest.status]).toEqual([206, 206]);
  expect(rest.header("content-range")).toBe(`bytes 100-${size - 1}/${size}`);
  expect(hash(Buffer.concat([first.body, rest.body]))).toBe(hash(whole.body));
  expect((await person.client.get(file, { range: `bytes=${size}-` })).status).toBe(416);
});

test("it is there for its owner's session alone", async ({ site, person, stranger, api }) => {
  const file = await exported(person);
  const other = await signUp(site, "Bruno");
  for (const client of [other.client, stranger, api.client]) {
    for (const range of ["bytes=0-", "bytes=0-9"]) {
      const answer = await client.get(file, { range });
      expect(answer.status).toBe(404);
      expect(answer.body.includes("PK")).toBe(false);
    }
  }
  // nobody else removes it either
  const id = file.split("/")[3] ?? "";
  await other.client.form("/fn/remove-export", { export: id });
  expect((await person.client.get(file)).status).toBe(200);
  expect((await other.client.get(EXPORT)).text()).not.toContain(id);
  expect((await person.client.get(file.replace(id, "0".repeat(32)))).status).toBe(404);
});

test("one's own removes it at once, also from storage", async ({ site, person }) => {
  const file = await exported(person);
  expect(await storedExports(site, person)).toHaveLength(1);
  const answer = await person.client.form("/fn/remove-export", { export: file.split("/")[3] ?? "" });
  expect([answer.status, answer.header("location")]).toEqual([303, EXPORT]);
  expect((await person.client.get(file)).status).toBe(404);
  expect(await storedExports(site, person)).toEqual([]);
});

test("there is one at a time", async ({ person }) => {
  await exported(person);
  const again = await person.client.form("/fn/begin-export", {});
  expect(again.status).toBe(303);
  const said = new URL(again.header("location"), person.client.url).searchParams.get("error");
  expect(said).toBe("There is an export of yours already. Please remove it first.");
});

test("who begins one shows first that it is them", async ({ site, person, api }) => {
  await change(site, "update sessions set confirmed_at = 0 where id = ?", payload(person.session).id);
  const answer = await person.client.form("/fn/begin-export", {});
  expect([answer.status, answer.header("location")]).toEqual([303, "/confirm?next=%2Fsettings%2Fexport"]);
  expect((await person.client.get(EXPORT)).text()).toContain("Put it together");
  // a token is no session
  const token = await api.client.form("/fn/begin-export", {});
  expect(token.header("location")).toBe("/sign-in?next=%2Fsettings%2Fexport");
});
