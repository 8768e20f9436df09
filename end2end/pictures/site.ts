// The site whose pictures are taken: one of its own with demo data, or PICTURES_SITE; afterwards the contact sheets.
import { rmSync } from "node:fs";
import { cron } from "../fixtures/cron";
import { adminSession, startDemoSite, visitorSession } from "../fixtures/demo-site";
import { folder } from "./folder";
import { contactSheets } from "./sheets";

export default async function prepare(): Promise<() => Promise<void>> {
  rmSync(folder, { recursive: true, force: true });
  const running = process.env["PICTURES_SITE"];
  const [url, stop] = await startDemoSite(running);
  process.env["PICTURES_URL"] = url;
  process.env["PICTURES_SESSION"] = await visitorSession(url);
  process.env["PICTURES_ADMIN"] = await adminSession(url, running);
  // what the pages of those who run the site show is counted by the cron
  for (const run of ["parts", "counts"] as const) await cron({ url }, run);
  return async () => {
    await stop();
    await contactSheets();
    console.log(`\npictures: ${folder}\nREADME's two: cp target/pictures/readme/*.webp .github/`);
  };
}
