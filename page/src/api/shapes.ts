/** The shapes of the API's answers, under the names of its OpenAPI document. */
export interface Standing { standing: string; rule: string }
export interface Place { name: string; country: string | null; admin1: string | null; geonames: number | null; lat: number | null; lon: number | null; radius_km: number | null; precision: string }
export interface Party { key: string; name: string; code: string | null; kind: string; role: string }
export interface Quoted { speaker: string; stance: string; relays: string[]; outlet: string | null; published: string | null; quote: string; claim: string; denies: boolean }
export interface Amount { low: number | null; high: number | null }
export interface IncidentRow {
  id: string; title: string; family: string; types: string[]; modes: string[]; from: string | null; to: string | null; place: Place | null; parties: Party[];
  standing: Standing | null; disputed: string[]; not_so: boolean; unreal: boolean; reports: number; texts: number; claims: number; killed: Amount | null; quotes: Quoted[];
}
export interface Voice {
  speaker: string; code: string | null; stance: string; relation: string; relays: string[]; outlet: string | null; published: string | null;
  report: string; claim: string; quote: string; start: number; end: number; denies: boolean; text: string;
}
export interface Value { value: string; asserted: Voice[]; denied: Voice[]; first: string | null; last: string | null }
export interface Correction { value: string; author: string; time: string; reason: string }
export interface Field { name: string; standing: Standing | null; values: Value[]; corrected: Correction | null }
export interface ReportRow { id: string; title: string | null; published: string | null; publisher: string | null; wire: string | null; url: string | null; text_sha256: string }
export interface IncidentReport extends ReportRow { claim_ids: string[] }
export interface Step extends Amount { shown: string; whom: string | null; scope: string; voice: Voice }
export interface Series { speaker: string; code: string | null; relation: string; steps: Step[] }
export interface Toll extends Amount { what: string; contradicts: string | null; claimants: Series[] }
export interface Incident extends IncidentRow { data_version: number; fields: Field[]; tolls: Toll[]; sources: IncidentReport[]; former_ids: string[]; cite: string }
export interface Feature { name: string; log_odds: number }
export interface Reason { claim: string; quote: string; joined_to: string; its_quote: string; log_odds: number; features: Feature[] }
export interface Why { data_version: number; incident: string; reasons: Reason[] }
export interface Claimant { name: string; code: string | null; relation: string }
export interface Cell { claimant: number; value: string; denies: boolean; count: number; first: string | null; last: string | null; voices: Voice[] }
export interface Question { field: string; standing: Standing; cells: Cell[] }
export interface Dispute { incident: IncidentRow; claimants: Claimant[]; questions: Question[] }
export interface Keeping { party: string; state: string; breaches: number[] }
export interface Term { term: string; obligors: string[]; until: string | null; told: Voice[]; by_party: Keeping[] }
export interface Breach { incident: string; title: string; day: string | null; accused: string[]; accusers: string[]; answers: string[]; standing: string | null; basis: string }
export interface Agreement { id: string; title: string; day: string | null; place: string | null; parties: string[]; third_parties: string[]; terms: Term[]; breaches: Breach[]; standing: Standing | null }
export interface Bin { start: string; total: number; disputed: number }
export interface Lane { key: string; label: string; total: number; bins: Bin[] }
export interface Timeline {
  data_version: number; total: number; of: number; undated: number; unit: string; lanes_by: string; from: string | null; to: string | null;
  bins: Bin[]; lanes: Lane[]; lanes_left_out: number; rows: IncidentRow[]; dense: boolean;
}
export interface MapPoint { lat: number; lon: number; radius_km: number | null; precision: string; name: string; country: string | null; total: number; disputed: number; first: string | null; last: string | null; incidents: string[] }
export interface MapCountry { country: string; name: string; total: number; disputed: number }
export interface MapName { name: string; country: string | null; precision: string; total: number; disputed: number; incidents: string[] }
export interface Map { data_version: number; total: number; of: number; points: MapPoint[]; points_left_out: number; countries: MapCountry[]; unplaced: MapName[]; no_place: number; no_place_rows: IncidentRow[] }
export interface TollRow { incident: IncidentRow; tolls: Toll[] }
export interface Held { holder: string; code: string | null; basis: string; since: string | null; until: string | null; denied: boolean; modality: string; voice: Voice }
export interface Holding { place: string; geonames: number | null; country: string | null; told: Held[]; contested: string | null }
export interface Outlet { name: string | null; reports: number; claims: number; first: string | null; last: string | null }
export interface Speaker { name: string; code: string | null; claims: number; denials: number }
export interface Relay { from: string; from_kind: string; to: string; claims: number }
export interface Sources { data_version: number; outlets: Outlet[]; speakers: Speaker[]; speakers_left_out: number; relays: Relay[]; relays_left_out: number; copies: string[][] }
export interface Hit { report: string; title: string | null; published: string | null; publisher: string | null; claim: string | null; incident: string | null; words: string }
export interface Span { start: number; end: number; text: string }
export interface Entity { name: string; code: string | null; kind: string; person: string | null; office: string | null; role?: string | null }
export interface SpeakerLink { source: Entity; stance: string; relation: string }
export interface ClaimBody {
  id: string; kind: string; event?: { type: string; modes: string[] } | null; actors: Entity[]; recipients: Entity[]; third_parties: Entity[];
  when?: { start: string | null; end: string | null; words?: Span | null; rule: string } | null; where?: { name: string; country: string | null; precision: string } | null;
  polarity: string; modality: string; aspect: string; certainty: string; attribution: SpeakerLink[]; hedges: Span[]; evidence: Span; rule: string; confidence: number;
}
export interface CodedClaim { headline: string; said: string; incident: string | null; claim: ClaimBody }
export interface ClaimAnswer extends CodedClaim { data_version: number; report: ReportRow }
export interface Report extends ReportRow { data_version: number | null; text: string | null; claims: CodedClaim[] }
export interface Counted { key: string; label: string; incidents: number }
export interface Values { parties: Counted[]; families: Counted[]; types: Counted[]; modes: Counted[]; countries: Counted[]; places: Counted[]; sources: Counted[]; standings: Counted[] }
export interface ExportFormat { id: string; about: string; media_type: string; extension: string }
export interface Meta {
  program: string; coder: string; data_version: number; record: string; writable: boolean; project: { name: string; parties: string[]; countries: string[]; from: string | null; to: string | null } | null;
  counts: { reports: number; claims: number; incidents: number; disputes: number; agreements: number }; from: string | null; to: string | null; values: Values; formats: ExportFormat[];
  limits: { read_bytes: number; upload_bytes: number; page: number };
}
export interface List<T> { data_version: number; total: number; of: number; next: string | null; rows: T[] }
export interface ReadAnswer { reports: Report[]; incidents: IncidentRow[]; problems: string[] }
export interface JobStarted { id: string; href: string; events: string }
export interface Job { id: string; work: string; state: string; bytes: number; bytes_read: number; reports: number; claims: number; added: number; unchanged: number; replaced: number; problems: string[]; error: string | null; answer: ReadAnswer | null }
export interface Decision { edit: string; claims: string[]; field: string | null; value: string | null; author: string; time: string; reason: string }
export interface Decided { data_version: number; incidents: string[] }
export interface SampleRow extends ClaimAnswer { verdicts: Decision[] }
export interface Sample { data_version: number; seed: number; of: number; rows: SampleRow[] }
export interface CoderPair { a: string; b: string; claims: number; agree: number; kappa: number | null }
export interface AuthorCount { author: string; claims: number; right: number; wrong: number; unsure: number; precision: [number, number, number] | null }
export interface Agreeing { data_version: number; pairs: CoderPair[]; authors: AuthorCount[] }
export interface Problem { type: string; title: string; status: number; detail: string; parameter?: string | null }
