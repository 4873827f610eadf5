import { describe, expect, test } from "vitest";
import { focus } from "../../src/chart/focus";
import { cells, COLUMNS, order } from "../../src/chart/matrix";
import { shape, together } from "../../src/chart/shapes";
import { linear, rounds, rows, sides } from "../../src/chart/scale";
import { fit, gather, labels, zoom } from "../../src/chart/view";
import type { Dispute } from "../../src/api/types";

const bins = (...all: [string, number][]) => all.map(([start, total]) => ({ start, total, disputed: 0 }));

describe("the stretch worth drawing", () => {
  test("leaves a treaty of long ago out, and counts it", () => {
    expect(focus(bins(["1948-01-01", 1], ["2022-01-01", 60], ["2023-01-01", 40]), "year")).toEqual({ from: "2022-01-01", to: "2023-12-31", before: 1, after: 0 });
  });
  test("is the whole where the whole is not much longer", () => {
    expect(focus(bins(["2020-01-01", 5], ["2021-01-01", 60], ["2022-01-01", 40]), "year")).toEqual({ from: "2020-01-01", to: "2022-12-31", before: 0, after: 0 });
  });
  test("of nothing is nothing", () => expect(focus([], "day")).toBeNull());
});

describe("lanes", () => {
  test("an incident stands in the lanes of its sides, once, and not in those of mediators or of a people", () => {
    const party = (key: string, role: string, kind: string, code: string | null = key) => ({ key, role, kind, code });
    const row = { parties: [party("AAA", "actor", "state"), party("AAA", "actor", "government"), party("front", "recipient", "armed_group", null), party("BBB", "mediator", "state"), party("CCC", "recipient", "population"), party("a camp", "recipient", "facility", null)] };
    expect(sides(row)).toEqual(["AAA", "front"]);
  });
});

describe("places close together", () => {
  test("are drawn as one where the first of them is; none is lost", () => {
    const point = (x: number, y: number, total: number, disputed = 0) => ({ x, y, point: { total, disputed } });
    const groups = gather([point(10, 10, 9, 1), point(200, 10, 4), point(12, 14, 3), point(20, 2, 2, 2)], 30);
    expect(groups.map((g) => [g.first.x, g.places, g.total, g.disputed])).toEqual([[10, 3, 14, 3], [200, 1, 4, 0]]);
  });
});

describe("marks", () => {
  test("alike marks are drawn as one, each standing has a shape of its own", () => {
    const mark = (standing: string, faint: boolean, x: number) => ({ standing, faint, x, y: 5 });
    const groups = together([mark("reported", false, 10), mark("denied", false, 20), mark("reported", true, 30), mark("reported", false, 40)]);
    expect(groups.map((g) => `${g.standing} ${g.faint}`)).toEqual(["reported false", "denied false", "reported true"]);
    expect(groups[0]?.drawn.full.match(/M/g)).toHaveLength(2);
    const standings = ["reported", "claimed", "corroborated", "admitted", "disputed", "denied", "retracted"];
    expect(new Set(standings.map((s) => JSON.stringify(shape(s, 0, 0)))).size).toBe(standings.length);
  });
});

describe("scales", () => {
  test("a single value does not divide by nothing", () => expect(linear(5, 5, 0, 100)(5)).toBe(0));
  test.each([[7, 5], [37000, 5], [1, 5], [150, 3]])("marks up to %d reach it", (top, most) => {
    const marks = rounds(top, most);
    expect(marks[0]).toBe(0);
    expect(marks.at(-1)).toBeGreaterThanOrEqual(top);
    expect(marks.length).toBeLessThanOrEqual(most + 3);
  });
  test("dots of one day stack, those apart share a row", () => {
    expect(rows([10, 10, 10, 40], 12, 8)).toEqual([0, 1, 2, 0]);
    expect(rows([0, 0, 0, 0], 12, 2)).toEqual([0, 1, 1, 1]);
  });
});

describe("a dispute as a matrix", () => {
  const voice = { speaker: "", code: null, stance: "asserts", relation: "party", relays: [], outlet: null, published: null, report: "r", claim: "c", quote: "", start: 0, end: 0, denies: false, text: "r" };
  const cell = (claimant: number, denies: boolean, count = 1) => ({ claimant, value: `v${claimant}`, denies, count, first: null, last: null, voices: [voice] });
  const dispute = (n: number, own: ReturnType<typeof cell>[]) => ({ incident: {}, claimants: Array.from({ length: n }, (_, i) => ({ name: `n${i}`, code: null, relation: "party" })), questions: [{ field: "who", standing: { standing: "disputed", rule: "" }, cells: own }] }) as unknown as Dispute;

  test("who denies is always drawn, however many assert", () => {
    const many = dispute(10, [...Array.from({ length: 9 }, (_, i) => cell(i, false, 20 - i)), cell(9, true)]);
    expect(order(many).slice(0, COLUMNS)).toContain(9);
    expect(order(many).slice(0, 2)).toEqual([0, 1]);
    expect(new Set(order(many)).size).toBe(10);
  });
  test("exchanging two claimants' names changes nothing but names", () => {
    const one = dispute(2, [cell(0, false), cell(1, true)]);
    const two = { ...one, claimants: [...one.claimants].reverse() };
    expect(order(two)).toEqual(order(one));
  });
  test("denials stand last in a cell", () => {
    const both = dispute(1, [cell(0, true), cell(0, false)]);
    expect(cells(both, 0, 0).map((c) => c.denies)).toEqual([false, true]);
  });
});

describe("the view of the map", () => {
  test("shows all points", () => {
    const view = fit([[500, 300], [520, 330]], 800, 500);
    for (const [x, y] of [[500, 300], [520, 330]] as const) {
      expect(Math.abs(x - view.x) * view.k).toBeLessThanOrEqual(400);
      expect(Math.abs(y - view.y) * view.k).toBeLessThanOrEqual(250);
    }
  });
  test("zooming keeps the place under the pointer", () => {
    const before = { x: 500, y: 400, k: 4 };
    const after = zoom(before, 2, 800, [510, 410]);
    expect((510 - after.x) * after.k).toBeCloseTo((510 - before.x) * before.k);
  });
  test("names don't lie on each other", () => {
    const points = Array.from({ length: 30 }, (_, i) => ({ x: 100 + (i % 5) * 9, y: 100 + Math.floor(i / 5) * 5, r: 4, text: `Town ${i}` }));
    const got = labels(points, 400, 300, 20);
    const boxes = got.map((l) => { const w = l.text.length * 6.6; return l.end ? [l.x - w, l.x, l.y] : [l.x, l.x + w, l.y]; });
    for (const [i, a] of boxes.entries()) for (const b of boxes.slice(i + 1)) expect((a[1] ?? 0) <= (b[0] ?? 0) || (a[0] ?? 0) >= (b[1] ?? 0) || Math.abs((a[2] ?? 0) - (b[2] ?? 0)) >= 12).toBe(true);
  });
});
