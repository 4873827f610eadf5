import { describe, expect, test } from "vitest";
import { after, bin, iso, number, span, stretch, ticks } from "../../src/words/days";

describe("stretches of days", () => {
  test.each([
    ["2023-05-21", "2023-05-21", "21 May 2023"],
    ["2023-05-21", null, "21 May 2023"],
    ["2023-05-15", "2023-05-21", "15–21 May 2023"],
    ["2023-05-21", "2023-06-03", "21 May – 3 June 2023"],
    ["2023-05-01", "2023-05-31", "May 2023"],
    ["2024-02-01", "2024-02-29", "February 2024"],
    ["2023-02-01", "2023-03-31", "February–March 2023"],
    ["2020-01-01", "2020-12-31", "2020"],
    ["1938-01-01", "1940-12-31", "1938–1940"],
    ["2022-12-30", "2023-01-02", "30 December 2022 – 2 January 2023"],
    [null, null, "no day told"],
    ["rubbish", "2023-01-01", "no day told"],
  ])("%s to %s", (from, to, words) => expect(stretch(from, to)).toBe(words));
});

describe("times of claims", () => {
  test.each([
    ["2023-05-21", "2023-05-21", "21 May 2023"],
    ["2023-05-15", "2023-05-21", "15–21 May 2023"],
    ["2020-10-31T05:00", "2020-10-31T12:00", "31 October 2020, 05:00 – 12:00"],
    ["2020-10-31T22:00", "2020-11-01T04:00", "31 October 2020, 22:00 – 1 November 2020, 04:00"],
    ["2020-10-31T05:30", "2020-10-31T05:30", "31 October 2020, 05:30"],
    [null, "2023-05-21", "until 21 May 2023"],
    [null, null, "not told"],
  ])("%s to %s", (from, to, words) => expect(span(from, to)).toBe(words));
});

describe("bins", () => {
  test("end where the next begins", () => {
    expect(after("2024-02-01", "month")).toBe("2024-03-01");
    expect(after("2023-12-25", "week")).toBe("2024-01-01");
    expect(after("2023-01-01", "year")).toBe("2024-01-01");
    expect(bin("2024-02-01", "month")).toBe("February 2024");
    expect(bin("2023-05-15", "week")).toBe("15–21 May 2023");
  });
  test("a day is a number and back, in any time zone", () => {
    for (const day of ["1899-12-31", "1970-01-01", "2024-02-29", "2025-01-29"]) expect(iso(number(day))).toBe(day);
  });
});

describe("marks of an axis", () => {
  test.each([["2023-05-01", "2023-05-20"], ["2023-01-01", "2023-12-31"], ["2010-01-01", "2025-01-01"], ["1900-01-01", "2025-01-01"]])("%s to %s are few and inside", (a, b) => {
    const marks = ticks(number(a), number(b), 8);
    expect(marks.length).toBeGreaterThan(1);
    expect(marks.length).toBeLessThanOrEqual(10);
    for (const mark of marks) {
      expect(mark.at).toBeGreaterThanOrEqual(number(a));
      expect(mark.at).toBeLessThanOrEqual(number(b));
    }
  });
});
