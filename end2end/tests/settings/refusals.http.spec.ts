// What a form of image settings cannot carry is refused, whoever sends it, and nothing of it is kept.
import { expect, test } from "../../fixtures";
import { query } from "../../fixtures/database";
import { saveSettings, sendSettings } from "../../fixtures/settings";

async function settingsOf(site: { url: string; state: string }, handle: string) {
  return query<{ mark: string; opacity: number; largest: number }>(
    site,
    "select s.mark, s.opacity, s.largest from image_settings s join users u on u.id = s.user_id where u.handle = ?",
    handle,
  );
}

test("values that are not offered are not saved", async ({ site, person }) => {
  await saveSettings(person.client, { opacity: "40" });
  const refused: Record<string, string>[] = [
    { largest: "4096" },
    { original: "delete" },
    { mark: "video" },
    { mark: "text", mark_text: "  " },
    { mark: "text", mark_text: "x".repeat(61) },
    { opacity: "0" },
    { scale: "1000" },
    { position: "outside" },
  ];
  for (const changes of refused) {
    expect(await sendSettings(person.client, changes), JSON.stringify(changes)).toContain("?error=");
  }
  expect(await settingsOf(site, person.handle)).toEqual([{ mark: "none", opacity: 40, largest: 2048 }]);
});

test("a picture that is too large is refused", async ({ person }) => {
  const picture = { name: "mark.png", bytes: Buffer.alloc(512 * 1024 + 1) };
  const location = await sendSettings(person.client, { mark: "picture" }, picture);
  expect(decodeURIComponent(location)).toContain("512");
});

test("nobody else can save them", async ({ site, person, stranger }) => {
  expect(await sendSettings(stranger, { opacity: "40" })).toBe("/sign-in?next=%2Fsettings%2Fimages");
  const foreign = person.client.with({ origin: "https://evil.example" });
  const answer = await foreign.send("/settings/images", {
    method: "POST",
    headers: { "content-type": "multipart/form-data; boundary=x" },
    body: "--x--\r\n",
  });
  expect(answer.status).toBe(403);
  expect(await settingsOf(site, person.handle)).toEqual([]);
});
