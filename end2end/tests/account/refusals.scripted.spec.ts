// What the account forms say when something cannot be taken.
import { expect, test } from "../../fixtures";
import { AccountForm } from "../../fixtures/account-form";
import { newcomer } from "../../fixtures/person";

const password = "Oxidised silver, 1839";

test("every wrong field says what is wrong, and the first of them is focused", async ({ page, goto }) => {
  const form = new AccountForm(page);
  await goto("/sign-up");
  await form.send({ name: "", handle: "a b", email: "nobody", password: "short" });

  const wrong = [
    ["Name", "Please give a name of 1 to 60 characters."],
    ["Handle", "A handle has 3 to 30 letters, digits or underscores, and begins with a letter."],
    ["E-mail", "This does not look like an e-mail address."],
    ["Password", "A password has at least 12 characters."],
  ] as const;
  for (const [label, sentence] of wrong) {
    const field = form.field(label);
    await expect(field).toHaveAttribute("aria-invalid", "true");
    await expect(field, "the sentence belongs to the field").toHaveAccessibleDescription(
      new RegExp(sentence.slice(0, -1)),
    );
    const said = page.getByText(sentence, { exact: true });
    await expect(said).toBeVisible();
    await expect(said, "and is announced").toHaveAttribute("aria-live", "polite");
  }
  await expect(form.field("Name")).toBeFocused();

  await form.send({ name: "Nobody" });
  await expect(form.field("Name"), "what is right now is no longer marked").toHaveAttribute("aria-invalid", "false");
  await expect(form.field("Handle")).toBeFocused();
});

test("a handle or an e-mail that is taken is refused with a sentence", async ({ page, goto, person, guard }) => {
  guard.allow(/POST \S+\/fn\/sign-up answered 409/);
  const form = new AccountForm(page);
  await goto("/sign-up");
  await form.send({ ...newcomer(), handle: person.handle, password });
  await expect(form.problem).toHaveText("This handle is taken. Please choose another.");

  await form.send({ ...newcomer(), email: person.email, password });
  await expect(form.problem).toHaveText("There is an account with this e-mail already. Please sign in.");
});

test("a wrong password and an unknown e-mail are answered alike", async ({ page, goto, person, guard }) => {
  guard.allow(/POST \S+\/fn\/sign-in answered 401/);
  const form = new AccountForm(page);
  await goto("/sign-in");
  for (const email of [person.email, newcomer().email]) {
    await form.send({ email, password });
    await expect(form.problem).toHaveText("E-mail and password do not match.");
    await expect(form.field("E-mail"), "what was typed stays").toHaveValue(email);
  }
});
