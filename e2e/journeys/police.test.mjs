/** An officer asks about one person, is answered, and the health side and the privacy officer have it. */
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

async function looksWell(visitor, t, name) {
  await assertAccessible(visitor.page, t);
  await visitor.assertFits();
  await visitor.shot(name);
}

/** Of nobody. */
const NUMBERS = { desktop: "429971198605170211", phone: "42997119860517022X" };

/** What a visit found that was grave. How the form is filled in is another errand. */
const GRAVE = {
  mode: "2", met: "1", risk: "4", symptoms: "1", severity: "3", insight: "3", sleep: "1", diet: "1", self_care: "1",
  housework: "1", work: "9", learning: "1", social: "2", incidents: "7", confinement: "1", hospital: "0", labs: "1",
  adherence: "4", adverse: "9", effect: "2", referral: "1", doctor: "王医生",
};

/** The identity number of somebody of the township at whose home it was grave today; another person for each width. */
async function somebodyInNeed(page, nth) {
  await page.goto("/people?status=0");
  const links = page.locator("main a[href^='/people/']");
  await links.first().waitFor();
  const all = await links.evaluateAll((all) => all.map((one) => one.getAttribute("href")));
  const people = [...new Set(all)].filter((href) => /^\/people\/[0-9a-f]{32}$/.test(href));
  const person = people[nth * 3];
  await page.goto(`${person}/edit`);
  const number = await page.locator("[name=identity_number]").inputValue();
  const pairs = await page.evaluate(async ([person, grave]) => {
    const csrf = document.querySelector("[name=csrf]").value;
    const day = new Date(Date.now() + 8 * 3600e3).toISOString().slice(0, 10);
    const visit = { csrf, visit_id: crypto.randomUUID(), visited_on: day, ...grave };
    const answer = await fetch(`${person}/visits`, { method: "POST", body: new URLSearchParams(visit) });
    return [answer.ok, answer.url];
  }, [person, GRAVE]);
  assert.ok(pairs[0], pairs[1]);
  return number;
}

for (const [nth, width] of ["desktop", "phone"].entries()) {
  test(`the police are shown the little that helps, ${width}`, async (t) => {
    const worker = await Visitor.to(browser, server.origin, width);
    await worker.signIn(server.account("township_worker"));
    const number = await somebodyInNeed(worker.page, nth);
    await worker.close();
    const officer = await Visitor.to(browser, server.origin, width);
    await officer.signIn(server.account("police_officer"));
    await officer.page.locator("input[name=incident]").fill(`J2026-${width.toUpperCase()}-007`);
    await officer.page.getByLabel("有人正在伤害自己或者他人").check();
    await officer.page.locator("input[name=identity_number]").fill(number);
    await officer.page.getByRole("button", { name: "登记并求助" }).click();
    await officer.page.getByRole("heading", { name: "必要信息" }).waitFor();
    await looksWell(officer, t, "police-card");
    await officer.page.goto("/police");
    await officer.page.getByText("现在开着的警情").waitFor();
    await looksWell(officer, t, "police-open");
    await officer.page.getByRole("button", { name: "办结这件警情" }).click();
    await officer.page.getByText("这件警情已办结").waitFor();
    await officer.close();
  });

  test(`the police ask about one person and help goes out, ${width}`, async (t) => {
    const incident = `J2026-${width.toUpperCase()}-031`;
    const officer = await Visitor.to(browser, server.origin, width);
    await officer.signIn(server.account("police_officer"));
    await officer.page.waitForURL(/\/police$/);
    await looksWell(officer, t, "police");
    await officer.page.getByRole("button", { name: "登记并求助" }).click();
    await officer.page.getByText("请填接警编号").first().waitFor();
    await looksWell(officer, t, "police-refused");
    await officer.page.locator("input[name=incident]").fill(incident);
    await officer.page.getByLabel("走失，或者说不清住在哪里").check();
    await officer.page.locator("input[name=identity_number]").fill(NUMBERS[width]);
    await officer.page.getByRole("button", { name: "登记并求助" }).click();
    await officer.page.getByRole("heading", { name: "已转给卫生健康部门" }).waitFor();
    await looksWell(officer, t, "police-passed-on");
    await officer.page.getByRole("button", { name: "办结这件警情" }).click();
    await officer.page.getByText("这件警情已办结").waitFor();
    await officer.close();

    const worker = await Visitor.to(browser, server.origin, width);
    await worker.signIn(server.account("township_worker"));
    await worker.page.goto("/");
    await worker.page.getByText("次现场求助，请马上联系").click();
    await looksWell(worker, t, "police-help");
    await worker.page.locator("table a").first().click();
    await worker.page.locator("textarea[name=help_words]").fill("已打给派出所，家人正在赶来");
    await looksWell(worker, t, "police-help-one");
    await worker.page.getByRole("button", { name: "存好" }).click();
    await worker.page.getByText("处理情况已记下").waitFor();
    await worker.close();

    const security = await Visitor.to(browser, server.origin, width);
    await security.signIn(server.account("security_administrator"));
    await security.page.goto("/security");
    await security.page.getByText("次公安求助等您审核").click();
    await looksWell(security, t, "police-looks");
    await security.page.locator("table a").first().click();
    await security.page.getByLabel("合法、必要").check();
    await security.page.locator("textarea[name=review_words]").fill("已向派出所核对接警编号");
    await looksWell(security, t, "police-look");
    await security.page.getByRole("button", { name: "存好" }).click();
    await security.page.getByText("审核已记下").waitFor();
    await security.close();
  });
}
