/** What is read on a phone in a village: lists without pushing sideways, acts within reach of a thumb. */
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { assertAccessible } from "../harness/axe.mjs";
import { launch } from "../harness/browser.mjs";
import { Visitor } from "../harness/pages.mjs";
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

/** A visitor with a phone who is signed in. */
async function withPhone(post) {
  const visitor = await Visitor.to(browser, server.origin, "phone");
  await visitor.signIn(server.account(post));
  return visitor;
}

/** Whether the element lies within the width of the screen. */
async function isWithin(page, element) {
  const box = await element.boundingBox();
  return box !== null && box.x >= 0 && box.x + box.width <= page.viewportSize().width + 1;
}

test("each line of today's work can call and record", async (t) => {
  const visitor = await withPhone("county_office");
  const { page } = visitor;
  const row = page.locator("li.row").first();
  for (const act of [row.locator('a[href^="tel:"]'), row.locator('a[href$="/visits/new"]')]) {
    const box = await act.boundingBox();
    assert.ok(box !== null && box.height >= 48, "a thumb needs 48 px");
    assert.ok(await isWithin(page, act), "the act is on the screen");
  }
  await visitor.assertFits();
  await assertAccessible(page, t);
  await visitor.close();
});

test("the roster shows the next visit without pushing, and its filters when asked", async (t) => {
  const visitor = await withPhone("township_worker");
  const { page } = visitor;
  await page.goto("/people");
  const due = page.locator("td.tail .tag").first();
  assert.ok(await isWithin(page, due), "the next visit is on the screen");
  const filter = page.locator("select[name=status]");
  assert.equal(await filter.isVisible(), false);
  await page.getByLabel("显示筛选条件").check();
  assert.equal(await filter.isVisible(), true);
  await visitor.assertFits();
  await assertAccessible(page, t);
  await page.goto("/people?status=0");
  assert.equal(await filter.isVisible(), true, "a filter that is set is seen");
  // The whole entry is a target, not its name alone.
  const entry = page.locator("table.cards tbody tr").first();
  await entry.evaluate((row) => row.scrollIntoView({ block: "center" }));
  const box = await entry.boundingBox();
  await page.touchscreen.tap(box.x + box.width / 2, box.y + box.height - 8);
  await page.waitForURL(/\/people\/[0-9a-f]{32}/);
  await visitor.close();
});

test("the way to a page stands on one line, and the file to take out after the list", async () => {
  const visitor = await withPhone("township_worker");
  const { page } = visitor;
  await page.goto("/people");
  const people = await page.locator("table.cards").boundingBox();
  const file = await page.getByRole("link", { name: "导出 Excel" }).boundingBox();
  assert.ok(file.y >= people.y + people.height, "the list comes before the file");
  const person = await page.locator("td.lead a.name").first().getAttribute("href");
  await page.goto(`${person}/visits`);
  // The base lines of the words, as far as a box around them tells.
  const middles = await page.locator(".crumbs li").evaluateAll((steps) =>
    steps.map((step) => {
      const words = document.createRange();
      words.selectNodeContents(step.querySelector("a") ?? step);
      const box = words.getBoundingClientRect();
      return (box.top + box.bottom) / 2;
    }));
  assert.equal(middles.length, 3);
  for (const middle of middles) assert.ok(Math.abs(middle - middles[0]) < 2, `the steps stand at ${middles}`);
  await visitor.assertFits();
  await visitor.close();
  const desk = await Visitor.to(browser, server.origin, "desktop");
  await desk.signIn(server.account("township_worker"));
  await desk.page.goto("/people");
  const heading = await desk.page.getByRole("heading", { level: 1 }).boundingBox();
  const button = await desk.page.getByRole("link", { name: "导出 Excel" }).boundingBox();
  assert.ok(Math.abs(button.y - heading.y) < 20, "at a desk it stands beside the heading");
  await desk.close();
});

test("a person's page: whom to call comes before the call, and the year ends today", async (t) => {
  const visitor = await withPhone("township_worker");
  const { page } = visitor;
  await page.goto("/people");
  await page.locator("td.lead a.name").first().click();
  await page.waitForURL(/\/people\/[0-9a-f]{32}/);
  const top = async (id) => (await page.locator(`#${id}`).boundingBox()).y;
  assert.ok((await top("near")) < (await top("contact-card")));
  const scrolled = await page.locator(".latest > .scroll").evaluate((box) => {
    const strip = box.querySelector("svg").getBoundingClientRect();
    return Math.abs(strip.right - box.getBoundingClientRect().right);
  });
  assert.ok(scrolled < 2, "the end of the strip is seen");
  // What the day of a call means is said for the outcome that is chosen.
  const hints = page.locator("ul.hints li");
  assert.equal(await hints.filter({ visible: true }).count(), 0);
  await page.locator("label").filter({ hasText: "改天再打" }).tap();
  assert.equal(await hints.filter({ visible: true }).count(), 1);
  await page.getByText("不填时三天后再打").waitFor();
  const note = page.locator("td.said").first();
  if (await note.count()) assert.ok(await isWithin(page, note), "what was said is read without pushing");
  await visitor.assertFits();
  await assertAccessible(page, t);
  await visitor.close();
});

test("each indicator shows its value and whether the target is met", async (t) => {
  const visitor = await withPhone("county_office");
  const { page } = visitor;
  await page.goto("/stats");
  const row = page.locator("table.ind tbody tr").first();
  for (const part of [".lead", ".num", ".tag"]) {
    assert.ok(await isWithin(page, row.locator(part).first()), `${part} is on the screen`);
  }
  // The long lists below are there when somebody asks for them.
  const other = page.locator("#others").locator("xpath=ancestor::section").locator("tbody tr").last();
  assert.equal(await other.isVisible(), false);
  await page.getByLabel(/^显示这 \d+ 项$/).first().check();
  assert.equal(await other.isVisible(), true);
  // A number opens its people, however small it is written.
  const people = await row.locator("a[href*='/people']").first().evaluate((link) => link.getClientRects()[0].height);
  assert.ok(people >= 43, `a number is ${people} px high to the finger`);
  await visitor.assertFits();
  await assertAccessible(page, t);
  await visitor.close();
});
