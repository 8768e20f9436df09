// Tokens, sessions, passkeys, invitations and exports are their owner's: whoever knows the id of somebody else's is answered as if it
// were nothing's, and nothing happens to it.
import { expect, test } from "../../fixtures";
import { ask, expectLikeNothing, said, type Names } from "../../fixtures/permissions/ask";
import { nothings } from "../../fixtures/permissions/asking";
import { makeOwn, OWN_QUESTIONS, ownRows } from "../../fixtures/permissions/own";
import { makeStaff } from "../../fixtures/permissions/who";
import { signIn, signUp } from "../../fixtures/person";
import { bearer, makeToken } from "../../fixtures/tokens";

test("nobody does anything to what is somebody else's", async ({ site, stranger }) => {
  const { moderator, admin } = await makeStaff(site);
  await signIn(site, moderator);
  const [member, names] = [await signUp(site), await makeOwn(site, moderator)];
  expect(
    Object.values(names).every((id) => id.length > 8),
    JSON.stringify(names),
  ).toBe(true);
  const before = await ownRows(site, moderator.handle);
  expect(before[0]).toMatchObject({ tokens: 1, passkeys: "Mine", invitations: 1, exports: 1 });
  const token = bearer(site.url, await makeToken(member.client, ["read", "upload", "manage"]));
  const others = { "a stranger": stranger, "a member": member.client, "a token": token, "an admin": admin.client };

  for (const [who, client] of Object.entries(others)) {
    for (const question of OWN_QUESTIONS) {
      // whoever runs the site revokes anybody's invitation
      if (who === "an admin" && question.route.endsWith("/revoke-invitation")) continue;
      const nothing: Names = Object.fromEntries(Object.keys(names).map((kind) => [kind, nothings()]));
      const ofNothing = said(await ask(client, question, nothing), nothing);
      expectLikeNothing(await ask(client, question, names), names, ofNothing, `${who}: ${question.route}`);
    }
  }
  expect(await ownRows(site, moderator.handle)).toEqual(before);

  // and each of them is what its owner thinks it is; the session that is ended is another than the one that asks
  for (const question of OWN_QUESTIONS) await ask(moderator.client, question, names);
  const [after] = await ownRows(site, moderator.handle);
  expect(after).toMatchObject({ tokens: 0, passkeys: null, invitations: 0, exports: 0 });
  expect(Number(after?.["sessions"])).toBeLessThan(Number(before[0]?.["sessions"]));
});
