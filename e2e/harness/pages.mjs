/**
 * A visitor: one person's browser window at one width, and all that goes wrong in it.
 *
 * Every visitor watches from the first page on: a request that leaves the origin, an error on the
 * console, a violation of the content security policy, a script that throws, an answer with 5xx, a part
 * of a page that is missing. `close()` fails the test when anything was seen, so no journey can forget
 * to ask.
 */
import assert from "node:assert/strict";
import { mkdirSync } from "node:fs";
import { fileURLToPath } from "node:url";

/** The widths that people have: a desk at the township, a phone in the village. */
export const WIDTHS = {
  desktop: { viewport: { width: 1440, height: 900 } },
  phone: { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true, deviceScaleFactor: 2 },
};

const SHOTS = fileURLToPath(new URL("../shots/", import.meta.url));

/** How long a page may take to show what a test waits for, in milliseconds. */
const PATIENCE = 15_000;

export class Visitor {
  /**
   * A new window. `width` is "desktop" or "phone"; `options` go to Playwright's `newContext`
   * (for example `javaScriptEnabled: false`).
   */
  static async to(browser, origin, width = "desktop", options = {}) {
    const context = await browser.newContext({
      ...WIDTHS[width],
      baseURL: origin,
      locale: "zh-CN",
      timezoneId: "Asia/Shanghai",
      ...options,
    });
    context.setDefaultTimeout(PATIENCE);
    const visitor = new Visitor(context, origin, width);
    await visitor.#watch();
    visitor.page = await context.newPage();
    return visitor;
  }

  constructor(context, origin, width) {
    this.context = context;
    this.origin = origin;
    this.width = width;
    /** What went wrong so far, each in a sentence. */
    this.faults = [];
    /** Other origins to which this errand leads, as a provider of identities. */
    this.neighbours = [];
  }

  /** What went wrong so far is just this, and was to be: it is forgotten. */
  assertFaults(wanted) {
    assert.deepEqual(this.faults.splice(0), wanted, `${this.width}: ${this.page.url()}`);
  }

  async #watch() {
    const { context, faults } = this;
    await context.exposeBinding("__violation", (_, directive, what) => {
      faults.push(`The content security policy forbids ${what || "something inline"} (${directive}).`);
    });
    await context.addInitScript(() => {
      document.addEventListener("securitypolicyviolation", (event) => {
        window.__violation(event.effectiveDirective, event.blockedURI);
      });
    });
    context.on("request", (request) => {
      if (!this.#isOurs(request.url())) faults.push(`A request left for ${request.url()}.`);
    });
    context.on("response", (response) => {
      const status = response.status();
      const part = !["document", "fetch", "xhr"].includes(response.request().resourceType());
      if (status >= 500 || (status >= 400 && part)) {
        faults.push(`${response.url()} was answered with ${status}.`);
      }
    });
    context.on("console", (message) => {
      // A refused form is answered with 422, and the browser remarks on it; 5xx is seen above.
      const remark = /^Failed to load resource: the server responded with a status of [45]\d\d/;
      if (message.type() === "error" && !remark.test(message.text())) {
        faults.push(`The console says: ${message.text()}`);
      }
    });
    context.on("weberror", (error) => faults.push(`A script failed: ${error.error().message}`));
  }

  #isOurs(url) {
    const known = [this.origin, ...this.neighbours].some((origin) => url.startsWith(`${origin}/`));
    return known || /^(data|blob|about):/.test(url);
  }

  /** Fails when anything went wrong since the visitor came. */
  assertCalm() {
    assert.deepEqual(this.faults, [], `${this.width}: ${this.page.url()}`);
  }

  /**
   * Signs in as a person does: opens the page, fills the form and sends it.
   * `account` is one of accounts.json.
   */
  async signIn(account) {
    await this.page.goto("/sign-in");
    await this.page.locator("input[name=login]").fill(account.login);
    const password = this.page.locator("input[name=password]");
    await password.fill(account.password);
    await Promise.all([
      this.page.waitForURL((url) => url.pathname !== "/sign-in"),
      password.press("Enter"),
    ]);
  }

  /** Keeps a picture as e2e/shots/NAME-WIDTH.png, the whole page from top to bottom. */
  async shot(name) {
    mkdirSync(SHOTS, { recursive: true });
    const path = `${SHOTS}${name}-${this.width}.png`;
    await this.page.screenshot({ path, fullPage: true });
    return path;
  }

  /** Fails when the page must be pushed sideways to be read. */
  async assertFits() {
    const { page } = this;
    const [content, window] = await page.evaluate(() => {
      const root = document.scrollingElement;
      return [root.scrollWidth, root.clientWidth];
    });
    assert.ok(content <= window, `${page.url()} is ${content} px wide in a window of ${window} px.`);
  }

  /** Ends the visit; fails when anything went wrong during it. */
  async close() {
    const where = this.page.url();
    await this.context.close();
    assert.deepEqual(this.faults, [], `${this.width}: ${where}`);
  }
}
