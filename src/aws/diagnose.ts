import { asTrouble, Trouble } from "#domain/trouble.ts";

import { type Answer, textAt } from "./ask.ts";
import type { Ending } from "./link-protocol.ts";
import type { ServerClock } from "./server-clock.ts";

export interface DiagnoseNeeds {
  /** Rejects with unreachable. */
  readonly ask: (url: string) => Promise<Answer>;
  readonly serverClock: Pick<ServerClock, "guess" | "now" | "offset">;
}

export interface FailedAttempt {
  readonly url: string;
  readonly identityId: string;
  readonly ending: Ending;
}

/** A correction as large as this is why the signature was refused; AWS's window is five minutes. */
const decisiveMs = 60_000;

/** AWS IoT takes the upgrade, and says no only after the CONNECT packet: some brokers by closing without a word. */
const closedAfterUpgrade = "Socket closed";

/**
 * Why the WebSocket never became a connection. The browser tells no page what the server answered to an upgrade, so the same signed URL is asked
 * over HTTP: a refusal there carries its reason, its time and permission to be read.
 */
export async function diagnose(
  { ask, serverClock }: DiagnoseNeeds,
  { url, identityId, ending }: FailedAttempt,
): Promise<Trouble> {
  if (ending.detail === closedAfterUpgrade) return new Trouble("connect-not-authorized", { identityId });
  const before = serverClock.offset();
  const { host } = new URL(url);
  try {
    const { status, body } = await ask(url.replace(/^ws/, "http"));
    const detail = textAt(body, "message") ?? "";
    const theirs = timeIn(detail);
    // For lack of a Date header that a page may read.
    if (theirs !== undefined) serverClock.guess(serverClock.now() + serverClock.offset() - theirs);
    const offset = serverClock.offset();
    if (Math.abs(offset - before) > decisiveMs || /signature expired|not yet current/i.test(detail)) {
      return new Trouble("clock-wrong", { offsetSeconds: Math.round(offset / 1000) });
    }
    if (status === 403 && /token\b.*\bexpired/i.test(detail)) return new Trouble("credentials-expired", { detail });
    if (status === 401 || status === 403) return new Trouble("signature-refused", { detail });
    // The signature is good and the host answers: then something between here and there does not let WebSockets through.
    return new Trouble("unreachable", { host, status, detail: ending.detail });
  } catch (error) {
    return asTrouble(error);
  }
}

/** "Signature expired: 20150830T123600Z is now earlier than 20150830T124100Z (20150830T124600Z - 5 min.)": the last is AWS's own clock. */
function timeIn(detail: string): number | undefined {
  const [, date, time] = /\((\d{8})T(\d{6})Z [+-] \d+ min/.exec(detail) ?? [];
  if (date === undefined || time === undefined) return undefined;
  const text = `${date.replace(/(....)(..)(..)/, "$1-$2-$3")}T${time.replace(/(..)(..)(..)/, "$1:$2:$3")}Z`;
  const at = Date.parse(text);
  return Number.isNaN(at) ? undefined : at;
}
