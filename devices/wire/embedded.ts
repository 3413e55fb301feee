import type { AwsAccess } from "./access.ts";
import { Trouble } from "./trouble.ts";

const patienceMs = 5_000;

/**
 * The way into the embedded AWS at `endpoint`, as its `/_local/outputs.json` gives it.
 * @throws Trouble when nothing answers there, or something else does.
 */
export async function embeddedAccess(endpoint: string, region: string | undefined): Promise<AwsAccess> {
  const outputs = await readOutputs(endpoint);
  const endpoints = memberOf(outputs, "endpoints");
  const admin = memberOf(outputs, "admin");
  return {
    endpoint,
    websocket: textOf(endpoints, "websocket", endpoint),
    region: region ?? textOf(outputs, "region", endpoint),
    accountId: textOf(outputs, "accountId", endpoint),
    credentials: {
      accessKeyId: textOf(admin, "accessKeyId", endpoint),
      secretAccessKey: textOf(admin, "secretAccessKey", endpoint),
    },
  };
}

async function readOutputs(endpoint: string): Promise<unknown> {
  const url = `${endpoint.replace(/\/$/, "")}/_local/outputs.json`;
  const response = await fetch(url, { signal: AbortSignal.timeout(patienceMs) }).catch((cause: unknown) => {
    throw new Trouble(
      `No AWS answers at ${endpoint}.`,
      "Start the embedded one with 'npm run local-aws', say where it listens with --endpoint URL, or use a real account with --aws.",
      { cause },
    );
  });
  if (!response.ok) throw notEmbedded(endpoint, `HTTP ${response.status}`);
  return response.json().catch(() => {
    throw notEmbedded(endpoint, "something that is not JSON");
  });
}

function notEmbedded(endpoint: string, answer: string): Trouble {
  return new Trouble(
    `What answers at ${endpoint} is not the embedded AWS: to GET /_local/outputs.json it says ${answer}.`,
    "Say where the embedded AWS listens with --endpoint URL, or use a real account with --aws.",
  );
}

function memberOf(value: unknown, name: string): unknown {
  return typeof value === "object" && value !== null
    ? Object.entries(value).find(([key]) => key === name)?.[1]
    : undefined;
}

function textOf(value: unknown, name: string, endpoint: string): string {
  const text = memberOf(value, name);
  if (typeof text !== "string") throw notEmbedded(endpoint, `a document without ${name}`);
  return text;
}
