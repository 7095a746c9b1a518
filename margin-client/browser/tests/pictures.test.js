// The pictures of the README are of the page as it is. Letters differ from machine to machine, so
// what is compared is not the picture but what it was drawn from.
import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { copyFileSync, existsSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { after, before, describe, it } from "node:test";
import { VIEWS, open, startBrowser } from "../browser.js";
import { CLIENT, OUTPUT, example, report } from "../report.js";

const IMAGES = join(CLIENT, "images");
const SOURCES = join(IMAGES, "report-sources.json");
const AIR = 16;
const BYTES_MAX = 250_000;
const isReplaced = process.env["PICTURES"] === "replace";

/** The section that each picture shows, and how. */
const PICTURES = {
  "report-wide.png": { section: "moves", view: VIEWS.wide },
  "report-phone.png": { section: "glance", view: VIEWS.phone },
  "report-dark.png": { section: "grid", view: VIEWS.dark },
};

describe("the pictures of the README", () => {
  const sources = {};
  let browser;
  let file;

  before(async () => {
    file = report("pictured", example());
    browser = await startBrowser();
  });

  after(async () => {
    await browser?.close();
    if (isReplaced) {
      writeFileSync(SOURCES, JSON.stringify(sources, undefined, 2) + "\n");
    }
  });

  for (const [name, { section, view }] of Object.entries(PICTURES)) {
    it(name, async () => {
      const drawn = join(OUTPUT, name);
      await draw(section, view, drawn);
      assert.ok(statSync(drawn).size < BYTES_MAX, `${name} has ${statSync(drawn).size} bytes`);
      sources[name] = source(section);
      if (isReplaced) {
        copyFileSync(drawn, join(IMAGES, name));
      }
      assert.ok(existsSync(join(IMAGES, name)));
      const shown = isReplaced ? sources : JSON.parse(readFileSync(SOURCES, "utf-8"));
      assert.equal(
        shown[name],
        sources[name],
        `images/${name} shows a page of yesterday: run margin-client/browser/check --pictures`,
      );
    });
  }

  async function draw(section, view, path) {
    const { page } = await open(browser, file, view);
    const { x, y, width, height } = await page
      .locator(`section[aria-labelledby=${section}]`)
      .boundingBox();
    await page.screenshot({
      path,
      fullPage: true,
      clip: { x: x - AIR, y, width: width + 2 * AIR, height },
    });
    await page.context().close();
  }

  /** A digest of everything that a section is drawn from: its markup and the style sheet. */
  function source(section) {
    const markup = readFileSync(file, "utf-8");
    const [style] = markup.match(/<style>.*?<\/style>/s);
    const [shown] = markup.match(
      new RegExp(`<section aria-labelledby="${section}".*?</section>`, "s"),
    );
    return createHash("sha256").update(style).update(shown).digest("hex");
  }
});
