import type { Environment } from "./environment.ts";
import type { Logs } from "./logs.ts";

/** One entry of AWS IoT's own log. */
interface IotLogEntry {
  readonly level: "ERROR" | "INFO";
  /** The id that the caller was told; drawn when there is none. */
  readonly traceId?: string;
  readonly eventType: string;
  /** The members that belong to the event type, in AWS's names. */
  readonly members: Readonly<Record<string, unknown>>;
}

/** Writes to the log group AWSIotLogsV2. */
export type IotLogs = (entry: IotLogEntry) => void;

/** @see https://docs.aws.amazon.com/iot/latest/developerguide/cwl-format.html */
export function openIotLogs({
  logs,
  clock,
  ids,
  accountId,
}: Pick<Environment, "clock" | "ids" | "accountId"> & { readonly logs: Logs }): IotLogs {
  const stream = `${ids.uuid()}_${accountId}_0`;
  return ({ level, traceId = ids.uuid(), eventType, members }) =>
    logs.put("AWSIotLogsV2", stream, {
      timestamp: new Date(clock.now()).toISOString().replace("T", " ").replace("Z", ""),
      logLevel: level,
      traceId,
      accountId,
      status: level === "ERROR" ? "Failure" : "Success",
      eventType,
      ...members,
    });
}
