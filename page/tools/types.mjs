// Writes src/api/openapi.d.ts from the API's own description: of the server at DATELINE_API, else of a file named on the command line.
// A browser test does the same with the program under test and compares.
import openapiTS, { astToString } from "openapi-typescript";
import { readFileSync, writeFileSync } from "node:fs";

export async function types(document) {
  const text = astToString(await openapiTS(document));
  return `// Generated from /api/v1/openapi.json by \`npm run types\`. Not edited by hand.\n${text}`;
}

if (process.argv[1]?.endsWith("types.mjs")) {
  const file = process.argv[2];
  const api = process.env.DATELINE_API ?? "http://127.0.0.1:8477";
  const document = file ? JSON.parse(readFileSync(file, "utf8")) : await (await fetch(`${api}/api/v1/openapi.json`)).json();
  writeFileSync(new URL("../src/api/openapi.d.ts", import.meta.url), await types(document));
}
