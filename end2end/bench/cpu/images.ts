// In place of the image service: answers every ticket at once, so that what is measured is the Worker's part.
import { createServer, type IncomingMessage, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { send } from "../../fixtures/http";

interface Ticket {
  photo: string;
  attempt: number;
  renditions: { slot: string; url: string }[];
}

const WIDTH = 6000;
const HEIGHT = 4000;

/** What stands for a rendition: nothing looks into it. */
const FILE = Buffer.alloc(60_000, "webp");

/** The stand-in. */
export class QuickImages {
  /** How many tickets it has answered. */
  answered = 0;
  /** Whether it stores renditions: through the Worker's own process, here. */
  stores = true;

  private constructor(private readonly server: Server) {}

  /** Begins to listen. */
  static async start(): Promise<QuickImages> {
    const server = createServer();
    const images = new QuickImages(server);
    server.on("request", (request, response) => {
      images.#report(request).then(
        (report) => response.writeHead(200, { "content-type": "application/json" }).end(JSON.stringify(report)),
        () => response.destroy(),
      );
    });
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    return images;
  }

  /** Where the Worker finds it. */
  get port(): number {
    return (this.server.address() as AddressInfo).port;
  }

  /** Ends it. */
  stop(): void {
    this.server.closeAllConnections();
    this.server.close();
  }

  async #report(request: IncomingMessage): Promise<object> {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    const { photo, attempt, renditions } = JSON.parse(Buffer.concat(chunks).toString()) as Ticket;
    for (const { slot, url } of this.stores ? renditions : []) {
      const stored = await send(url, { method: "PUT", headers: { "content-type": rendition(slot).media_type }, body: FILE });
      if (stored.status !== 200) throw new Error(`storing ${slot} gave ${stored.status}`);
    }
    this.answered += 1;
    return {
      result: "done",
      photo,
      attempt,
      media_type: "image/png",
      width: WIDTH,
      height: HEIGHT,
      placeholder: "234567abc345def678",
      camera: { make: "Canon", model: "EOS R6", lens: "RF 35mm F1.8", iso: 200, focal_length: 35.0 },
      taken_at: "2026-05-01T18:30:00",
      colours: ["#223344", "#556677", "#8899aa"],
      perceptual_hash: "0123456789abcdef",
      renditions: renditions.map(({ slot }) => rendition(slot)),
    };
  }
}

function rendition(slot: string) {
  const width = slot === "jpeg" ? 1280 : Number(slot.slice(1));
  const media_type = { j: "image/jpeg", a: "image/avif" }[slot.charAt(0)] ?? "image/webp";
  return { slot, width, height: Math.round((width * HEIGHT) / WIDTH), media_type, bytes: FILE.length };
}
