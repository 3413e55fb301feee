import { AssumeRoleCommand, STSClient } from "@aws-sdk/client-sts";

import type { AwsAccess, Keys } from "./access.ts";
import { explain } from "./explain.ts";
import { patience } from "./patience.ts";
import { Trouble } from "./trouble.ts";

/** What a device needs to sign with. */
export interface Pass {
  readonly access: AwsAccess;
  readonly credentials: Keys;
  /** Milliseconds since the epoch. */
  readonly expiresAt: number;
}

/** The credentials that all devices of a fleet share. */
export interface Session {
  /** A pass that is good for some minutes more; however many ask, one request is in flight. @throws Trouble */
  pass(): Promise<Pass>;
  /** AWS refused this pass: the next one is a new one. */
  distrust(pass: Pass): void;
}

const lifetimeSeconds = 3_600;
const renewBeforeMs = 5 * 60_000;
/** Thousands of devices that are refused for another reason must not call STS at every attempt. */
const distrustEveryMs = 5_000;

export interface SessionOptions {
  /** Asked anew at each renewal: an embedded AWS that was started again has another key. */
  readonly access: () => Promise<AwsAccess>;
  /** The role that the devices act as; undefined to use the starting key itself. */
  readonly roleArn: (access: AwsAccess) => string | undefined;
  readonly now: () => number;
}

export function openSession({ access, roleArn, now }: SessionOptions): Session {
  let current: Promise<Pass> | undefined;
  let known: Pass | undefined;
  let distrustedAt = Number.NEGATIVE_INFINITY;

  const renew = async (): Promise<Pass> => {
    const way = await access();
    const role = roleArn(way);
    return role === undefined
      ? { access: way, credentials: way.credentials, expiresAt: Number.POSITIVE_INFINITY }
      : assume(role, way);
  };

  return {
    pass: async () => {
      if (known && known.expiresAt - renewBeforeMs > now()) return known;
      current ??= renew().finally(() => {
        current = undefined;
      });
      known = await current;
      return known;
    },
    distrust: (pass) => {
      if (known !== pass || now() - distrustedAt < distrustEveryMs) return;
      distrustedAt = now();
      known = undefined;
    },
  };
}

async function assume(roleArn: string, access: AwsAccess): Promise<Pass> {
  const { endpoint, region, credentials } = access;
  const sts = new STSClient({
    region,
    credentials,
    requestHandler: patience,
    ...(endpoint === undefined ? {} : { endpoint }),
  });
  try {
    const { Credentials: given } = await sts.send(
      new AssumeRoleCommand({ RoleArn: roleArn, RoleSessionName: "yagura-fleet", DurationSeconds: lifetimeSeconds }),
    );
    const { AccessKeyId, SecretAccessKey, SessionToken, Expiration } = given ?? {};
    if (AccessKeyId === undefined || SecretAccessKey === undefined || SessionToken === undefined || !Expiration) {
      throw new Trouble("AssumeRole answered without credentials.", "Try again.");
    }
    return {
      access,
      credentials: { accessKeyId: AccessKeyId, secretAccessKey: SecretAccessKey, sessionToken: SessionToken },
      expiresAt: Expiration.getTime(),
    };
  } catch (error) {
    throw explain(error, { endpoint, region, roleArn });
  } finally {
    sts.destroy();
  }
}
