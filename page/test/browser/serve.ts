// Starts the program itself, as a person would: a record of the example reports and a few nasty ones, served read-only, for writing, with a token, and not at all (examples).
import { execFileSync, spawn, type ChildProcess } from "node:child_process";
import { existsSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join, resolve } from "node:path";
import { fileURLToPath } from "node:url";

const here = dirname(fileURLToPath(import.meta.url));
const root = resolve(here, "../../..");

/** The program: DATELINE_BIN, else built now. */
export function program(): string {
  const named = process.env["DATELINE_BIN"];
  if (named) return resolve(named);
  execFileSync("cargo", ["build", "--release", "-p", "dateline", "--bin", "dateline"], { cwd: root, stdio: "inherit" });
  return join(process.env["CARGO_TARGET_DIR"] ?? join(root, "target"), "release", "dateline");
}

/** Starts a server on a free port; its address once it tells it. */
export function serve(bin: string, args: string[], cwd: string): Promise<{ url: string; child: ChildProcess }> {
  return new Promise((done, fail) => {
    const child = spawn(bin, ["serve", "--port", "0", ...args], { cwd, env: { ...process.env, DATELINE_DB: "" } });
    let out = "";
    let told = "";
    child.stdout.on("data", (chunk: Buffer) => {
      out += chunk.toString();
      const url = /http:\/\/\S+/.exec(out)?.[0];
      if (url) done({ url: url.replace(/\/$/, ""), child });
    });
    child.stderr.on("data", (chunk: Buffer) => (told += chunk.toString()));
    child.on("exit", (code) => fail(new Error(`dateline serve ended with ${code}: ${told}`)));
  });
}

export default async function setup(): Promise<() => void> {
  const bin = program();
  if (!existsSync(bin)) throw new Error(`no program at ${bin}: name it with DATELINE_BIN`);
  const folder = mkdtempSync(join(tmpdir(), "dateline-page-"));
  const empty = mkdtempSync(join(tmpdir(), "dateline-page-"));
  const run = (...args: string[]) => execFileSync(bin, args, { cwd: folder, stdio: ["ignore", "pipe", "pipe"] }).toString();
  for (const db of ["read.db", "write.db"]) run("record", "add", join(root, "examples/reports"), join(here, "reports"), "--db", db);
  const token = run("serve", "--new-token", "token.hash").trim();
  const servers = await Promise.all([
    serve(bin, ["--db", "read.db"], folder),
    serve(bin, ["--db", "write.db", "--write"], folder),
    serve(bin, ["--db", "read.db", "--token-file", "token.hash"], folder),
    serve(bin, [], empty),
  ]);
  const [read, write, secret, examples] = servers.map((s) => s.url);
  Object.assign(process.env, { READ_URL: read, WRITE_URL: write, SECRET_URL: secret, EXAMPLES_URL: examples, TOKEN: token });
  return () => {
    for (const { child } of servers) {
      child.removeAllListeners("exit");
      child.kill();
    }
    for (const path of [folder, empty]) rmSync(path, { recursive: true, force: true });
  };
}
