import type { Account } from "#local/account/account.ts";
import { isSubscribable } from "#local/account/broker-reserved.ts";
import type { SubscribeAnswer, Verdict } from "#local/wire/mqtt/behind.ts";
import type { SubscriptionRequest } from "#local/wire/mqtt/packets.ts";
import { publication } from "#local/wire/mqtt/publication.ts";
import { firstRefusal, ProtocolViolation, reasonCodes } from "#local/wire/mqtt/reason-codes.ts";
import { hasWildcard, isReserved, problemWithTopicFilter } from "#local/wire/mqtt/topics.ts";

import type { Client } from "./client.ts";
import { authorizationFailure, type DeniedAction } from "./client-log.ts";
import { iotArn } from "./visitor.ts";

type Needs = Pick<Account, "accountId" | "broker" | "region">;

const mostPerConnection = 50;
const mostPerRequest = 8;

/** Why a filter is refused. */
interface Refusal extends Verdict {
  readonly denied?: DeniedAction;
}

/** Subscribes the client to what it may subscribe to. */
export function hearSubscribe(
  account: Needs,
  client: Client,
  requests: readonly SubscriptionRequest[],
): SubscribeAnswer {
  const retained: (() => void)[] = [];
  const granted: string[] = [];
  const verdicts = requests.map((request): Verdict => {
    const refusal = tooMany(client, requests) ?? problemWith(account, client, request);
    if (refusal) return refusal;
    const isNew = !client.subscriptions.has(request.filter);
    subscribe(account, client, request);
    granted.push(request.filter);
    if (wantsRetained(request, isNew)) retained.push(() => sendRetained(account, client, request));
    return { code: Math.min(request.qos, 1) };
  });

  logRefusals(client, requests, verdicts);
  if (granted.length > 0) client.presence.subscribed(granted);
  const afterwards = () => {
    for (const send of retained) send();
  };
  return { verdicts: verdicts.map(({ code, says }) => (says === undefined ? { code } : { code, says })), afterwards };
}

function tooMany({ version }: Client, requests: readonly SubscriptionRequest[]): Verdict | undefined {
  if (requests.length <= mostPerRequest) return undefined;
  const says = `A SUBSCRIBE must not have more than ${mostPerRequest} topic filters.`;
  if (version === 5) return { code: reasonCodes.quotaExceeded, says };
  throw new ProtocolViolation(reasonCodes.quotaExceeded, says);
}

function problemWith(account: Needs, client: Client, { filter }: SubscriptionRequest): Refusal | undefined {
  if (filter.startsWith("$share/")) {
    const says = "The embedded AWS does not emulate shared subscriptions. What it does is listed in local-aws/SPEC.md.";
    return { code: reasonCodes.implementationSpecificError, says };
  }
  const problem = problemWithTopicFilter(filter);
  if (problem !== undefined) return { code: reasonCodes.topicFilterInvalid, says: problem };
  const resource = iotArn(account, "topicfilter", filter);
  const action = "iot:Subscribe";
  const { allowed, why } = client.permissions.ask(action, resource);
  if (!allowed) return { code: reasonCodes.notAuthorized, denied: { action, resource, why } };
  if (isReserved(filter) && !isSubscribable(filter))
    return { code: reasonCodes.topicFilterInvalid, says: "AWS IoT publishes to no such reserved topic." };
  if (client.subscriptions.size >= mostPerConnection && !client.subscriptions.has(filter)) {
    const says = `A connection must not have more than ${mostPerConnection} subscriptions.`;
    return { code: reasonCodes.quotaExceeded, says };
  }
  return undefined;
}

function subscribe(
  { broker }: Needs,
  client: Client,
  { filter, qos, noLocal, retainAsPublished }: SubscriptionRequest,
): void {
  client.subscriptions.get(filter)?.();
  const subscription = { filter, qos: qos === 0 ? 0 : 1, noLocal, retainAsPublished } as const;
  client.subscriptions.set(filter, broker.subscribe(client, subscription));
}

/** "To receive a retained message, the subscribe request must contain a topic filter that matches the topic exactly." */
function wantsRetained({ filter, retainHandling }: SubscriptionRequest, isNew: boolean): boolean {
  return !hasWildcard(filter) && (retainHandling === 0 || (retainHandling === 1 && isNew));
}

function sendRetained({ broker }: Needs, client: Client, { filter, qos }: SubscriptionRequest): void {
  const kept = broker.retained.get(filter);
  if (!kept) return;
  const payload = Buffer.from(kept.payload);
  client.receive(publication({ ...kept, payload, retain: true }), {
    qos: qos === 0 || kept.qos === 0 ? 0 : 1,
    retain: true,
  });
}

/** AWS writes one entry for the request, with the worst of its reasons; whoever watches the terminal hears of each. */
function logRefusals(
  { log, version }: Client,
  requests: readonly SubscriptionRequest[],
  verdicts: readonly Refusal[],
): void {
  const worst = verdicts.find(({ denied }) => denied) ?? verdicts.find(({ code }) => code >= firstRefusal);
  if (!worst) return;
  const members = {
    topicName: requests.map(({ filter }) => filter).join(","),
    ...(version === 5 && {
      subscriptions: requests.map(({ filter }, index) => ({ topicName: filter, reasonCode: verdicts[index]?.code })),
    }),
  };
  log.write("ERROR", "Subscribe", {
    ...members,
    ...(worst.denied ? authorizationFailure : { details: worst.says ?? "" }),
  });
  for (const [index, { code, denied, says = "" }] of verdicts.entries()) {
    if (denied) log.tell.denied(denied);
    else if (code >= firstRefusal) log.tell.refused("Subscribe", `${requests[index]?.filter}: ${says}`);
  }
}
