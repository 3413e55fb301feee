import { isRecord } from "#local/wire/record.ts";

/** Why the shadow service refuses, in its own words. */
export class ShadowRefused extends Error {
  override readonly name = "ShadowRefused";
  /** An HTTP status. */
  readonly code: number;
  readonly clientToken: string | undefined;

  constructor(code: number, message: string, clientToken?: string) {
    super(message);
    this.code = code;
    this.clientToken = clientToken;
  }
}

export interface ShadowUpdate {
  /** Null clears both sections. */
  readonly state: null | {
    readonly desired?: Readonly<Record<string, unknown>> | null;
    readonly reported?: Readonly<Record<string, unknown>> | null;
  };
  readonly version: number | undefined;
  readonly clientToken: string | undefined;
}

/** "The maximum number of levels in the desired or reported section": the quota is 8, while the error text says 6. */
const deepest = 8;

const longestClientTokenBytes = 64;

/**
 * Reads the payload of an update.
 * @throws ShadowRefused, in the words of https://docs.aws.amazon.com/iot/latest/developerguide/device-shadow-error-messages.html
 */
export function readShadowUpdate(payload: Uint8Array): ShadowUpdate {
  const document = readDocument(payload);
  const clientToken = readClientToken(document);
  const refuse = (message: string) => new ShadowRefused(400, message, clientToken);

  const { version, state } = document;
  if (version !== undefined && !(typeof version === "number" && Number.isSafeInteger(version) && version >= 0))
    throw refuse("Invalid version");
  if (state === undefined) throw refuse("Missing required node: state");
  if (state === null) return { state, version, clientToken };
  if (!isRecord(state)) throw refuse("State node must be an object");
  const { desired, reported, ...others } = state;
  if (desired !== undefined && desired !== null && !isRecord(desired)) throw refuse("Desired node must be an object");
  if (reported !== undefined && reported !== null && !isRecord(reported))
    throw refuse("Reported node must be an object");
  if (Object.keys(others).length > 0) throw refuse("State contains an invalid node");
  for (const section of [desired, reported]) {
    const problem = problemWith(section, 0);
    if (problem !== undefined) throw refuse(problem);
  }
  return {
    state: { ...(desired !== undefined && { desired }), ...(reported !== undefined && { reported }) },
    version,
    clientToken,
  };
}

/** The client token of a get: its payload is empty, or a document that has nothing else to say. */
export function readShadowGet(payload: Uint8Array): string | undefined {
  return payload.length === 0 ? undefined : readClientToken(readDocument(payload));
}

/** The client token of a delete, "the content of the message is ignored" otherwise. */
export function readShadowDelete(payload: Uint8Array): string | undefined {
  try {
    return readShadowGet(payload);
  } catch {
    return undefined;
  }
}

function readDocument(payload: Uint8Array): Readonly<Record<string, unknown>> {
  let text: string;
  try {
    text = new TextDecoder("utf-8", { fatal: true }).decode(payload);
  } catch {
    throw new ShadowRefused(415, "Unsupported documented encoding; supported encoding is UTF-8");
  }
  let document: unknown;
  try {
    document = JSON.parse(text);
  } catch {
    throw new ShadowRefused(400, "Invalid JSON");
  }
  if (!isRecord(document)) throw new ShadowRefused(400, "Invalid JSON");
  return document;
}

function readClientToken({ clientToken }: Readonly<Record<string, unknown>>): string | undefined {
  if (clientToken === undefined) return undefined;
  if (typeof clientToken === "string" && Buffer.byteLength(clientToken) <= longestClientTokenBytes) return clientToken;
  throw new ShadowRefused(400, "Invalid clientToken");
}

/** Looks no deeper than it must: a hostile document may be nested as deep as it is long. */
function problemWith(value: unknown, depth: number): string | undefined {
  // JSON.parse makes Infinity of a number too large, and JSON could not say it again.
  if (typeof value === "number" && !Number.isFinite(value)) return "State contains an invalid node";
  if (typeof value !== "object" || value === null) return undefined;
  if (depth > deepest) return "JSON contains too many levels of nesting; maximum is 6";
  const isArray = Array.isArray(value);
  for (const item of Object.values(value)) {
    // "Arrays can't have null values."
    const problem = isArray && item === null ? "State contains an invalid node" : problemWith(item, depth + 1);
    if (problem !== undefined) return problem;
  }
  return undefined;
}
