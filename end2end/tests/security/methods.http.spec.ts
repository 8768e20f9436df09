// How requests may be made: by which methods, and where one ends.
import { connect } from "node:net";
import { expect, test } from "../../fixtures";

test("TRACE is refused, and no method tells back what was sent", async ({ site }) => {
  for (const path of ["/", "/upload", "/api/v1/photos", "/healthz"]) {
    // the runtime's binding reads a method that it does not know as GET, which changes nothing
    for (const method of ["TRACE", "OPTIONS", "PROPFIND"]) {
      const heard = await raw(site.url, [`${method} ${path} HTTP/1.1`, "x-marker: told-back", `origin: ${site.url}`]);
      if (method !== "PROPFIND") expect(heard, `${method} ${path}`).toMatch(/^HTTP\/1\.1 40[0-9] /);
      expect(heard.length).toBeGreaterThan(0);
      expect(heard, `${method} ${path}`).not.toContain("told-back");
    }
  }
});

test("a request that says two lengths is not taken for two", async ({ site }) => {
  const smuggled = "GET /healthz HTTP/1.1\r\nhost: smuggled\r\n\r\n";
  for (const lengths of [
    ["content-length: 4", "transfer-encoding: chunked"],
    ["content-length: 4", `content-length: ${smuggled.length}`],
    ["transfer-encoding: chunked, identity"],
  ]) {
    const request = ["POST /fn/display HTTP/1.1", `origin: ${site.url}`, ...lengths];
    const heard = await raw(site.url, request, `0\r\n\r\n${smuggled}`);
    expect(heard.match(/^HTTP\/1\.1 200 /gm) ?? [], `${lengths.join(" and ")}: ${heard}`).toEqual([]);
    expect(heard, "whatever followed was not answered").not.toContain('{"ok":true}');
  }
});

/** Sends these lines, and what follows them, and gives everything that comes back until nothing more does. */
async function raw(url: string, lines: string[], body = ""): Promise<string> {
  const { host, port } = new URL(url);
  return new Promise((resolve, reject) => {
    let heard = "";
    const socket = connect(Number(port), "127.0.0.1");
    socket.on("data", (bytes) => (heard += bytes.toString("latin1")));
    socket.on("error", reject);
    socket.on("close", () => resolve(heard));
    socket.write(`${[...lines, `host: ${host}`, "connection: close"].join("\r\n")}\r\n\r\n${body}`);
  });
}
