// Getting back in by a letter, on a site that can send some.
import { AccountForm } from "../../fixtures/account-form";
import type { Answer } from "../../fixtures/http";
import { expect, listen, standing, test, verified, visitor } from "../../fixtures/letters-site";
import { newcomer, signUp } from "../../fixtures/person";
import { linkIn } from "../../fixtures/postbox";
import type { Place } from "../../fixtures/site";

const SECOND = "Gelatine and glass, 1871";

function askReset(site: Place, email: string): Promise<Answer> {
  return visitor(site).form("/fn/ask-reset", { email });
}

test("somebody who forgot the password gets back in by a letter", async ({
  page,
  goto,
  awake,
  site,
  postbox,
  context,
  guard,
  a11y,
}) => {
  const person = await verified(site, postbox, "Selma");
  await goto("/sign-in");
  await page.getByRole("link", { name: "Get a link by e-mail" }).click();
  await awake();
  await a11y.audit();
  await page.getByLabel("E-mail").fill(person.email);
  await page.getByRole("button", { name: "Send the e-mail" }).click();
  await awake();
  await expect(page.getByRole("heading", { name: "Look into your mailbox" })).toBeVisible();

  const path = linkIn(await postbox.newest(person.email, 2));
  const heard = listen(page);
  await goto(path);
  await expect(page).toHaveURL("/reset");
  await expect(page.getByText(`This will be the new password of ${person.email}.`)).toBeVisible();
  await a11y.audit();
  const form = new AccountForm(page);
  await form.field("New password").fill("short");
  await page.getByRole("button", { name: "Set the password" }).click();
  await expect(page.getByText("A password has at least 12 characters.")).toBeVisible();
  await form.field("New password").fill(SECOND);
  await page.getByRole("button", { name: "Set the password" }).click();
  await expect(page.getByRole("button", { name: "Your account" })).toBeVisible();
  expect(heard.asked.filter((url) => url.includes(path))).toHaveLength(1);
  expect(heard.told.filter((url) => url.includes(path))).toEqual([]);
  expect((await context.cookies()).map(({ name }) => name)).toEqual(["session"]);
  expect((await postbox.newest(person.email, 3)).subject).toBe("Your password was changed");
  const before = await person.client.get("/settings/account");
  expect(before.status, "other sessions have ended").toBe(303);

  await context.clearCookies();
  await goto("/sign-in");
  await form.send({ email: person.email, password: SECOND });
  await expect(page.getByRole("button", { name: "Your account" })).toBeVisible();
  guard.allow(/reset answered 404/);
  await goto(path);
  await expect(page.getByRole("heading", { name: "This link no longer holds" })).toBeVisible();
});

test("asking tells nobody whether there is such an account", async ({ site, postbox }) => {
  const known = await verified(site, postbox);
  const unverified = await signUp(site);
  await postbox.newest(unverified.email, 1);
  const answers: unknown[] = [];
  const unknown = [newcomer().email, "SOMEBODY@example.org"];
  for (const email of [unverified.email, ...unknown, known.email]) {
    const { status, headers, body } = await askReset(site, email);
    const { date: _, ...said } = headers;
    answers.push({ status, said, body: body.toString() });
  }
  for (const answer of answers) expect(answer).toEqual(answers[0]);
  await postbox.newest(known.email, 2);
  // the letter to the last has come, so one to those before would have
  expect(postbox.of(unverified.email)).toHaveLength(1);
  for (const email of unknown) expect(postbox.of(email.toLowerCase()), email).toEqual([]);
});

test("a provider that is out of order changes no answer, and asking again helps", async ({ site, postbox }) => {
  const person = await verified(site, postbox);
  const good = await askReset(site, newcomer().email);
  postbox.broken = true;
  const refused = postbox.refused;
  const answer = await askReset(site, person.email);
  expect([answer.status, answer.header("location")]).toEqual([good.status, good.header("location")]);
  await expect.poll(() => postbox.refused).toBe(refused + 1);
  // signing up works without a letter
  await signUp(site);
  await expect.poll(() => postbox.refused).toBe(refused + 2);
  postbox.broken = false;
  await expect(async () => {
    await askReset(site, person.email);
    await postbox.newest(person.email, 2);
  }).toPass();
});

test("letters are asked for by the dozen by nobody", async ({ site }) => {
  const eager = visitor(site);
  const answers = await Promise.all(
    Array.from({ length: 25 }, () => eager.form("/fn/ask-reset", { email: newcomer().email })),
  );
  const refused = answers.filter((answer) => answer.header("location") === "/forgot?wait=1");
  expect(refused.length).toBeGreaterThan(0);
  const { email } = newcomer();
  const same = await Promise.all(Array.from({ length: 25 }, () => askReset(site, email)));
  expect(same.filter((answer) => answer.header("location") === "/forgot?wait=1").length).toBeGreaterThan(0);
  const page = await eager.get("/forgot?wait=1");
  expect([page.status, page.header("retry-after")]).toEqual([429, "60"]);
  expect(page.text()).toContain("That was a little too often.");
});

test("programs that open every link change nothing", async ({ site, postbox }) => {
  const person = await verified(site, postbox);
  const before = await standing(site, person.email);
  await askReset(site, person.email);
  const path = linkIn(await postbox.newest(person.email, 2));
  const scanner = visitor(site);
  for (let times = 0; times < 3; times += 1) {
    await scanner.head(path);
    const exchanged = await scanner.get(path);
    expect([exchanged.status, exchanged.header("location")]).toEqual([303, "/reset"]);
    expect(exchanged.header("referrer-policy")).toBe("no-referrer");
    expect(exchanged.header("cache-control")).toBe("private, no-store");
    expect(exchanged.header("set-cookie")).toMatch(/^letter=[\w-]{72}; Path=\/reset; Max-Age=600; HttpOnly; SameSite=Lax/);
    const [cookie = ""] = exchanged.header("set-cookie").split(";");
    const page = await scanner.get("/reset", { cookie });
    expect(page.status).toBe(200);
    expect([page.header("cache-control"), page.header("referrer-policy")]).toEqual(["private, no-store", "same-origin"]);
    expect(page.header("x-robots-tag")).toBe("noindex");
  }
  expect(await standing(site, person.email)).toEqual(before);
  const link = path.split("/").at(-1) ?? "";
  const set = await scanner.form("/fn/reset-password", { link, stretched: "77".repeat(32) });
  expect(set.status).toBe(200);
  const again = await scanner.form("/fn/reset-password", { link, stretched: "78".repeat(32) });
  expect([again.status, again.text()]).toEqual([404, expect.stringContaining("This link no longer holds")]);
});
