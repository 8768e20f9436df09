// The site whose pictures are taken: one of its own with demo data, or PICTURES_SITE; afterwards the contact sheets.
import { rmSync } from "node:fs";
import { startDemoSite, visitorSession } from "../fixtures/demo-site";
import { folder } from "./folder";
import { contactSheets } from "./sheets";

export default async function prepare(): Promise<() => Promise<void>> {
  rmSync(folder, { recursive: true, force: true });
  const [url, stop] = await startDemoSite(process.env["PICTURES_SITE"]);
  process.env["PICTURES_URL"] = url;
  process.env["PICTURES_SESSION"] = await visitorSession(url);
  return async () => {
    await stop();
    await contactSheets();
    console.log(`\npictures: ${folder}\nREADME's two: cp target/pictures/readme/*.webp .github/`);
  };
}
