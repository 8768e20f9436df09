// What people write is text, wherever it is shown.
import { expect, test } from "../../fixtures";
import { AccountForm } from "../../fixtures/account-form";
import { newcomer, signUp } from "../../fixtures/person";

const HOSTILE = [
  `"><script>document.title = "taken over"</script>`,
  `0;url=https://evil.example/" http-equiv="refresh`,
  `</title><img src=x onerror="document.title='taken over'">`,
  `{{7*7}} \${7*7} <!-- --> ]]> &lt;b&gt; 'quoted'`,
];

test("a hostile title is shown as it is written", async ({ page, goto, person }) => {
  const photo = await person.photos.ready({ title: "Harmless", visibility: "public" });
  for (const title of HOSTILE) {
    expect((await person.photos.edit(photo.id, { title })).status).toBe(200);
    for (const path of [photo.url, `/users/${person.handle}`]) {
      await goto(path);
      await expect(page.locator("meta[http-equiv]")).toHaveCount(0);
      await expect(page.locator("img[src=x], [onerror]")).toHaveCount(0);
      const scripts = page.locator("main script:not([type='application/json'], [type='application/ld+json'])");
      for (const script of await scripts.all()) await expect(script).toHaveAttribute("type", "module");
      await expect(page.getByRole("img", { name: title, exact: true })).toHaveCount(1);
      expect(await page.title()).not.toBe("taken over");
    }
    await goto(photo.url);
    await expect(page).toHaveTitle(`${title} · Heliograph`.replace(/\s+/g, " "));
    await expect(page.getByRole("heading", { level: 1 })).toHaveText(title);
    await expect(page.locator('meta[property="og:title"]')).toHaveAttribute("content", title);
    await expect(page.locator('meta[name="description"]')).toHaveAttribute("content", new RegExp(escape(title)));
  }
});

test("a hostile name is shown as it is written", async ({ page, goto, site }) => {
  const name = `<b onclick="x">"&'`;
  const person = await signUp(site, name);
  await goto(`/users/${person.handle}`);
  await expect(page.getByRole("heading", { level: 1 })).toHaveText(person.name);
  await expect(page.locator("b")).toHaveCount(0);
});

test("a sentence in an address is not shown as the site's own", async ({ page, goto, person }) => {
  const photo = await person.photos.ready();
  await goto(`${photo.url}?error=Your+account+is+locked.+Call+us.`);
  await expect(page.getByRole("alert")).toHaveText("That did not work. Please try again.");
});

test("nor once a language was chosen below it", async ({ page, goto, awake, person }) => {
  const photo = await person.photos.ready();
  await goto(`${photo.url}?error=Your+account+is+locked.+Call+us.`);
  await page.getByRole("button", { name: "Language and appearance" }).click();
  await page.getByRole("button", { name: "简体中文" }).click();
  await expect(page.locator("html")).toHaveAttribute("lang", "zh-Hans");
  await awake();
  await expect(page).toHaveURL(photo.url);
  await expect(page.getByText("Your account is locked")).toHaveCount(0);
});

test("nor once signing in has led to it", async ({ page, goto, context, javaScriptEnabled }) => {
  test.skip(!javaScriptEnabled, "signing in needs scripts");
  const who = { ...newcomer("Lured"), password: "Oxidised silver, 1839" };
  const lure = encodeURIComponent("/settings/account?error=Your account is locked. Call us.".replaceAll(" ", "+"));
  const form = new AccountForm(page);
  for (const door of ["/sign-up", "/sign-in"]) {
    await context.clearCookies();
    await goto(`${door}?next=${lure}`);
    await form.send(door === "/sign-up" ? who : { email: who.email, password: who.password });
    await expect(page.getByText(`You sign in as ${who.email}.`)).toBeVisible();
    await expect(page).toHaveURL("/settings/account");
    await expect(page.getByText("Your account is locked")).toHaveCount(0);
  }
});

/** As a pattern that matches exactly this. */
function escape(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");
}
