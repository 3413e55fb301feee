import { misuse, ProtocolViolation, reasonCodes } from "./reason-codes.ts";

/** "Topic alias max" of the AWS IoT quotas. */
export const topicAliasMaximum = 8;

/** Resolves the topic names that a client abbreviates (MQTT 5.0 §3.3.2.3.4). */
export function topicAliases(): (topic: string, alias: number | undefined) => string {
  const topics = new Map<number, string>();
  return (topic, alias) => {
    if (alias === undefined) return topic;
    if (alias < 1 || alias > topicAliasMaximum)
      throw new ProtocolViolation(
        reasonCodes.topicAliasInvalid,
        `The topic alias ${alias} is not between 1 and ${topicAliasMaximum}.`,
      );
    if (topic !== "") topics.set(alias, topic);
    const known = topics.get(alias);
    if (known === undefined) throw misuse(`The topic alias ${alias} stands for no topic yet.`);
    return known;
  };
}
