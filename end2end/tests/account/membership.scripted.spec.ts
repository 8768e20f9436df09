// Signing up, out, and in again.
import { expect, test } from "../../fixtures";
import { openAccountMenu } from "../../fixtures/header";
import { AccountForm } from "../../fixtures/account-form";
import { newcomer } from "../../fixtures/person";

const password = "Oxidised silver, 1839";

test("a new member signs up, out and in again", async ({ page, goto, awake, context }) => {
  const who = newcomer("Louis");
  const form = new AccountForm(page);
  const navigation = page.getByRole("navigation", { name: "Site" });

  await goto("/sign-up");
  await form.send({ ...who, password });
  await expect(navigation.getByRole("button", { name: "Your account" })).toBeVisible();
  await expect(page).toHaveURL("/");

  const [cookie] = await context.cookies();
  expect(cookie).toMatchObject({ name: "session", httpOnly: true, sameSite: "Lax", path: "/" });
  expect(await page.evaluate(() => document.cookie), "scripts cannot read the session").toBe("");

  await openAccountMenu(page);
  await expect(navigation.getByText(who.name)).toBeVisible();
  await navigation.getByRole("button", { name: "Sign out" }).click();
  await expect(navigation.getByRole("link", { name: "Sign in" })).toBeVisible();
  expect(await context.cookies()).toEqual([]);

  await goto("/sign-in");
  await form.send({ email: who.email.toUpperCase(), password });
  await expect(navigation.getByRole("button", { name: "Your account" })).toBeVisible();
  await awake();
});

test("signing in leads on to where somebody wanted to go", async ({ page, goto }) => {
  await goto("/upload");
  await page.getByRole("link", { name: "Make an account" }).click();
  await expect(page.locator("html[data-hydrated]")).toBeAttached();
  await new AccountForm(page).send({ ...newcomer(), password });
  await expect(page.getByRole("heading", { name: "Upload photos" })).toBeVisible();
});

test("nobody is led to another site after signing in", async ({ page, goto, site }) => {
  await goto("/sign-up?next=//evil.example/");
  await new AccountForm(page).send({ ...newcomer(), password });
  await expect(page.getByRole("button", { name: "Your account" })).toBeVisible();
  expect(page.url()).toBe(`${site.url}/`);
});
