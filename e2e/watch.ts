import { type BrowserContext, type ConsoleMessage, expect, type Response } from "@playwright/test";

/** Listens to all that a browser says while a test runs, and judges it at the end. */
export interface Watch {
  /** Also over this browser. */
  over(context: BrowserContext): void;
  /** Closes this browser; what it keeps is looked at before. */
  release(context: BrowserContext): Promise<void>;
  /** What this test brings about on purpose: errors that the browser may report. */
  allow(...patterns: readonly RegExp[]): void;
  /** Nothing unexpected was said, and no secret got anywhere. */
  judge(): Promise<void>;
}

interface Said {
  readonly text: string;
  readonly serious: boolean;
}

/** Playwright says so where a test does without a service worker. */
const always = [/Service Worker registration blocked by Playwright/];

export function openWatch(passwords: readonly string[]): Watch {
  const contexts = new Set<BrowserContext>();
  const allowed = [...always];
  const said: Said[] = [];
  const urls = new Set<string>();
  const answers: Promise<readonly Secret[]>[] = [];

  const hear = (message: ConsoleMessage) => {
    const serious = message.type() === "error" || message.type() === "warning";
    // A browser names the URL of a WebSocket that does not open, and no page can keep it from that.
    said.push({ serious, text: message.text().replaceAll(/\b(?:ws|http):\/\/\S+\/mqtt\?\S+/g, "the presigned URL") });
  };

  const kept: string[] = [];
  const look = async (context: BrowserContext) => {
    kept.push(JSON.stringify(await context.storageState()));
    contexts.delete(context);
  };

  return {
    over: (context) => {
      contexts.add(context);
      context.on("console", hear);
      context.on("weberror", (error) => said.push({ serious: true, text: String(error.error().stack) }));
      context.on("request", (request) => urls.add(request.url()));
      context.on("page", (page) => page.on("websocket", (socket) => urls.add(socket.url())));
      context.on("response", (response) => answers.push(readSecrets(response)));
    },
    release: async (context) => {
      await look(context);
      await context.close();
    },
    allow: (...patterns) => void allowed.push(...patterns),
    judge: async () => {
      const unexpected = said.filter(({ serious, text }) => serious && !allowed.some((pattern) => pattern.test(text)));
      expect.soft(unexpected, "what the browser complained of").toEqual([]);

      const secrets = [
        ...(await Promise.all(answers)).flat(),
        ...passwords.map((text) => ({ kind: "password", text })),
      ];
      await Promise.all([...contexts].map(look));
      const seenIn = (places: readonly string[], where: string) =>
        secrets
          .filter(({ kind, text }) => places.some((place) => holds(place, kind, text)))
          .map(({ kind }) => `${kind} ${where}`);
      const leaks = [
        seenIn(
          said.map((line) => line.text),
          "on the console",
        ),
        seenIn([...urls], "in a URL"),
        seenIn(kept, "in localStorage or a cookie"),
      ].flat();
      expect.soft(leaks, "secrets where they must not be").toEqual([]);
    },
  };
}

interface Secret {
  readonly kind: string;
  readonly text: string;
}

const kinds = new Set(["AccessToken", "IdToken", "RefreshToken", "SecretKey", "SessionToken"]);

/** The tokens and keys in an answer of Cognito. */
async function readSecrets(response: Response): Promise<readonly Secret[]> {
  if (response.request().method() !== "POST" || !response.ok()) return [];
  // The page may have been closed meanwhile, and its answers with it.
  const body: unknown = await response.json().catch(() => undefined);
  const secrets: Secret[] = [];
  const visit = (value: unknown): void => {
    if (typeof value !== "object" || value === null) return;
    for (const [kind, text] of Object.entries(value)) {
      if (typeof text === "string" && kinds.has(kind)) secrets.push({ kind, text });
      else visit(text);
    }
  };
  visit(body);
  return secrets;
}

/** AWS IoT wants the session token in the presigned URL, which is also asked over HTTP why it was refused, and there alone. */
function holds(place: string, kind: string, text: string): boolean {
  if (kind === "SessionToken" && /^(?:ws|http)s?:\/\/[^/]+\/mqtt\?/.test(place)) return false;
  return place.includes(text) || place.includes(encodeURIComponent(text));
}
