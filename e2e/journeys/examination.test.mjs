/** Whom the exam is due to, a result that alerts, its course, and what the township notes about it. */
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

const save = (page) => page.locator("main form .submit button[type=submit]").first().click();

/** A blood level: alerts whatever the medicines are. */
async function record(page, person, level, day) {
  await page.goto(`${person}/examinations/new?of=2`);
  await page.locator("[name=examined_on]").fill(day);
  if (await page.locator("[name=lithium]").isHidden()) await page.getByText("血药浓度和其他").click();
  await page.locator("[name=lithium]").fill(level);
  await save(page);
}

for (const width of Object.keys(WIDTHS)) {
  test(`a result is recorded, alerts and is seen to, ${width}`, async (t) => {
    const worker = await Visitor.to(browser, server.origin, width);
    await worker.signIn(server.account("township_worker"));
    const { page } = worker;
    await page.goto("/examinations/due?of=checks");
    await page.getByRole("heading", { name: "体检和化验安排" }).waitFor();
    await looksWell(worker, t, "exams-due-checks");
    await page.goto("/examinations/due");
    await looksWell(worker, t, "exams-due");
    // Another person for each width.
    await page.goto("/people?status=0");
    const links = page.locator("main td a[href^='/people/']");
    await links.first().waitFor();
    const person = await links.nth(width === "phone" ? 1 : 0).getAttribute("href");

    await page.goto(`${person}/examinations/new`);
    await looksWell(worker, t, "exam-new");
    await save(page);
    await page.getByText("还没有存上").first().waitFor();
    await looksWell(worker, t, "exam-refused");

    await record(page, person, "0.7", "2026-10-20");
    await page.getByText("检查结果已存好").waitFor();
    await record(page, person, "1.6", "2026-11-20");
    await page.getByText("超过 1.2").first().waitFor();
    await looksWell(worker, t, "exam-alert");
    await page.goto(`${person}/examinations`);
    await page.locator("svg[role=img]").first().waitFor();
    await looksWell(worker, t, "exam-course");

    await page.goto("/tasks");
    await page.getByRole("link", { name: "去处理" }).first().click();
    await page.locator('input[name=done][value="1"]').locator("..").click();
    await page.locator("[name=words]").fill("明医生：减量，三天后复查");
    await looksWell(worker, t, "exam-see-to");
    await save(page);
    await page.getByText("减量，三天后复查").first().waitFor();
    await page.goto("/tasks");
    assert.equal(await page.getByRole("link", { name: "去处理" }).count(), 0);
    await worker.close();
  });
}
