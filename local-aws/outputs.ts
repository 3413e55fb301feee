/** What `GET /_local/outputs.json` answers. With the seed `empty`, only the first four members are there. */
export interface Outputs {
  readonly region: string;
  readonly accountId: string;
  readonly endpoints: { readonly aws: string; readonly websocket: string };
  /** A user who may do everything, as the account's owner may. */
  readonly admin: { readonly accessKeyId: string; readonly secretAccessKey: string };
  readonly userPool?: {
    readonly id: string;
    readonly consoleClientId: string;
    readonly backendClientId: string;
    readonly backendClientSecret: string;
  };
  /** The operators' own; devices will have another. */
  readonly identityPool?: { readonly id: string };
  /** The IoT policy of the group `operator`. */
  readonly operatorPolicyName?: string;
  readonly operators?: readonly DemoOperator[];
  /** Where the console asks for its IoT policy: a POST, signed for execute-api. */
  readonly attachPolicyUrl?: string;
  /** The role that simulated devices assume. */
  readonly deviceRoleArn?: string;
}

export interface DemoOperator {
  readonly username: string;
  readonly password: string;
  readonly groups: readonly string[];
  /** What is particular about this one. */
  readonly note?: string;
}
