import type { Refused, Signed } from "./sigv4-model.ts";

/** "Requests must be signed within five minutes of the time at AWS." */
const skewMs = 5 * 60_000;

/** Whether the signature is too old, or from the future; a presigned URL says itself for how long it holds. */
export function timeRefusal({ date, lifetimeMs }: Signed, now: number): Refused | undefined {
  const at = fromBasicFormat(date);
  if (Number.isNaN(at))
    return { refusal: "incomplete", detail: `Date must be in ISO-8601 'basic format'. Got '${date}'.` };
  if (at > now + skewMs) {
    const detail = `Signature not yet current: ${date} is still later than ${toBasicFormat(now + skewMs)} (${toBasicFormat(now)} + 5 min.)`;
    return { refusal: "skew", detail };
  }
  if (lifetimeMs !== undefined) {
    const detail = "Signature expired: the presigned URL has passed its X-Amz-Expires.";
    return now > at + lifetimeMs ? { refusal: "expired-url", detail } : undefined;
  }
  if (at >= now - skewMs) return undefined;
  const detail = `Signature expired: ${date} is now earlier than ${toBasicFormat(now - skewMs)} (${toBasicFormat(now)} - 5 min.)`;
  return { refusal: "skew", detail };
}

/** `yyyymmddThhmmssZ`, undefined for no time at all. */
export function toBasicFormat(ms: number): string | undefined {
  return Number.isNaN(ms) ? undefined : new Date(ms).toISOString().replaceAll(/[-:]|\.\d{3}/g, "");
}

function fromBasicFormat(date: string): number {
  return Date.parse(date.replace(/^(....)(..)(..)T(..)(..)(..)Z$/, "$1-$2-$3T$4:$5:$6Z"));
}
