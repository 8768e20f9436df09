// Keeping order from its pages, and blocking from somebody's page: plain forms, with scripts and without.
import { expect, test } from "../../fixtures";
import { comeAs, signUp } from "../../fixtures/person";

test("somebody is found, suspended and reinstated", async ({ page, goto, awake, context, site, person, moderator }) => {
  await comeAs(context, site, moderator);
  await goto("/admin/people");
  await page.getByLabel("Handle or e-mail").fill(person.email);
  await page.getByRole("button", { name: "Find" }).click();
  await awake();
  await expect(page.getByRole("link", { name: person.name })).toBeVisible();
  await expect(page.getByText(`@${person.handle}, Member`)).toBeVisible();
  await expect(page.getByText("Change the role")).toHaveCount(0);

  await page.getByText("Suspend", { exact: true }).click();
  await page.getByRole("button", { name: `Suspend ${person.name}` }).click();
  await awake();
  await expect(page).toHaveURL(`${site.url}/admin/people?q=${person.handle}`);
  await expect(page.getByText(/^Suspended since /)).toBeVisible();

  await page.getByRole("button", { name: `Reinstate ${person.name}` }).click();
  await awake();
  await expect(page.getByText(/^Suspended since /)).toHaveCount(0);

  await goto("/admin/people?q=nobody_at_all");
  await expect(page.getByText("Nobody is called so.")).toBeVisible();
});

test("an admin makes somebody a moderator", async ({ page, goto, awake, context, site, person, admin }) => {
  await comeAs(context, site, admin);
  await goto(`/users/${person.handle}`);
  await page.getByRole("link", { name: "Keep order" }).click();
  await awake();
  await page.getByText("Change the role", { exact: true }).click();
  await page.locator("select[name=role]").selectOption("moderator");
  await page.getByRole("button", { name: "Save" }).click();
  await awake();
  await expect(page.getByText(`@${person.handle}, Moderator`)).toBeVisible();
});

test("somebody is blocked on their page, and no longer in the settings", async ({ page, goto, awake, site, signedIn }) => {
  void signedIn;
  const other = await signUp(site, "Other");
  await goto(`/users/${other.handle}`);
  await page.getByText(`Block ${other.name}`).click();
  await page.getByRole("button", { name: "Block", exact: true }).click();
  await awake();
  await expect(page).toHaveURL(`${site.url}/users/${other.handle}`);
  await expect(page.getByText(`You have blocked ${other.name}`)).toBeVisible();

  await goto("/settings/blocked");
  await page.getByRole("button", { name: `Unblock ${other.name}` }).click();
  await awake();
  await expect(page.getByText("You have blocked nobody.")).toBeVisible();
});

test("who is not signed in is asked to sign in first, and comes back to the blocked people", async ({ page, goto }) => {
  await goto("/settings/blocked");
  await expect(page).toHaveURL(/\/sign-in\?next=%2Fsettings%2Fblocked$/);
});
