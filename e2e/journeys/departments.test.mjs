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

/** Somebody of the township agrees to sharing. How that is recorded on the page is another errand. */
async function somebodyShares(page) {
  await page.goto("/people?status=0&consent=1");
  const hrefs = await page.locator("main a").evaluateAll((all) => all.map((one) => one.getAttribute("href")));
  const person = hrefs.find((href) => /^\/people\/[0-9a-f]{32}$/.test(href));
  await page.goto(`${person}/consents/new?subject=2`);
  const done = await page.evaluate(async (person) => {
    const csrf = document.querySelector("[name=csrf]").value;
    const day = new Date(Date.now() + 8 * 3600e3).toISOString().slice(0, 10);
    const said = {
      csrf, consent_id: crypto.randomUUID(), subject: "2", decision: "1", decided_on: day, decided_by: "1",
      letter: "sharing-2026-1",
    };
    const answer = await fetch(`${person}/consents/new`, { method: "POST", body: new URLSearchParams(said) });
    return [answer.ok, answer.url];
  }, person);
  assert.ok(done[0], done[1]);
}

for (const width of Object.keys(WIDTHS)) {
  test(`a list for civil affairs is read inside, ${width}`, async (t) => {
    const worker = await Visitor.to(browser, server.origin, width);
    await worker.signIn(server.account("township_worker"));
    await somebodyShares(worker.page);
    await worker.page.goto("/people/export");
    await worker.page.locator('input[name=purpose][value="6"]').locator("..").click();
    await worker.page.locator('input[name=receiver][value="2"]').locator("..").click();
    await worker.page.locator("select[name=hand_to]").selectOption({ index: 1 });
    await looksWell(worker, t, "hand-to");
    await worker.page.locator("main form button[type=submit]").last().click();
    await worker.page.waitForURL(/\/disclosures\/[0-9a-f]{32}/);
    const entry = new URL(worker.page.url()).pathname;

    const office = await Visitor.to(browser, server.origin, width);
    await office.signIn(server.account("county_office"));
    await office.page.goto(entry);
    await office.page.locator('button[name=do][value="approve"]').click();
    await office.page.getByText("停止提供").waitFor();
    await looksWell(office, t, "handed");

    const clerk = await Visitor.to(browser, server.origin, width);
    await clerk.signIn(server.account("civil_affairs"));
    await clerk.page.goto("/received");
    await looksWell(clerk, t, "received");
    await clerk.page.locator("table a").first().click();
    await clerk.page.getByText("不得转给别人").waitFor();
    await looksWell(clerk, t, "received-list");
    await office.page.getByRole("button", { name: "停止提供" }).click();
    await office.page.getByText("已停止提供").first().waitFor();
    await clerk.close();
    await office.close();
    await worker.close();
  });

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
