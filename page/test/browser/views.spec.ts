// Every view, light and dark, wide and on a phone: it stands, nothing sticks out, nothing is refused, and the audit passes on a record full of data.
import { audit, disputed, expect, fits, ready, test, url } from "./page";

const VIEWS = ["/", "/timeline", "/timeline?lanes=type&from=2021-01-01", "/map", "/disputes", "/agreements", "/toll", "/control", "/reports", "/sources", "/search?q=ceasefire", "/read", "/report/sudan-2023-05-21", "/embed/timeline", "/embed/map", "/nowhere"];

for (const scheme of ["light", "dark"] as const) {
  for (const view of VIEWS) {
    test(`${view} in ${scheme}`, async ({ page }) => {
      await page.emulateMedia({ colorScheme: scheme });
      await page.goto(url.read + view);
      await ready(page);
      await fits(page);
      await audit(page);
      await page.setViewportSize({ width: 360, height: 780 });
      await ready(page);
      await fits(page);
      if (scheme === "light") await audit(page);
    });
  }
  test(`an incident in ${scheme}`, async ({ page }) => {
    await page.emulateMedia({ colorScheme: scheme });
    const incident = await disputed(page, "embassy");
    await page.goto(`${url.read}/incident/${incident.id}`);
    await ready(page);
    await fits(page);
    await page.getByText("Why these claims are one incident").click();
    await audit(page);
    await page.setViewportSize({ width: 360, height: 780 });
    await fits(page);
    await audit(page);
  });
  test(`review in ${scheme}`, async ({ page }) => {
    await page.emulateMedia({ colorScheme: scheme });
    await page.goto(`${url.write}/review`);
    await ready(page);
    await fits(page);
    await audit(page);
  });
}

test("a chosen theme wins over the system's, and is kept", async ({ page }) => {
  await page.emulateMedia({ colorScheme: "light" });
  await page.goto(`${url.read}/disputes`);
  const ground = () => page.evaluate(() => getComputedStyle(document.body).backgroundColor);
  const light = await ground();
  const button = page.getByRole("button", { name: /Colours/ });
  await button.click();
  await button.click();
  await expect(button).toHaveText(/dark/);
  expect(await ground()).not.toBe(light);
  await page.reload();
  await expect(button).toHaveText(/dark/);
});

test("without a record the examples are shown, and it is said", async ({ page }) => {
  await page.goto(url.examples);
  await ready(page);
  await expect(page.getByText("There is no record here yet.")).toBeVisible();
  await expect(page.getByRole("link", { name: /reports$/ }).first()).toBeVisible();
});

test("with reduced motion nothing moves by itself", async ({ page }) => {
  await page.emulateMedia({ reducedMotion: "reduce" });
  await page.goto(`${url.read}/timeline`);
  await ready(page);
  const moving = await page.evaluate(() => document.getAnimations().length);
  expect(moving).toBe(0);
});

test("printed, the words stay and the tools go", async ({ page }) => {
  await page.goto(`${url.read}/report/sudan-2023-05-21`);
  await ready(page);
  await page.emulateMedia({ media: "print" });
  await expect(page.getByRole("navigation")).toBeHidden();
  await expect(page.getByText("Warplanes bombed southern Omdurman on Sunday").first()).toBeVisible();
});
