/** The follow-up form in daily use: by keyboard alone, left and taken up again, by several people on one computer. */
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { assertAccessible } from "../harness/axe.mjs";
import { launch } from "../harness/browser.mjs";
import { Visitor, WIDTHS } from "../harness/pages.mjs";
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

/** What the hands type at each question about somebody who takes his medicine and is well. */
const KEYS = {
  mode: "2", met: "1", risk: "0", severity: "1", insight: "1", sleep: "1", diet: "1", self_care: "1", housework: "1",
  work: "9", learning: "1", social: "1", incidents: "7", confinement: "1", hospital: "0", labs: "1", adherence: "1",
  adverse: "1", effect: "2", referral: "1",
};
/** More than the form has stops. */
const MOST_STOPS = 160;

const focused = (page) =>
  page.evaluate(() => {
    const one = document.activeElement;
    const chosen = one?.type === "checkbox" ? one.checked : null;
    return { name: one?.name ?? "", tag: one?.tagName ?? "", value: one?.value ?? "", chosen };
  });

/** Fills in the whole form without a mouse and stops in the last field. */
async function typeVisit(page, note) {
  for (let presses = 0; (await focused(page)).name !== "visited_on"; presses += 1) {
    assert.ok(presses < 60, "Tab never came to the first field");
    await page.keyboard.press("Tab");
  }
  let fresh = false;
  const seen = [];
  for (let step = 0; step < MOST_STOPS; step += 1) {
    const at = await focused(page);
    seen.push(at.name);
    if (at.name === "note") {
      await page.keyboard.type(note);
      return seen;
    }
    if (at.name === "medicine1" && at.value === "") {
      fresh = true;
      await page.keyboard.type("利培酮");
    } else if (at.name === "morning1" && fresh) {
      await page.keyboard.type("1");
    } else if (KEYS[at.name] && at.chosen !== true) {
      await page.keyboard.press(KEYS[at.name]);
      // A single answer goes on by itself.
      if ((await focused(page)).name !== at.name) continue;
    }
    await page.keyboard.press("Enter");
    assert.notEqual((await focused(page)).name, at.name, `Enter stays in ${at.name} after ${seen.join(" ")}`);
  }
  assert.fail(`the end of the form was not reached: ${seen.join(" ")}`);
}

/** The addresses of blank forms, of people whose records are open. */
async function forms(page) {
  await page.goto("/people?status=0");
  const links = page.locator("main a[href^='/people/']");
  await links.first().waitFor();
  const all = await links.evaluateAll((all) => all.map((one) => one.getAttribute("href")));
  const people = [...new Set(all)].filter((href) => /^\/people\/[0-9a-f]{32}$/.test(href));
  assert.ok(people.length > 3, "too few people");
  return people.map((person) => `${person}/visits/new`);
}

const drafts = (page) =>
  page.evaluate(() => Object.keys(localStorage).filter((key) => key.startsWith("draft:")).length);

const untilKept = (page, text) =>
  page.waitForFunction(
    (text) => Object.entries(localStorage).some(([key, draft]) => key.startsWith("draft:") && draft.includes(text)),
    text,
  );

async function sendSignIn(page, account) {
  await page.locator("input[name=login]").fill(account.login);
  await page.locator("input[name=password]").fill(account.password);
  await Promise.all([
    page.waitForURL((url) => url.pathname !== "/sign-in"),
    page.locator("input[name=password]").press("Enter"),
  ]);
}

test("a visit is recorded without touching the mouse", async (t) => {
  const visitor = await Visitor.to(browser, server.origin, "desktop");
  await visitor.signIn(server.account("township_worker"));
  const { page } = visitor;
  const [form] = await forms(page);
  await page.goto(form);
  const seen = await typeVisit(page, "种上了蒜");
  // Nothing that is folded away takes the focus, and no question is passed over.
  assert.ok(!seen.includes("lost_reason") && !seen.includes("died_on"), seen.join(" "));
  for (const name of Object.keys(KEYS)) assert.ok(seen.includes(name), `${name} was passed over`);
  await page.locator("#judged").getByText("下次不晚于").waitFor();
  await assertAccessible(page, t);
  await page.keyboard.press("Control+Enter");
  await page.waitForURL(/done=visit/);
  await page.getByText("种上了蒜").first().waitFor();
  await visitor.close();
});

for (const width of Object.keys(WIDTHS)) {
  test(`the questions lead to a grade, which the worker takes or not, ${width}`, async (t) => {
    const visitor = await Visitor.to(browser, server.origin, width);
    await visitor.signIn(server.account("township_worker"));
    const { page } = visitor;
    const [, , , form] = await forms(page);
    await page.goto(form);
    const answer = (name, code) => page.locator(`input[name=${name}][value='${code}']`);
    const judged = page.locator("#judged");
    if (width === "phone") await page.locator("label").filter({ hasText: "有，记一下" }).tap();
    await page.locator("summary", { hasText: "按问题判断" }).press("Enter");
    await answer("happened", 2).press("Space");
    await judged.getByText("按回答至少是 2 级").waitFor();
    assert.ok(await answer("weapon", 1).isHidden(), "a question that is not asked is shown");
    // The number of the answer chooses it, as on the rest of the form.
    await answer("smashing_stopped", 1).press("2");
    await answer("smashing_lasted", 1).press("1");
    await judged.getByText("按回答是 3 级").waitFor();
    await assertAccessible(page, t);
    await visitor.assertFits();
    if (width === "phone") await page.getByRole("button", { name: "采用 3 级" }).tap();
    else await page.keyboard.press("t");
    assert.ok(await answer("risk", 3).isChecked());
    await page.getByRole("button", { name: "采用 3 级" }).waitFor({ state: "detached" });
    // Whoever judges otherwise is asked once more, and no more than that.
    await answer("risk", 3).press("2");
    await judged.getByText("您选的是 2 级").waitFor();
    assert.equal(await page.locator(".q.bad").count(), 0);
    await visitor.shot("grade");
    await visitor.close();
  });
}

test("what was typed outlives the tab, and goes when it has become a record", async () => {
  const visitor = await Visitor.to(browser, server.origin, "desktop");
  await visitor.signIn(server.account("township_worker"));
  const [, form] = await forms(visitor.page);
  await visitor.page.goto(form);
  await typeVisit(visitor.page, "夜里睡得好");
  await untilKept(visitor.page, "夜里睡得好");
  const closed = visitor.page;
  visitor.page = await visitor.context.newPage();
  await closed.close();

  const { page } = visitor;
  await page.goto(form);
  await page.getByText("刚才填了没存的内容已放回来").waitFor();
  assert.equal(await page.locator("[name=note]").inputValue(), "夜里睡得好");
  // The result is there without another key.
  await page.locator("#judged").getByText("下次不晚于").waitFor();
  await page.getByRole("button", { name: "存好，下一位" }).click();
  await page.waitForURL(/\/\?done=visit/);
  assert.equal(await drafts(page), 0);
  await page.goto(form);
  assert.equal(await page.locator("[name=note]").inputValue(), "");
  assert.ok(await page.getByText("刚才填了没存的内容已放回来").isHidden());
  await visitor.close();
});

test("an ended session costs no text, and no other account ever sees it", async () => {
  const visitor = await Visitor.to(browser, server.origin, "desktop");
  const { page, context } = visitor;
  const worker = server.account("township_worker");
  await visitor.signIn(worker);
  const [, , form] = await forms(page);
  await page.goto(form);
  await page.locator("[name=note]").fill("只给自己看");
  await untilKept(page, "只给自己看");
  await context.clearCookies();
  await page.getByRole("button", { name: "存好", exact: true }).click();
  await page.getByText("登录已过期，填写的内容还在本机").waitFor();
  await sendSignIn(page, worker);
  assert.equal(new URL(page.url()).pathname, form);
  assert.equal(await page.locator("[name=note]").inputValue(), "只给自己看");

  // Somebody else signs in where nobody signed out.
  await context.clearCookies();
  await visitor.signIn(server.account("county_office"));
  assert.equal(await drafts(page), 0);
  const kept = await page.evaluate(() => JSON.stringify(localStorage));
  assert.ok(!kept.includes("只给自己看"));

  // Signing out wipes, and a page left open in another tab does not write it back.
  await context.clearCookies();
  await visitor.signIn(worker);
  const other = await context.newPage();
  await other.goto(form);
  await other.locator("[name=note]").fill("另一页");
  await untilKept(other, "另一页");
  await page.goto("/");
  await page.getByRole("button", { name: "退出" }).first().click();
  await page.waitForURL(/sign-in/);
  assert.equal(await drafts(page), 0);
  await other.close({ runBeforeUnload: false });
  assert.equal(await drafts(page), 0);
  await visitor.close();
});

test("a tap on the chosen answer takes it back, phone", async (t) => {
  const visitor = await Visitor.to(browser, server.origin, "phone");
  await visitor.signIn(server.account("township_worker"));
  const { page } = visitor;
  const [, , , form] = await forms(page);
  await page.goto(form);
  await page.getByText("没有见到：失访或死亡").first().click();
  const lost = page.locator("label").filter({ hasText: "走失" }).first();
  await lost.tap();
  const chosen = page.locator("input[name=lost_reason]:checked");
  assert.equal(await chosen.count(), 1);
  // Twice in a row is a habit of the hand and changes nothing; once more, after a while, takes it back.
  await lost.dblclick();
  assert.equal(await chosen.count(), 1);
  await page.getByText("若失访，原因").first().tap();
  await lost.tap();
  assert.equal(await chosen.count(), 0);
  await page.getByText("若失访，原因").first().tap();
  await lost.tap();
  assert.equal(await chosen.count(), 1);
  // A complaint goes once its question is answered.
  await page.getByRole("button", { name: "存好", exact: true }).tap();
  await page.getByText("还没有存上").first().waitFor();
  const mode = page.locator("fieldset").filter({ has: page.locator("legend", { hasText: "本次随访形式" }) });
  await mode.getByText("还没有填").waitFor();
  await mode.locator("label").first().tap();
  await mode.getByText("还没有填").waitFor({ state: "hidden" });
  await assertAccessible(page, t);
  await visitor.assertFits();
  await visitor.shot("visit-refused-touch");
  await visitor.close();
});
