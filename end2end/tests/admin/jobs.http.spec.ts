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

test("it is not there for anybody but admins, and nobody else mends anything", async ({
  site,
  stranger,
  person,
  moderator,
  api,
  admin,
}) => {
  const photo = await givenUp(site, person);
  const before = await rowsOf(site, photo);
  for (const client of [stranger, person.client, moderator.client, api.client]) {
    expect((await client.get("/admin/jobs")).status).toBe(404);
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
  expect((await admin.client.get("/admin/people")).text()).toContain('href="/admin/jobs"');
  expect((await moderator.client.get("/admin/people")).text()).not.toContain('href="/admin/jobs"');
});

test("an admin reads why, and nothing that is private", async ({ site, person, admin }) => {
  const photo = await givenUp(site, person);
  const page = await admin.client.get("/admin/jobs");
  expect(page.status).toBe(200);
  expect(page.header("cache-control")).toContain("private");
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
