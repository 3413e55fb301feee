import type { Account } from "#local/account/account.ts";
import type { Principal } from "#local/account/principal.ts";
import { cognitoIdentity } from "#local/services/cognito-identity/cognito-identity.ts";
import { cognitoIdp } from "#local/services/cognito-idp/cognito-idp.ts";
import { iam } from "#local/services/iam/iam.ts";
import { iotData } from "#local/services/iot-data/iot-data.ts";
import { iot } from "#local/services/iot/iot.ts";
import { logs } from "#local/services/logs/logs.ts";
import { sts } from "#local/services/sts/sts.ts";
import { readJsonBody } from "#local/wire/aws-json.ts";
import { type AwsError, NotEmulated } from "#local/wire/errors.ts";
import type { HttpRequest } from "#local/wire/http.ts";
import type { Operation, Protocol, Raw, Service } from "#local/wire/operation.ts";
import { isForm, readForm } from "#local/wire/query.ts";
import { restRouter } from "#local/wire/rest-json.ts";
import { scopeOf } from "#local/wire/sigv4.ts";

/** The operation that a request asks for. */
export interface Found {
  readonly service: Service<Principal>;
  readonly operation: Operation<Principal>;
  /** The services that the credential scope of a signed request may name. */
  readonly signingNames: readonly string[];
  readonly dialect: "json" | "query";
  readInput(invalid: (message: string) => AwsError): Raw;
}

/** No operation, but a service that would have answered: it says in its own protocol what we lack. */
export interface Missing {
  readonly protocol: Protocol;
  readonly error: AwsError;
}

type Finder = (request: HttpRequest) => Found | Missing | undefined;

/** Opens every service of the account and finds, for a request, the operation that it asks for. */
export function openServices(account: Account): Finder {
  const dataPlaneNames = ["iotdata", "iotdevicegateway"];
  // botocore before April 2023 signs the control plane as execute-api.
  const controlPlaneNames = ["iot", "execute-api"];
  const [dataPlane, controlPlane] = [iotData(account), iot(account)];
  const finders: readonly Finder[] = [
    byTarget("AWSCognitoIdentityProviderService", "cognito-idp", cognitoIdp(account)),
    byTarget("AWSCognitoIdentityService", "cognito-identity", cognitoIdentity(account)),
    byTarget("Logs_20140328", "logs", logs(account)),
    byAction("sts", sts(account)),
    byAction("iam", iam(account)),
    byPath(dataPlaneNames, dataPlane),
    byPath(controlPlaneNames, controlPlane),
    missing("iot-data", dataPlaneNames, dataPlane),
    missing("iot", controlPlaneNames, controlPlane),
  ];
  return (request) => {
    for (const find of finders) {
      const found = find(request);
      if (found) return found;
    }
    return undefined;
  };
}

/** AWS JSON: the X-Amz-Target header names the service and the operation. */
function byTarget(prefix: string, signingName: string, service: Service<Principal>): Finder {
  const operations = new Map(service.operations.map((operation) => [operation.name, operation]));
  return (request) => {
    const target = request.headers["x-amz-target"];
    if (!target?.startsWith(`${prefix}.`)) return undefined;
    const operation = operations.get(target.slice(prefix.length + 1));
    if (!operation) return { protocol: service.protocol, error: new NotEmulated(target) };
    return {
      service,
      operation,
      signingNames: [signingName],
      dialect: "json",
      readInput: (invalid) => readJsonBody(request, invalid),
    };
  };
}

/** The query protocol: the form's Action names the operation, the credential scope the service. */
function byAction(signingName: string, service: Service<Principal>): Finder {
  const operations = new Map(service.operations.map((operation) => [operation.name, operation]));
  return (request) => {
    if (!isForm(request)) return undefined;
    const { Action: action, ...input } = readForm(request);
    const scope = scopeOf(request);
    const operation = operations.get(String(action));
    if (scope === undefined ? !operation : scope !== signingName) return undefined;
    if (!operation) return { protocol: service.protocol, error: new NotEmulated(`${signingName}:${String(action)}`) };
    return { service, operation, signingNames: [signingName], dialect: "query", readInput: () => input };
  };
}

/** REST: method and path name the operation. */
function byPath(signingNames: readonly string[], service: Service<Principal>): Finder {
  const find = restRouter(service.operations);
  return (request) => {
    const match = find(request);
    if (match === "wrong method")
      return service.wrongMethod && { protocol: service.protocol, error: service.wrongMethod };
    return match && { service, signingNames, dialect: "json", ...match };
  };
}

/** REST: where no path says more, the credential scope tells whose operation it would be. */
function missing(name: string, signingNames: readonly string[], { protocol }: Service<Principal>): Finder {
  return (request) => {
    const scope = scopeOf(request);
    if (scope === undefined || !signingNames.includes(scope)) return undefined;
    return { protocol, error: new NotEmulated(`${name}: ${request.method} ${request.path}`) };
  };
}
