// Starts the program for a tool that drives a browser.
import { spawn } from "node:child_process";

/** Runs `dateline serve` on a free port: its address, its process and how to stop it. */
export async function serve(bin, args, cwd) {
  const child = spawn(bin, ["serve", "--port", "0", ...args], { cwd, env: { ...process.env, DATELINE_DB: "" }, stdio: ["ignore", "pipe", "inherit"] });
  const url = await new Promise((done, fail) => {
    let text = "";
    child.stdout.on("data", (chunk) => {
      text += chunk;
      const found = /http:\/\/\S+/.exec(text);
      if (found) done(found[0].replace(/\/$/, ""));
    });
    child.on("exit", () => fail(new Error("dateline serve ended")));
  });
  child.removeAllListeners("exit");
  return { url, pid: child.pid, stop: () => child.kill() };
}
