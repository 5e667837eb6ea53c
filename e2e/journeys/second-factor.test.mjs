/** Somebody sets up a second factor, signs in with it, and takes the roster out with a recovery code. */
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { assertAccessible } from "../harness/axe.mjs";
import { launch } from "../harness/browser.mjs";
import { Visitor } from "../harness/pages.mjs";
import { start } from "../harness/server.mjs";
import { codeOf } from "../harness/totp.mjs";

let server;
let browser;
before(async () => {
  server = await start({ people: 60 });
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

/** Each width with an account of its own: a code works once. */
for (const [width, post] of [["desktop", "township_worker"], ["phone", "county_office"]]) {
  test(`a second factor from setting it up to a roster taken out, ${width}`, async (t) => {
    const visitor = await Visitor.to(browser, server.origin, width);
    const account = server.account(post);
    await visitor.signIn(account);
    const { page } = visitor;

    await page.goto("/account");
    await page.getByRole("link", { name: "设置第二步验证" }).click();
    await looksWell(visitor, t, "factor-off");
    await page.locator("input[name=password]").fill(account.password);
    await page.getByRole("button", { name: "开始设置" }).click();
    await page.locator("svg.qr").waitFor();
    await looksWell(visitor, t, "factor-setting");
    const secret = await page.locator("code.secret").innerText();
    const begun = Date.now();
    await page.locator("input[name=code]").fill(codeOf(secret, begun));
    await page.getByRole("button", { name: "填好了，启用" }).click();
    await page.locator("ol.secrets").waitFor();
    await looksWell(visitor, t, "factor-recovery");
    const recovery = await page.locator("ol.secrets code").first().innerText();
    assert.equal(await page.locator("ol.secrets li").count(), 10);
    await page.getByRole("link", { name: "已经收好，返回" }).click();
    await page.getByText("还剩 10 个恢复码").waitFor();
    await page.goto("/account/factor");
    await looksWell(visitor, t, "factor-on");

    // In another browser: the password, and then the code of the next half minute, which is taken a little early.
    const elsewhere = await Visitor.to(browser, server.origin, width);
    await elsewhere.signIn(account);
    await elsewhere.page.getByRole("heading", { name: "再填一个验证码" }).waitFor();
    await looksWell(elsewhere, t, "sign-in-code");
    await elsewhere.page.locator("input[name=code]").fill(codeOf(secret, begun + 30_000));
    await elsewhere.page.getByRole("button", { name: "登录", exact: true }).click();
    await elsewhere.page.waitForURL((url) => !url.pathname.startsWith("/sign-in"));

    // Taking the roster out asks once more, and then goes straight on to the file.
    await elsewhere.page.goto("/people/export?q=zhang");
    await elsewhere.page.getByRole("button", { name: "登记并继续" }).click();
    await elsewhere.page.getByRole("heading", { name: "请再确认一次" }).waitFor();
    await looksWell(elsewhere, t, "confirm");
    await elsewhere.page.getByText("手机不在身边").click();
    await elsewhere.page.locator("input[name=recovery]").fill(recovery);
    const [download] = await Promise.all([
      elsewhere.page.waitForEvent("download"),
      elsewhere.page.getByRole("button", { name: "确认，下载名册" }).click(),
    ]);
    assert.match(download.suggestedFilename(), /\.xlsx$/);
    await elsewhere.close();
    await visitor.close();
  });
}
