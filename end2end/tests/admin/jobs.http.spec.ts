// Work that does not go on is for whoever runs the site: told with its cause and without what is private, and brought back.
import { randomBytes } from "node:crypto";
import { expect, test } from "../../fixtures";
import { change, query } from "../../fixtures/database";
import type { Person } from "../../fixtures/person";
import { ask, expectLikeNothing, said } from "../../fixtures/permissions/ask";
import { nothings } from "../../fixtures/permissions/asking";
import { JOB_QUESTIONS } from "../../fixtures/permissions/jobs";
import type { Place } from "../../fixtures/site";

const CAUSE = `nobody answered ${randomBytes(4).toString("hex")}`;

/** A private photo that was given up, and the message about it that the queue gave up on. */
async function givenUp(site: Place, person: Person) {
  const { id } = await person.photos.ready({ visibility: "private", title: "Nobody's business" });
  await change(site, "update photos set state = 'failed', reason = 'no_answer' where id = ?", id);
  const failed = "update jobs set state = 'failed', tries = 6, last_error = ?, updated_at = updated_at + 1000 where photo_id = ?";
  await change(site, failed, CAUSE, id);
  const letter = randomBytes(16).toString("hex");
  await change(site, "insert into dead_letters (id, body, received_at) values (?, ?, unixepoch() * 1000)", letter, id);
  const [row] = await query<{ token: string }>(site, "select token from photos where id = ?", id);
  return { id, letter, token: row?.token ?? "" };
}

async function rowsOf(site: Place, { id, letter }: { id: string; letter: string }) {
  return query(
    site,
    `select p.state, j.state as job, j.tries, (select count(*) from dead_letters where id = ?) as letters
     from photos p join jobs j on j.photo_id = p.id where p.id = ?`,
    letter,
    id,
  );
}

test("nobody but admins mends anything", async ({ site, stranger, person, moderator, api }) => {
  const photo = await givenUp(site, person);
  const before = await rowsOf(site, photo);
  for (const client of [stranger, person.client, moderator.client, api.client]) {
    for (const question of JOB_QUESTIONS) {
      const [names, nothing] = [
        { photo: photo.id, letter: photo.letter },
        { photo: nothings(), letter: nothings() },
      ];
      const ofNothing = said(await ask(client, question, nothing), nothing);
      expectLikeNothing(await ask(client, question, names), names, ofNothing, question.route);
    }
  }
  expect(await rowsOf(site, photo)).toEqual(before);
});

test("an admin reads why, and nothing that is private", async ({ site, person, admin }) => {
  const photo = await givenUp(site, person);
  const page = await admin.client.get("/admin/jobs");
  expect(page.status).toBe(200);
  const text = page.text().replace(/<!.*?>/g, "");
  for (const told of [photo.id, `@${person.handle}`, "could not be reached for a long time", CAUSE, "Tries: 6"]) {
    expect(text).toContain(told);
  }
  for (const kept of ["Nobody's business", "Nobody&#x27;s business", "Nobody&#39;s business", photo.token]) {
    expect(text).not.toContain(kept);
  }
});

test("a photo is brought back, once, by its message too", async ({ site, person, admin }) => {
  const photo = await givenUp(site, person);
  const retry = async () => admin.client.form("/fn/retry-job", { photo: photo.id });
  for (const answer of await Promise.all([retry(), retry()])) {
    expect([answer.status, answer.header("location")]).toEqual([303, "/admin/jobs"]);
  }
  expect((await person.photos.settled(photo.id)).state).toBe("ready");
  expect((await admin.client.get("/admin/jobs")).text()).not.toContain(`name="photo" value="${photo.id}"`);

  await change(site, "update photos set state = 'failed', reason = 'no_answer' where id = ?", photo.id);
  await change(site, "update jobs set state = 'failed' where photo_id = ?", photo.id);
  await admin.client.form("/fn/retry-letter", { letter: photo.letter });
  expect((await person.photos.settled(photo.id)).state).toBe("ready");
  expect(await rowsOf(site, photo)).toMatchObject([{ letters: 0, job: "done" }]);
});

test("a message is forgotten, and its photo stays as it is", async ({ site, person, admin }) => {
  const photo = await givenUp(site, person);
  const [before] = await rowsOf(site, photo);
  expect(before).toMatchObject({ state: "failed", job: "failed", letters: 1 });
  expect((await admin.client.get("/admin/jobs")).text()).toContain(`name="letter" value="${photo.letter}"`);
  // whoever comes second finds it done
  for (let times = 0; times < 2; times += 1) {
    const answer = await admin.client.form("/fn/forget-letter", { letter: photo.letter });
    expect([answer.status, answer.header("location")]).toEqual([303, "/admin/jobs"]);
    expect(await rowsOf(site, photo)).toEqual([{ ...(before as object), letters: 0 }]);
  }
  expect((await admin.client.get("/admin/jobs")).text()).not.toContain(`name="letter" value="${photo.letter}"`);
});

test("what is no list, and what is no photo, is refused with a sentence", async ({ admin }) => {
  for (const [path, fields] of [
    ["/fn/retry-jobs", { list: "everything" }],
    ["/fn/retry-job", { photo: "everything" }],
  ] as const) {
    const answer = await admin.client.form(path, fields);
    expect(answer.status, path).toBe(303);
    expect(answer.header("location"), path).toMatch(/^\/admin\/jobs\?error=/);
  }
});

test("what the audit has found is told, without the names that files are stored under", async ({ site, person, admin }) => {
  const { id, token } = await givenUp(site, person);
  const finding = `insert into audit_findings (photo_id, object, expected, found, noticed_at)
    values (?, ?, 1234567, nullif(?, 0), unixepoch() * 1000)`;
  await change(site, finding, id, "original", 0);
  await change(site, finding, id, "preview", 89);
  const text = (await admin.client.get("/admin/jobs")).text().replace(/<!.*?>/g, "");
  const found = [...text.matchAll(new RegExp(`<code>${id}</code></p><p>([^<]+)</p>`, "g"))].map((match) => match[1]);
  expect(found.sort()).toEqual(["original: missing", "preview: 89 bytes instead of 1,234,567"]);
  expect(text).not.toContain(token);
});
