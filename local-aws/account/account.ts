import { type Authorizer, openAuthorizer } from "./authorization.ts";
import { type Broker, openBroker } from "./broker.ts";
import type { Clock } from "./clock.ts";
import { type Connectivity, openConnectivity } from "./connectivity.ts";
import { type Credentials, openCredentials } from "./credentials.ts";
import type { Endpoints } from "./endpoints.ts";
import { type FleetIndex, openFleetIndex } from "./fleet-index.ts";
import { type Functions, openFunctions } from "./functions.ts";
import { type HttpApis, openHttpApis } from "./http-apis.ts";
import { type IdentityPools, openIdentityPools } from "./identity-pools.ts";
import { type Generation, openGeneration } from "./generation.ts";
import type { Ids } from "./ids.ts";
import { type IotLoggingOptions, openIotLoggingOptions } from "./iot-logging-options.ts";
import { type IotLogs, openIotLogs } from "./iot-logs.ts";
import { type IotPolicies, openIotPolicies } from "./iot-policies.ts";
import { type Logs, openLogs } from "./logs.ts";
import { openRoles, type Roles } from "./roles.ts";
import { openShadows, type Shadows } from "./shadows.ts";
import type { Store } from "./store.ts";
import { openThings, type Things } from "./things.ts";
import { openUserPools, type UserPools } from "./user-pools.ts";

/** The state of one AWS account in one region. Services take the parts that they need: `Pick<Account, "roles" | "clock">`. */
export interface Account {
  /** Twelve digits. */
  readonly accountId: string;
  readonly region: string;
  readonly clock: Clock;
  readonly ids: Ids;
  readonly store: Store;
  readonly endpoints: Endpoints;
  readonly credentials: Credentials;
  readonly roles: Roles;
  readonly iotPolicies: IotPolicies;
  /** Asks every gate that stands before an action: the role, and for a Cognito identity its IoT policies. */
  readonly authorize: Authorizer;
  /** Changes whenever a role, a policy or an attachment does: what `authorize` said holds for as long as this is the same. */
  readonly permissions: Generation;
  readonly broker: Broker;
  readonly things: Things;
  readonly fleetIndex: FleetIndex;
  readonly connectivity: Connectivity;
  readonly shadows: Shadows;
  readonly functions: Functions;
  readonly httpApis: HttpApis;
  readonly logs: Logs;
  readonly iotLogs: IotLogs;
  readonly iotLoggingOptions: IotLoggingOptions;
  readonly userPools: UserPools;
  readonly identityPools: IdentityPools;
  /** Tells whoever watches the terminal, in one line. */
  readonly tell: (line: string) => void;
}

export function openAccount(
  base: Pick<Account, "accountId" | "region" | "clock" | "endpoints" | "ids" | "store" | "tell">,
): Account {
  const credentials = openCredentials(base);
  const permissions = openGeneration();
  const store = permissions.watch(base.store);
  const roles = openRoles({ ...base, store, credentials });
  const iotPolicies = openIotPolicies({ ...base, store });
  const broker = openBroker(base);
  const things = openThings(base);
  const connectivity = openConnectivity({ ...base, broker, things });
  const logs = openLogs(base);
  const iotLogs = openIotLogs({ ...base, logs });
  const shadows = openShadows({ ...base, broker, iotLogs });
  return {
    ...base,
    credentials,
    roles,
    iotPolicies,
    authorize: openAuthorizer({ roles, iotPolicies }),
    permissions,
    broker,
    things,
    fleetIndex: openFleetIndex({ ...base, things, shadows, connectivity }),
    connectivity,
    shadows,
    functions: openFunctions(base),
    httpApis: openHttpApis(base),
    logs,
    iotLogs,
    iotLoggingOptions: openIotLoggingOptions(base),
    userPools: openUserPools(base),
    identityPools: openIdentityPools(base),
  };
}
