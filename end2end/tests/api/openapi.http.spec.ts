// The description of the API describes what is answered, all of it and nothing else.
import { expect, test } from "../../fixtures";
import type { Ask } from "../../fixtures/http";
import type { Person } from "../../fixtures/person";
import { photograph } from "../../fixtures/photographs";
import { TINY_WEBP } from "../../fixtures/webp";

/** Every route of server/src/http, with a call that works. */
const CALLS: Record<string, (person: Person, id: string) => { path: string; ask?: Ask; status: number }> = {
  "GET /healthz": () => ({ path: "/healthz", status: 200 }),
  "GET /api/v1/photos": () => ({ path: "/api/v1/photos?limit=1", status: 200 }),
  "POST /api/v1/photos": () => {
    const { mimeType, buffer } = photograph("tiny");
    const ask = { method: "POST", headers: { "content-type": mimeType }, body: buffer };
    return { path: "/api/v1/photos?visibility=unlisted", ask, status: 201 };
  },
  "GET /api/v1/users/{handle}/photos": ({ handle }) => ({ path: `/api/v1/users/${handle}/photos`, status: 200 }),
  "GET /api/v1/photos/{id}": (_, id) => ({ path: `/api/v1/photos/${id}`, status: 200 }),
  "PATCH /api/v1/photos/{id}": (_, id) => ({
    path: `/api/v1/photos/${id}`,
    ask: { method: "PATCH", body: "{}" },
    status: 200,
  }),
  "PUT /api/v1/photos/{id}/preview": (_, id) => {
    const ask = { method: "PUT", headers: { "content-type": "image/webp" }, body: TINY_WEBP };
    return { path: `/api/v1/photos/${id}/preview`, ask, status: 204 };
  },
  "POST /api/v1/photos/{id}/retry": (_, id) => ({
    path: `/api/v1/photos/${id}/retry`,
    ask: { method: "POST" },
    status: 409,
  }),
  "DELETE /api/v1/photos/{id}": (_, id) => ({ path: `/api/v1/photos/${id}`, ask: { method: "DELETE" }, status: 204 }),
};

interface Description {
  openapi: string;
  paths: Record<string, Record<string, { responses?: Record<string, unknown> }>>;
  components: { schemas: { photo: { required: string[]; properties: Record<string, unknown> } } };
}

test("every route is described, and answers as described", async ({ person, stranger }) => {
  const answer = await stranger.get("/api/v1/openapi.json");
  expect([answer.status, answer.header("content-type")]).toEqual([200, "application/json"]);
  const { openapi, paths } = answer.json<Description>();
  expect(openapi).toMatch(/^3\.1/);

  const described = Object.entries(paths).flatMap(([path, methods]) =>
    Object.keys(methods)
      .filter((method) => method !== "parameters")
      .map((method) => `${method.toUpperCase()} ${path}`),
  );
  expect(described.sort()).toEqual(Object.keys(CALLS).sort());

  const { id } = await person.photos.ready({ file: photograph("tiny") });
  for (const [route, call] of Object.entries(CALLS)) {
    const { path, ask, status } = call(person, id);
    const { status: given, body } = await person.client.send(path, ask);
    expect([route, given], body.toString()).toEqual([route, status]);
    const [method = "", template = ""] = route.split(" ");
    expect(Object.keys(paths[template]?.[method.toLowerCase()]?.responses ?? {}), route).toContain(`${status}`);
  }
});

test("a photo has the properties that are described", async ({ person, stranger }) => {
  const { components } = (await stranger.get("/api/v1/openapi.json")).json<Description>();
  const { required, properties } = components.schemas.photo;
  const photo = await person.photos.ready();
  expect(Object.keys(photo).sort()).toEqual(Object.keys(properties).sort());
  expect(Object.keys(photo)).toEqual(expect.arrayContaining(required));
});
