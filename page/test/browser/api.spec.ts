// The page's types are those of the program under test. Where this fails, the API has changed: `npm run types`, and see what the compiler says.
import { readFileSync } from "node:fs";
import { expect, test, url } from "./page";

test("the types agree with the API's description", async ({ request }) => {
  const { types } = (await import("../../tools/types.mjs")) as { types: (document: unknown) => Promise<string> };
  const document = await (await request.get(`${url.read}/api/v1/openapi.json`)).json();
  const kept = readFileSync(new URL("../../src/api/openapi.d.ts", import.meta.url), "utf8");
  expect(await types(document)).toBe(kept);
});
