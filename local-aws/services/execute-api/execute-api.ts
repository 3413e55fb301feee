import type { Account } from "#local/account/account.ts";
import { FunctionTimedOut } from "#local/account/functions.ts";
import { authenticate, Denied, requirePermission, Unauthenticated } from "#local/account/guard.ts";
import type { Principal } from "#local/account/principal.ts";
import type { HttpRequest, HttpResponse } from "#local/wire/http.ts";
import { isRecord } from "#local/wire/record.ts";

type Needs = Pick<
  Account,
  "accountId" | "authorize" | "clock" | "credentials" | "functions" | "httpApis" | "ids" | "region" | "tell"
>;

const prefix = "/_aws/execute-api/";

/**
 * API Gateway's side of an HTTP API with IAM authorization and a Lambda function behind the route, at `/_aws/execute-api/{apiId}/…`.
 * Undefined for every other path.
 * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-access-control-iam.html
 */
export function executeApi(account: Needs) {
  return async (request: HttpRequest): Promise<HttpResponse | undefined> => {
    if (!request.path.startsWith(prefix)) return undefined;
    const [apiId = "", ...rest] = request.path.slice(prefix.length).split("/");
    const routeKey = `${request.method} /${rest.join("/")}`;
    const route = account.httpApis.routes.get(`${apiId} ${routeKey}`);
    if (!route) return message(404, "Not Found");

    const invocation = admit(account, { request, apiId, routeKey });
    if (!invocation) return message(403, "Forbidden");
    const event = eventOf(account, invocation);
    try {
      return responseOf(await account.functions.invoke(route.functionName, event));
    } catch (error) {
      account.tell(
        `fault in function ${route.functionName}: ${error instanceof Error ? error.message : String(error)}`,
      );
      return error instanceof FunctionTimedOut
        ? message(503, "Service Unavailable")
        : message(500, "Internal Server Error");
    }
  };
}

interface Asked {
  readonly request: HttpRequest;
  readonly apiId: string;
  readonly routeKey: string;
}

interface Invocation extends Asked {
  readonly caller: Principal;
  readonly accessKeyId: string;
}

/** Undefined for whom IAM does not let in: API Gateway does not say why. */
function admit(account: Needs, asked: Asked): Invocation | undefined {
  const { request, apiId, routeKey } = asked;
  try {
    const signed = authenticate(account, request, { services: ["execute-api"], what: routeKey });
    const resource = `arn:aws:execute-api:${account.region}:${account.accountId}:${apiId}/$default/${routeKey.replace(" ", "")}`;
    requirePermission(account, signed.caller, { action: "execute-api:Invoke", resource, request });
    return { ...asked, ...signed };
  } catch (error) {
    if (error instanceof Unauthenticated || error instanceof Denied) return undefined;
    throw error;
  }
}

/** @see https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-develop-integrations-lambda.html format 2.0 */
function eventOf(account: Needs, { request, caller, accessKeyId, apiId, routeKey }: Invocation) {
  const now = account.clock.now();
  const path = routeKey.slice(routeKey.indexOf("/"));
  return {
    version: "2.0",
    routeKey,
    rawPath: path,
    rawQueryString: request.query,
    headers: request.headers,
    requestContext: {
      accountId: account.accountId,
      apiId,
      authorizer: {
        iam: {
          accessKey: accessKeyId,
          accountId: account.accountId,
          callerId: caller.principalId,
          cognitoIdentity: caller.kind === "role" ? (caller.cognito ?? null) : null,
          principalOrgId: null,
          userArn: caller.arn,
          userId: caller.principalId,
        },
      },
      http: {
        method: request.method,
        path,
        protocol: "HTTP/1.1",
        sourceIp: request.origin.ip,
        userAgent: request.headers["user-agent"] ?? "",
      },
      requestId: account.ids.uuid(),
      routeKey,
      stage: "$default",
      timeEpoch: now,
    },
    body: Buffer.from(request.body).toString("utf8"),
    isBase64Encoded: false,
  };
}

/** What a function answers in format 2.0: a response, or any value, which then is the body of a 200. */
function responseOf(result: unknown): HttpResponse {
  if (!isRecord(result) || typeof result["statusCode"] !== "number") {
    return { status: 200, headers: { "content-type": "application/json" }, body: JSON.stringify(result ?? {}) };
  }
  const headers = isRecord(result["headers"]) ? result["headers"] : {};
  return {
    status: result["statusCode"],
    headers: Object.fromEntries(Object.entries(headers).map(([name, value]) => [name.toLowerCase(), String(value)])),
    body: typeof result["body"] === "string" ? result["body"] : "",
  };
}

function message(status: number, text: string): HttpResponse {
  return { status, headers: { "content-type": "application/json" }, body: JSON.stringify({ message: text }) };
}
