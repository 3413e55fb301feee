import type { Outputs } from "#local/index.ts";

/** The run-time configuration of a console that works against an embedded AWS. On real AWS the stack writes the same file. */
export function consoleConfig({
  region,
  endpoints,
  userPool,
  identityPool,
  operatorPolicyName,
  attachPolicyUrl,
  operators,
}: Outputs) {
  return {
    region,
    userPoolId: userPool?.id,
    userPoolClientId: userPool?.consoleClientId,
    identityPoolId: identityPool?.id,
    endpoints: {
      cognitoIdp: endpoints.aws,
      cognitoIdentity: endpoints.aws,
      iot: endpoints.aws,
      iotData: endpoints.websocket,
    },
    attach: { route: "backend", url: attachPolicyUrl },
    operatorPolicyName,
    thingNamePrefix: "device_",
    demo: { operators },
  };
}

export type ConsoleConfig = Readonly<Record<string, unknown>>;
