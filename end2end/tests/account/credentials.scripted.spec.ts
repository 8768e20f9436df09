// Changing the password, and getting back in without it.
import { expect, test } from "../../fixtures";
import { AccountForm } from "../../fixtures/account-form";
import { change } from "../../fixtures/database";
import { newcomer } from "../../fixtures/person";
import { payload } from "../../fixtures/session";

const FIRST = "Oxidised silver, 1839";
const SECOND = "Gelatine and glass, 1871";
const THIRD = "Nitrate, handle with care";

test("a member makes recovery codes, changes the password, loses it, and gets back in", async ({
  page,
  goto,
  context,
}) => {
  const who = newcomer("Julia");
  const form = new AccountForm(page);
  await goto("/sign-up?next=/settings/account");
  await form.send({ ...who, password: FIRST });
  await expect(page.getByText(`You sign in as ${who.email}.`)).toBeVisible();
  await expect(page.getByText("You have none. Make some now")).toBeVisible();
  await page.getByRole("button", { name: "Make eight new codes" }).click();
  await expect(page.locator("code")).toHaveCount(8);
  const [code = ""] = await page.locator("code").allInnerTexts();
  await page.reload();
  await expect(page.locator("code"), "they are shown once").toHaveCount(0);
  await expect(page.getByText("8 codes are left.")).toBeVisible();
  expect((await context.cookies()).map(({ name }) => name)).toEqual(["session"]);

  await form.field("New password").fill("short");
  await page.getByRole("button", { name: "Set the password" }).click();
  await expect(page.getByText("A password has at least 12 characters.")).toBeVisible();
  await form.field("New password").fill(SECOND);
  const loaded = page.waitForEvent("load");
  await page.getByRole("button", { name: "Set the password" }).click();
  await loaded;

  await context.clearCookies();
  await goto("/sign-in");
  await page.getByRole("link", { name: "Use a recovery code" }).click();
  await expect(page.locator("html[data-hydrated]")).toBeAttached();
  await form.field("E-mail").fill(who.email);
  await form.field("Recovery code").fill("not a code");
  await form.field("New password").fill(THIRD);
  await page.getByRole("button", { name: "Sign in with the new password" }).click();
  await expect(page.getByText("A recovery code has 16 letters and digits.")).toBeVisible();
  await form.field("Recovery code").fill(code.toLowerCase().replaceAll("-", " "));
  await page.getByRole("button", { name: "Sign in with the new password" }).click();
  await expect(page.getByRole("button", { name: "Your account" })).toBeVisible();

  await context.clearCookies();
  await goto("/sign-in?next=/settings/account");
  await form.send({ email: who.email, password: THIRD });
  await expect(page.getByText("7 codes are left.")).toBeVisible();
});

test("a browser that was left signed in is asked who it is before anything important changes", async ({
  page,
  goto,
  context,
  guard,
  site,
}) => {
  const who = newcomer("Anna");
  const form = new AccountForm(page);
  await goto("/sign-up");
  await form.send({ ...who, password: FIRST });
  await expect(page.getByRole("button", { name: "Your account" })).toBeVisible();
  const [cookie] = await context.cookies();
  // as if ten minutes had passed
  await change(site, "update sessions set confirmed_at = 0 where id = ?", payload(cookie?.value ?? "").id);

  await goto("/settings/account");
  await expect(page.getByRole("button", { name: "Make eight new codes" })).toHaveCount(0);
  await expect(page.getByRole("button", { name: "Set the password" })).toHaveCount(0);
  await page.getByRole("link", { name: "Confirm", exact: true }).click();
  await expect(page.getByRole("heading", { name: "Is it still you?" })).toBeVisible();
  await expect(page.locator("html[data-hydrated]")).toBeAttached();
  guard.allow(/POST \S+\/fn\/confirm answered 401/);
  await form.field("Password").fill(SECOND);
  await page.getByRole("button", { name: "Confirm", exact: true }).click();
  await expect(form.problem).toHaveText("E-mail and password do not match.");
  await form.field("Password").fill(FIRST);
  await page.getByRole("button", { name: "Confirm", exact: true }).click();
  await expect(page.getByRole("button", { name: "Make eight new codes" })).toBeVisible();
});
