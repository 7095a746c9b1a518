import { spawn } from "node:child_process";
import type { ChildProcess } from "node:child_process";
import { readFileSync, readdirSync } from "node:fs";
import { dirname, join } from "node:path";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import { fromJsonString } from "@bufbuild/protobuf";
import type { DescMessage, MessageShape } from "@bufbuild/protobuf";

/** The folder margin-client; this file runs from typescript/dist/tests. */
export const CLIENT = join(dirname(fileURLToPath(import.meta.url)), "../../..");

/** A service that runs. */
export interface Service {
  /** Where it is. */
  readonly target: string;
  /** Asks it to end. */
  end(): void;
}

/** Starts the service as a process of its own, on a free port. */
export async function startService(...settings: string[]): Promise<Service> {
  const jar = readdirSync(join(CLIENT, "target")).find((name) =>
    /^crossguard-margin-client-.*\.jar$/.test(name),
  );
  if (jar === undefined) {
    throw new Error("the service is not built: run margin-client/bin/crossguard --version");
  }
  const home = process.env["JAVA_HOME"];
  const child = spawn(
    home === undefined ? "java" : join(home, "bin/java"),
    ["-Xmx256m", "-jar", join(CLIENT, "target", jar), "serve", "--port", "0", ...settings],
    { stdio: ["ignore", "ignore", "pipe"] },
  );
  const port = await portOf(child);
  return { target: `localhost:${port}`, end: () => child.kill() };
}

function portOf(child: ChildProcess & { stderr: NodeJS.ReadableStream }): Promise<string> {
  return new Promise((resolve, reject) => {
    const heard: string[] = [];
    createInterface(child.stderr).on("line", (line) => {
      heard.push(line);
      const port = /serving on \S+:(\d+)/.exec(line)?.[1];
      if (port !== undefined) {
        resolve(port);
      }
    });
    child.on("error", reject);
    child.on("exit", () => reject(new Error(`the service did not start:\n${heard.join("\n")}`)));
  });
}

/** A request of margin-client/examples. */
export function example<D extends DescMessage>(name: string, schema: D): MessageShape<D> {
  return fromJsonString(schema, readFileSync(join(CLIENT, "examples", name), "utf-8"));
}
