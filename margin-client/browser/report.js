// Pages about accounts, made by the command that a trader would give.
import { spawnSync } from "node:child_process";
import { mkdirSync, readFileSync, readdirSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

/** The folder margin-client. */
export const CLIENT = join(dirname(fileURLToPath(import.meta.url)), "..");

/** Where pages and pictures are left for whoever wants to look at them. */
export const OUTPUT = join(CLIENT, "target", "browser");

const jar = readdirSync(join(CLIENT, "target")).find((name) =>
  /^crossguard-margin-client-.*\.jar$/.test(name),
);
if (jar === undefined) {
  throw new Error("the command line is not built: run margin-client/bin/crossguard --version");
}
const home = process.env["JAVA_HOME"];

/** Writes the page of a request, and says where it is. */
export function report(name, request) {
  mkdirSync(OUTPUT, { recursive: true });
  const page = join(OUTPUT, `${name}.html`);
  const command = ["-XX:TieredStopAtLevel=1", "-jar", join(CLIENT, "target", jar)];
  const { status, stderr, error } = spawnSync(
    home === undefined ? "java" : join(home, "bin/java"),
    [...command, "report", "-", "-o", page],
    { input: JSON.stringify(request), encoding: "utf-8" },
  );
  if (status !== 0) {
    throw new Error(`no page of ${name}: ${error ?? stderr}`);
  }
  return page;
}

/** The request of margin-client/examples that the README shows the page of; a new one every time. */
export function example() {
  return JSON.parse(
    readFileSync(join(CLIENT, "examples", "basis-book-and-a-bet.json"), "utf-8"),
  );
}
