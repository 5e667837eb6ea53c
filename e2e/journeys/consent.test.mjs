/** The township worker notes that somebody takes the consent back, adds the scanned sheet, and mends a mistake. */
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { assertAccessible } from "../harness/axe.mjs";
import { launch } from "../harness/browser.mjs";
import { Visitor, WIDTHS } from "../harness/pages.mjs";
import { start } from "../harness/server.mjs";

let server;
let browser;
before(async () => {
  server = await start({ people: 120 });
  browser = await launch();
});
after(async () => {
  await browser?.close();
  await server?.stop();
});

const choose = (page, name, code) => page.locator(`input[name=${name}][value="${code}"]`).locator("..").click();

/** The page as it stands: nothing that axe minds, nothing to push sideways, and a picture. */
async function looksWell(visitor, t, name) {
  await assertAccessible(visitor.page, t);
  await visitor.assertFits();
  await visitor.shot(name);
}

for (const [nth, width] of Object.keys(WIDTHS).entries()) {
  test(`somebody takes the consent back, ${width}`, async (t) => {
    const visitor = await Visitor.to(browser, server.origin, width);
    await visitor.signIn(server.account("township_worker"));
    const { page } = visitor;
    await page.goto("/people?status=0&consent=1");
    const hrefs = await page.locator("main a").evaluateAll((all) => all.map((one) => one.getAttribute("href")));
    const people = [...new Set(hrefs)].filter((href) => /^\/people\/[0-9a-f]{32}$/.test(href));
    const person = people[nth];
    await page.goto(person);
    await page.getByText("已同意参加管理服务").waitFor();
    await looksWell(visitor, t, "person-consent");
    await page.getByRole("link", { name: "全部知情同意记录" }).click();
    await page.getByText("无论同意与否都不变").waitFor();
    await looksWell(visitor, t, "consents");

    // What was begun about one item is not put back in another.
    await page.goto(`${person}/consents/new?subject=1`);
    await choose(page, "decision", 2);
    await page.goto(`${person}/consents/new?subject=3`);
    await page.getByRole("button", { name: "记下" }).waitFor();
    assert.equal(await page.locator("input[name=decision]:checked").count(), 0);
    assert.equal(await page.locator("[data-restored]").isVisible(), false);

    await page.goto(`${person}/consents`);
    await page.getByRole("link", { name: "记录本人的决定" }).first().click();
    await page.getByText("先选是哪一项").waitFor();
    await looksWell(visitor, t, "consent-choice");
    await page.getByRole("link", { name: "参加管理治疗服务" }).click();
    await page.getByRole("button", { name: "记下" }).waitFor();
    // Here it comes back, and can be forgotten.
    await page.locator("[data-forget]").click();
    assert.equal(await page.locator("input[name=decision]:checked").count(), 0);
    // Who decided alone gives no name of a guardian.
    assert.equal(await page.locator("[name=guardian_name]").isVisible(), false);
    await choose(page, "decided_by", 2);
    await page.locator("[name=unable_reason]").waitFor();
    await looksWell(visitor, t, "consent-new");
    // Sent without a decision: everything that lacks is said, and what was chosen stays.
    await page.getByRole("button", { name: "记下" }).click();
    await page.getByText("还没有存上").waitFor();
    await looksWell(visitor, t, "consent-refused");
    await choose(page, "decided_by", 1);
    await choose(page, "decision", 2);
    // Nothing was signed until somebody says so.
    assert.equal(await page.locator('input[name=letter][value=""]').isChecked(), true);
    await page.getByRole("button", { name: "记下" }).click();
    await page.waitForURL(/done=consent/);
    await page.getByText("起停下：").waitFor();
    await looksWell(visitor, t, "consent-declined");

    // The sheet that was signed is added here; what is no sheet is refused in a sentence.
    const sheet = (name, content) => ({ name, mimeType: "image/jpeg", buffer: Buffer.from(content) });
    await page.locator("input[type=file]").setInputFiles(sheet("a.jpg", "nothing that one could print"));
    await page.getByRole("button", { name: "附上扫描件" }).click();
    await page.getByText("不是 JPEG、PNG 图片").first().waitFor();
    await page.locator("input[type=file]").setInputFiles(sheet("a.jpg", [0xff, 0xd8, 0xff, 0xe0, 0, 16]));
    await page.getByRole("button", { name: "附上扫描件" }).click();
    await page.waitForURL(/done=consent_paper/);
    await page.getByRole("link", { name: "第 1 份" }).waitFor();
    await looksWell(visitor, t, "consent-entry");
    const entry = page.url().split("?")[0];

    // The routine rests from the next page on, and the offer is planned.
    await page.goto(person);
    await page.getByText("已撤回参加管理服务的同意").waitFor();
    await page.getByText("再问一次意愿").first().waitFor();
    await looksWell(visitor, t, "person-declined");
    await page.goto("/people");
    await page.getByText("不会列入文件").waitFor();

    // It was somebody else: as if it had never been said.
    await page.goto(`${entry}/correction`);
    await page.getByLabel("更正的原因").fill("记到了同名的另一位名下");
    await looksWell(visitor, t, "consent-correction");
    await page.getByRole("button", { name: "更正：记错了" }).click();
    await page.waitForURL(/done=consent_corrected/);
    await page.goto(person);
    await page.getByText("已同意参加管理服务").waitFor();
    await visitor.close();
  });
}
