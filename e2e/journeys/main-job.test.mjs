/** The main job: import the township's workbooks, see who needs a visit, record one, print, read the figures. */
import assert from "node:assert/strict";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { after, before, test } from "node:test";
import { assertAccessible } from "../harness/axe.mjs";
import { launch } from "../harness/browser.mjs";
import { Visitor } from "../harness/pages.mjs";
import { start } from "../harness/server.mjs";

const here = path.dirname(fileURLToPath(import.meta.url));
const workbook = (name) => path.join(here, "../../testdata/township-clean", name);

let server;
let browser;

/** The widths, the desk first: what it imports is there when the phone comes. */
const ORDER = ["desktop", "phone"];
before(async () => {
  server = await start({ people: 300 });
  browser = await launch();
});
after(async () => {
  await browser?.close();
  await server?.stop();
});


/** Everything the paper asks about somebody who is well. */
async function fillIn(page, width) {
  if (width === "phone") {
    // On a phone the grade and the acts stand behind one question, and the rest is folded.
    await page.locator("label").filter({ hasText: "有，记一下" }).click();
    for (const fold of ["逐项", "用药情况"]) {
      const summary = page.locator("details:not([open]) > summary").filter({ hasText: fold });
      if (await summary.count()) await summary.first().click();
    }
  }
  const group = (name) => page.locator("fieldset").filter({ has: page.locator("legend", { hasText: name }) }).first();
  const answers = [
    ["本次随访形式", "家庭访视"], ["本次随访对象", "患者本人"], ["危险性评估", "0级"], ["症状程度", "基本消失"],
    ["自知力", "自知力完全"], ["睡眠情况", "良好"], ["饮食情况", "良好"], ["个人生活料理", "良好"], ["家务劳动", "良好"],
    ["生产劳动及工作", "一般"], ["学习能力", "良好"], ["社会人际交往", "良好"], ["危险行为", "无"], ["关锁情况", "无关锁"],
    ["住院情况", "未住院"], ["实验室检查", "无"], ["用药依从性", "医嘱勿需用药"], ["药物不良反应", "此项不适用"],
    ["治疗效果", "好转"], ["是否转诊", "否"],
  ];
  for (const [question, answer] of answers) {
    await group(question).locator("label").filter({ hasText: answer }).first().click();
  }
}

for (const width of ORDER) {
  test(`a township worker brings in a year's workbooks, ${width}`, async (t) => {
    const visitor = await Visitor.to(browser, server.origin, width);
    await visitor.signIn(server.account("township_worker"));
    const { page } = visitor;
    await page.goto(`${server.origin}/import`);
    await assertAccessible(page, t);
    await visitor.assertFits();
    await page.locator("input[type=file]").setInputFiles(
      ["名册.xlsx", "随访2025.xlsx", "体检2025.xlsx", "线索2025.xlsx"].map(workbook),
    );
    await page.locator("main").getByRole("button", { name: "检查", exact: true }).click();
    // Two thousand rows are checked before the page comes.
    await page.waitForURL(/\/import\/[0-9a-f-]+/, { timeout: 120_000 });
    await assertAccessible(page, t);
    await visitor.assertFits();
    await visitor.shot("import-preview");
    const text = await page.locator("main").innerText();
    assert.match(text, /1,?641/);
    // Whoever comes second with the same files is told so, and has nothing to store.
    if (width === "desktop") {
      await page.getByRole("button", { name: "存入 1886 行" }).click();
      await page.getByText("存入 1886 行，已有 0 行，退回 0 行").waitFor({ timeout: 120_000 });
      await assertAccessible(page, t);
      await visitor.shot("import-done");
      await page.goto(`${server.origin}/people?q=${encodeURIComponent("汪妹海")}`);
      await page.getByText("汪妹海").first().waitFor();
    } else {
      assert.match(text, /以前导入过，没有新的内容/);
      assert.equal(await page.getByRole("button", { name: /^存入/ }).count(), 0);
    }
    await visitor.close();
  });

  test(`today's work leads to a visit, the person's page and the paper, ${width}`, async (t) => {
    const visitor = await Visitor.to(browser, server.origin, width);
    await visitor.signIn(server.account("township_worker"));
    const { page } = visitor;
    await page.getByRole("heading", { level: 1 }).waitFor();
    await assertAccessible(page, t);
    await visitor.assertFits();
    await visitor.shot("today");

    const first = await page.locator("main a[href$='/visits/new']").first().getAttribute("href");
    await page.goto(`${server.origin}${first}`);
    await assertAccessible(page, t);
    await visitor.assertFits();

    // Sent empty: every complaint stands at its field, and nothing is lost.
    await page.getByRole("button", { name: "存好", exact: true }).click();
    await page.getByText("还没有存上").first().waitFor();
    await visitor.shot("visit-refused");

    await fillIn(page, width);
    const medicine = page.locator("input[name=medicine1]");
    if (await medicine.inputValue()) {
      for (const input of await page.locator("input[name^=medicine], input[name^=morning], input[name^=noon], input[name^=evening], input[name^=weeks], input[name^=injection], input[name^=usage], input[name^=dose]").all()) {
        if (await input.isVisible()) await input.fill("");
      }
    }
    await page.locator("[name=note]").fill("种上了蒜，夜里睡得好");
    await page.locator("#judged").getByText("稳定").filter({ visible: true }).first().waitFor();
    await visitor.shot("visit-filled");
    await page.getByRole("button", { name: "存好", exact: true }).click();
    await page.waitForURL(/done=visit/);
    await page.getByText("种上了蒜，夜里睡得好").first().waitFor();
    await assertAccessible(page, t);
    await visitor.assertFits();
    await visitor.shot("person");

    const paper = await page.locator("a[href*='/print/visits/']").first().getAttribute("href");
    const answer = await page.request.get(`${server.origin}${paper}`);
    assert.equal(answer.status(), 200);
    assert.equal((await answer.body()).subarray(0, 5).toString(), "%PDF-");
    await visitor.close();
  });

  test(`the county office opens the people behind a figure, ${width}`, async (t) => {
    const visitor = await Visitor.to(browser, server.origin, width);
    await visitor.signIn(server.account("county_office"));
    const { page } = visitor;
    await page.goto(`${server.origin}/stats`);
    await assertAccessible(page, t);
    await visitor.assertFits();
    await visitor.shot("stats");
    await page.locator("a[href^='/stats/managed']").first().click();
    await page.waitForURL(/stats\/managed/);
    await assertAccessible(page, t);
    await visitor.assertFits();
    await visitor.shot("stats-managed");
    await page.goto(`${server.origin}/stats/managed/people`);
    await assertAccessible(page, t);
    await page.locator("a[href^='/people/']").first().waitFor();
    await visitor.shot("stats-people");
    await visitor.close();
  });

  test(`a village doctor finds somebody by initials, ${width}`, async (t) => {
    const visitor = await Visitor.to(browser, server.origin, width);
    await visitor.signIn(server.account("village_doctor"));
    const { page } = visitor;
    await page.goto(`${server.origin}/people`);
    await assertAccessible(page, t);
    await visitor.assertFits();
    await visitor.shot("people");
    const name = (await page.locator("main a[href^='/people/']").first().innerText()).trim();
    await page.goto(`${server.origin}/people?q=${encodeURIComponent(name.slice(-1))}&page=1`);
    await page.getByText(name).first().waitFor();
    const answer = await page.request.get(`${server.origin}/people/019aa000000070008000000000000009`);
    assert.equal(answer.status(), 404);
    await visitor.close();
  });
}
