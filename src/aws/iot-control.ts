import { AttachPolicyCommand, IoTClient } from "@aws-sdk/client-iot";

import type { Clock } from "#domain/clock.ts";
import type { Config } from "#domain/config.ts";
import { Trouble } from "#domain/trouble.ts";

import type { Credentials } from "./identity-pool.ts";
import { troubleOfSdk } from "./sdk-troubles.ts";
import type { ServerClock } from "./server-clock.ts";

/** The control plane of AWS IoT, as this operator. */
export interface IotControl extends Disposable {
  /** Runs one request; whatever it throws is told as a trouble with `action`. An abort stays an abort. */
  readonly ask: <Output>(
    action: string,
    request: (client: IoTClient, options: { readonly abortSignal: AbortSignal }) => Promise<Output>,
    signal?: AbortSignal,
  ) => Promise<Output>;
}

/** For one request, however often the client tries it: by itself it waits as long as the network lets it. */
const patienceMs = 15_000;

interface Needs {
  readonly config: Pick<Config, "endpoints" | "region">;
  readonly credentials: () => Promise<Credentials>;
  /** AWS calls them expired: whoever asks next needs others. */
  readonly discard: (refused: Credentials) => void;
  readonly serverClock: Pick<ServerClock, "offset">;
  readonly clock: Pick<Clock, "after">;
}

interface Opened {
  readonly client: IoTClient;
  /** What it was given last. */
  used?: Credentials;
}

export function openIotControl({ config, credentials, discard, serverClock, clock }: Needs): IotControl {
  const endpoint = config.endpoints.iot;
  let current: Opened | undefined;
  // Made for the first request: by then the credentials have told how far AWS's clock is from ours. From then on the client measures it by itself.
  const open = () => {
    const opened: Opened = {
      client: new IoTClient({
        region: config.region,
        endpoint,
        systemClockOffset: -serverClock.offset(),
        credentials: async () => {
          opened.used = await credentials();
          const { accessKeyId, secretAccessKey, sessionToken, expiresAt } = opened.used;
          return { accessKeyId, secretAccessKey, sessionToken, expiration: new Date(expiresAt + serverClock.offset()) };
        },
      }),
    };
    return opened;
  };
  /** The client keeps what it was given for as long as its own clock lets it: another one asks anew. */
  const renew = (refused: Opened) => {
    if (refused.used) discard(refused.used);
    if (current === refused) current = undefined;
  };
  return {
    ask: async (action, request, signal) => {
      await credentials();
      current ??= open();
      const asked = current;
      const patience = new AbortController();
      const callOff = clock.after(patienceMs, () => patience.abort());
      try {
        return await request(asked.client, {
          abortSignal: AbortSignal.any([patience.signal, ...(signal ? [signal] : [])]),
        });
      } catch (error) {
        if (patience.signal.aborted) throw new Trouble("unreachable", { host: new URL(endpoint).host }, error);
        if (error instanceof Error && error.name === "AbortError") throw error;
        const trouble = troubleOfSdk(error, action, endpoint);
        if (trouble.code === "credentials-expired") renew(asked);
        throw trouble;
      } finally {
        callOff();
      }
    },
    [Symbol.dispose]: () => current?.client.destroy(),
  };
}

/** The route `iot`: the operator attaches his policy himself, which asks for a right that cannot be scoped. */
export async function attachByIot({ ask }: IotControl, policyName: string, identityId: string): Promise<void> {
  try {
    await ask("iot:AttachPolicy", (client) => client.send(new AttachPolicyCommand({ policyName, target: identityId })));
  } catch (error) {
    if (!(error instanceof Trouble) || error.code === "unreachable" || error.code === "throttled") throw error;
    const detail = String(error.facts["detail"] ?? error.code);
    throw new Trouble("attach-refused", { identityId, policyName, status: 403, detail }, error);
  }
}
