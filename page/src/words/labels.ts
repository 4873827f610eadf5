/** What people read for the words of the record. No word takes a side. Pure. */

const TYPES: Record<string, string> = {
  AGREE: "Agreement", CONSULT: "Talks", SUPPORT: "Support", COOPERATE: "Cooperation", AID: "Aid", CONCEDE: "Concession", RETREAT: "Pulling back",
  REQUEST: "Demand", ACCUSE: "Accusation", REJECT: "Refusal", THREATEN: "Threat", PROTEST: "Protest", SANCTION: "Sanction", MOBILIZE: "Mobilization",
  COERCE: "Coercion", ASSAULT: "Attack",
};
const FIELDS: Record<string, string> = { what: "What", who: "Who", whom: "To whom", where: "Where", when: "When", how_many: "How many" };
// Past, which fits one speaker and many.
const STANCES: Record<string, string> = {
  reports: "reported", asserts: "said", accuses: "accused", denies: "denied", confirms: "confirmed", pledges: "pledged", demands: "demanded", warns: "warned", claims: "claimed",
  claims_responsibility: "claimed responsibility", denies_responsibility: "denied responsibility", quotes: "quoted", believes: "believed",
};
const RELATIONS: Record<string, string> = {
  outlet: "outlet", party: "party to it", opponent: "adversary", third_party: "third party", monitor: "observer", unnamed: "unnamed",
};

/** How well something is established; `mark` names its shape. */
export const STANDINGS: Record<string, { label: string; about: string }> = {
  reported: { label: "reported", about: "by outlets in their own voice, by observers, or by a party of its own act" },
  claimed: { label: "claimed", about: "by one party about another, and by nobody else" },
  corroborated: { label: "corroborated", about: "by two sources independent of each other, one of them without a side" },
  admitted: { label: "admitted", about: "by the party it is held against" },
  disputed: { label: "disputed", about: "some assert, others deny; or numbers that cannot both hold" },
  denied: { label: "denied", about: "only denials are known" },
  retracted: { label: "retracted", about: "taken back by its source" },
};

/** `heavy-weapons` as `heavy weapons`. */
export const plain = (word: string) => word.replaceAll(/[_-]/g, " ");
const upper = (text: string) => text.charAt(0).toUpperCase() + text.slice(1);

export const typeLabel = (type: string) => TYPES[type] ?? upper(plain(type.toLowerCase()));
export const fieldLabel = (field: string) => FIELDS[field] ?? upper(plain(field));
export const stanceVerb = (stance: string) => STANCES[stance] ?? plain(stance);
export const relationLabel = (relation: string) => RELATIONS[relation] ?? plain(relation);
export const termLabel = (term: string) => (term === "other" ? "Something else" : upper(plain(term)));
const STAGES: Record<string, string> = { agreed: "Agreed", declared: "Declared", in_effect: "In effect", not_holding: "Said not to hold" };
/** A stage of an agreement's course; what is planned is not so yet. */
export const stageLabel = (what: string, planned: boolean) => (STAGES[what] ?? upper(plain(what))) + (planned ? ", not yet" : "");
export const modeLabel = (mode: string) => upper(plain(mode));

/** A value of a field as people read it: `ASSAULT/aerial` as `Attack, aerial`; days in words. */
export function valueLabel(field: string, value: string, days: (from: string, to: string) => string): string {
  if (field === "what" && /^[A-Z_]+(\/|$)/.test(value)) {
    const [type = "", ...modes] = value.split("/");
    return [typeLabel(type), ...modes.map(plain)].join(", ");
  }
  if (field === "when") {
    const [from = "", to = from] = value.split(" – ");
    return days(from, to);
  }
  return value;
}

/** A rule of standing without the words of the layout. */
export function ruleLabel(rule: string): string {
  return rule.replaceAll("how_many:", "how many:").replaceAll(/\bwhom:/g, "to whom:");
}

/** A label for a value of the filter `type`, which takes families, types, modes and things counted. */
export function kindLabel(kind: string): string {
  return /^[A-Z_]+$/.test(kind) ? typeLabel(kind) : upper(plain(kind));
}

/** `1 report`, `2 reports`. */
export function counted(n: number, one: string, many = `${one}s`): string {
  return `${number(n)} ${n === 1 ? one : many}`;
}

/** A number with thin groups: `12,400`. */
export const number = (n: number) => (Number.isInteger(n) ? String(n).replace(/\B(?=(\d{3})+$)/g, ",") : n.toLocaleString("en-GB"));

/** A number with open ends: `12`, `12–24`, `at least 12`, `up to 24`. */
export function amount(low: number | null | undefined, high: number | null | undefined): string {
  if (low == null && high == null) return "a number not told";
  if (low == null) return `up to ${number(high ?? 0)}`;
  if (high == null) return `at least ${number(low)}`;
  return low === high ? number(low) : `${number(low)}–${number(high)}`;
}
