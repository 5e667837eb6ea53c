/** Who keeps the accounts of a county adds an institution and a colleague, and hands a village over. */
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

/** Each width has a village and names of its own. */
const WIDTHS = [
  ["desktop", { village: "429971101209", clinic: "新村卫生室一", goes: "gaogao", stays: "helian" }],
  ["phone", { village: "429971101210", clinic: "新村卫生室二", goes: "zhuzhu", stays: "yuwen" }],
];

async function looksWell(visitor, t, name) {
  await assertAccessible(visitor.page, t);
  await visitor.assertFits();
  await visitor.shot(`staff-${name}`);
}

for (const [width, { village, clinic, goes, stays }] of WIDTHS) {
  test(`a county's staff is kept without seeing anybody's record, ${width}`, async (t) => {
    const visitor = await Visitor.to(browser, server.origin, width);
    const { page } = visitor;
    await visitor.signIn(server.account("system_administrator"));
    await page.waitForURL(/\/staff$/);
    await looksWell(visitor, t, "list");
    assert.equal(await page.locator("a[href^='/people'], a[href^='/stats']").count(), 0);

    // An institution.
    await page.goto("/institutions/new");
    const press = (name) => page.locator("main").getByRole("button", { name, exact: true }).click();
    /** What gives somebody reach is confirmed anew by whoever does it. */
    const confirm = async (name) => {
      await page.locator("[name=password]").fill(server.account("system_administrator").password);
      await press(name);
    };
    await press("存好");
    await page.getByText("请填机构名称").first().waitFor();
    await looksWell(visitor, t, "institution-refused");
    await page.locator("[name=name]").fill(clinic);
    await page.locator("[name=kind]").selectOption("7");
    await page.locator("[name=region]").selectOption(village);
    await press("存好");
    await page.getByText("机构已存好").waitFor();
    await looksWell(visitor, t, "institution");
    await page.goto("/institutions");
    await page.getByText(clinic).first().waitFor();
    await looksWell(visitor, t, "institutions");

    // Two colleagues, each with a password that is shown once.
    const passwords = {};
    for (const login of [goes, stays]) {
      await page.goto("/staff/new");
      if (login === goes) {
        await press("新开账号");
        await page.getByText("请填姓名").first().waitFor();
        await looksWell(visitor, t, "new-refused");
      }
      await page.locator("[name=name]").fill(login === goes ? "高高" : "何莲");
      await page.locator("[name=login]").fill(login);
      await page.locator("label").filter({ hasText: /^村医$/ }).click();
      await page.locator("[name=region]").selectOption(login === goes ? village : "429971102203");
      await page.locator("[name=institution]").selectOption({ label: clinic });
      await press("新开账号");
      await looksWell(visitor, t, "confirm");
      await confirm("确认给岗位");
      passwords[login] = await page.locator("code").innerText();
      await looksWell(visitor, t, "password");
    }

    // The village goes from the one to the other.
    await page.goto(`/staff?q=${goes}`);
    await page.locator("main a[href^='/staff/']").filter({ hasText: "高高" }).click();
    await looksWell(visitor, t, "one");
    await page.getByRole("link", { name: "交接", exact: true }).click();
    await looksWell(visitor, t, "handover");
    await page.locator("[name=other]").fill(stays);
    await press("下一步：看看要交接多少");
    await page.getByText("还没有交接").waitFor();
    await looksWell(visitor, t, "handover-plan");
    await press("确认交接");
    await confirm("确认交接");
    await page.getByText("交接已办好").waitFor();
    await looksWell(visitor, t, "handed-over");
    await visitor.close();

    // Nothing of it counts until the security administrator has confirmed it.
    const security = await Visitor.to(browser, server.origin, width);
    const secret = server.account("security_administrator");
    await security.signIn(secret);
    await security.page.waitForURL(/\/security$/);
    await looksWell(security, t, "security");
    for (let waits = 2; waits > 0; waits -= 1) {
      const row = security.page.locator("tr", { hasText: stays }).first();
      await row.getByRole("button", { name: "确认", exact: true }).click();
      await security.page.locator("[name=password]").fill(secret.password);
      await security.page.getByRole("button", { name: "是我本人，提交" }).click();
      await security.page.getByText("已确认，可以用了").waitFor();
    }
    await security.page.goto("/security/sessions");
    await looksWell(security, t, "sessions");
    await security.close();

    // Who took over has two posts, and acts in one of them.
    const successor = await Visitor.to(browser, server.origin, width);
    await successor.signIn({ login: stays, password: passwords[stays] });
    await successor.page.locator("[name=old_password]").fill(passwords[stays]);
    for (const name of ["new_password", "new_again"]) {
      await successor.page.locator(`[name=${name}]`).fill("第三棵柿子树 vq7 kdw2");
    }
    await successor.page.locator("main").getByRole("button", { name: "改密码", exact: true }).click();
    await successor.page.getByText("密码已改好").waitFor();
    await successor.page.goto("/account/posts");
    await looksWell(successor, t, "posts");
    await successor.page.getByRole("button", { name: "换到这个岗位" }).click();
    await successor.page.waitForURL((url) => url.pathname === "/");
    await successor.close();
  });
}
