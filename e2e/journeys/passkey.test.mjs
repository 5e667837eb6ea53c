/** Somebody adds a passkey and signs in with it: a device that the browser itself plays. */
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

/** A device that says yes, as the owner's finger would. */
async function device(visitor) {
  const session = await visitor.page.context().newCDPSession(visitor.page);
  await session.send("WebAuthn.enable");
  const options = { protocol: "ctap2", transport: "internal", hasUserVerification: true, isUserVerified: true };
  const automaticPresenceSimulation = true;
  const added = await session.send("WebAuthn.addVirtualAuthenticator", {
    options: { ...options, automaticPresenceSimulation },
  });
  return { session, id: added.authenticatorId };
}

/** The same device in another browser; it counts its uses, which never go back. */
async function known(visitor, [credential], signCount = 10) {
  const { session, id } = await device(visitor);
  await session.send("WebAuthn.addCredential", { authenticatorId: id, credential: { ...credential, signCount } });
}

async function looksWell(visitor, t, name) {
  await assertAccessible(visitor.page, t);
  await visitor.assertFits();
  await visitor.shot(name);
}

for (const [width, post] of [["desktop", "township_worker"], ["phone", "county_office"]]) {
  test(`a passkey is added, signs in, confirms and goes, ${width}`, async (t) => {
    // Devices know a house by its name, and this one is called localhost.
    const origin = server.origin.replace("127.0.0.1", "localhost");
    const visitor = await Visitor.to(browser, origin, width);
    const account = server.account(post);
    await visitor.signIn(account);
    const { page } = visitor;
    await page.goto("/account/passkeys");
    await looksWell(visitor, t, "passkeys-before");
    await page.getByRole("link", { name: "设置第二步验证" }).click();
    await page.locator("input[name=password]").fill(account.password);
    await page.getByRole("button", { name: "开始设置" }).click();
    const secret = await page.locator("code.secret").innerText();
    const begun = Date.now();
    await page.locator("input[name=code]").fill(codeOf(secret, begun));
    await page.getByRole("button", { name: "填好了，启用" }).click();
    await page.locator("ol.secrets").waitFor();
    const recovery = await page.locator("ol.secrets code").first().innerText();

    // A name is asked for before anything else; then who one is; then the device answers by itself.
    await page.goto("/account/passkeys");
    await page.getByRole("button", { name: "添加" }).click();
    await page.getByText("请给它起个名字，方便以后认出来。").first().waitFor();
    await page.locator("input[name=name]").fill("我的手机");
    const { session } = await device(visitor);
    const credentials = [];
    session.on("WebAuthn.credentialAdded", ({ credential }) => credentials.push(credential));
    await page.getByRole("button", { name: "添加" }).click();
    await page.getByText("添加通行密钥“我的手机”").waitFor();
    await page.getByText("手机不在身边").click();
    await page.locator("input[name=recovery]").fill(recovery);
    await page.getByRole("button", { name: "确认添加" }).click();
    await page.getByText("已添加，下次可以用它代替验证码。").waitFor();
    await looksWell(visitor, t, "passkeys");

    // The same device signs in.
    assert.equal(credentials.length, 1);
    const elsewhere = await Visitor.to(browser, origin, width);
    await elsewhere.signIn(account);
    await elsewhere.page.getByRole("button", { name: "用通行密钥" }).waitFor();
    await looksWell(elsewhere, t, "sign-in-passkey");
    await known(elsewhere, credentials);
    await elsewhere.page.getByRole("button", { name: "用通行密钥" }).click();
    await elsewhere.page.waitForURL((url) => !url.pathname.startsWith("/sign-in"));

    // And confirms an act: adding another one.
    await elsewhere.page.goto("/account/passkeys");
    await elsewhere.page.locator("input[name=name]").fill("办公室电脑");
    await elsewhere.page.getByRole("button", { name: "添加" }).click();
    await elsewhere.page.getByRole("heading", { name: "请再确认一次" }).waitFor();
    await elsewhere.page.getByRole("button", { name: "用通行密钥" }).click();
    await elsewhere.page.waitForURL((url) => url.pathname === "/account/passkeys/adding");
    await elsewhere.close();

    await page.goto("/account/passkeys");
    await page.getByRole("button", { name: "移除" }).click();
    await page.getByText("已移除，它不能再代替验证码。").waitFor();
    await visitor.close();
  });
}
