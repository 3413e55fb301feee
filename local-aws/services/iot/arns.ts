import type { Account } from "#local/account/account.ts";

/** The ARN of something of AWS IoT's in this account. */
export type Arn = (kind: "thing" | "thingtype" | "policy" | "index", name: string) => string;

export function arnsOf({ region, accountId }: Pick<Account, "region" | "accountId">): Arn {
  return (kind, name) => `arn:aws:iot:${region}:${accountId}:${kind}/${name}`;
}
