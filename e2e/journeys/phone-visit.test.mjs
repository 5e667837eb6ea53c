/** A routine visit recorded on a phone: what must be asked begins empty, the rest is confirmed as a group. */
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { assertAccessible } from "../harness/axe.mjs";
import { launch } from "../harness/browser.mjs";
import { Visitor } from "../harness/pages.mjs";
import { start } from "../harness/server.mjs";

let server;
let browser;
before(async () => {
  server = await start({ people: 200 });
  browser = await launch();
});
after(async () => {
  await browser?.close();
  await server?.stop();
});

/** A routine visit takes this many taps, with the one that opens the form. */
const MOST_TAPS = 12;
/** What must be asked, and is never begun with an answer. */
const ASKED = ["mode", "met", "calm", "risk", "incidents", "sleep", "adherence", "adverse", "symptoms", "severity"];

async function withPhone(options = {}) {
  const visitor = await Visitor.to(browser, server.origin, "phone", options);
  await visitor.signIn(server.account("township_worker"));
  return visitor;
}

/** The pages of people whose records are open. */
async function people(page) {
  await page.goto("/people?status=0");
  const links = page.locator("main a[href^='/people/']");
  await links.first().waitFor();
  const all = await links.evaluateAll((all) => all.map((one) => one.getAttribute("href")));
  return [...new Set(all)].filter((href) => /^\/people\/[0-9a-f]{32}$/.test(href));
}

/** Opens the blank form of somebody whose answers of last time may be taken over; another person for each `nth`. */
async function openForm(page, nth) {
  let left = nth;
  for (const person of await people(page)) {
    await page.goto(`${person}/visits/new`);
    const medicine = page.locator("input[name=medicine1]");
    if (!(await page.locator("[data-same-button]").count()) || !(await medicine.inputValue())) continue;
    if (left === 0) return person;
    left -= 1;
  }
  return assert.fail("nobody was visited before");
}

const chosen = (page, name) => page.locator(`input[name=${name}]:checked`).count();

/** Taps the answers about somebody who is well, and says how often. */
async function tapThrough(page) {
  let taps = 0;
  const tap = async (element) => {
    await element.tap();
    taps += 1;
  };
  const answer = (question, words) =>
    page.locator("fieldset").filter({ has: page.locator("legend", { hasText: question }) }).first()
      .locator("label").filter({ hasText: words }).first();
  for (const [question, words] of [
    ["怎么见的", "家庭访视"], ["和谁说的", "患者本人"], ["平安吗", "平安，没有"], ["睡得怎么样", "良好"],
    ["药怎么吃的", "按医嘱规律用药"], ["吃药后有不舒服吗", "无"], ["这些表现明显吗", "基本消失"],
  ]) await tap(answer(question, words));
  await tap(page.getByRole("button", { name: /^问过，和上次（.+）一样$/ }));
  return { taps, tap };
}

test("a routine visit takes twelve taps, and what was taken over says so", async (t) => {
  const visitor = await withPhone();
  const { page } = visitor;
  const person = await openForm(page, 0);
  for (const name of ASKED) assert.equal(await chosen(page, name), 0, `${name} begins with an answer`);
  const height = await page.evaluate(() => document.documentElement.scrollHeight);
  assert.ok(height < 3600, `the form is ${height} px long`);
  await assertAccessible(page, t);
  await visitor.assertFits();
  await visitor.shot("phone-visit-blank");

  const { taps, tap } = await tapThrough(page);
  const bar = page.locator("#judged");
  await bar.getByText(/^下次 20\d\d-\d\d-\d\d$/).waitFor();
  assert.ok(await page.getByText("记作：危险性评估 0 级，危险行为 7 无").isVisible());
  // The foot of the page is one row.
  const foot = await page.locator(".submit").boundingBox();
  assert.ok(foot.height < 80, `the foot is ${foot.height} px high`);
  await page.locator("summary", { hasText: "有变化，逐项填" }).tap();
  const diet = page.locator("fieldset").filter({ has: page.locator("legend", { hasText: "饮食情况" }) });
  await diet.getByText(/^问过，和上次（.+）一样$/).waitFor();
  await assertAccessible(page, t);
  await visitor.assertFits();
  await visitor.shot("phone-visit-filled");
  // Why, when somebody asks.
  assert.ok(await bar.getByText("下次不晚于").isHidden());
  await page.getByRole("button", { name: "详情" }).tap();
  await bar.getByText("下次不晚于").waitFor();
  await visitor.shot("phone-visit-why");
  await page.getByRole("button", { name: "详情" }).tap();

  await tap(page.getByRole("button", { name: "存好", exact: true }));
  await page.waitForURL(/done=visit/);
  // One more opened the form, three looked at what was there.
  assert.ok(taps + 2 <= MOST_TAPS, `${taps + 2} taps`);
  await page.goto(`${person}/visits`);
  await page.locator("main a[href*='/visits/']").first().waitFor();
  await visitor.close();
});

test("what was answered since is marked in the box of complaints", async (t) => {
  const visitor = await withPhone();
  const { page } = visitor;
  await openForm(page, 2);
  await Promise.all([page.waitForNavigation(), page.getByRole("button", { name: "存好", exact: true }).tap()]);
  const box = page.locator(".summary:not(.ask)");
  await box.waitFor();
  const line = (id) => box.locator(`a[href="#f-${id}"]`);
  const mark = (id) => box.locator(`a[href="#f-${id}"] + span`);
  assert.ok(await mark("diet").isHidden());
  await page.getByRole("button", { name: /^问过，和上次（.+）一样$/ }).tap();
  await mark("diet").waitFor();
  assert.equal(await mark("diet").textContent(), "（已填）");
  assert.match(await line("diet").getAttribute("class"), /mended/);
  // What must be asked is still open, until it is answered.
  assert.ok(await mark("sleep").isHidden());
  const sleep = page.locator("fieldset").filter({ has: page.locator("legend", { hasText: "睡得怎么样" }) });
  await sleep.locator("label").filter({ hasText: "良好" }).tap();
  await mark("sleep").waitFor();
  await assertAccessible(page, t);
  await visitor.assertFits();
  await box.scrollIntoViewIfNeeded();
  await visitor.shot("phone-visit-mended");
  // Taken back, they are open again.
  await page.getByRole("button", { name: /^问过，和上次（.+）一样$/ }).tap();
  await mark("diet").waitFor({ state: "hidden" });
  assert.ok(await mark("sleep").isVisible());
  await visitor.close();
});

test("each answer can be changed, all be taken back, and what is worse opens its questions", async (t) => {
  const visitor = await withPhone();
  const { page } = visitor;
  await openForm(page, 1);
  await tapThrough(page);
  const group = page.getByRole("button", { name: /^问过，和上次（.+）一样$/ });
  assert.equal(await group.getAttribute("aria-pressed"), "true");
  await page.locator("summary", { hasText: "有变化，逐项填" }).tap();
  const diet = page.locator("fieldset").filter({ has: page.locator("legend", { hasText: "饮食情况" }) });
  const mark = diet.getByText(/^问过，和上次（.+）一样$/);
  await mark.waitFor();
  const [other] = await diet.locator("label").filter({ has: page.locator("input:not(:checked)") }).all();
  await other.tap();
  await mark.waitFor({ state: "hidden" });
  assert.equal(await chosen(page, "diet"), 1);
  // Pressed again: what was taken over goes, what was answered today stays.
  await group.tap();
  assert.equal(await chosen(page, "self_care"), 0);
  assert.equal(await chosen(page, "diet"), 1);
  assert.equal(await group.getAttribute("aria-pressed"), "false");

  // Whoever is unstable today: whether to refer is asked, not taken over.
  await group.tap();
  assert.equal(await chosen(page, "referral"), 1);
  const marked = page.locator("fieldset").filter({ has: page.locator("legend", { hasText: "症状程度" }) });
  await marked.locator("label").filter({ hasText: "明显" }).tap();
  assert.equal(await chosen(page, "referral"), 0);
  assert.equal(await chosen(page, "self_care"), 1);
  await marked.locator("label").filter({ hasText: "基本消失" }).tap();
  await group.tap();

  // Not all quiet: the grade and the acts, with the questions that lead to it.
  const calm = page.locator("fieldset").filter({ has: page.locator("legend", { hasText: "平安吗" }) });
  assert.ok(await page.locator("label").filter({ hasText: "3级" }).isHidden());
  await calm.locator("label").filter({ hasText: "有，记一下" }).tap();
  await page.locator("label").filter({ hasText: "3级" }).waitFor();
  await page.getByText("不确定是几级？按问题判断").waitFor();
  await page.locator("legend", { hasText: "危险行为" }).waitFor();
  assert.equal(await chosen(page, "risk") + await chosen(page, "incidents"), 0, "nothing is left of 平安");
  const adverse = page.locator("fieldset").filter({ has: page.locator("legend", { hasText: "药物不良反应" }) });
  await adverse.locator("label").filter({ hasText: "有" }).tap();
  await page.getByLabel("不良反应表现").waitFor();
  await assertAccessible(page, t);
  await visitor.assertFits();
  await visitor.shot("phone-visit-worse");

  // Sent with what is open: the group is unfolded where it is wrong, and nothing typed is lost.
  await page.locator("[name=note]").fill("夜里走动");
  await page.getByRole("button", { name: "存好", exact: true }).tap();
  await page.getByText("还没有存上").first().waitFor();
  const care = page.locator("fieldset.bad").filter({ has: page.locator("legend", { hasText: "个人生活料理" }) });
  await care.getByText("还没有填").waitFor();
  assert.equal(await page.locator("[name=note]").inputValue(), "夜里走动");
  await assertAccessible(page, t);
  await visitor.assertFits();
  await visitor.shot("phone-visit-refused");
  await visitor.close();
});

test("a phone laid down and a form taken up again keep every answer and its mark", async () => {
  const visitor = await withPhone();
  const { page } = visitor;
  await openForm(page, 2);
  const form = page.url();
  await tapThrough(page);
  await page.locator("[name=note]").fill("种上了蒜");
  const before = await page.evaluate(() => [...new FormData(document.querySelector("form[data-draft]"))]
    .filter(([name]) => name !== "visit_id" && name !== "csrf").map(String).sort());
  // At a desk's width the same answers stand in the order of the paper.
  await page.setViewportSize({ width: 1200, height: 800 });
  await page.locator("legend", { hasText: "平安吗" }).waitFor({ state: "hidden" });
  const order = await page.evaluate(() => [...new Set([...document.querySelectorAll("form[data-draft] .q [name]")]
    .map((one) => one.name))]);
  assert.ok(order.indexOf("risk") < order.indexOf("symptoms") && order.indexOf("symptoms") < order.indexOf("sleep"));
  assert.ok(order.indexOf("insight") < order.indexOf("sleep") && order.indexOf("hospital") < order.indexOf("adherence"));
  await page.setViewportSize({ width: 390, height: 844 });
  await page.waitForFunction(() =>
    Object.entries(localStorage).some(([key, draft]) => key.startsWith("draft:") && draft.includes("种上了蒜")));
  await page.goto("/people");
  await page.goto(form);
  await page.getByText("刚才填了没存的内容已放回来").waitFor();
  await page.locator("#judged").getByText(/^下次 20/).waitFor();
  const after = await page.evaluate(() => [...new FormData(document.querySelector("form[data-draft]"))]
    .filter(([name]) => name !== "visit_id" && name !== "csrf").map(String).sort());
  assert.deepEqual(after, before);
  await visitor.close();
});

test("a form that was only looked at leaves no draft", async () => {
  const visitor = await withPhone();
  const { page } = visitor;
  await openForm(page, 0);
  const form = page.url();
  await page.goto("/people");
  await page.goto(form);
  assert.ok(await page.getByText("刚才填了没存的内容已放回来").isHidden());
  assert.equal(await page.evaluate(() => Object.keys(localStorage).filter((key) => key.startsWith("draft:")).length), 0);
  await visitor.close();
});

test("without scripts the form is whole, and its button takes over too", async () => {
  const visitor = await withPhone({ javaScriptEnabled: false });
  const { page } = visitor;
  await openForm(page, 1);
  for (const name of ["risk", "incidents", "diet", "referral", "stability", "doctor"]) {
    assert.ok(await page.locator(`[name=${name}]`).first().isVisible(), `${name} is not on the page`);
  }
  assert.ok(await page.getByText("平安吗").isHidden());
  assert.ok(await page.getByRole("button", { name: "详情" }).isHidden());
  await page.locator("[name=note]").fill("种上了蒜");
  await page.getByRole("button", { name: /^问过，和上次（.+）一样$/ }).tap();
  await page.locator("fieldset").filter({ has: page.locator("legend", { hasText: "饮食情况" }) })
    .getByText(/^问过，和上次（.+）一样$/).waitFor();
  assert.equal(await chosen(page, "diet"), 1);
  assert.equal(await chosen(page, "sleep"), 0);
  assert.equal(await page.locator("[name=note]").inputValue(), "种上了蒜");
  await visitor.assertFits();
  await visitor.close();
});
