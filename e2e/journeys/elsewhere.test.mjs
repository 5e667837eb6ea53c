/** Somebody ties the own account to an identity elsewhere and signs in with it; what does not hold brings nobody in. */
import assert from "node:assert/strict";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { assertAccessible } from "../harness/axe.mjs";
import { launch } from "../harness/browser.mjs";
import { Visitor } from "../harness/pages.mjs";
import { provider } from "../harness/provider.mjs";
import { start } from "../harness/server.mjs";

const NAME = "市统一身份";
const RETURN = "/sign-in/elsewhere/return";

let server;
let browser;
let idp;
let options;
before(async () => {
  idp = await provider(["4711", "4712", "4713"]);
  server = await start({ people: 40 });
  const secret = join(server.folder, "secret");
  writeFileSync(secret, `${idp.secret}\n`);
  options = [...idp.options(secret), "--oidc-name", NAME];
  await server.serve(options);
  browser = await launch();
});
after(async () => {
  await browser?.close();
  await server?.stop();
  await idp?.stop();
});

async function looksWell(visitor, t, name) {
  await assertAccessible(visitor.page, t);
  await visitor.assertFits();
  await visitor.shot(name);
}

async function visits(width) {
  const visitor = await Visitor.to(browser, server.origin, width);
  visitor.neighbours.push(idp.origin);
  return visitor;
}

/** Goes to the provider and comes back as somebody; the address that was come back to. */
async function comes(visitor, choice) {
  const { page } = visitor;
  await page.goto("/sign-in");
  await page.getByRole("link", { name: `用${NAME}登录` }).click();
  await page.getByRole("heading", { name: NAME }).waitFor();
  const [back] = await Promise.all([
    page.waitForRequest((request) => new URL(request.url()).pathname === RETURN),
    page.getByRole("link", { name: choice }).click(),
  ]);
  return back.url();
}

/** Nobody came in, it is said why, and the password is as good as ever. */
async function isOut({ page }, said) {
  await page.getByText("没有登录成功").first().waitFor();
  assert.match(await page.locator("main").innerText(), said);
  assert.ok(await page.locator("input[name=password]").isVisible());
}

const isIn = ({ page }) => page.waitForURL((url) => url.origin === server.origin && url.pathname === "/");

for (const [width, post, mine] of [["desktop", "township_worker", "4711"], ["phone", "county_office", "4712"]]) {
  test(`an account is tied, and signs in at the provider, ${width}`, async (t) => {
    const visitor = await visits(width);
    const { page } = visitor;
    const account = server.account(post);

    // By itself it opens nothing.
    await page.goto("/sign-in");
    await looksWell(visitor, t, "elsewhere-sign-in");
    const answered = await comes(visitor, `以 ${mine} 登录`);
    await isOut(visitor, /还没有关联这里的账号/);
    await looksWell(visitor, t, "elsewhere-unknown");

    // The owner ties it, and shows anew who that is.
    await visitor.signIn(account);
    await page.goto("/account");
    await page.getByRole("link", { name: "管理关联" }).click();
    await looksWell(visitor, t, "elsewhere-none");
    await page.getByRole("button", { name: "关联", exact: true }).click();
    await page.getByRole("heading", { name: "请再确认一次" }).waitFor();
    await page.locator("input[name=password]").fill(account.password);
    await page.getByRole("button", { name: "是我本人，去关联" }).click();
    await looksWell(visitor, t, "elsewhere-going");
    await page.getByRole("link", { name: `去${NAME}系统登录` }).click();
    await page.getByRole("link", { name: `以 ${mine} 登录` }).click();
    await page.getByText("已关联，下次可以用它代替密码登录。").waitFor();
    await looksWell(visitor, t, "elsewhere-tied");

    // Out, and in again without a password.
    await page.goto("/");
    if (width === "phone") await page.getByRole("link", { name: "菜单" }).click();
    await page.getByRole("button", { name: "退出" }).click();
    await page.waitForURL(/\/sign-in\b/);
    const used = await comes(visitor, `以 ${mine} 登录`);
    await isIn(visitor);
    await page.goto("/account/elsewhere");
    await page.getByText("用它登录过").waitFor();

    // Its answer is used up, here and in any other browser.
    const other = await visits(width);
    for (const address of [answered, used]) {
      await other.page.goto(address);
      await isOut(other, /已经用过/);
    }
    // Whoever is tied to nobody stays out, and so does a browser that comes back with another's state.
    await comes(other, "以 4713 登录");
    await isOut(other, /还没有关联这里的账号/);
    await other.page.goto("/sign-in");
    const leaving = await other.page.getByRole("link", { name: `用${NAME}登录` }).getAttribute("href");
    await other.page.goto(leaving);
    await other.page.goto(`${RETURN}?${new URLSearchParams({ state: "another", code: "x", iss: idp.origin })}`);
    await isOut(other, /已经用过/);
    await comes(other, "不登录");
    await isOut(other, /没有在市统一身份系统完成登录/);

    // Untied, it opens nothing again.
    await page.getByRole("button", { name: "取消关联" }).click();
    await page.getByText("已取消关联，它不能再代替密码。").waitFor();
    await comes(other, `以 ${mine} 登录`);
    await isOut(other, /还没有关联这里的账号/);
    await other.close();
    await visitor.close();
  });
}

test("what the provider signs wrongly or not at all brings nobody in", async () => {
  const visitor = await visits("desktop");
  const now = Math.floor(Date.now() / 1000);
  const wrong = {
    expired: { exp: now - 120 },
    "of another question": { nonce: "another" },
    "for another house": { aud: "another" },
    "for another house, too": { aud: ["xinan", "another"] },
    "of another issuer": { iss: "https://idp.example" },
    "of tomorrow": { iat: now + 86_400 },
  };
  for (const [what, says] of Object.entries(wrong)) {
    idp.says = says;
    await comes(visitor, "以 4713 登录");
    await isOut(visitor, /没有通过核对/).catch((error) => assert.fail(`${what}: ${error}`));
  }
  idp.says = {};
  const { signs } = idp;
  idp.forge();
  await comes(visitor, "以 4713 登录");
  await isOut(visitor, /没有通过核对/);
  idp.signs = signs;
  await visitor.close();
});

test("a provider that is away keeps nobody from the password", async (t) => {
  const visitor = await visits("phone");
  const { page } = visitor;
  idp.fails = true;
  const address = await comes(visitor, "以 4713 登录");
  await isOut(visitor, /市统一身份系统现在没有回应/);
  visitor.assertFaults([`${address} was answered with 503.`]);
  await looksWell(visitor, t, "elsewhere-away");
  await visitor.close();

  // Away before anything is known of it: the house starts all the same.
  await idp.stop();
  await server.serve(options);
  const later = await Visitor.to(browser, server.origin, "desktop");
  await later.page.goto("/sign-in");
  await later.page.getByRole("link", { name: `用${NAME}登录` }).click();
  await isOut(later, /市统一身份系统现在没有回应/);
  later.assertFaults([`${server.origin}/sign-in/elsewhere was answered with 503.`]);
  await later.signIn(server.account("village_doctor"));
  await isIn(later);
  await later.close();
});
