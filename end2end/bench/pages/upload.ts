// How soon an upload is seen, and how soon it is finished.
import type { Browser } from "@playwright/test";
import { Client } from "../../fixtures/http";
import type { Photo } from "../../fixtures/photos";
import { photograph } from "../../fixtures/photographs";

const PATIENCE_MS = 60_000;
const PAUSE_MS = 50;

/** Seconds since the site answered the upload. */
export interface Journey {
  visible_s: number;
  ready_s: number;
}

/** Sends a phone's photograph of 13 megapixels as people do, and opens its page as soon as the site has it. */
export async function upload(browser: Browser, url: string, session: string): Promise<Journey> {
  const context = await browser.newContext({ baseURL: url, locale: "en-GB" });
  await context.addCookies([{ name: "session", value: session, url }]);
  const [uploader, viewer] = [await context.newPage(), await context.newPage()];
  await uploader.goto("/upload");
  await uploader.locator("html[data-hydrated]").waitFor({ state: "attached" });
  const answer = uploader.waitForResponse((response) => /\/api\/v1\/photos\?/.test(response.url()));
  await uploader.locator("input[name=photo]").setInputFiles(photograph("phone"));
  const photo = (await (await answer).json()) as Photo;
  const answered = performance.now();
  const client = new Client(url, { cookie: `session=${session}` });
  const ready = finished(client, photo.id, answered);
  await viewer.goto(photo.url);
  await viewer.waitForFunction(
    () => {
      const image = document.querySelector<HTMLImageElement>("main img");
      return image?.complete && image.naturalWidth > 0;
    },
    undefined,
    { timeout: PATIENCE_MS },
  );
  const visible_s = (performance.now() - answered) / 1000;
  const ready_s = await ready;
  await context.close();
  await client.send(`/api/v1/photos/${photo.id}`, { method: "DELETE" });
  return { visible_s, ready_s };
}

async function finished(client: Client, id: string, since: number): Promise<number> {
  while (performance.now() - since < PATIENCE_MS) {
    const photo = (await client.get(`/api/v1/photos/${id}`)).json<Photo>();
    if (photo.state === "ready") return (performance.now() - since) / 1000;
    if (photo.state === "failed") throw new Error(`the upload failed: ${photo.reason}`);
    await new Promise((resolve) => setTimeout(resolve, PAUSE_MS));
  }
  throw new Error("the upload is not ready after a minute");
}
