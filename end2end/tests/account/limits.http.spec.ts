// Nobody signs up, or guesses, by the dozen.
import { expect, test } from "../../fixtures";
import { newcomer } from "../../fixtures/person";
import type { Answer } from "../../fixtures/http";

const stretched = "0".repeat(64);

/** Twice as many as a minute allows, and some more: the minute may end in the middle. */
const MANY = 25;

function expectTooOften(answers: Answer[]): void {
  const refused = answers.filter((answer) => answer.status === 429);
  expect(refused.length).toBeGreaterThan(0);
  for (const answer of refused) {
    expect(answer.text()).toContain("That was a little too often. Please wait a minute and try again.");
    expect(Number(answer.header("retry-after")), "it says when to come back").toBeGreaterThan(0);
  }
}

test("too many sign-ups from one address are refused for a while", async ({ stranger }) => {
  // forms that would be refused anyway, so that no accounts are left behind
  const forms = Array.from({ length: MANY }, () =>
    stranger.form("/fn/sign-up", { ...newcomer(), handle: "-", stretched }),
  );
  expectTooOften(await Promise.all(forms));
});

test("too many guesses at one account are refused for a while", async ({ stranger, person }) => {
  const guesses = Array.from({ length: MANY }, () => stranger.form("/fn/sign-in", { email: person.email, stretched }));
  expectTooOften(await Promise.all(guesses));
});
