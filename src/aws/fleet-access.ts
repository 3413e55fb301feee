import { type Clock, systemClock } from "#domain/clock.ts";
import type { Config } from "#domain/config.ts";
import type { FleetAccess } from "#domain/ports.ts";

import { ask } from "./ask.ts";
import { attachPolicy } from "./attach-policy.ts";
import { openCredentials } from "./credentials.ts";
import { diagnose } from "./diagnose.ts";
import type { IdToken, IdTokenSource } from "./id-token.ts";
import { type Credentials, fetchCredentials, isOfToken } from "./identity-pool.ts";
import { attachByIot, openIotControl } from "./iot-control.ts";
import { openMqttConnection } from "./mqtt-connection.ts";
import type { MqttLink } from "./mqtt-link.ts";
import { presign } from "./presign.ts";
import { openRegistry } from "./registry.ts";
import { openServerClock } from "./server-clock.ts";
import { onWake } from "./wake.ts";
import { openWorkerLink } from "./worker-link.ts";

/** What a test brings instead of a browser. */
export interface Surroundings {
  readonly clock: Clock;
  readonly random: () => number;
  readonly openLink: () => MqttLink;
  readonly onWake: (listener: () => void) => () => void;
}

const browser: Surroundings = { clock: systemClock, random: Math.random, openLink: openWorkerLink, onWake };

/** Everything between somebody who is signed in and the fleet. It begins to connect at once. */
export function openFleetAccess(
  config: Config,
  { idToken }: { readonly idToken: IdTokenSource },
  { clock, random, openLink, onWake: wake }: Surroundings = browser,
): FleetAccess {
  const serverClock = openServerClock(clock);
  const now = () => clock.now();
  const askAws = (url: string, init?: RequestInit) => ask({ url, serverClock, now, ...(init && { init }) });

  const exchange = async ({ text, clockOffset }: IdToken) => {
    if (clockOffset !== undefined) serverClock.guess(clockOffset);
    return fetchCredentials({ config, ask: askAws }, text);
  };
  const credentials = openCredentials({
    clock,
    random,
    now: () => serverClock.now(),
    fetch: async () => {
      try {
        return await exchange(await idToken());
      } catch (error) {
        if (!isOfToken(error)) throw error;
        return exchange(await idToken({ renewed: true }));
      }
    },
  });
  const control = openIotControl({
    config,
    clock,
    serverClock,
    credentials: () => credentials.get(),
    discard: (refused) => credentials.discard(refused),
  });
  const attachNeeds = {
    config,
    serverClock,
    ask: askAws,
    attachByIot: (policyName: string, identityId: string) => attachByIot(control, policyName, identityId),
  };
  const attached = new Set<string>();
  const attach = async (held: Credentials) => {
    await attachPolicy(attachNeeds, held);
    attached.add(held.identityId);
  };
  const connection = openMqttConnection({
    link: openLink(),
    credentials: () => credentials.get(),
    discard: (refused) => credentials.discard(refused),
    attach: (held) => (config.attach.route === "none" || attached.has(held.identityId) ? undefined : attach(held)),
    urlFor: (held) =>
      presign({ url: config.endpoints.iotData, region: config.region, credentials: held, now: serverClock.now() }),
    diagnose: (failed) => diagnose({ ask: askAws, serverClock }, failed),
    clock,
    random,
    onWake: wake,
  });
  connection.onState((state) => {
    // It may have been detached since, by an administrator or a new account: the next attempt asks for it again.
    if (state.kind === "waiting" && state.trouble.code === "connect-not-authorized") attached.clear();
  });

  return {
    connection,
    registry: openRegistry({ control, thingNamePrefix: config.thingNamePrefix, now }),
    identity: () => {
      const held = credentials.held();
      return held && { identityId: held.identityId, credentialsExpireAt: held.expiresAt + serverClock.offset() };
    },
    clockOffset: () => serverClock.offset(),
    [Symbol.asyncDispose]: async () => {
      await connection[Symbol.asyncDispose]();
      control[Symbol.dispose]();
      credentials[Symbol.dispose]();
    },
  };
}
