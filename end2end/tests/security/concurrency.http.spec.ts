// Requests of several people in one isolate at the same time: nobody ever is somebody else (PLATFORM.md 2.3).
import { expect, test } from "../../fixtures";
import { signUp } from "../../fixtures/person";

const ROUNDS = 40;

test("the requests of two people and of strangers never mix", async ({ site, stranger }) => {
  const people = await Promise.all([signUp(site, "Alice"), signUp(site, "Bruno")]);
  const photos = await Promise.all(people.map((person) => person.photos.ready({ title: `Of ${person.name}` })));
  const answers: Promise<void>[] = [];

  const page = async (who: number, path: string) => {
    const person = people[who];
    const text = (await (person?.client ?? stranger).get(path)).text();
    const navigation = /<nav aria-label="Site">.*?<\/nav>/s.exec(text)?.[0] ?? "";
    for (const other of people)
      expect(navigation.includes(other.name), `${path} for ${person?.name}`).toBe(other === person);
  };
  // a server function says whose request it took it for: only the owner's edit ends without an error
  const edit = async (who: number, which: number) => {
    const photo = photos[which];
    const fields = { id: photo?.id ?? "", title: photo?.title ?? "", visibility: "unlisted" };
    const answer = await (people[who]?.client ?? stranger).form("/fn/edit-photo", fields);
    const mine = who === which;
    expect(
      [answer.status, answer.header("location").includes("?error=")],
      `${who} edits the photo of ${which}`,
    ).toEqual([303, !mine]);
  };

  for (let round = 0; round < ROUNDS; round += 1) {
    for (const who of [0, 1, 2]) {
      answers.push(page(who, "/"), page(who, "/upload"), page(who, `/users/${people[round % 2]?.handle}`));
      answers.push(edit(who, round % 2));
    }
  }
  expect(answers).toHaveLength(ROUNDS * 3 * 4);
  await Promise.all(answers);
  expect((await people[0]?.photos.show(photos[0]?.id ?? ""))?.title).toBe(photos[0]?.title);
});

test("signing in at the same time gives everybody their own session", async ({ site }) => {
  const people = await Promise.all(Array.from({ length: 12 }, () => signUp(site)));
  expect(new Set(people.map(({ session }) => session)).size).toBe(people.length);
  await Promise.all(
    people.map(async (person) => {
      expect((await person.client.get("/upload")).text()).toContain(person.name);
    }),
  );
});
