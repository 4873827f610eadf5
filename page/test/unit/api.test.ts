import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { types } from "../../tools/types.mjs";

// The server's own tests hold the description to the program. Where this one fails, the API has changed: `npm run types`, and see what the compiler says.
test("the page's types are those of the API's description", async () => {
  const document = JSON.parse(readFileSync(new URL("../../../crates/server/openapi.json", import.meta.url), "utf8"));
  expect(await types(document)).toBe(readFileSync(new URL("../../src/api/openapi.d.ts", import.meta.url), "utf8"));
}, 60_000);
