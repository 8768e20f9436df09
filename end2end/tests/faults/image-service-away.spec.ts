// The image service is away: photos wait, visible, and nothing is lost.
import { expect, expectReadyOnceEach, test } from "../../fixtures/broken-site";
import { Client, ownAddress } from "../../fixtures/http";
import { comeAs, signUp } from "../../fixtures/person";
import { photograph } from "../../fixtures/photographs";
import { TINY_WEBP } from "../../fixtures/webp";
import { Uploader, named } from "../../fixtures/uploader";
import { PATIENCE_MS } from "../../fixtures/patience";

test("what is uploaded while the image service is away waits with its preview, and is made ready once when it is back", async ({
  page,
  goto,
  context,
  broken,
  startImages,
}) => {
  const person = await signUp(broken, "Hippolyte");
  await comeAs(context, broken, person);
  const stranger = new Client(broken.url, { "cf-connecting-ip": ownAddress() });
  const images = await startImages();
  const health = async () =>
    (await stranger.get("/healthz?deep=1")).json<{ ok: boolean; parts: { images: { ok: boolean } } }>();
  expect((await health()).parts.images.ok).toBe(true);
  await images.kill();
  expect(await health(), "the site is well without it").toMatchObject({ ok: true, parts: { images: { ok: false } } });

  const uploader = new Uploader(page);
  await goto("/upload");
  await uploader.input.setInputFiles([
    named(photograph("compact"), "one.jpg"),
    named(photograph("compact"), "two.jpg"),
  ]);
  for (const name of ["one.jpg", "two.jpg"]) {
    await uploader.expectState(name, "queued");
    const image = uploader.tile(name).locator("img");
    await expect(image).toHaveAttribute("src", /^blob:/);
    expect(await image.evaluate((element: HTMLImageElement) => element.naturalWidth)).toBeGreaterThan(0);
  }

  // everybody sees the previews
  await expect(async () => {
    const html = (await stranger.get("/")).text();
    const previews = [...html.matchAll(/src="(\/media\/p\/[0-9a-f]{32})"/g)].map((match) => match[1] ?? "");
    expect(previews).toHaveLength(2);
    for (const preview of previews) expect((await stranger.get(preview)).header("content-type")).toBe("image/webp");
    expect(html).toContain('<span class="chip">Queued</span>');
  }).toPass();

  await startImages();
  for (const name of ["one.jpg", "two.jpg"]) {
    await uploader.expectState(name, "ready", 90_000);
    await expect(uploader.tile(name).locator("img")).toHaveAttribute("src", /^\/media\/r\//);
  }
  await expectReadyOnceEach(broken, person.handle, 2);
  expect((await stranger.get("/")).text()).not.toContain("/media/p/");
});

test("a photo that waits says so after a while, and its page turns into the finished one by itself", async ({
  page,
  goto,
  context,
  broken,
  startImages,
}) => {
  const person = await signUp(broken);
  await comeAs(context, broken, person);
  const uploader = new Uploader(page);
  await goto("/upload");
  await uploader.input.setInputFiles([photograph("compact")]);
  await expect(page.getByText("Waiting for the image service. Your photo is safe.")).toBeVisible({ timeout: PATIENCE_MS });
  await page.getByRole("link", { name: "Open compact.jpg" }).click();
  await expect(page.getByText("This is a preview. The finished photo takes its place by itself.")).toBeVisible();
  await expect(page.getByRole("article").getByRole("img")).toHaveAttribute("src", /^\/media\/p\//);

  await startImages();
  await expect(page.getByRole("article").getByRole("img")).toHaveAttribute("src", /^\/media\/r\//, { timeout: PATIENCE_MS });
  await expect(page.getByText("Processing")).toHaveCount(0);
});

test("an owner who writes about a photo that waits loses nothing when it is ready", async ({
  page,
  goto,
  awake,
  context,
  broken,
  startImages,
}) => {
  const person = await signUp(broken);
  await comeAs(context, broken, person);
  const photo = await person.photos.upload();
  await goto(photo.url);
  const news = page.getByText("Processing has ended.");
  await page.getByText("Edit", { exact: true }).click();
  await page.getByLabel("Description").fill("Written while it waited");
  await expect(news).toBeHidden();

  await startImages();
  await expect(news).toBeVisible({ timeout: PATIENCE_MS });
  await expect(page.getByRole("link", { name: "Show the photo as it is now" })).toHaveAttribute("href", photo.url);
  await expect(page.getByLabel("Description")).toHaveValue("Written while it waited");
  await page.getByRole("button", { name: "Save" }).click();
  await awake();
  await expect(page.getByRole("article").getByRole("img")).toHaveAttribute("src", /^\/media\/r\//);
  expect(await person.photos.show(photo.id)).toMatchObject({ state: "ready", description: "Written while it waited" });
});

test("without scripts a photo that waits is looked for again, but not under its owner's hands", async ({ broken }) => {
  const person = await signUp(broken);
  const stranger = new Client(broken.url, { "cf-connecting-ip": ownAddress() });
  const { id, url } = await person.photos.upload();
  // what nothing can be shown of yet is there for nobody else
  const preview = { method: "PUT", headers: { "content-type": "image/webp" }, body: TINY_WEBP };
  expect((await person.client.send(`/api/v1/photos/${id}/preview`, preview)).status).toBe(204);
  const [asOwner, asVisitor] = [await person.client.get(url), await stranger.get(url)].map((answer) => answer.text());
  expect(asVisitor).toMatch(/<meta (?=[^>]*http-equiv="refresh")[^>]*content="\d+"/);
  expect(asOwner).not.toContain('http-equiv="refresh"');
  for (const text of [asOwner, asVisitor]) {
    expect(text).toMatch(new RegExp(`<noscript>.*href="${url}"[^>]*>See whether it is ready<`, "s"));
  }
});
