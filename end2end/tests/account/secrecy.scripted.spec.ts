// The password stays on the device it is typed on.
import { expect, test } from "../../fixtures";
import { AccountForm } from "../../fixtures/account-form";
import { newcomer } from "../../fixtures/person";
import { Wire } from "../../fixtures/wire";

const password = "Grüße, quicksilver & 7 suns";

test("the password is in nothing that the browser sends", async ({ page, site, awake }) => {
  const wire = await Wire.to(site);
  const who = newcomer();
  await page.goto(`${wire.url}/sign-up`);
  await awake();
  await new AccountForm(page).send({ ...who, password });
  await expect(page.getByRole("button", { name: "Your account" })).toBeVisible();

  expect(wire.sent, "the wire has heard the form").toContain(encodeURIComponent(who.email));
  expect(wire.sent).toMatch(/stretched=[0-9a-f]{64}(?![0-9a-f])/);
  for (const written of spellings(password)) expect(wire.sent).not.toContain(written);
  wire.close();
});

/** How a text may be written in a request. */
function spellings(text: string): string[] {
  const bytes = Buffer.from(text);
  return [
    bytes.toString("latin1"),
    encodeURIComponent(text),
    new URLSearchParams({ text }).toString().slice("text=".length),
    JSON.stringify(text).slice(1, -1),
    bytes.toString("base64").replace(/=+$/, "").slice(0, -2),
    bytes.toString("hex"),
    "quicksilver",
  ];
}
