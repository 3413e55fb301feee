/** What the fleet index holds, under AWS's names. */
export interface IndexingConfiguration {
  readonly thingIndexingMode: "OFF" | "REGISTRY" | "REGISTRY_AND_SHADOW";
  readonly thingConnectivityIndexingMode: "OFF" | "STATUS";
  /** Fields for aggregation, kept for whoever asks. */
  readonly customFields?: readonly IndexField[];
}

export interface IndexField {
  readonly name: string;
  readonly type: "Number" | "String" | "Boolean";
}

export const indexingOff: IndexingConfiguration = {
  thingIndexingMode: "OFF",
  thingConnectivityIndexingMode: "OFF",
};

const registryFields: readonly IndexField[] = [
  { name: "thingName", type: "String" },
  { name: "thingId", type: "String" },
  { name: "registry.version", type: "Number" },
  { name: "registry.thingTypeName", type: "String" },
  { name: "registry.thingGroupNames", type: "String" },
];
const shadowFields: readonly IndexField[] = [
  { name: "shadow.version", type: "Number" },
  { name: "shadow.hasDelta", type: "Boolean" },
];
const connectivityFields: readonly IndexField[] = [
  { name: "connectivity.connected", type: "Boolean" },
  { name: "connectivity.timestamp", type: "Number" },
  { name: "connectivity.disconnectReason", type: "String" },
  { name: "connectivity.clientId", type: "String" },
  { name: "connectivity.cleanSession", type: "Boolean" },
  { name: "connectivity.keepAliveDuration", type: "Number" },
  { name: "connectivity.sessionExpiry", type: "Number" },
  { name: "connectivity.version", type: "Number" },
];

/** The fields whose types AWS IoT defines. @see https://docs.aws.amazon.com/iot/latest/developerguide/managing-fleet-index.html */
export function managedFields(configuration: IndexingConfiguration): readonly IndexField[] {
  const { thingIndexingMode: things, thingConnectivityIndexingMode: connectivity } = configuration;
  return [
    ...(things === "OFF" ? [] : registryFields),
    ...(things === "REGISTRY_AND_SHADOW" ? shadowFields : []),
    ...(connectivity === "STATUS" ? connectivityFields : []),
  ];
}

/** How DescribeIndex names what is indexed. @see https://docs.aws.amazon.com/iot/latest/developerguide/managing-index.html#describe-index */
export function schemaOf(configuration: IndexingConfiguration): string {
  const { thingIndexingMode: things, thingConnectivityIndexingMode: connectivity } = configuration;
  return connectivity === "STATUS" ? `${things}_AND_CONNECTIVITY_STATUS` : things;
}
