// Contact sheets: all pictures of one page, side by side.
import { chromium } from "@playwright/test";
import { readdirSync } from "node:fs";
import path from "node:path";
import { pathToFileURL } from "node:url";
import { chromium as ours } from "../fixtures/chromium";
import { folder } from "./folder";

/** Makes one for every page: `sheet-PAGE.png`. */
export async function contactSheets(): Promise<void> {
  const files = readdirSync(folder).filter((name) => name.endsWith(".png"));
  const names = new Set(files.map((file) => file.split("--")[0] ?? ""));
  const browser = await chromium.launch(ours.launchOptions);
  const page = await browser.newPage({ viewport: { width: 1920, height: 1080 } });
  for (const name of names) {
    // pictures in files can only be seen by a page that is a file
    await page.goto(pathToFileURL(folder).href);
    await page.setContent(sheet(files.filter((file) => file.startsWith(`${name}--`))));
    await page.locator("img").evaluateAll(async (all) => Promise.all(all.map((image) => (image as HTMLImageElement).decode())));
    await page.screenshot({ path: path.join(folder, `sheet-${name}.png`), fullPage: true });
  }
  await browser.close();
}

function sheet(files: string[]): string {
  const figures = files.map((file) => {
    const address = pathToFileURL(path.join(folder, file)).href;
    const kind = file.includes("--phone") ? "phone" : "desktop";
    return `<figure class="${kind}"><img src="${address}"><figcaption>${file.replace(".png", "").replace("--", " ")}</figcaption></figure>`;
  });
  const style = `body { display: flex; flex-wrap: wrap; gap: 16px; margin: 16px; background: #888; font: 14px sans-serif }
    figure { margin: 0 } img { object-fit: cover; object-position: top }
    .desktop img { width: 456px; max-height: 600px } .phone img { width: 228px; max-height: 600px }`;
  return `<style>${style}</style>${figures.join("")}`;
}
