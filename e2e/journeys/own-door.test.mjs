/** The township issues a card; the person comes in with a telephone, reads, asks for a correction, and reads the answer. */
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { assertAccessible } from "../harness/axe.mjs";
import { launch } from "../harness/browser.mjs";
import { Visitor } from "../harness/pages.mjs";
import { start } from "../harness/server.mjs";

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

/** The newest code that the house has sent; it is sent beside the answer. */
async function newestCode(before) {
  for (let tries = 0; tries < 100; tries += 1) {
    const lines = sent();
    if (lines.length > before) return /验证码 (\d{6})/.exec(lines.at(-1))[1];
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  throw new Error("no code was sent");
}

function sent() {
  try {
    return readFileSync(join(server.data, "one-time-codes.txt"), "utf8").trim().split("\n");
  } catch {
    return [];
  }
}

async function comeIn(visitor, number) {
  const { page } = visitor;
  const before = sent().length;
  await page.locator("input[name=card]").fill(number);
  await page.getByRole("button", { name: "下一步" }).click();
  await page.getByRole("heading", { name: "填验证码" }).waitFor();
  await page.locator("input[name=code]").fill(await newestCode(before));
  await page.getByRole("button", { name: "进去看" }).click();
  await page.getByRole("heading", { name: "接下来" }).waitFor();
}

/** Who issues a card says once more who it is. */
async function confirms(office) {
  await office.page.locator("[name=password]").fill(server.account("township_worker").password);
  await office.page.getByRole("button", { name: "确认发卡" }).click();
}

test("from the card to the answer, phone", async (t) => {
  // The office, at a desk.
  const office = await Visitor.to(browser, server.origin, "desktop");
  await office.signIn(server.account("township_worker"));
  await office.page.goto("/people?status=0&page=1");
  await office.page.locator("table a[href^='/people/']").first().click();
  await office.page.getByRole("link", { name: "本人查看" }).click();
  await looksWell(office, t, "own-door-office");
  const door = new URL(office.page.url()).pathname;
  await office.page.getByRole("link", { name: /给本人发卡|再发一张/ }).first().click();
  await office.page.locator("input[name=phone]").fill("13812345678");
  await looksWell(office, t, "own-door-issue");
  await office.page.getByRole("button", { name: "发卡" }).click();
  await confirms(office);
  await office.page.locator("code.secret").waitFor();
  const number = await office.page.locator("code.secret").innerText();
  assert.match(number, /^(\d{4} ){4}\d{4}$/);
  await looksWell(office, t, "own-door-number");

  // The person, with a telephone.
  const person = await Visitor.to(browser, server.origin, "phone");
  const { page } = person;
  await page.goto("/my");
  await page.getByRole("heading", { name: "看我的记录" }).waitFor();
  await looksWell(person, t, "my-sign-in");
  await page.locator("input[name=card]").fill("1234");
  await page.getByRole("button", { name: "下一步" }).click();
  await page.getByText("现在填了 4 位").first().waitFor();
  await page.goto("/my/sign-in");
  await comeIn(person, number);
  await looksWell(person, t, "my-home");
  for (const [label, shot] of [
    ["可以得到的帮助", "my-support"],
    ["我的记录", "my-record"],
    ["谁看过我的记录", "my-access"],
    ["我同意过什么", "my-agreed"],
    ["要一份带走", "my-copy"],
  ]) {
    await page.getByRole("link", { name: label }).first().click();
    await page.getByRole("heading", { name: label, level: 1 }).waitFor();
    await looksWell(person, t, shot);
    await page.getByRole("link", { name: "首页" }).first().click();
    await page.getByRole("heading", { name: "接下来" }).waitFor();
  }
  await page.getByRole("link", { name: "请更正、问一问" }).click();
  await page.getByRole("link", { name: "有地方写错了，请更正" }).click();
  await page.locator("textarea[name=asked]").fill("门牌写错了");
  await page.locator("textarea[name=should_be]").fill("应是 12 号");
  await looksWell(person, t, "my-ask");
  await page.getByRole("button", { name: "提交" }).click();
  await page.getByText("已收到，等答复").waitFor();

  // The office answers.
  await office.page.goto("/requests");
  await looksWell(office, t, "requests");
  await office.page.locator("table a[href^='/requests/']").first().click();
  await office.page.getByText("门牌写错了").waitFor();
  await office.page.getByLabel("照办了").check();
  await office.page.locator("textarea[name=answer]").fill("已经改成 12 号，谢谢提醒");
  await looksWell(office, t, "request");
  await office.page.getByRole("button", { name: "答复" }).click();
  await office.page.getByText("答复已发").waitFor();

  await page.goto("/my/requests");
  await page.getByText("已经改成 12 号，谢谢提醒").waitFor();
  await looksWell(person, t, "my-requests");
  await page.getByRole("button", { name: "退出" }).click();
  await page.getByText("已经退出").waitFor();
  await page.goto("/my");
  await page.getByRole("heading", { name: "看我的记录" }).waitFor();

  // The guardian of the form is one from whom the person is to be safe: warned of on the record, and asked about.
  await office.page.goto(door);
  await office.page.getByRole("link", { name: "登记需要避开的人" }).click();
  const phone = await office.page.locator("input[name=phone]").inputValue();
  await office.page.locator("input[name=safety_reason]").fill("打过人");
  await looksWell(office, t, "safety-new");
  await office.page.getByRole("button", { name: "登记", exact: true }).click();
  await office.page.getByText("已登记").first().waitFor();
  await looksWell(office, t, "safety-set");
  await office.page.goto(`${door}/cards/new`);
  await office.page.locator("input[name=name]").fill("王小强");
  await office.page.locator("select[name=relation]").selectOption("9");
  await office.page.locator("input[name=phone]").fill(phone);
  await office.page.getByRole("button", { name: "发卡" }).click();
  await office.page.getByText("名字却不一样").first().waitFor();
  await looksWell(office, t, "safety-other-name");
  await office.page.goto(door.replace("/own-door", ""));
  await office.page.getByText("不要打给对方").waitFor();
  await looksWell(office, t, "safety-record");
  await office.page.goto("/");
  await office.page.getByText("监护人需要避开").first().waitFor();
  await looksWell(office, t, "safety-today");
  const pocket = await Visitor.to(browser, server.origin, "phone");
  await pocket.signIn(server.account("township_worker"));
  await pocket.page.getByText("监护人需要避开").first().waitFor();
  await looksWell(pocket, t, "safety-today-pocket");
  await pocket.page.goto(door.replace("/own-door", ""));
  await looksWell(pocket, t, "safety-record-pocket");
  await pocket.page.goto(`${door}/cards/new`);
  await looksWell(pocket, t, "safety-card-pocket");
  await pocket.close();
  await person.close();
  await office.close();
});
