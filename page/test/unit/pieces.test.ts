import { describe, expect, test } from "vitest";
import { found, paragraphs, words } from "../../src/words/pieces";

const all = (text: string, spans: [string, number, number][]) => paragraphs(text, spans.map(([id, start, end]) => ({ id, start, end })));

describe("a text in pieces", () => {
  test("loses no letter between its line breaks", () => {
    const text = "The army said it struck.\n\nResidents denied it.";
    const got = all(text, [["a", 4, 12], ["b", 9, 23]]);
    expect(got.map((p) => p.pieces.map((x) => x.text).join(""))).toEqual(["The army said it struck.", "Residents denied it."]);
  });
  test("cuts where claims overlap, the shortest claim first", () => {
    const [p] = all("abcdefghij", [["long", 0, 8], ["short", 2, 4]]);
    expect(p?.pieces).toEqual([
      { text: "ab", start: 0, end: 2, ids: ["long"] },
      { text: "cd", start: 2, end: 4, ids: ["short", "long"] },
      { text: "efgh", start: 4, end: 8, ids: ["long"] },
      { text: "ij", start: 8, end: 10, ids: [] },
    ]);
  });
  test("counts code points, not the halves of which JavaScript makes some", () => {
    const text = "😀 قال الجيش struck";
    const [p] = all(text, [["a", 2, 5]]);
    expect(p?.pieces.find((x) => x.ids.length)?.text).toBe("قال");
    expect(words(text, 0, 1)).toBe("😀");
  });
  test("a claim over a line break is lit in both paragraphs", () => {
    const got = all("one two\nthree", [["a", 4, 10]]);
    expect(got.map((p) => p.pieces.filter((x) => x.ids.length).map((x) => x.text))).toEqual([["two"], ["th"]]);
  });
  test("offsets outside of the text, or turned round, are left out", () => {
    expect(all("abc", [["a", 2, 9], ["b", 2, 1], ["c", -1, 2], ["d", 0.5, 2]])[0]?.pieces).toEqual([{ text: "abc", start: 0, end: 3, ids: [] }]);
  });
  test("many claims on one place are cut in bounded time", () => {
    const text = "x".repeat(20_000);
    const spans = Array.from({ length: 400 }, (_, i): [string, number, number] => [`c${i}`, i * 10, i * 10 + 200]);
    const before = performance.now();
    expect(all(text, spans)[0]?.pieces.map((p) => p.text).join("").length).toBe(20_000);
    expect(performance.now() - before).toBeLessThan(1500);
  });
});

describe("words found", () => {
  test("are marked, beginnings of words too, and nothing is lost", () => {
    const parts = found("Ceasefires collapsed; the cease-fire held.", "ceasefire held");
    expect(parts.map((p) => p.text).join("")).toBe("Ceasefires collapsed; the cease-fire held.");
    expect(parts.filter((p) => p.hit).map((p) => p.text)).toEqual(["Ceasefires", "held"]);
  });
  test("a question of signs alone marks nothing", () => {
    expect(found("a (b) c", "(((")).toEqual([{ text: "a (b) c", hit: false }]);
  });
});
