import type { Clock } from "#domain/clock.ts";
import type { ConnectionState } from "#domain/connection.ts";
import type { Message, MqttConnection } from "#domain/ports.ts";
import { asTrouble, Trouble } from "#domain/trouble.ts";

import { fullJitter } from "./back-off.ts";
import { troubleOfLoss, troubleOfPuback, troubleOfReason } from "./connection-troubles.ts";
import type { FailedAttempt } from "./diagnose.ts";
import type { Credentials } from "./identity-pool.ts";
import { listeners } from "./listeners.ts";
import type { MqttLink, MqttSession } from "./mqtt-link.ts";
import { openSubscriptions } from "./subscriptions.ts";

export interface ConnectionNeeds {
  readonly link: MqttLink;
  /** Credentials that are good now. Each rejection keeps its cause. */
  readonly credentials: () => Promise<Credentials>;
  readonly discard: (refused: Credentials) => void;
  /** Attaches the operator's policy; undefined when it has been done for this identity. */
  readonly attach: (credentials: Credentials) => Promise<void> | undefined;
  readonly urlFor: (credentials: Credentials) => string;
  readonly diagnose: (failed: FailedAttempt) => Promise<Trouble>;
  readonly clock: Clock;
  readonly random: () => number;
  /** Hears that the world may have changed: the network is back, or the page is looked at again. Returns the way to stop. */
  readonly onWake: (listener: () => void) => () => void;
}

/** Nothing that a further attempt would change: somebody has to do something first. */
const stops: ReadonlySet<Trouble["code"]> = new Set<Trouble["code"]>([
  "client-id-refused",
  "config-invalid",
  "not-an-operator",
  "session-ended",
  "taken-over",
  "user-disabled",
]);

/** The next attempt has what this one lacked: the right time, or other credentials. */
const mended: ReadonlySet<Trouble["code"]> = new Set<Trouble["code"]>(["clock-wrong", "credentials-expired"]);

/** Not for longer: when AWS is back the screen is to be true again within half a minute, whatever went before. */
export const waits = { leastMs: 1000, mostMs: 25_000 };
/** Only a connection that stood this long ends a series of failures: one that is thrown out again and again must not try every second. */
const stableMs = 30_000;
/** @see https://docs.aws.amazon.com/general/latest/gr/iot-core.html#message-broker-limits one CONNECT a second for a client ID */
const betweenConnectsMs = 1000;

/** Keeps one MQTT connection, and says at every moment what it is doing about it. Starts at once. */
export function openMqttConnection(needs: ConnectionNeeds): MqttConnection {
  const { link, clock } = needs;
  const states = listeners<ConnectionState>();
  const messages = listeners<readonly Message[]>();
  const subscriptions = openSubscriptions();

  let state: ConnectionState = { kind: "idle" };
  let session: MqttSession | undefined;
  let lostAt: number | undefined;
  let lastTrouble: Trouble | undefined;
  /** Attempts since the connection last stood, and failures since it last stood for a while. */
  let [attempt, failures, connectedAt, socketAt] = [0, 0, 0, Number.NEGATIVE_INFINITY];
  /** Counts what was started, so that whatever belongs to an older start is dropped when it comes to its end. */
  let run = 0;
  let callOff: (() => void) | undefined;

  const setState = (next: ConnectionState) => {
    state = next;
    states.tell(next);
  };
  const take = (step: "credentials" | "policy" | "socket") =>
    setState({ kind: "connecting", attempt, step, lostAt, trouble: lastTrouble });

  const connect = async () => {
    callOff?.();
    run += 1;
    attempt += 1;
    const mine = run;
    const isOver = () => run !== mine;
    try {
      take("credentials");
      const credentials = await needs.credentials();
      if (isOver()) return;
      const attaching = needs.attach(credentials);
      if (attaching) {
        take("policy");
        await attaching;
        if (isOver()) return;
      }
      take("socket");
      openSocket(credentials, isOver);
    } catch (error) {
      if (!isOver()) fail(asTrouble(error));
    }
  };

  const openSocket = (credentials: Credentials, isOver: () => boolean) => {
    const { identityId } = credentials;
    const url = needs.urlFor(credentials);
    socketAt = clock.now();
    const opened = link.open(
      { url, clientId: identityId },
      {
        onOpened: () => {
          if (!isOver()) stand(opened, identityId);
        },
        onMessages: messages.tell,
        onUnfit: (detail) => {
          if (!isOver()) halt(new Trouble("unexpected", { detail }));
        },
        onEnded: (ending) => {
          if (isOver()) return;
          if (session) lose(troubleOfLoss(ending, identityId));
          else void refuse({ url, identityId, ending }, credentials, isOver);
        },
      },
    );
  };

  const stand = (opened: MqttSession, clientId: string) => {
    session = opened;
    connectedAt = clock.now();
    [attempt, lastTrouble, lostAt] = [0, undefined, undefined];
    setState({ kind: "connected", since: connectedAt, clientId });
    subscriptions.begin(opened);
  };
  const lose = (trouble: Trouble) => {
    session = undefined;
    subscriptions.end();
    lostAt = clock.now();
    if (lostAt - connectedAt >= stableMs) failures = 0;
    fail(trouble);
  };
  const refuse = async (failed: FailedAttempt, credentials: Credentials, isOver: () => boolean) => {
    const trouble = troubleOfReason(failed.ending, failed.identityId) ?? (await needs.diagnose(failed));
    if (trouble.code === "credentials-expired") needs.discard(credentials);
    if (!isOver()) fail(trouble);
  };

  const fail = (trouble: Trouble) => {
    failures += 1;
    lastTrouble = trouble;
    if (stops.has(trouble.code)) {
      halt(trouble);
      return;
    }
    const atOnce = mended.has(trouble.code) && failures === 1;
    wait(trouble, atOnce ? 0 : fullJitter({ failures, ...waits }, needs.random));
  };
  const halt = (trouble: Trouble) => {
    run += 1;
    setState({ kind: "stopped", trouble, lostAt });
  };
  const wait = (trouble: Trouble, ms: number) => {
    const retryAt = Math.max(clock.now() + ms, socketAt + betweenConnectsMs);
    setState({ kind: "waiting", attempt, trouble, lostAt, retryAt });
    callOff?.();
    callOff = clock.after(retryAt - clock.now(), () => void connect());
  };
  const hurry = () => {
    if (state.kind === "waiting") wait(state.trouble, 0);
  };
  const stopWaking = needs.onWake(hurry);

  void connect();
  return {
    get state() {
      return state;
    },
    onState: states.add,
    onMessages: messages.add,
    subscribe: (filters, onAnswer) => subscriptions.subscribe(filters, onAnswer),
    publish: async (topic, payload) => {
      if (!session) throw new Trouble("not-connected");
      const trouble = troubleOfPuback(await session.publish(topic, payload), topic);
      if (trouble) throw trouble;
    },
    connectNow: () => {
      if (state.kind === "stopped") {
        failures = 0;
        wait(state.trouble, 0);
      } else hurry();
    },
    [Symbol.asyncDispose]: async () => {
      run += 1;
      callOff?.();
      stopWaking();
      session?.close();
      session = undefined;
      subscriptions.end();
      link[Symbol.dispose]();
      setState({ kind: "idle" });
    },
  };
}
