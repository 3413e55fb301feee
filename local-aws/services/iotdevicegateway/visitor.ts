import type { Account } from "#local/account/account.ts";
import type { Principal } from "#local/account/principal.ts";

/** Somebody whose signature held, on his way to CONNECT. */
export interface Visitor {
  readonly principal: Principal;
  readonly sourceIp: string;
  readonly sourcePort: number;
}

/** The ARN of a client, topic or topic filter, as policies name it. */
export function iotArn(
  { region, accountId }: Pick<Account, "region" | "accountId">,
  kind: "client" | "topic" | "topicfilter",
  name: string,
): string {
  return `arn:aws:iot:${region}:${accountId}:${kind}/${name}`;
}
