/** @jsxRuntime automatic */
/** @jsxImportSource hono/jsx */
// Heliograph's home page and upload as a JavaScript Worker makes them: the same rows, the same elements, the same put.
import { Hono } from "hono";

interface Bindings {
  DB: D1Database;
  BUCKET: R2Bucket;
}

interface Row {
  id: string;
  token: string;
  title: string;
  alt: string;
  width: number;
  height: number;
  placeholder: string;
  attempt: number;
  renditions: string;
  name: string;
}

interface Rendition {
  slot: string;
  width: number;
  media_type: string;
}

const PAGE_SIZE = 30;

// as `sql::photos::newest` without who has blocked whom: nobody is signed in
const NEWEST = `
  select p.id, p.token, p.owner_id, p.state, p.reason, p.title, p.visibility, p.media_type, p.bytes, p.sha256, p.width,
    p.height, p.placeholder, p.camera, p.taken_at, p.preview_type, p.attempt, p.renditions, p.created_at, p.description, p.alt,
    p.licence, p.tags, p.colours, u.handle, u.name
  from photos p indexed by photos_listed cross join users u on u.id = p.owner_id
  where p.visibility = 'public' and p.hidden = 0 and p.deleted_at is null
    and (p.state = 'ready' or (p.state in ('queued', 'processing') and p.preview_type is not null))
  order by p.created_at desc, p.id desc limit ?1`;

function Tile({ row, eager }: { row: Row; eager: boolean }) {
  const files = JSON.parse(row.renditions) as Rendition[];
  const address = ({ slot, media_type }: Rendition) => `/media/${row.token}/${row.attempt}/${slot}.${media_type.slice(6)}`;
  const webp = files.filter(({ media_type }) => media_type === "image/webp");
  const jpeg = files.find(({ media_type }) => media_type === "image/jpeg");
  const ratio = row.width / row.height;
  const sizes = `(max-width: 40rem) ${Math.min(ratio * 40, 100).toFixed(0)}vw, ${(ratio * 310).toFixed(0)}px`;
  const colours = [..."abcdef"].map((name, place) => `;--${name}:#${row.placeholder.slice(3 * place, 3 * place + 3)}`);
  return (
    <li class="tile" style={`--r:${ratio.toFixed(4)}`} data-state="ready">
      <a href={`/photos/${row.id}`}>
        <span class="ph" style={`--r:${ratio.toFixed(4)}${colours.join("")}`}>
          <img
            src={jpeg && address(jpeg)}
            sizes={sizes}
            srcset={webp.map((file) => `${address(file)} ${file.width}w`).join(", ")}
            width={row.width}
            height={row.height}
            alt={row.alt || row.title}
            loading={eager ? undefined : "lazy"}
            fetchpriority={eager ? "high" : undefined}
            decoding="async"
          />
        </span>
        <span class="caption" aria-hidden="true">
          {row.title && <strong>{row.title}</strong>}
          <span>{row.name}</span>
        </span>
      </a>
      <span class="chips"></span>
    </li>
  );
}

function Home({ rows }: { rows: Row[] }) {
  return (
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <title>Heliograph</title>
        <link rel="stylesheet" href="/style.css" />
      </head>
      <body>
        <a class="skip" href="#main">Skip to the page</a>
        <header class="top">
          <a class="brand" href="/">Heliograph</a>
          <nav aria-label="Site">
            <a href="/sign-in">Sign in</a>
            <a href="/sign-up">Sign up</a>
          </nav>
        </header>
        <main id="main">
          <h1>Newest photos</h1>
          <ul class="grid">
            {rows.slice(0, PAGE_SIZE).map((row, place) => (
              <Tile row={row} eager={place < 4} />
            ))}
          </ul>
          {rows.length > PAGE_SIZE && <a href={`/?cursor=${rows[PAGE_SIZE - 1]?.id}`}>Older</a>}
        </main>
        <footer class="bottom">
          <p>A photo-sharing site that costs nothing to run.</p>
        </footer>
      </body>
    </html>
  );
}

const peer = new Hono<{ Bindings: Bindings }>();

const newest = async (database: D1Database) => (await database.prepare(NEWEST).bind(PAGE_SIZE + 1).all<Row>()).results;

peer.get("/", async (context) => context.html(<Home rows={await newest(context.env.DB)} />));

peer.post("/put", async (context) => {
  const hash = /sha-256=:(.*):/.exec(context.req.header("repr-digest") ?? "")?.[1] ?? "";
  const sha256 = Uint8Array.from(atob(hash), (letter) => letter.charCodeAt(0));
  const object = await context.env.BUCKET.put(crypto.randomUUID(), context.req.raw.body, { sha256 });
  return context.json({ bytes: object.size }, 201);
});

export default peer;
