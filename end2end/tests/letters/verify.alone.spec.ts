// Showing that an address is one's own, on a site that can send letters; and what its letters are.
import { AccountForm } from "../../fixtures/account-form";
import { Client, ownAddress } from "../../fixtures/http";
import { expect, listen, pass, standing, test } from "../../fixtures/letters-site";
import { comeAs, newcomer, signUp } from "../../fixtures/person";
import { linkIn } from "../../fixtures/postbox";

test("somebody new shows that an address is theirs", async ({ page, goto, awake, site, postbox, a11y }) => {
  const who = newcomer("Hedda");
  await goto("/sign-up?next=/settings/account");
  await new AccountForm(page).send({ ...who, password: "Oxidised silver, 1839" });
  await expect(page.getByText("An e-mail with a link is on its way to you.")).toBeVisible();
  await expect(page.getByRole("button", { name: "Send me the e-mail" })).toHaveCount(0);

  const path = linkIn(await postbox.newest(who.email, 1));
  const heard = listen(page);
  await goto(path);
  await expect(page, "the secret stands in no address").toHaveURL("/verify");
  await expect(page.getByRole("button", { name: "This address is mine" })).toBeVisible();
  await a11y.audit();
  expect((await standing(site, who.email)).email_verified_at, "looking changes nothing").toBeNull();
  await page.reload();
  await page.getByRole("button", { name: "This address is mine" }).click();
  await awake();
  await expect(page.getByRole("heading", { name: "Thank you" })).toBeVisible();
  expect((await standing(site, who.email)).email_verified_at).not.toBeNull();
  expect(heard.asked.filter((url) => url.includes(path)), "it is asked for once").toHaveLength(1);
  expect(heard.told.filter((url) => url.includes(path))).toEqual([]);

  await goto("/settings/account");
  await expect(page.getByText("You have shown that this address is yours")).toBeVisible();
  await a11y.audit();
});

test("a letter can be sent again", async ({ page, goto, awake, site, postbox, context, guard }) => {
  const person = await signUp(site, "Again");
  await postbox.newest(person.email, 1);
  const soon = await person.client.form("/fn/send-verification", {});
  expect([soon.status, soon.header("location")]).toEqual([303, expect.stringMatching(/^\/settings\/account\?error=/)]);
  await pass(site);
  await comeAs(context, site, person);
  await goto("/settings/account");
  await page.getByRole("button", { name: "Send me the e-mail" }).click();
  await awake();
  await expect(page.getByText("An e-mail with a link is on its way to you.")).toBeVisible();
  const path = linkIn(await postbox.newest(person.email, 2));
  await goto(path);
  await page.getByRole("button", { name: "This address is mine" }).click();
  await expect(page.getByRole("heading", { name: "Thank you" })).toBeVisible();

  guard.allow(/verify answered 404/);
  await goto(path);
  await page.getByRole("button", { name: "This address is mine" }).click();
  await expect(page.getByRole("heading", { name: "This link no longer holds" })).toBeVisible();
});

test("letters are plain, in the visitor's language, and hold nothing that anybody wrote", async ({ site, postbox }) => {
  const chinese = new Client(site.url, { "cf-connecting-ip": ownAddress(), "accept-language": "zh-CN" });
  const who = { ...newcomer(), name: "Eve\r\nBcc: eve@evil.example\r\n\r\nhttps://evil.example/" };
  const made = await chinese.form("/fn/sign-up", { ...who, stretched: "5a".repeat(32) });
  expect(made.status).toBe(200);
  const letter = await postbox.newest(who.email, 1);
  expect(Object.keys(letter).sort()).toEqual(["from", "subject", "text", "to"]);
  expect(letter).toMatchObject({ from: "site@example.org", to: [who.email], subject: "这是你的邮箱地址吗？" });
  expect(JSON.stringify(letter)).not.toMatch(/evil|Bcc|<|\\r/);
});
