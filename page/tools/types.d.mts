/** TypeScript for an OpenAPI document. */
export function types(document: unknown): Promise<string>;
