import { describe, expect, test } from "vitest";
import { asked, count, filterOf, withValues } from "../../src/state/filter";
import { amount, ruleLabel, valueLabel } from "../../src/words/labels";
import { country } from "../../src/words/countries";
import { stretch } from "../../src/words/days";

describe("filters in the address", () => {
  test("come out as they went in, whatever they hold", () => {
    const filter = { words: "a&b=c #?", actor: "الجيش", from: "2023-05-01", bbox: "44,38,52,42" };
    expect(filterOf(new URLSearchParams(asked(filter)))).toEqual(filter);
  });
  test("what belongs to a view is no filter", () => {
    expect(filterOf(new URLSearchParams("lanes=type&at=1,2,3&actor=ARM&source="))).toEqual({ actor: "ARM" });
  });
  test("equal states have equal addresses, in whatever order they were set", () => {
    const a = withValues(withValues(new URLSearchParams(), { to: "2023-01-02", actor: "ARM" }), { lanes: "type", place: "-" });
    const b = withValues(withValues(new URLSearchParams(), { lanes: "type", place: "-" }), { actor: "ARM", to: "2023-01-02" });
    expect(a.toString()).toBe(b.toString());
  });
  test("null and blanks take a value out", () => {
    expect(withValues(new URLSearchParams("actor=ARM&words=x"), { actor: null, words: "  " }).toString()).toBe("");
  });
  test("two dates count as one filter", () => expect(count({ from: "2023-01-01", to: "2023-02-01", actor: "X" })).toBe(2));
});

describe("words for people", () => {
  test("values of fields", () => {
    expect(valueLabel("what", "ASSAULT/heavy-weapons", stretch)).toBe("Attack, heavy weapons");
    expect(valueLabel("what", "CATTLE_RAID", stretch)).toBe("Cattle raid");
    expect(valueLabel("when", "2020-01-01 – 2020-12-31", stretch)).toBe("2020");
    expect(valueLabel("who", "ASSAULT", stretch)).toBe("ASSAULT");
  });
  test("open numbers say that they are open", () => {
    expect([amount(12, 12), amount(12, null), amount(null, 24), amount(12, 24), amount(null, null), amount(0, 0)]).toEqual(["12", "at least 12", "up to 24", "12–24", "a number not told", "0"]);
  });
  test("rules lose the words of the layout", () => expect(ruleLabel("how_many: X says 3; whom: by Y")).toBe("how many: X says 3; to whom: by Y"));
});

describe("names of countries", () => {
  test("a country is called by its name, anything else by none", () => {
    expect([country("SDN"), country("COD"), country("UNO"), country("civilians"), country(null)]).toEqual(["Sudan", "Congo - Kinshasa", null, null, null]);
  });
});
