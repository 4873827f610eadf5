// What a screen reader is told, for the views that nobody else has.
import { disputed, expect, ready, test, url } from "./page";

test("an incident", async ({ page }) => {
  const { id } = await disputed(page, "embassy");
  await page.goto(`${url.read}/incident/${id}`);
  await ready(page);
  await expect(page.locator("main")).toMatchAriaSnapshot(`
    - main "Incident":
      - heading [level=1]
      - region "Where accounts part":
        - heading "disputed Where accounts part" [level=2]
        - term: What
        - definition: /denied by Rapid Support Forces/
      - region "What":
        - heading "What" [level=2]
        - heading "Attack, destroy" [level=3]
        - list "Say so":
          - listitem:
            - paragraph:
              - strong: Sudan’s army
              - text: /accused/
            - blockquote:
              - link "looting the Qatari embassy in Khartoum"
        - list "Deny it":
          - listitem:
            - paragraph:
              - strong: Rapid Support Forces
              - text: /denied/
            - blockquote:
              - link "denied any role in the attack"
  `);
});

test("a dispute is a table of questions and claimants", async ({ page }) => {
  await page.goto(`${url.read}/disputes?words=embassy`);
  await ready(page);
  await expect(page.getByRole("table")).toMatchAriaSnapshot(`
    - table:
      - rowgroup:
        - row:
          - columnheader "Question"
          - columnheader /Sudan’s army/
      - rowgroup:
        - row /What/:
          - rowheader /What asserted by/
          - cell /asserted.*looting the Qatari embassy/
        - row /Who/
  `);
  for (const width of [1280, 390]) {
    await page.setViewportSize({ width, height: 900 });
    await expect(page.getByRole("table")).toHaveCount(1);
    expect(await page.getByRole("cell").count()).toBeGreaterThan(3);
  }
});

test("a report: its words are links, its claims a list", async ({ page }) => {
  await page.goto(`${url.read}/report/sudan-2023-05-21`);
  await ready(page);
  await expect(page.locator("main")).toMatchAriaSnapshot(`
    - main "Report":
      - heading [level=1]
      - paragraph:
        - link "looting the Qatari embassy in Khartoum"
      - region "Claims of this report":
        - heading /\\d+ claims/ [level=2]
        - group "List of claims":
          - paragraph:
            - link /Sudan’s army, Rapid Support Forces/
  `);
});

test("each chart has its table", async ({ page }) => {
  for (const view of ["/timeline", "/map", "/toll", "/sources"]) {
    await page.goto(url.read + view);
    await ready(page);
    await page.getByText("As a table").first().click();
    await expect(page.locator(".twin[open] table tbody tr").first()).toBeVisible();
  }
});
