import { type Authorizer, openAuthorizer } from "./authorization.ts";
import { type Broker, openBroker } from "./broker.ts";
import { type Connectivity, openConnectivity } from "./connectivity.ts";
import { type Credentials, openCredentials } from "./credentials.ts";
import type { Environment } from "./environment.ts";
import { type FleetIndex, openFleetIndex } from "./fleet-index.ts";
import { type Functions, openFunctions } from "./functions.ts";
import { type HttpApis, openHttpApis } from "./http-apis.ts";
import { type IdentityPools, openIdentityPools } from "./identity-pools.ts";
import { type Generation, openGeneration } from "./generation.ts";
import { type IotLoggingOptions, openIotLoggingOptions } from "./iot-logging-options.ts";
import { type IotLogs, openIotLogs } from "./iot-logs.ts";
import { type IotPolicies, openIotPolicies } from "./iot-policies.ts";
import { type Logs, openLogs } from "./logs.ts";
import { openRoles, type Roles } from "./roles.ts";
import { openShadows, type Shadows } from "./shadows.ts";
import { openThings, type Things } from "./things.ts";
import { openUserPools, type UserPools } from "./user-pools.ts";

/** The state of one AWS account in one region. Services take the parts that they need: `Pick<Account, "roles" | "clock">`. */
export interface Account extends Environment {
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
}

export function openAccount(environment: Environment): Account {
  const credentials = openCredentials(environment);
  const permissions = openGeneration();
  const store = permissions.watch(environment.store);
  const roles = openRoles({ ...environment, store, credentials });
  const iotPolicies = openIotPolicies({ ...environment, store });
  const broker = openBroker(environment);
  const things = openThings(environment);
  const connectivity = openConnectivity({ ...environment, broker, things });
  const logs = openLogs(environment);
  const iotLogs = openIotLogs({ ...environment, logs });
  const shadows = openShadows({ ...environment, broker, iotLogs });
  return {
    ...environment,
    credentials,
    roles,
    iotPolicies,
    authorize: openAuthorizer({ roles, iotPolicies }),
    permissions,
    broker,
    things,
    fleetIndex: openFleetIndex({ ...environment, things, shadows, connectivity }),
    connectivity,
    shadows,
    functions: openFunctions(environment),
    httpApis: openHttpApis(environment),
    logs,
    iotLogs,
    iotLoggingOptions: openIotLoggingOptions(environment),
    userPools: openUserPools(environment),
    identityPools: openIdentityPools(environment),
  };
}
