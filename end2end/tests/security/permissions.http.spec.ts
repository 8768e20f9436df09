// The table of who may do what to a photo (app/domain/src/access/tests.rs), over HTTP: every request that names a photo,
// by everybody, of every kind of photo. What is not allowed is answered like what is not there, and changes nothing.
import { expect, test } from "../../fixtures";
import { each } from "../../fixtures/permissions/ask";
import { Asking, casesOf, may } from "../../fixtures/permissions/asking";
import { JOB_ROUTES } from "../../fixtures/permissions/jobs";
import { expectLinks, filesOf, LINK_ROUTES } from "../../fixtures/permissions/links";
import {
  expectCursorsTellNothing,
  expectListsOfAll,
  expectListsOfPerson,
  LISTS,
} from "../../fixtures/permissions/lists";
import { OWN_ROUTES } from "../../fixtures/permissions/own";
import { PERSON_QUESTIONS } from "../../fixtures/permissions/people";
import { PHOTO_QUESTIONS } from "../../fixtures/permissions/photo-questions";
import { makePhotos, rowsOf } from "../../fixtures/permissions/photos";
import { EVERYBODY } from "../../fixtures/permissions/table";
import { makePeople, settle } from "../../fixtures/permissions/who";
import { routesOfCode } from "../../fixtures/routes";

/** Routes that name nothing and nobody: they do something for whoever asks, or are the same for everybody. */
const NAME_NOTHING = [
  ...["openapi.json"].map((path) => `GET /api/v1/${path}`),
  ...[
    "admin/invitations",
    "admin/jobs",
    "admin/settings",
    "admin/stats",
    "admin/usage",
    "confirm",
    // this site sends no letters: tests/letters
    ...["forgot", "reset", "reset/:link", "verify", "verify/:link"],
    "healthz",
    // everybody meets there what they meet in other lists: app/service/tests/popular.rs
    "popular",
    "privacy",
    "recover",
    "robots.txt",
    "sign-in",
    "sign-up",
    "styleguide",
    "upload",
  ],
  ...["account", "blocked", "export", "images", "leave", "privacy", "tokens"].map((page) => `settings/${page}`),
].map((path) => (path.startsWith("GET ") ? path : `GET /${path}`));

/** What whoever is signed in does for themselves, or anybody to come in. */
const FOR_ONESELF = [
  "POST /admin/settings",
  "POST /api/v1/photos",
  "POST /settings/images",
  "POST /upload",
  ...[
    "apply-image-settings",
    "ask-reset",
    "begin-export",
    "confirm",
    "create-token",
    "display",
    "leave",
    "make-invitation",
    "make-recovery-codes",
    "passkey-add",
  ],
  ...["passkey-confirm", "passkey-options", "passkey-sign-in", "passkey-sign-up", "passkey-sign-up-options", "recover"],
  ...["reset-password", "send-verification", "verify-email"],
  ...["save-privacy", "set-password", "sign-in", "sign-out", "sign-up", "stay"],
].map((path) => (path.startsWith("POST ") ? path : `POST /fn/${path}`));

test("every route is asked by one of these tests, or names nothing", () => {
  const asked = [...PHOTO_QUESTIONS, ...PERSON_QUESTIONS].map(({ route }) => route);
  const known = new Set([...asked, ...LISTS, ...LINK_ROUTES, ...OWN_ROUTES, ...JOB_ROUTES, ...NAME_NOTHING, ...FOR_ONESELF]);
  expect([...known].sort(), "routes of the tests, and of the code").toEqual(routesOfCode());
});

test("everybody may do to a photo what the table says, and nothing else", async ({ site }) => {
  // thousands of requests, on a machine that does other things as well
  test.setTimeout(600_000);
  const people = await makePeople(site);
  const owners = Object.values(people.owners);
  const photos = await makePhotos(site, people.owners);
  const files = await filesOf(people.member.client, photos);
  const asking = new Asking(site.url, await settle(site, people));
  const all = casesOf(photos);
  const before = await rowsOf(site, owners);
  expect(before).toHaveLength(photos.length);

  await test.step("whoever may not is answered as of nothing", async () => {
    await each(
      all.filter((asked) => !may(asked)),
      async (asked) => asking.refused(asked),
    );
  });
  await test.step("lists hold what may be listed", async () => {
    await each(EVERYBODY, async (who) => {
      await expectListsOfPerson(who, asking.clients[who], people.owners, photos);
      await expectListsOfAll(who, asking.clients[who], photos);
    });
    await expectCursorsTellNothing(asking.clients.nobody, people.owners.usual.handle, photos);
  });
  await test.step("a share link opens what is there, for whoever has it", async () => {
    await each(["nobody", "blocked"] as const, async (who) => expectLinks(who, asking.clients[who], photos, files));
  });
  const harmless = all.filter((asked) => may(asked) && (asked.question.only?.(asked.photo) ?? true));
  await test.step("whoever may is let", async () => {
    await each(
      harmless.filter(({ question }) => !question.last),
      async (asked) => asking.granted(asked),
    );
  });
  expect(await rowsOf(site, owners), "nothing has changed").toEqual(before);

  await test.step("what changes a photo is done to each by one of those who may", async () => {
    await each(photos, async (photo) => {
      for (const letter of ["P", "E", "D"] as const) {
        const those = harmless.filter(
          ({ photo: of, question }) => of === photo && question.last && question.letter === letter,
        );
        const one = those[photos.indexOf(photo) % those.length];
        if (one) await asking.granted(one);
      }
    });
  });
  const left = (await rowsOf(site, [people.owners.usual])) as { deleted_at: number | null }[];
  expect(
    left.filter(({ deleted_at }) => deleted_at === null),
    "all of them were deleted by whoever may",
  ).toEqual([]);
});
