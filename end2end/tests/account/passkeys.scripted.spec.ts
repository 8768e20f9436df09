// Passkeys in the browser, with Chromium's own virtual authenticator. They need a host with a name: 127.0.0.1 is none.
import type { Page } from "@playwright/test";
import { expect, test } from "../../fixtures";
import { openAccountMenu } from "../../fixtures/header";
import { newcomer } from "../../fixtures/person";

/** Gives the page an authenticator whose owner is always there. */
async function withAuthenticator(page: Page): Promise<void> {
  const cdp = await page.context().newCDPSession(page);
  await cdp.send("WebAuthn.enable");
  await cdp.send("WebAuthn.addVirtualAuthenticator", {
    options: {
      protocol: "ctap2",
      transport: "internal",
      hasResidentKey: true,
      hasUserVerification: true,
      isUserVerified: true,
      automaticPresenceSimulation: true,
    },
  });
}

/** The browser offers no passkeys by itself, so that pressing the button is what uses one. */
async function withoutSuggestions(page: Page): Promise<void> {
  await page.addInitScript(() => {
    PublicKeyCredential.isConditionalMediationAvailable = async () => Promise.resolve(false);
  });
}

/** What the browser was asked for. */
interface Asked {
  challenge: string;
  /** Among the suggestions of an input. */
  suggested: boolean;
  aborted: boolean;
}

/** A browser whose owner chooses nothing among the suggestions, and says no to everything else. Tells what it was asked. */
async function withoutChoosing(page: Page): Promise<() => Promise<Asked[]>> {
  await page.addInitScript(() => {
    const asked: Asked[] = [];
    Object.assign(window, { asked });
    PublicKeyCredential.isConditionalMediationAvailable = async () => Promise.resolve(true);
    navigator.credentials.get = async ({ mediation, publicKey, signal } = {}) => {
      const challenge = new Uint8Array(publicKey?.challenge as ArrayBuffer).join();
      const question = { challenge, suggested: mediation === "conditional", aborted: false };
      asked.push(question);
      return new Promise((_, reject) => {
        if (!question.suggested) reject(new DOMException("no", "NotAllowedError"));
        signal?.addEventListener("abort", () => {
          question.aborted = true;
          reject(new DOMException("aborted", "AbortError"));
        });
      });
    };
  });
  return async () => page.evaluate(() => (window as unknown as { asked: Asked[] }).asked);
}

test.use({
  baseURL: async ({ site }, use) => use(site.url.replace("127.0.0.1", "localhost")),
});

test("somebody makes an account without a password, and comes back without typing anything", async ({
  page,
  goto,
}) => {
  await withAuthenticator(page);
  const who = newcomer("Nora");
  await goto("/sign-up");
  await page.getByRole("button", { name: "Use a passkey instead" }).click();
  await expect(page.getByText("Please give a name of 1 to 60 characters.")).toBeVisible();
  await page.getByLabel("Name", { exact: true }).fill(who.name);
  await page.getByLabel("Handle", { exact: true }).fill(who.handle);
  await page.getByLabel("E-mail", { exact: true }).fill(who.email);
  await page.getByRole("button", { name: "Use a passkey instead" }).click();
  await expect(page).toHaveURL(/localhost:\d+\/$/);
  await openAccountMenu(page);
  await expect(page.getByRole("navigation").getByText(who.name)).toBeVisible();
  await page.getByRole("button", { name: "Sign out" }).click();
  await expect(page.getByRole("link", { name: "Sign in" })).toBeVisible();

  // what the browser suggests is taken at once: its owner is always there
  await page.goto("/sign-in?next=/upload");
  await expect(page.getByRole("heading", { name: "Upload photos" })).toBeVisible();
});

test("a member adds a passkey, names it, signs in and confirms with it, and removes it", async ({
  page,
  goto,
  person,
  context,
  site,
}) => {
  await withoutSuggestions(page);
  await withAuthenticator(page);
  await context.addCookies([{ name: "session", value: person.session, url: site.url.replace("127.0.0.1", "localhost") }]);
  await goto("/settings/account");
  await page.getByLabel("Name of the passkey").fill("This laptop");
  await page.getByRole("button", { name: "Add a passkey" }).click();
  await expect(page.getByText("This laptop")).toBeVisible();
  await page.getByText("Rename").click();
  await page.getByLabel("Name", { exact: true }).fill("The old laptop");
  await page.getByRole("button", { name: "Save" }).click();
  await expect(page.getByText("The old laptop")).toBeVisible();

  await context.clearCookies();
  await goto("/sign-in?next=/settings/account");
  await page.getByRole("button", { name: "Sign in with a passkey" }).click();
  await expect(page.getByText(/Added .+, last used/)).toBeVisible();

  await goto("/confirm?next=/settings/account");
  await page.getByRole("button", { name: "Confirm with a passkey" }).click();
  await expect(page).toHaveURL(/\/settings\/account$/);
  await page.getByRole("button", { name: "Remove The old laptop" }).click();
  await expect(page.getByText("The old laptop")).toHaveCount(0);
});

test("somebody whose device says no is told so, and can go on", async ({ page, goto }) => {
  await withoutSuggestions(page);
  // it knows no passkey of this site
  await withAuthenticator(page);
  await goto("/sign-in");
  await page.getByRole("button", { name: "Sign in with a passkey" }).click();
  await expect(page.getByRole("alert")).toHaveText("No passkey was used. Try again when you like.");
  await expect(page.getByRole("button", { name: "Sign in", exact: true })).toBeEnabled();
});

test("passkeys are suggested anew before their challenge ends, and after the button was declined", async ({ page, goto }) => {
  const asked = await withoutChoosing(page);
  await page.clock.install();
  await goto("/sign-in");
  await expect.poll(asked).toMatchObject([{ suggested: true, aborted: false }]);
  await page.clock.fastForward("04:00");
  await expect.poll(asked).toMatchObject([{ aborted: true }, { suggested: true, aborted: false }]);

  await page.getByRole("button", { name: "Sign in with a passkey" }).click();
  await expect(page.getByRole("alert")).toHaveText("No passkey was used. Try again when you like.");
  await expect
    .poll(asked)
    .toMatchObject([{}, { aborted: true }, { suggested: false }, { suggested: true, aborted: false }]);
  expect(new Set((await asked()).map(({ challenge }) => challenge)).size).toBe(4);
});
