import type { Environment } from "./environment.ts";

/** Whether and how much AWS IoT logs. Kept for whoever asks: the embedded AWS logs every refusal whatever they say. */
interface LoggingOptions {
  readonly roleArn?: string | undefined;
  readonly defaultLogLevel?: string | undefined;
  readonly disableAllLogs?: boolean | undefined;
}

export interface IotLoggingOptions {
  /** Undefined until they are set for the first time. */
  get(): LoggingOptions | undefined;
  /** Members that are not named stay as they are. */
  change(options: LoggingOptions): void;
}

export function openIotLoggingOptions({ store }: Pick<Environment, "store">): IotLoggingOptions {
  const table = store.table<LoggingOptions>("iot-logging-options");
  return {
    get: () => table.get("v2"),
    change: (options) => {
      const given = Object.entries(options).filter(([, value]) => value !== undefined);
      table.set("v2", { disableAllLogs: false, ...table.get("v2"), ...Object.fromEntries(given) });
    },
  };
}
