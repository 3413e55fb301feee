/** An AWS IoT policy with its versions; version ids are never used again. */
export interface IotPolicy {
  readonly name: string;
  readonly arn: string;
  readonly defaultVersionId: string;
  readonly nextVersion: number;
  readonly versions: readonly IotPolicyVersion[];
  /** Changes whenever the policy does. */
  readonly generationId: string;
  /** Milliseconds since the epoch. */
  readonly createdAt: number;
  readonly modifiedAt: number;
}

export interface IotPolicyVersion {
  readonly id: string;
  readonly document: string;
  readonly createdAt: number;
}
