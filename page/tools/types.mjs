// Writes src/api/openapi.d.ts from the API's own description, crates/server/openapi.json. A test does the same and compares.
import openapiTS, { astToString } from "openapi-typescript";
import { readFileSync, writeFileSync } from "node:fs";

export async function types(document) {
  const text = astToString(await openapiTS(document));
  return `// Generated from crates/server/openapi.json by \`npm run types\`. Not edited by hand.\n${text}`;
}

if (process.argv[1]?.endsWith("types.mjs")) {
  const document = JSON.parse(readFileSync(new URL("../../crates/server/openapi.json", import.meta.url), "utf8"));
  writeFileSync(new URL("../src/api/openapi.d.ts", import.meta.url), await types(document));
}
