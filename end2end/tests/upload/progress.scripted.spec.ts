// The progress bar tells how much has really been sent.
import { expect, test } from "../../fixtures";
import { photograph } from "../../fixtures/photographs";
import { Uploader } from "../../fixtures/uploader";

test("the bar grows while a photograph is sent", async ({ page, goto, signedIn, context }) => {
  void signedIn;
  const uploader = new Uploader(page);
  await goto("/upload");
  await page.getByLabel("Who may see it").selectOption("unlisted");
  // as on a slow line, so that there is something to see
  const devtools = await context.newCDPSession(page);
  await devtools.send("Network.emulateNetworkConditions", {
    offline: false,
    latency: 0,
    downloadThroughput: -1,
    uploadThroughput: 3_000_000,
  });
  await uploader.input.setInputFiles([photograph("camera")]);
  const bar = page.getByRole("progressbar", { name: "Sending camera.jpg" });
  await expect(bar).toBeVisible();

  const seen = new Set<number>();
  await expect
    .poll(
      async () => {
        const [value, state] = await uploader
          .tile("camera.jpg")
          .evaluate((tile) => [tile.querySelector("progress")?.value ?? -1, tile.dataset["state"]] as const);
        if (state === "sending") seen.add(value);
        return [...seen].filter((percent) => percent > 0 && percent < 100).length;
      },
      { intervals: [50], message: "several values between nothing and all" },
    )
    .toBeGreaterThanOrEqual(3);
  expect([...seen], "it only grows").toEqual([...seen].sort((a, b) => a - b));
  await uploader.expectState("camera.jpg", "ready");
  await expect(bar).toBeHidden();
});
