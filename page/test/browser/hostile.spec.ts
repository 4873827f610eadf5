// Reports from strangers: markup stays text, long words don't push the page apart, scripts of either direction stand right.
import { expect, fits, ready, test, url } from "./page";

test("markup in a report is shown as text, everywhere", async ({ page }) => {
  const ids = ["hostile-1", "hostile/2?x=1#y&z %"];
  for (const id of ids) {
    await page.goto(`${url.read}/report/${encodeURIComponent(id)}`);
    await ready(page);
    await fits(page);
    await page.setViewportSize({ width: 360, height: 780 });
    await fits(page);
    await page.setViewportSize({ width: 1280, height: 900 });
  }
  await page.goto(`${url.read}/report/hostile-1`);
  await ready(page);
  await expect(page.getByRole("heading", { level: 1 })).toHaveText('<img src=x onerror="window.broken=1"> Shelling');
  await expect(page.locator(".text")).toContainText("<script>window.broken=4</script>");
  expect(await page.locator("main img, main script, main iframe, main b").count()).toBe(0);
  // An address that is none of the web's is no link.
  expect(await page.locator('a[href^="javascript:"]').count()).toBe(0);
  for (const view of ["/disputes?words=Zenda", "/timeline?from=2023-06-01&to=2023-06-05", "/search?q=army", "/reports", "/sources", "/toll", "/"]) {
    await page.goto(url.read + view);
    await ready(page);
    expect(await page.locator("main img, main script, main iframe").count()).toBe(0);
  }
  expect(await page.evaluate(() => (window as unknown as { broken?: number }).broken)).toBeUndefined();
});

test("the words under the line are the claim's words, by code points", async ({ page }) => {
  for (const id of ["hostile-1", "hostile/2?x=1#y&z %", "right-to-left", "sudan-2023-05-21"]) {
    const report = await (await page.request.get(`${url.read}/api/v1/reports/${encodeURIComponent(id)}`)).json();
    await page.goto(`${url.read}/report/${encodeURIComponent(id)}`);
    await ready(page);
    expect(report.claims.length, id).toBeGreaterThan(0);
    for (const { claim } of report.claims) {
      const shown = (await page.locator(`[data-claims~="${claim.id}"]`).allTextContents()).join("");
      expect(shown).toBe(claim.evidence.text.replaceAll("\n", ""));
    }
  }
});

test("each paragraph has the direction of its own script", async ({ page }) => {
  await page.goto(`${url.read}/report/right-to-left`);
  await ready(page);
  const directions = await page.locator(".text p").evaluateAll((all) => all.map((p) => getComputedStyle(p).direction));
  expect(directions).toEqual(["rtl", "rtl"]);
  expect(await page.getByRole("heading", { level: 1 }).evaluate((h) => getComputedStyle(h).direction)).toBe("rtl");
  await page.goto(`${url.read}/report/sudan-2023-05-21`);
  await ready(page);
  expect(await page.locator(".text p").first().evaluate((p) => getComputedStyle(p).direction)).toBe("ltr");
});

test("the policy allows no inline script or style, and the page needs none", async ({ page }) => {
  const answer = await page.request.get(`${url.read}/timeline`);
  const policy = answer.headers()["content-security-policy"] ?? "";
  expect(policy).toContain("script-src 'self'");
  expect(policy).not.toContain("unsafe-inline");
  expect(await answer.text()).not.toMatch(/<script>|style=/);
});
