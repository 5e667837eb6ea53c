/** A clue is reported in a minute, looked at by the township, and says nothing to whoever reported it. */
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

/** Fills in what is asked at once; how often that was tapped or a field begun. */
async function fillIn(page, name) {
  let acts = 0;
  const act = async (doing) => {
    acts += 1;
    await doing;
  };
  await act(page.locator("[name=name]").fill(name));
  await act(page.locator('input[name=sex][value="2"]').locator("..").click());
  await act(page.locator("[name=age]").fill("40"));
  await act(page.locator('input[name=items][value="5"]').locator("..").click());
  await act(page.locator('input[name=items][value="8"]').locator("..").click());
  await act(page.locator("[name=informant]").fill("金画眉"));
  return acts;
}

for (const width of Object.keys(WIDTHS)) {
  test(`a village doctor reports and the township decides, ${width}`, async (t) => {
    const name = width === "phone" ? "金丝雀" : "金乌鸦";
    const doctor = await Visitor.to(browser, server.origin, width);
    await doctor.signIn(server.account("village_doctor"));
    const { page } = doctor;
    await page.goto("/clues/new");
    await looksWell(doctor, t, "clue-new");
    // Nothing filled in: every complaint at once.
    await page.locator("main form button[type=submit]").last().click();
    await page.getByText("还没有存上").first().waitFor();
    await looksWell(doctor, t, "clue-refused");
    const acts = await fillIn(page, name);
    await page.locator("main form button[type=submit]").last().click();
    await page.waitForURL(/\/clues\/mine/);
    // With the last tap; the village, the surveyor and the day were there already.
    assert.ok(acts + 1 <= 8, `${acts + 1} acts`);
    await page.getByText("已收到，由卫生机构跟进").first().waitFor();
    await looksWell(doctor, t, "clue-mine");
    // The draft is done: the next form begins empty.
    await page.goto("/clues/new");
    assert.equal(await page.locator("[name=name]").inputValue(), "");
    await doctor.close();

    const worker = await Visitor.to(browser, server.origin, width);
    await worker.signIn(server.account("township_worker"));
    await worker.page.getByText("条线索等核实").first().waitFor();
    await worker.page.goto("/clues?state=1");
    await looksWell(worker, t, "clues");
    await worker.page.getByRole("link", { name }).click();
    await worker.page.getByText("线索调查登记表").first().waitFor();
    await looksWell(worker, t, "clue");
    await worker.page.locator('input[name=step][value="1"]').locator("..").click();
    await worker.page.locator("[name=words]").first().fill("外地亲戚，已回去");
    await worker.page.locator("form[action$='/steps'] button[type=submit]").last().click();
    await worker.page.getByText("核实后排除").first().waitFor();
    await looksWell(worker, t, "clue-rejected");
    await worker.close();
  });

  test(`an officer reports and learns nothing, ${width}`, async (t) => {
    const officer = await Visitor.to(browser, server.origin, width);
    await officer.signIn(server.account("police_officer"));
    const { page } = officer;
    await page.goto("/clues/new");
    await fillIn(page, "布谷鸟");
    await page.locator("select[name=village]").selectOption({ index: 1 });
    await page.locator("main form button[type=submit]").last().click();
    await page.waitForURL(/\/clues\/mine/);
    assert.equal(await page.locator("main a[href^='/people']").count(), 0);
    await looksWell(officer, t, "clue-mine-police");
    await officer.close();
  });

  test(`a survey asks the villages, ${width}`, async (t) => {
    const worker = await Visitor.to(browser, server.origin, width);
    await worker.signIn(server.account("township_worker"));
    const { page } = worker;
    await page.goto("/surveys/new");
    await page.locator("[name=title]").fill(`冬季线索调查 ${width}`);
    await page.locator("[name=until_on]").fill("明天");
    await looksWell(worker, t, "survey-new");
    await page.locator("main form button[type=submit]").last().click();
    await page.waitForURL(/\/surveys\/[0-9a-f]{32}/);
    await page.getByText("还没有调查完").first().waitFor();
    await looksWell(worker, t, "survey");
    await page.getByRole("button", { name: "已调查，无线索" }).first().click();
    await page.getByText("已记下").first().waitFor();
    await page.getByRole("button", { name: "结束这次调查" }).click();
    await page.getByText("已结束").first().waitFor();
    await worker.close();
  });
}
