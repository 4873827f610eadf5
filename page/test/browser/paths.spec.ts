// Addresses: every state has one, back goes back, old ids lead on.
import { disputed, expect, ready, test, url } from "./page";

test("a view asks nothing twice", async ({ page }) => {
  for (const path of ["/", "/timeline", "/timeline?type=violence&from=2023-01-01", "/map", "/disputes?place=SDN"]) {
    const asked: string[] = [];
    const hear = (request: { url: () => string }) => request.url().includes("/api/") && asked.push(request.url());
    page.on("request", hear);
    await page.goto(url.read + path);
    await ready(page);
    page.off("request", hear);
    expect(asked.length, path).toBeGreaterThan(1);
    expect(new Set(asked).size, asked.join("\n")).toBe(asked.length);
  }
});

test("a filter stands in the address and in every view; back takes it off", async ({ page }) => {
  await page.goto(`${url.read}/timeline`);
  await ready(page);
  const before = await page.locator("main strong").first().textContent();
  await page.getByRole("combobox", { name: /^Kind/ }).selectOption("violence");
  await expect(page).toHaveURL(/type=violence/);
  await expect(page.locator("main strong").first()).not.toHaveText(before ?? "");
  const few = (await page.locator("main strong").first().textContent()) ?? "";
  await page.getByRole("navigation", { name: "Views" }).getByRole("link", { name: "Map" }).click();
  await expect(page).toHaveURL(/\/map\?type=violence/);
  await expect(page.locator("main strong").first()).toHaveText(few);
  await page.goBack();
  await expect(page).toHaveURL(/\/timeline\?type=violence/);
  await page.goBack();
  await expect(page).toHaveURL(/\/timeline$/);
  await expect(page.locator("main strong").first()).toHaveText(before ?? "");
});

test("the record as of a day stands in the address, goes along, and is taken off again", async ({ page }) => {
  await page.goto(`${url.read}/timeline`);
  await ready(page);
  const now = (await page.locator("main strong").first().textContent()) ?? "";
  expect(Number(now)).toBeGreaterThan(0);
  // Nothing was in the record then.
  await page.getByRole("textbox", { name: "Record as of" }).fill("2001-02-03");
  await expect(page).toHaveURL(/\/timeline\?as_of=2001-02-03$/);
  await expect(page.locator("main strong").first()).toHaveText("0");
  await page.getByRole("navigation", { name: "Views" }).getByRole("link", { name: "Reports" }).click();
  await page.goBack();
  await expect(page.getByRole("textbox", { name: "Record as of" })).toHaveValue("2001-02-03");
  await page.getByRole("button", { name: "Take off: Record as of 3 Feb 2001" }).click();
  await expect(page).toHaveURL(/\/timeline$/);
  await expect(page.locator("main strong").first()).toHaveText(now);
});

test("a deep link shows the same as clicking there", async ({ page }) => {
  await page.goto(`${url.read}/disputes?actor=SDN`);
  await ready(page);
  await expect(page.getByRole("button", { name: /Take off: Party/ })).toBeVisible();
  const titles = await page.locator("main article h2").allTextContents();
  expect(titles.length).toBeGreaterThan(0);
  await page.getByRole("link", { name: titles[0] }).click();
  await expect(page).toHaveURL(/\/incident\/i[0-9a-f]+\?actor=SDN/);
  await page.goBack();
  await expect(page.locator("main article h2").first()).toHaveText(titles[0] ?? "");
});

test("the id of a claim, or its beginning, leads to the incident", async ({ page }) => {
  const { id } = await disputed(page, "embassy");
  const incident = await (await page.request.get(`${url.read}/api/v1/incidents/${id}`)).json();
  const claim = incident.sources[0].claim_ids[0];
  for (const part of [claim, id.slice(0, 10)]) {
    await page.goto(`${url.read}/incident/${part}`);
    await expect(page).toHaveURL(new RegExp(`/incident/${id}$`));
  }
  await page.goto(`${url.read}/claim/${claim}`);
  await expect(page).toHaveURL(new RegExp(`/report/.*claim=${claim}`));
});

test("what is not there is told, with a way back", async ({ page }) => {
  await page.goto(`${url.read}/incident/i0000000000000000`);
  await expect(page.getByRole("alert")).toContainText("There is no such thing here");
  await page.goto(`${url.read}/nowhere`);
  await page.getByRole("link", { name: "To the beginning" }).click();
  await expect(page).toHaveURL(`${url.read}/`);
});

test("a wrong date in the address is told, not ignored", async ({ page }) => {
  await page.goto(`${url.read}/disputes?from=yesterday`);
  await expect(page.getByRole("alert")).toBeVisible();
});

test("cite gives the address, the filters and the data version; embed shows the same set in a frame", async ({ page }) => {
  await page.goto(`${url.read}/timeline?type=violence`);
  await ready(page);
  await page.getByRole("button", { name: "Cite or embed" }).click();
  const dialog = page.getByRole("dialog", { name: "Cite this view" });
  await expect(dialog.getByLabel("Reference")).toHaveValue(/type violence.*data version \d+.*\/timeline\?type=violence/);
  await expect(dialog.getByLabel(/Embed/)).toHaveValue(/<iframe src=".*\/embed\/timeline\?type=violence"/);
  await page.keyboard.press("Escape");
  await expect(dialog).toBeHidden();
});

test("the download holds exactly the filtered set", async ({ page }) => {
  await page.goto(`${url.read}/disputes?words=embassy`);
  await ready(page);
  await page.getByRole("button", { name: "Download" }).click();
  const started = page.waitForEvent("download");
  await page.getByRole("dialog").getByRole("link", { name: "jsonl", exact: true }).click();
  const stream = await (await started).createReadStream();
  let text = "";
  for await (const chunk of stream) text += chunk;
  const ids = text.trim().split("\n").map((line) => JSON.parse(line).id);
  const { id } = await disputed(page, "embassy");
  const incident = await (await page.request.get(`${url.read}/api/v1/incidents/${id}`)).json();
  const answer = await (await page.request.get(`${url.read}/api/v1/claims?words=embassy&limit=1000`)).json();
  expect(ids.sort()).toEqual(answer.rows.map((r: { claim: { id: string } }) => r.claim.id).sort());
  expect(ids).toContain(incident.sources[0].claim_ids[0]);
});

test("off loopback's rules: the token is asked for once and kept for the tab", async ({ page }) => {
  await page.goto(`${url.secret}/disputes`);
  await page.getByLabel("Token").fill("wrong");
  await page.getByRole("button", { name: "Open the record" }).click();
  await expect(page.getByLabel("Token")).toBeVisible();
  await page.getByLabel("Token").fill(process.env["TOKEN"] ?? "");
  await page.getByRole("button", { name: "Open the record" }).click();
  await expect(page.locator("main article").first()).toBeVisible();
  await page.reload();
  await expect(page.locator("main article").first()).toBeVisible();
  expect(await page.evaluate(() => JSON.stringify(localStorage))).not.toContain(process.env["TOKEN"]);
});
