// Reading texts, and writing where the server allows it.
import { expect, ready, test, url } from "./page";

const TEXT = "Chad accused Sudan on Tuesday of shelling the town of Bonaco on Monday. Sudan denied it. Four people were killed, medics said.";

test("a pasted text is read at once and stays out of the record", async ({ page }) => {
  const before = await (await page.request.get(`${url.read}/api/v1/meta`)).json();
  await page.goto(url.read);
  await ready(page);
  await page.getByLabel("Paste a report, or drop files here").fill(TEXT);
  await page.getByLabel("Day of the report").fill("2023-06-06");
  await page.getByRole("button", { name: "Read it" }).click();
  await expect(page).toHaveURL(/\/read/);
  await expect(page.locator("main")).toContainText(/\d+ claims? in 1 report/);
  await page.locator("a.piece", { hasText: "shelling the town of Bonaco" }).first().click();
  await expect(page.locator(".claim.chosen")).toContainText(/Chad/);
  await expect(page.getByRole("button", { name: /to the record/ })).toHaveCount(0);
  const after = await (await page.request.get(`${url.read}/api/v1/meta`)).json();
  expect(after.counts).toEqual(before.counts);
});

test("files are read with progress, many at once", async ({ page }) => {
  await page.goto(`${url.read}/read`);
  await ready(page);
  const file = (n: number) => ({ name: `r${n}.txt`, mimeType: "text/plain", buffer: Buffer.from(`date 2023-06-0${n} ${TEXT}`) });
  await page.getByLabel("Files to read").setInputFiles([file(1), file(2)]);
  await expect(page.locator("main")).toContainText(/claims in 2 reports/);
  await page.getByRole("navigation", { name: "Reports read" }).getByRole("link").nth(1).click();
  await expect(page).toHaveURL(/n=1/);
});

test("a text too large is refused in words", async ({ page }) => {
  const { limits } = await (await page.request.get(`${url.read}/api/v1/meta`)).json();
  await page.goto(`${url.read}/read`);
  await ready(page);
  await page.getByLabel("Paste a report, or drop files here").fill("x ".repeat(limits.read_bytes / 2 + 10));
  await page.getByRole("button", { name: "Read it" }).click();
  await expect(page.getByRole("alert")).toBeVisible();
});

test("read-only means read-only", async ({ page }) => {
  await page.goto(`${url.read}/timeline`);
  await ready(page);
  await expect(page.getByRole("navigation", { name: "Views" }).getByRole("link", { name: "Review" })).toHaveCount(0);
  await page.goto(`${url.read}/review`);
  await ready(page);
  await expect(page.getByText("This server is read-only.")).toBeVisible();
  await expect(page.getByRole("button", { name: /right/ })).toBeDisabled();
});

test.describe("with --write", () => {
  test.describe.configure({ mode: "serial" });

  test("what was read is added when asked", async ({ page }) => {
    await page.goto(`${url.write}/read`);
    await ready(page);
    await page.getByLabel("Paste a report, or drop files here").fill(`${TEXT} Nothing else happened in Bonaco.`);
    await page.getByLabel("Day of the report").fill("2023-06-06");
    await page.getByRole("button", { name: "Read it" }).click();
    await page.getByRole("button", { name: "Add it to the record" }).click();
    await expect(page.getByText(/Added to the record: 1 new report/)).toBeVisible();
    await page.goto(`${url.write}/search?q=Bonaco`);
    await expect(page.locator("main li").first()).toContainText("Bonaco");
    // The day that was typed in goes along.
    const found = await (await page.request.get(`${url.write}/api/v1/search?q=Bonaco`)).json();
    expect(found.rows[0].published).toBe("2023-06-06");
  });

  test("two people judge a drawn sample; their agreement is counted", async ({ page }) => {
    for (const [name, verdict] of [["A. Editor", "right"], ["B. Reader", "wrong"]] as const) {
      await page.goto(`${url.write}/review?n=3&seed=7`);
      await ready(page);
      await page.getByLabel("Your name").fill(name);
      await page.getByLabel("Your name").blur();
      if (verdict === "wrong") await page.getByLabel(/Reason/).fill("another day");
      await page.getByRole("button", { name: new RegExp(verdict) }).click();
      await expect(page).toHaveURL(/at=1/);
    }
    await page.reload();
    await expect(page.locator("main")).toContainText(/A\. Editor and B\. Reader: 0 of 1 alike/);
    await expect(page.locator("main")).toContainText("another day");
  });

  test("a correction stands beside what reports say, with author and reason", async ({ page }) => {
    const rows = (await (await page.request.get(`${url.write}/api/v1/disputes?words=embassy`)).json()).rows;
    await page.goto(`${url.write}/incident/${rows[0].incident.id}`);
    await ready(page);
    await page.getByText("Decide: correct, join, split").click();
    await page.getByRole("combobox", { name: /^Field/ }).selectOption("where");
    await page.getByLabel("Should read").fill("Khartoum, al-Amarat");
    await page.getByLabel("Your name").fill("A. Editor");
    await page.getByLabel("Reason").fill("the embassy stands there");
    await page.getByRole("button", { name: "Keep this decision" }).click();
    await expect(page.locator(".corrected")).toContainText("Corrected to Khartoum, al-Amarat by A. Editor");
  });

  test("claims to be split off are sent as they were chosen", async ({ page }) => {
    const rows = (await (await page.request.get(`${url.write}/api/v1/disputes?words=embassy`)).json()).rows;
    const id: string = rows[0].incident.id;
    await page.goto(`${url.write}/incident/${id}`);
    await ready(page);
    const incident = await (await page.request.get(`${url.write}/api/v1/incidents/${id}`)).json();
    await page.getByText("Decide: correct, join, split").click();
    await page.getByRole("radio", { name: "Split claims off" }).check();
    await page.getByRole("checkbox", { name: /looting the Qatari embassy/ }).check();
    await page.getByLabel("Your name").fill("A. Editor");
    await page.getByLabel("Reason").fill("another matter");
    await page.getByRole("button", { name: "Keep this decision" }).click();
    await expect(page.getByText("Kept. The incident is shown as it stands now.")).toBeVisible();
    const log = await (await page.request.get(`${url.write}/api/v1/decisions`)).json();
    expect(log.rows[0]).toMatchObject({ edit: "split", author: "A. Editor", reason: "another matter" });
    const chosen = await (await page.request.get(`${url.write}/api/v1/claims/${log.rows[0].claims[0]}`)).json();
    expect(chosen.claim.evidence.text).toContain("looting the Qatari embassy");
    // The other side are the voices that were not chosen.
    const voices = new Set(incident.fields.flatMap((f: { values: { asserted: { claim: string }[]; denied: { claim: string }[] }[] }) => f.values.flatMap((v) => [...v.asserted, ...v.denied].map((x) => x.claim))));
    expect(log.rows[0].claims.length).toBe(voices.size);
  });
});
