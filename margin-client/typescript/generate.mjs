// Makes the messages of the contract in src/gen: they are not in git.
import { execFileSync } from "node:child_process";
import { cpSync, existsSync, mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const here = dirname(fileURLToPath(import.meta.url));
const contract = join(here, "../../proto/src/main/proto");
const google = join(here, "../proto");
const conventions = join(
  here,
  "../src/main/resources/io/crossguard/client/exchange/binance-usdm.json",
);
const scratch = join(here, "../target/typescript");
const gen = join(here, "src/gen");

if (!existsSync(contract)) {
  throw new Error(`${contract} is missing: the package is built from a clone of Crossguard`);
}
for (const folder of [scratch, gen]) {
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
}
// buf wants all files that import each other under one root.
cpSync(contract, scratch, { recursive: true });
cpSync(google, scratch, { recursive: true });
const template = {
  version: "v2",
  plugins: [
    {
      local: join(here, "node_modules/.bin/protoc-gen-es"),
      out: gen,
      opt: ["target=ts", "import_extension=js"],
    },
  ],
};
execFileSync(
  join(here, "node_modules/.bin/buf"),
  ["generate", scratch, "--template", JSON.stringify(template)],
  { stdio: "inherit" },
);

const modules = readdirSync(join(gen, "crossguard/v1"))
  .sort()
  .map((file) => `export * from "./crossguard/v1/${file.replace(/\.ts$/, ".js")}";\n`);
writeFileSync(
  join(gen, "index.ts"),
  `// Every message, enum and service of the contract, whatever file it is from.\n${modules.join("")}`,
);
writeFileSync(
  join(gen, "binance-usdm.ts"),
  `// The rules of Binance USD-M beside its tiers, as the Java client has them.\n` +
    `export const CONVENTIONS = ${readFileSync(conventions, "utf-8").trim()} as const;\n`,
);
