/** What the console is told at run time by `config.json`: one build serves every deployment. */
export interface Config {
  readonly region: string;
  readonly userPoolId: string;
  readonly userPoolClientId: string;
  readonly identityPoolId: string;
  /** Where AWS answers. */
  readonly endpoints: Endpoints;
  readonly attach: AttachRoute;
  /** Things whose names begin with it are the fleet. */
  readonly thingNamePrefix: string;
  /** People whom the sign-in page may offer; only an embedded AWS has such. */
  readonly demo: { readonly operators: readonly DemoOperator[] } | undefined;
}

export interface Endpoints {
  readonly cognitoIdp: string;
  readonly cognitoIdentity: string;
  /** The control plane. */
  readonly iot: string;
  /** The data endpoint's MQTT over WebSocket, with its path. */
  readonly iotData: string;
}

/** Who attaches the operator's IoT policy to the operator's identity. */
export type AttachRoute =
  | { readonly route: "backend"; readonly url: string }
  | { readonly route: "iot"; readonly policyName: string }
  | { readonly route: "none" };

export interface DemoOperator {
  readonly username: string;
  readonly password: string;
  readonly groups: readonly string[];
}
