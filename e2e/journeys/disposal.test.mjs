/** Somebody is in need: a village doctor reports from a telephone, the township helps, records, and somebody looks in. */
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { assertAccessible } from "../harness/axe.mjs";
import { launch } from "../harness/browser.mjs";
import { Visitor, WIDTHS } from "../harness/pages.mjs";
import { start } from "../harness/server.mjs";

let server;
let browser;
before(async () => {
  server = await start({ people: 300 });
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

/** Unfolds the form of an entry, fills it in and sends it. */
async function enter(page, label, fill) {
  const fold = page.locator("details.fold").filter({ has: page.locator(`summary >> text="${label}"`) });
  await fold.locator("summary").first().click();
  await fill(fold);
  await fold.locator("button[type=submit]").last().click();
  await page.waitForURL(/done=/);
}

for (const width of Object.keys(WIDTHS)) {
  test(`from the report to the record, ${width}`, async (t) => {
    const doctor = await Visitor.to(browser, server.origin, width);
    await doctor.signIn(server.account("village_doctor"));
    const { page } = doctor;
    await page.goto("/disposals/new");
    await looksWell(doctor, t, "disposal-new");
    await page.locator("main form button[type=submit]").last().click();
    await page.getByText("还没有存上").first().waitFor();
    await looksWell(doctor, t, "disposal-refused");
    // Four fields; who reports is there already.
    let acts = 0;
    const act = async (doing) => {
      acts += 1;
      await doing;
    };
    const who = `穿蓝衣服的中年人 ${width}`;
    await act(page.locator("[name=who]").fill(who));
    await act(page.locator("[name=place]").fill("三组晒场"));
    await act(page.locator('input[name=reason][value="2"]').locator("..").click());
    await act(page.locator("main form button[type=submit]").last().click());
    assert.ok(acts <= 4, `${acts} acts`);
    await page.waitForURL(/\/disposals\/[0-9a-f]{32}\?done=reported/);
    await page.getByText("处置中").first().waitFor();
    await looksWell(doctor, t, "disposal");
    const here = new URL(page.url()).pathname;
    await enter(page, "告知", async (fold) => {
      await fold.locator('input[name=party][value="1"]').locator("..").click();
      await fold.locator("[name=name]").fill("孙警官");
    });
    await page.getByText("孙警官").first().waitFor();
    await doctor.close();

    const worker = await Visitor.to(browser, server.origin, width);
    await worker.signIn(server.account("township_worker"));
    await worker.page.getByText("正在处置").first().waitFor();
    await worker.page.goto(here);
    await enter(worker.page, "处置结束", async (fold) => {
      await fold.locator('input[name=outcome][value="1"]').locator("..").click();
    });
    await worker.page.getByText("每 4 小时去看一次").first().waitFor();
    await looksWell(worker, t, "disposal-ended");
    await enter(worker.page, "记一次复查", async (fold) => {
      await fold.locator('input[name=steady][value="1"]').locator("..").click();
    });
    await worker.page.getByText("现在连续稳定 1 次").first().waitFor();
    await worker.page.goto(`${here}/record`);
    await looksWell(worker, t, "disposal-record");
    await worker.page.goto("/disposals");
    await worker.page.getByText(who).first().waitFor();
    await looksWell(worker, t, "disposals");
    await worker.page.goto("/disposals/counts");
    await looksWell(worker, t, "disposal-counts");
    await worker.close();
  });
}
