/** The shapes of the API's answers, taken from its own description (`openapi.d.ts`, written by `npm run types`). */
import type { components } from "./openapi";

type Schemas = components["schemas"];

/** In answers everything is there: what is not told is null (docs/API.md). The description marks such fields as if they could be missing. */
type Told<T> = T extends [infer A, infer B, infer C] ? [A, B, C] : T extends (infer U)[] ? Told<U>[] : T extends object ? { [K in keyof T]-?: Told<Exclude<T[K], undefined>> } : T;

export type Agreement = Told<Schemas["Agreement"]>;
export type Agreeing = Told<Schemas["Agreeing"]>;
export type Bin = Told<Schemas["Bin"]>;
export type Cell = Told<Schemas["Cell"]>;
export type Claimant = Told<Schemas["Claimant"]>;
export type ClaimAnswer = Told<Schemas["ClaimAnswer"]>;
export type CodedClaim = Told<Schemas["CodedClaim"]>;
export type Decided = Told<Schemas["Decided"]>;
export type Decision = Told<Schemas["Decision"]>;
export type DecisionRequest = Schemas["DecisionRequest"];
export type Dispute = Told<Schemas["Dispute"]>;
export type Field = Told<Schemas["Field"]>;
export type FieldValue = Told<Schemas["FieldValue"]>;
export type Hit = Told<Schemas["Hit"]>;
export type Holding = Told<Schemas["Holding"]>;
export type Incident = Told<Schemas["Incident"]>;
export type IncidentRow = Told<Schemas["IncidentRow"]>;
export type Job = Told<Schemas["Job"]>;
export type JobStarted = Told<Schemas["JobStarted"]>;
export type Lane = Told<Schemas["Lane"]>;
export type Map = Told<Schemas["Map"]>;
export type MapPoint = Told<Schemas["MapPoint"]>;
export type Meta = Told<Schemas["Meta"]>;
export type Problem = Pick<Schemas["Problem"], "type" | "title" | "status" | "detail" | "parameter">;
export type ReadAnswer = Told<Schemas["ReadAnswer"]>;
export type ReadRequest = Schemas["ReadRequest"];
export type Relay = Told<Schemas["Relay"]>;
export type Report = Told<Schemas["Report"]>;
export type ReportRow = Told<Schemas["ReportRow"]>;
export type Sample = Told<Schemas["Sample"]>;
export type Series = Told<Schemas["Series"]>;
export type Sources = Told<Schemas["Sources"]>;
export type Step = Told<Schemas["Step"]>;
export type Timeline = Told<Schemas["Timeline"]>;
export type Toll = Told<Schemas["Toll"]>;
export type TollRow = Told<Schemas["TollRow"]>;
export type Voice = Told<Schemas["Voice"]>;
export type Why = Told<Schemas["Why"]>;

/** One page of a list. */
export interface List<T> { data_version: number; total: number; of: number; next: string | null; rows: T[] }
