// Chromium without a window, and what a reader of a page would stumble over.
import { pathToFileURL } from "node:url";
import axe from "axe-core";
import { chromium } from "playwright-core";

const PHONE = { isMobile: true, hasTouch: true, deviceScaleFactor: 2 };

/** Ways to look at a page. */
export const VIEWS = {
  wide: { viewport: { width: 1280, height: 900 } },
  dark: { viewport: { width: 1280, height: 900 }, colorScheme: "dark" },
  phone: { viewport: { width: 390, height: 844 }, ...PHONE },
  // The narrowest that the guidelines ask for: 1280 pixels at a zoom of 400 %.
  narrow: { viewport: { width: 320, height: 640 }, ...PHONE },
  // What the margins of the browser leave of A4. Paper is white, whatever the screen prefers.
  paper: { viewport: { width: 717, height: 1046 }, media: "print", colorScheme: "dark" },
};

export function startBrowser() {
  return chromium.launch({ executablePath: process.env["CHROMIUM"] ?? "/usr/bin/chromium" });
}

/** Opens a page, and hears what it asks for or complains of. */
export async function open(browser, file, { media = "screen", ...view }) {
  const context = await browser.newContext(view);
  const page = await context.newPage();
  const url = pathToFileURL(file).href;
  const heard = [];
  page.on("request", (request) => request.url() === url || heard.push(`asks for ${request.url()}`));
  page.on("console", (message) => heard.push(`says ${message.text()}`));
  page.on("pageerror", (error) => heard.push(`fails: ${error}`));
  await page.emulateMedia({ media });
  await page.goto(url);
  return { page, heard };
}

/** Shows what is folded. */
export async function unfold(page) {
  await page.evaluate(() =>
    document.querySelectorAll("details").forEach((details) => (details.open = true)),
  );
}

/** Breaches of the rules of accessibility that a machine can find. */
export async function breaches(page) {
  await page.evaluate(axe.source);
  const { violations } = await page.evaluate(() =>
    globalThis.axe.run({ resultTypes: ["violations"] }),
  );
  return violations.flatMap(({ id, nodes }) =>
    nodes.map(({ target, failureSummary }) => `${id}: ${target.join(" ")}: ${failureSummary}`),
  );
}

/** Elements that stick out of the window; what is in a table that scrolls alone does not. */
export function outside(page) {
  return page.evaluate((width) => {
    const scrolls = (element) =>
      element !== null && getComputedStyle(element).overflowX === "auto"
        ? true
        : element !== null && scrolls(element.parentElement);
    const sticksOut = (element) => {
      const { left, right } = element.getBoundingClientRect();
      return (left < -0.5 || right > width + 0.5) && !scrolls(element.parentElement);
    };
    const wide = document.documentElement.scrollWidth;
    return [...document.body.querySelectorAll("*")]
      .filter(sticksOut)
      .map((element) => `${element.tagName} ${element.textContent.slice(0, 60)}`)
      .concat(wide > width ? `the page has ${wide} pixels of ${width}` : []);
  }, page.viewportSize().width);
}

/** Labels of drawings that are cut off, or stand on another label. */
export function badLabels(page) {
  return page.evaluate(() => {
    const bad = [];
    const share = (one, other, from, to) =>
      Math.min(one[to], other[to]) - Math.max(one[from], other[from]);
    for (const svg of document.querySelectorAll("svg[role=img]")) {
      const frame = svg.getBoundingClientRect();
      const labels = [...svg.querySelectorAll("text")].map((label) => ({
        text: label.textContent,
        box: label.getBoundingClientRect(),
      }));
      labels.forEach(({ text, box }, i) => {
        const isInside =
          box.left > frame.left - 1 &&
          box.right < frame.right + 1 &&
          box.top > frame.top - 1 &&
          box.bottom < frame.bottom + 1;
        if (!isInside) {
          bad.push(`${text} is cut off`);
        }
        for (const other of labels.slice(i + 1)) {
          // Boxes of text have some air above and below.
          const isOver =
            share(box, other.box, "left", "right") > 0 && share(box, other.box, "top", "bottom") > 3;
          if (isOver) {
            bad.push(`${text} stands on ${other.text}`);
          }
        }
      });
    }
    return bad;
  });
}
