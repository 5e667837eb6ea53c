/** A township worker takes a list out: entered, agreed to by the county office, confirmed, fetched once. */
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

for (const width of ["desktop", "phone"]) {
  test(`a list with findings leaves once the county office agrees, ${width}`, async (t) => {
    const worker = server.account("township_worker");
    const asker = await Visitor.to(browser, server.origin, width);
    await asker.signIn(worker);
    await asker.page.goto("/people/export");
    await asker.page.getByRole("heading", { name: "导出、打印前登记" }).waitFor();
    await looksWell(asker, t, "take-out-before");
    await asker.page.getByLabel("身份、联系方式，以及诊断").check();
    await asker.page.getByLabel("质量控制、督导和考核").check();
    await asker.page.locator("input[name=recipient]").fill("市精神卫生中心 质控科");
    await asker.page.locator("form .submit button").first().click();
    await asker.page.getByText("等另一位同事同意").waitFor();
    await looksWell(asker, t, "take-out-waits");
    const entry = new URL(asker.page.url()).pathname;

    const office = await Visitor.to(browser, server.origin, width);
    await office.signIn(server.account("county_office"));
    await office.page.goto("/");
    await office.page.getByText("份导出、打印申请等您审批").waitFor();
    await office.page.goto("/disclosures?state=waiting");
    await looksWell(office, t, "take-out-register");
    await office.page.goto(entry);
    await looksWell(office, t, "take-out-decision");
    await office.page.getByRole("button", { name: "同意导出" }).click();
    await office.page.getByText("已同意，申请人可以下载一次").waitFor();
    await office.close();

    await asker.page.goto(entry);
    await asker.page.getByRole("link", { name: "下载文件" }).click();
    await asker.page.getByRole("heading", { name: "请再确认一次" }).waitFor();
    await asker.page.locator("input[name=password]").fill(worker.password);
    const [download] = await Promise.all([
      asker.page.waitForEvent("download"),
      asker.page.getByRole("button", { name: "确认，下载名册" }).click(),
    ]);
    assert.match(download.suggestedFilename(), /\.xlsx$/);
    await asker.page.goto(entry);
    await asker.page.getByText("已离开系统").first().waitFor();
    await asker.close();
  });

  test(`somebody out of reach is helped and it is reviewed, ${width}`, async (t) => {
    const doctor = await Visitor.to(browser, server.origin, width);
    await doctor.signIn(server.account("village_doctor"));
    await doctor.page.goto("/emergency");
    await looksWell(doctor, t, "emergency");
    await doctor.page.locator("form .submit button").first().click();
    await doctor.page.getByText("请填身份证号，或者").first().waitFor();
    await looksWell(doctor, t, "emergency-refused");
    await doctor.page.locator("input[name=identity_number]").fill("429971198605170211");
    await doctor.page.getByLabel("本人说不清，身边没有家人").check();
    await doctor.page.locator("textarea[name=words]").fill("在集市上走失，说不清住哪里");
    await doctor.page.getByRole("button", { name: "记下理由并查看" }).click();
    await doctor.page.getByText("没有找到这个人").first().waitFor();
    await looksWell(doctor, t, "emergency-nobody");
    await doctor.close();

    const office = await Visitor.to(browser, server.origin, width);
    await office.signIn(server.account("county_office"));
    await office.page.goto("/");
    await office.page.getByText("次紧急查看等您复核").click();
    await looksWell(office, t, "reviews");
    await office.page.locator("table a").first().click();
    await office.page.getByLabel("没有必要").check();
    await office.page.locator("textarea[name=review_words]").fill("已电话核实，下次先打县精防办电话");
    await looksWell(office, t, "review");
    await office.page.getByRole("button", { name: "存好" }).click();
    await office.page.getByText("复核已记下").waitFor();
    await office.close();
  });
}
