/** Clerks of other departments read counts, and nothing that opens anybody. */
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { assertAccessible } from "../harness/axe.mjs";
import { launch } from "../harness/browser.mjs";
import { Visitor, WIDTHS } from "../harness/pages.mjs";
import { start } from "../harness/server.mjs";

let server;
let browser;
before(async () => {
  server = await start({ people: 900 });
  browser = await launch();
});
after(async () => {
  await browser?.close();
  await server?.stop();
});

async function looksWell(visitor, t, name) {
  await assertAccessible(visitor.page, t);
  await visitor.assertFits();
  await visitor.shot(name);
}

for (const width of Object.keys(WIDTHS)) {
  test(`departments read counts, ${width}`, async (t) => {
    for (const post of ["coordinating_office", "civil_affairs", "disabled_federation", "finance"]) {
      const clerk = await Visitor.to(browser, server.origin, width);
      await clerk.signIn(server.account(post));
      const { page } = clerk;
      await page.waitForURL(/\/figures$/);
      await page.getByText("只有人数和比率").waitFor();
      await page.getByText("全县").first().waitFor();
      assert.equal(await page.locator("main a[href^='/people']").count(), 0);
      await looksWell(clerk, t, `figures-${post}`);
      await clerk.close();
    }
  });
}
