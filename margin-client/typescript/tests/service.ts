import { spawn } from "node:child_process";
import type { ChildProcess } from "node:child_process";
import { once } from "node:events";
import { readFileSync, readdirSync, writeFileSync } from "node:fs";
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
  /** Asks it to end, and waits for that. */
  end(): Promise<unknown>;
}

/** Starts the service as a process of its own, on a free port or that of the settings. */
export async function startService(...settings: string[]): Promise<Service> {
  const port = settings.includes("--port") ? [] : ["--port", "0"];
  const child = spawn(java(), ["-Xmx256m", "-jar", jar(), "serve", ...port, ...settings], {
    stdio: ["ignore", "ignore", "pipe"],
  });
  const target = `localhost:${await portOf(child)}`;
  const ended = once(child, "exit");
  return {
    target,
    end: async () => {
      child.kill();
      await ended;
    },
  };
}

/** The command line as a file in a folder: the launcher would build what is there already. */
export function command(folder: string): string {
  const file = join(folder, "crossguard");
  writeFileSync(file, `#!/bin/sh\nexec ${java()} -jar ${jar()} "$@"\n`, { mode: 0o755 });
  return file;
}

function java(): string {
  const home = process.env["JAVA_HOME"];
  return home === undefined ? "java" : join(home, "bin/java");
}

function jar(): string {
  const name = readdirSync(join(CLIENT, "target")).find((file) =>
    /^crossguard-margin-client-.*\.jar$/.test(file),
  );
  if (name === undefined) {
    throw new Error("the service is not built: run margin-client/bin/crossguard --version");
  }
  return join(CLIENT, "target", name);
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
