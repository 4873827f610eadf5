export type * from "./shapes";
