/** Pages that no other errand comes past: a visit and its versions, an import with mistakes, what cannot be done. */
import assert from "node:assert/strict";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { after, before, test } from "node:test";
import { assertAccessible } from "../harness/axe.mjs";
import { launch } from "../harness/browser.mjs";
import { Visitor } from "../harness/pages.mjs";
import { start } from "../harness/server.mjs";

const here = path.dirname(fileURLToPath(import.meta.url));
const workbook = (name) => path.join(here, "../../testdata/township-messy", name);

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

/** The widths, each with a workbook of its own to bring: the visits need the people of the roster. */
const WIDTHS = [
  ["desktop", "名册.xlsx"],
  ["phone", "随访2025.xlsx"],
];

async function signedIn(width, post = "township_worker") {
  const visitor = await Visitor.to(browser, server.origin, width);
  await visitor.signIn(server.account(post));
  return visitor;
}

/** The page as it stands: nothing that axe minds, nothing to push sideways, and a picture. */
async function looksWell(visitor, t, name) {
  await assertAccessible(visitor.page, t);
  await visitor.assertFits();
  await visitor.shot(name);
}

/** The address of a visit of somebody whose record is open; another person for each width. */
async function someVisit(page, nth) {
  await page.goto("/people?status=0");
  const links = page.locator("main a[href^='/people/']");
  await links.first().waitFor();
  const all = await links.evaluateAll((all) => all.map((one) => one.getAttribute("href")));
  const people = [...new Set(all)].filter((href) => /^\/people\/[0-9a-f]{32}$/.test(href));
  for (const person of people.slice(nth * 5)) {
    await page.goto(`${person}/visits`);
    const hrefs = await page.locator("main a").evaluateAll((all) => all.map((one) => one.getAttribute("href")));
    const visit = hrefs.find((href) => /^\/people\/[0-9a-f]{32}\/visits\/[0-9a-f]{32}$/.test(href));
    if (visit) return { person, visit };
  }
  return assert.fail("nobody was visited");
}

for (const [nth, [width, file]] of WIDTHS.entries()) {
  test(`a visit is corrected by two people at once, ${width}`, async (t) => {
    const visitor = await signedIn(width);
    const { page } = visitor;
    const { person, visit } = await someVisit(page, nth);
    await looksWell(visitor, t, "visits");
    await page.goto(visit);
    await looksWell(visitor, t, "visit");
    await page.goto(`${visit}/edit`);
    await page.getByLabel("更正的原因").waitFor();
    await looksWell(visitor, t, "visit-edit");

    // Without a reason: refused, and nothing of what was typed is lost.
    const save = (page) => page.getByRole("button", { name: "存好", exact: true }).click();
    await page.locator("[name=note]").fill("种上了蒜");
    await save(page);
    await page.getByText("还没有存上").first().waitFor();
    assert.equal(await page.locator("[name=note]").inputValue(), "种上了蒜");
    await looksWell(visitor, t, "visit-edit-refused");

    // A colleague has the same visit open and saves first.
    const colleague = await signedIn(width, "county_office");
    await colleague.page.goto(`${visit}/edit`);
    await colleague.page.locator("[name=note]").fill("夜里睡得好");
    await colleague.page.getByLabel("更正的原因").fill("电话里听错了");
    await save(colleague.page);
    await colleague.page.waitForURL(/done=correction/);
    await colleague.close();

    await page.getByLabel("更正的原因").fill("补上说过的话");
    await save(page);
    await page.getByText("您的内容还没有存").waitFor();
    await looksWell(visitor, t, "visit-conflict");
    await save(page);
    await page.waitForURL(/done=correction/);

    await page.goto(visit);
    await looksWell(visitor, t, "visit-former");
    await page.goto(`${person}/visits`);
    await page.getByText("种上了蒜").first().waitFor();
    await looksWell(visitor, t, "visits-corrected");
    await visitor.close();
  });

  test(`a workbook with mistakes is looked over and its good rows are stored, ${width}`, async (t) => {
    const visitor = await signedIn(width);
    const { page } = visitor;
    await page.goto("/import");
    const check = page.locator("main").getByRole("button", { name: "检查", exact: true });
    await check.click();
    await page.getByText("还没有选文件").first().waitFor();
    await looksWell(visitor, t, "import-refused");
    await page.locator("input[type=file]").setInputFiles(workbook(file));
    await check.click();
    await page.waitForURL(/\/import\/[0-9a-f-]+/, { timeout: 120_000 });
    await page.getByText("行要改").first().waitFor();
    // How the columns were understood is folded away until somebody asks.
    const folded = page.locator("main details:not([open]) > summary");
    while (await folded.count()) await folded.first().click();
    await looksWell(visitor, t, "import-mistakes");
    const store = page.getByRole("button", { name: /^只存入没有问题的 \d+ 行$/ });
    const [good] = /\d+/.exec(await store.innerText());
    await store.click();
    await page.getByText(`存入 ${good} 行，已有`).first().waitFor({ timeout: 120_000 });
    await looksWell(visitor, t, "import-result");
    await page.goto("/import");
    await page.getByText(file).first().waitFor();
    await looksWell(visitor, t, "import-latest");
    await visitor.close();
  });

  test(`everybody sees and ends the own sessions, ${width}`, async (t) => {
    for (const post of ["county_office", "township_worker", "village_doctor", "system_administrator"]) {
      const visitor = await signedIn(width, post);
      const { page } = visitor;
      const elsewhere = await signedIn(width, post);
      if (width === "phone") await page.goto("/#menu");
      await page.getByRole("link", { name: "我的登录", exact: true }).click();
      await page.getByText("这一台").first().waitFor();
      await looksWell(visitor, t, `account-${post}`);
      await page.getByLabel("现在的密码", { exact: true }).fill("x");
      await page.locator("[name=new_password]").fill("短");
      await page.getByRole("button", { name: "改密码", exact: true }).click();
      await page.getByText("密码至少 10 个字符").first().waitFor();
      await looksWell(visitor, t, `account-refused-${post}`);
      await page.getByRole("button", { name: "登出其他设备", exact: true }).click();
      await page.getByText("其他设备都已登出。").first().waitFor();
      await looksWell(visitor, t, `account-alone-${post}`);
      await elsewhere.page.goto("/people");
      await elsewhere.page.waitForURL(/sign-in/);
      await elsewhere.close();
      await visitor.close();
    }
  });

  test(`what is asked for seldom is well made too, ${width}`, async (t) => {
    const visitor = await signedIn(width);
    const { page } = visitor;
    const { person } = await someVisit(page, nth);
    for (const [address, name] of [
      [`${person}/access`, "access"],
      ["/no-such-page", "not-found"],
      ["/people?page=abc", "malformed"],
      ["/people?page=1&q=nobody", "people-none"],
    ]) {
      await page.goto(address);
      await looksWell(visitor, t, name);
    }
    await visitor.close();
    const doctor = await signedIn(width, "village_doctor");
    await doctor.page.goto("/import");
    await looksWell(doctor, t, "not-allowed");
    await doctor.close();
    const stranger = await Visitor.to(browser, server.origin, width);
    await stranger.page.goto("/sign-in");
    await looksWell(stranger, t, "sign-in");
    await stranger.page.locator("input[name=login]").fill("nobody");
    await stranger.page.locator("input[name=password]").fill("x");
    await stranger.page.locator("input[name=password]").press("Enter");
    await stranger.page.getByText("错误").or(stranger.page.getByRole("alert")).first().waitFor();
    await looksWell(stranger, t, "sign-in-refused");
    await stranger.close();
  });
}
