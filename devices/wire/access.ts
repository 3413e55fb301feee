import { DescribeEndpointCommand, IoTClient } from "@aws-sdk/client-iot";
import { GetCallerIdentityCommand, STSClient } from "@aws-sdk/client-sts";

import { explain } from "./explain.ts";
import { patience } from "./patience.ts";
import { Trouble } from "./trouble.ts";

export interface Keys {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  readonly sessionToken?: string;
}

/** Where AWS is, and a key to begin with. */
export interface AwsAccess {
  /** Where the APIs answer; undefined for AWS's own endpoints of the region. */
  readonly endpoint: string | undefined;
  /** `ws://…/mqtt` or `wss://…/mqtt`. */
  readonly websocket: string;
  readonly region: string;
  readonly accountId: string;
  readonly credentials: Keys;
}

/**
 * The way into a real account, by the usual environment variables.
 * @throws Trouble when a variable is missing, or AWS refuses what they say.
 */
export async function realAccess(env: NodeJS.ProcessEnv, region: string | undefined): Promise<AwsAccess> {
  const credentials: Keys = {
    accessKeyId: required(env, "AWS_ACCESS_KEY_ID"),
    secretAccessKey: required(env, "AWS_SECRET_ACCESS_KEY"),
    ...(env["AWS_SESSION_TOKEN"] === undefined ? {} : { sessionToken: env["AWS_SESSION_TOKEN"] }),
  };
  const where = { region: region ?? env["AWS_REGION"] ?? env["AWS_DEFAULT_REGION"] ?? required(env, "AWS_REGION") };
  try {
    const [identity, data] = await Promise.all([
      new STSClient({ ...where, credentials, requestHandler: patience }).send(new GetCallerIdentityCommand({})),
      new IoTClient({ ...where, credentials, requestHandler: patience }).send(
        new DescribeEndpointCommand({ endpointType: "iot:Data-ATS" }),
      ),
    ]);
    const { Account: accountId } = identity;
    const { endpointAddress } = data;
    if (accountId === undefined || endpointAddress === undefined) {
      throw new Trouble("AWS did not name the account or its data endpoint.", "Try again.");
    }
    return { endpoint: undefined, websocket: `wss://${endpointAddress}/mqtt`, ...where, accountId, credentials };
  } catch (error) {
    throw explain(error, { ...where, endpoint: undefined });
  }
}

function required(env: NodeJS.ProcessEnv, name: string): string {
  const value = env[name];
  if (value === undefined || value === "") {
    throw new Trouble(
      `--aws needs the environment variable ${name}.`,
      `Set ${name}, or leave --aws out to use the embedded AWS.`,
    );
  }
  return value;
}
