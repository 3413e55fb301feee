import { CloudWatchLogsClient } from "@aws-sdk/client-cloudwatch-logs";
import { IAMClient } from "@aws-sdk/client-iam";
import { IoTClient } from "@aws-sdk/client-iot";
import { STSClient } from "@aws-sdk/client-sts";

import type { LocalAws } from "#local/index.ts";

/** AWS's own clients, pointed at an embedded AWS. They act as its administrator unless told otherwise. */

interface Options {
  readonly credentials?: {
    readonly accessKeyId: string;
    readonly secretAccessKey: string;
    readonly sessionToken?: string;
  };
  /** Milliseconds to add to this machine's clock, for an embedded AWS whose clock stands elsewhere. */
  readonly systemClockOffset?: number;
  readonly region?: string;
  /** How often a client tries; once, so that a test sees the first refusal. */
  readonly maxAttempts?: number;
}

export const iotClient = (aws: LocalAws, options?: Options) => new IoTClient(configuration(aws, options));
export const iamClient = (aws: LocalAws, options?: Options) => new IAMClient(configuration(aws, options));
export const logsClient = (aws: LocalAws, options?: Options) => new CloudWatchLogsClient(configuration(aws, options));
export const stsClient = (aws: LocalAws, options?: Options) => new STSClient(configuration(aws, options));

function configuration({ outputs }: LocalAws, { credentials = outputs.admin, ...options }: Options = {}) {
  return { endpoint: outputs.endpoints.aws, region: outputs.region, credentials, maxAttempts: 1, ...options };
}
