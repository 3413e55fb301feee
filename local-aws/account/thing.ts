/** The registry's record of a device. */
export interface Thing {
  readonly name: string;
  readonly arn: string;
  /** A UUID that no later thing of the same name shares. */
  readonly id: string;
  readonly typeName: string | undefined;
  readonly attributes: Attributes;
  readonly version: number;
}

export type Attributes = Readonly<Record<string, string>>;

/** A thing type. Deprecated, it takes no new things. */
export interface ThingType {
  readonly name: string;
  readonly arn: string;
  readonly id: string;
  readonly description: string | undefined;
  readonly searchableAttributes: readonly string[] | undefined;
  /** Milliseconds since the epoch. */
  readonly createdAt: number;
  readonly deprecatedAt: number | undefined;
}
