// The page can be read: on a screen, in the dark, on a phone, on paper, with the keyboard, by a
// screen reader.
import assert from "node:assert/strict";
import { after, before, describe, it } from "node:test";
import { ACCOUNTS } from "../accounts.js";
import { VIEWS, badLabels, breaches, open, outside, startBrowser, unfold } from "../browser.js";
import { report } from "../report.js";

describe("the page about an account", () => {
  const files = {};
  let browser;

  before(async () => {
    for (const [name, request] of Object.entries(ACCOUNTS)) {
      files[name] = report(name, request);
    }
    browser = await startBrowser();
  });

  after(() => browser?.close());

  async function reading(name, view, read) {
    const { page, heard } = await open(browser, files[name], VIEWS[view]);
    try {
      return await read(page, heard);
    } finally {
      await page.context().close();
    }
  }

  for (const name of Object.keys(ACCOUNTS)) {
    for (const view of Object.keys(VIEWS)) {
      it(`${name}, ${view}`, () =>
        reading(name, view, async (page, heard) => {
          await unfold(page);
          assert.deepEqual(await breaches(page), []);
          assert.deepEqual(await outside(page), []);
          assert.deepEqual(await badLabels(page), []);
          assert.deepEqual(heard, []);
        }));
    }
  }

  it("is dark only on a screen that prefers it", async () => {
    const ground = (view) =>
      reading("example", view, (page) =>
        page.evaluate(() => getComputedStyle(document.body).backgroundColor),
      );

    assert.equal(await ground("wide"), "rgb(255, 255, 255)");
    assert.equal(await ground("paper"), "rgb(255, 255, 255)");
    assert.equal(await ground("dark"), "rgb(19, 23, 27)");
  });

  it("names its drawings, tables and headings to a screen reader", () =>
    reading("example", "wide", async (page) => {
      await unfold(page);
      const count = (role, name) => page.getByRole(role, { name, exact: true }).count();

      assert.equal(await count("heading", "Account basis-book-and-a-bet"), 1);
      assert.equal(await count("img", "Margin ratio of cross"), 1);
      assert.equal(await count("img", "Margin of cross if SOL moves"), 1);
      assert.equal(await count("img", "Margin ratio today if SOL and BTC move"), 1);
      assert.equal(await count("img", "Liquidation of cross"), 1);
      assert.equal(await count("img", "Exposure of each coin"), 1);
      assert.equal(await page.getByRole("table", { name: /^Margin ratio today/ }).count(), 1);
      assert.equal(await page.getByRole("region", { name: "If prices move", exact: true }).count(), 1);
      // Every verdict of the grid is a word, not only a colour.
      const cells = page.getByRole("table", { name: /^Margin ratio today/ }).getByRole("cell");
      for (const text of await cells.allTextContents()) {
        assert.match(text, /Healthy|Warning|Liquidatable|Bankrupt/);
      }
    }));

  it("lets the keyboard reach and see what scrolls", () =>
    reading("large", "phone", async (page) => {
      await unfold(page);
      const wide = await page.evaluate(() =>
        [...document.querySelectorAll(".scroll")]
          .filter((table) => table.clientWidth > 0 && table.scrollWidth > table.clientWidth)
          .map((table) => table.getAttribute("aria-label")),
      );
      assert.notEqual(wide.length, 0);
      const reached = new Set();
      const stops = await page.locator("[tabindex], summary").count();
      for (let stop = 0; stop < stops; stop++) {
        await page.keyboard.press("Tab");
        reached.add(
          await page.evaluate(() =>
            getComputedStyle(document.activeElement).outlineStyle === "solid"
              ? document.activeElement.getAttribute("aria-label")
              : "reached without being seen",
          ),
        );
      }
      assert.deepEqual(
        wide.filter((name) => !reached.has(name)),
        [],
      );
    }));

  it("has on paper what is folded on a screen", () =>
    reading("example", "paper", async (page) => {
      const folded = page.locator("details table");
      assert.notEqual(await folded.count(), 0);
      for (const table of await folded.all()) {
        assert.equal(await table.isVisible(), true);
      }
      const pdf = (await page.pdf({ format: "A4" })).toString("latin1");
      assert.match(pdf, /^%PDF-/);
      assert.ok(pdf.match(/\/Type \/Page\b/g).length > 2);
    }));

  it("says that an empty account is empty", () =>
    reading("empty", "phone", async (page) => {
      const text = page.getByText("The account has no positions: nothing can be liquidated");
      assert.equal(await text.isVisible(), true);
    }));

  it("says of a bad account how bad it is", async () => {
    const status = (name) =>
      reading(name, "phone", (page) => page.locator("dd .badge").first().textContent());

    assert.equal(await status("example"), "✓ Healthy");
    assert.equal(await status("liquidatable"), "✕ Liquidatable");
    assert.equal(await status("bankrupt"), "■ Bankrupt");
  });
});
