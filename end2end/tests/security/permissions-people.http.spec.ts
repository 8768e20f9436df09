// The table of who may do what to a person (app/domain/src/access/person_tests.rs), over HTTP: every request that names a
// person, by everybody, of every kind of person. What is not allowed is answered as of somebody who does not exist, and changes
// nothing.
import { randomBytes } from "node:crypto";
import { expect, test } from "../../fixtures";
import { ask, each, expectLikeNothing, said } from "../../fixtures/permissions/ask";
import {
  makeEverybody,
  PERSON_QUESTIONS,
  standings,
  type PersonQuestion,
  type Target,
} from "../../fixtures/permissions/people";
import { ASKERS, ROLES, type Asker } from "../../fixtures/permissions/people-table";

/** One request by somebody. */
interface Case {
  asker: Asker;
  question: PersonQuestion;
  person: Target;
}

const cases = (targets: Target[]): Case[] =>
  targets.flatMap((person) =>
    ASKERS.flatMap((asker) => PERSON_QUESTIONS.map((question) => ({ asker, question, person }))),
  );
const may = ({ asker, question, person }: Case) => question.may(asker, person);
const title = ({ asker, question, person }: Case) =>
  `${asker}: ${question.route} of a ${person.role}, ${person.standing}`;

test("everybody may do to a person what the table says, and nothing else", async ({ site }) => {
  const { targets, askers } = await makeEverybody(site);
  const all = cases(targets);
  const before = await standings(site, targets);
  const ofNobody = new Map<string, Promise<string>>();

  const nobody = async ({ asker, question }: Case, role: string) => {
    const key = `${asker} ${question.route} ${role}`;
    const asked = async () => {
      const names = { handle: `t${randomBytes(6).toString("hex")}`, role };
      return said(await ask(askers[asker], question, names), names);
    };
    ofNobody.set(key, ofNobody.get(key) ?? asked());
    return ofNobody.get(key) ?? asked();
  };
  const refused = async (asked: Case) => {
    const role = ROLES.find((role) => role !== asked.person.role) ?? "admin";
    const names = { handle: asked.person.handle, role };
    const answer = await ask(askers[asked.asker], asked.question, names);
    expectLikeNothing(answer, names, await nobody(asked, role), title(asked));
  };
  const granted = async (asked: Case) => {
    const names = { handle: asked.person.handle, role: asked.person.role };
    const answer = await ask(askers[asked.asker], asked.question, names);
    const done = asked.question.done(answer, names);
    expect(done, `${title(asked)}: ${answer.status} ${answer.header("location")}`).toBe(true);
  };

  await each(
    all.filter((asked) => !may(asked)),
    refused,
  );
  const harmless = all.filter((asked) => may(asked) && (asked.question.only?.(asked.person) ?? true));
  await each(
    harmless.filter(({ question }) => !question.last),
    granted,
  );
  expect(await standings(site, targets), "nobody has changed").toEqual(before);
  await each(
    harmless.filter(({ question }) => question.last),
    granted,
  );
});
