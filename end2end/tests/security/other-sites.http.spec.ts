// What pages of other sites can read here.
import { expect, test } from "../../fixtures";

const ORIGINS = ["https://evil.example", "null", "http://127.0.0.1:1", "https://heliograph.localhost.evil.example"];

test("no page of another site reads an answer, whoever its visitor is", async ({ person, stranger }) => {
  const photo = await person.photos.ready({ visibility: "public" });
  for (const client of [person.client, stranger]) {
    for (const path of ["/", photo.url, `/api/v1/photos/${photo.id}`, "/api/v1/photos", "/settings/account"]) {
      for (const origin of ORIGINS) {
        const asked = { origin, "access-control-request-method": "PATCH" };
        for (const method of ["GET", "OPTIONS"]) {
          const answer = await client.send(path, { method, headers: asked });
          const said = Object.keys(answer.headers).filter((name) => name.startsWith("access-control-"));
          expect(said, `${method} ${path} from ${origin}`).toEqual([]);
        }
      }
    }
  }
});

test("what every site may read is the same for everybody, and says nothing of who asks", async ({ person, stranger }) => {
  const photo = await person.photos.ready({ visibility: "unlisted", title: "Passed on" });
  const path = `/oembed?${new URLSearchParams({ url: `${stranger.url}${photo.url}` })}`;
  const answers = [await stranger.get(path), await person.client.get(path, { origin: "https://evil.example" })];
  for (const answer of answers) {
    expect(answer.header("access-control-allow-origin")).toBe("*");
    expect(answer.header("access-control-allow-credentials")).toBe("");
  }
  expect(answers[0]?.text()).toBe(answers[1]?.text());

  const hidden = await person.photos.ready({ visibility: "private" });
  const own = `/oembed?${new URLSearchParams({ url: `${stranger.url}${hidden.url}` })}`;
  expect((await person.client.get(own)).status, "not even for its owner").toBe(404);
});
