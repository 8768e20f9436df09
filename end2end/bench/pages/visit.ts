// A first visit by a phone: what is sent, and when it is seen. The processor is slowed down four times, as Lighthouse
// does; the network is this machine's own.
import { devices, type Browser, type Page } from "@playwright/test";
import { Weight } from "../../fixtures/weight";

const SLOWER = 4;
/** How long a page is watched after it has loaded. */
const WATCHED_MS = 1_500;

/** Bytes as sent, requests, and milliseconds since the visit began. */
export interface Visit {
  requests: number;
  code: number;
  images: number;
  first_byte: number;
  first_paint: number;
  largest_paint: number;
  blocked: number;
}

/** Visits a page with nothing in the cache. */
export async function visit(browser: Browser, url: string, session: string | undefined): Promise<Visit> {
  const context = await browser.newContext({ ...devices["Pixel 7"] });
  if (session) await context.addCookies([{ name: "session", value: session, url }]);
  const page = await context.newPage();
  const network = await context.newCDPSession(page);
  await network.send("Emulation.setCPUThrottlingRate", { rate: SLOWER });
  const weight = new Weight(page);
  await page.goto(url, { waitUntil: "load" });
  await page.waitForLoadState("networkidle");
  await page.waitForTimeout(WATCHED_MS);
  const result = { ...(await weight.total()), ...(await moments(page)) };
  await context.close();
  return result;
}

/** From the page's own clock. */
async function moments(page: Page): Promise<Omit<Visit, "requests" | "code" | "images">> {
  return page.evaluate(async () => {
    const entries = async (type: string) =>
      new Promise<PerformanceEntryList>((resolve) => {
        const observer = new PerformanceObserver((list) => resolve(list.getEntries()));
        observer.observe({ type, buffered: true });
        setTimeout(() => resolve(observer.takeRecords()), 200);
      });
    const [navigation] = performance.getEntriesByType("navigation") as PerformanceNavigationTiming[];
    const [paint] = performance.getEntriesByName("first-contentful-paint");
    const largest = (await entries("largest-contentful-paint")).at(-1);
    const long = await entries("longtask");
    return {
      first_byte: navigation?.responseStart ?? 0,
      first_paint: paint?.startTime ?? 0,
      largest_paint: largest?.startTime ?? 0,
      blocked: long.reduce((sum, task) => sum + Math.max(0, task.duration - 50), 0),
    };
  });
}
