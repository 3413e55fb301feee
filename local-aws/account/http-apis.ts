import type { Environment } from "./environment.ts";
import type { Table } from "./store.ts";

/** A route of an HTTP API: IAM authorization, a function behind it. */
export interface HttpApiRoute {
  readonly apiId: string;
  /** `POST /operator-policy`, as API Gateway writes route keys. */
  readonly routeKey: string;
  readonly functionName: string;
}

export interface HttpApis {
  /** `{apiId} {routeKey}` → route. */
  readonly routes: Table<HttpApiRoute>;
}

export function openHttpApis({ store }: Pick<Environment, "store">): HttpApis {
  return { routes: store.table("http-api-routes") };
}
