// Home, a photo, a person and the upload page: Lighthouse, a first visit, and the journey of an upload.
import { chromium, test } from "@playwright/test";
import { chromium as ours } from "../../fixtures/chromium";
import { demoPhoto, MEMBER, startDemoSite, visitorSession } from "../../fixtures/demo-site";
import { freePort } from "../../fixtures/site";
import { judge, type Scores, type Verdict } from "./lighthouse";
import { table } from "./table";
import { upload, type Journey } from "./upload";
import { visit, type Visit } from "./visit";

const PHOTO = "The committee";
/** Lighthouse runs of each page, of which the median counts. */
const RUNS = Number(process.env["BENCH_RUNS"] ?? 3);

interface Measured {
  name: string;
  verdict: Verdict;
  visit: Visit;
}

test("pages", async () => {
  const [url, stop] = await startDemoSite(process.env["BENCH_SITE"]);
  const port = await freePort();
  const { args, ...launch } = ours.launchOptions;
  const browser = await chromium.launch({ ...launch, args: [...args, `--remote-debugging-port=${port}`] });
  try {
    const session = await visitorSession(url);
    const measured: Measured[] = [];
    for (const [name, path, as] of await pages(url, session)) {
      console.log(`measuring ${name}`);
      const seen = await visit(browser, url + path, as);
      measured.push({ name, visit: seen, verdict: await judge(url + path, port, as, RUNS) });
    }
    report(measured, await upload(browser, url, session));
  } finally {
    await browser.close();
    await stop();
  }
});

async function pages(url: string, session: string): Promise<[name: string, path: string, as?: string][]> {
  const photo = await demoPhoto(url, PHOTO);
  return [
    ["home", "/"],
    ["photo", photo.url],
    ["person", `/users/${MEMBER}`],
    ["upload", "/upload", session],
  ];
}

function report(measured: Measured[], journey: Journey): void {
  const kb = (bytes: number) => (bytes / 1000).toFixed(1);
  const ms = (time: number) => time.toFixed(0);
  console.log(`\nLighthouse, its own phone, median of ${RUNS}\n`);
  const scores = measured.map(({ name, verdict: { scores: s } }) => [
    name,
    ...[s.performance, s.accessibility, s.best_practices, s.seo],
  ]);
  console.log(table(["page", "performance", "accessibility", "best practices", "SEO"], scores));
  for (const { name, verdict } of measured) for (const audit of verdict.lost) console.log(`  ${name}: ${audit}`);
  console.log("\nA first visit by a phone, processor four times slower, network of this machine (kB, ms)\n");
  const visits = measured.map(({ name, visit: v }) => [
    name,
    ...[v.requests, kb(v.code), kb(v.images)],
    ...[v.first_byte, v.first_paint, v.largest_paint, v.blocked].map(ms),
  ]);
  const head = ["page", "requests", "code", "images", "first byte", "first paint", "largest paint", "blocked"];
  console.log(table(head, visits));
  console.log(`\nupload answered → its page shows it ${seconds(journey.visible_s)} s, → ready ${seconds(journey.ready_s)} s`);
  console.log(`figures: ${figures(measured, journey)}`);
}

function seconds(time: number): string {
  return time.toFixed(2);
}

/** The keys of the budgets, each at its worst. */
function figures(measured: Measured[], journey: Journey): string {
  const lowest = (key: keyof Scores) => Math.min(...measured.map(({ verdict }) => verdict.scores[key]));
  const home = measured.find(({ name }) => name === "home");
  return Object.entries({
    first_view_kb: ((home?.visit.code ?? 0) / 1000).toFixed(1),
    performance: lowest("performance"),
    accessibility: lowest("accessibility"),
    best_practices: lowest("best_practices"),
    seo: lowest("seo"),
    visible_s: seconds(journey.visible_s),
    ready_s: seconds(journey.ready_s),
  })
    .map(([key, value]) => `${key}=${value}`)
    .join(" ");
}
