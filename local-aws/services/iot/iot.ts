import type { Account } from "#local/account/account.ts";
import type { Principal } from "#local/account/principal.ts";
import type { Service } from "#local/wire/operation.ts";
import { restJson } from "#local/wire/rest-json.ts";

import { attachPolicy } from "./AttachPolicy.ts";
import { createPolicy } from "./CreatePolicy.ts";
import { createPolicyVersion } from "./CreatePolicyVersion.ts";
import { createThing } from "./CreateThing.ts";
import { createThingType } from "./CreateThingType.ts";
import { deletePolicy } from "./DeletePolicy.ts";
import { deletePolicyVersion } from "./DeletePolicyVersion.ts";
import { deleteThing } from "./DeleteThing.ts";
import { deleteThingType } from "./DeleteThingType.ts";
import { deprecateThingType } from "./DeprecateThingType.ts";
import { describeEndpoint } from "./DescribeEndpoint.ts";
import { describeIndex } from "./DescribeIndex.ts";
import { describeThing } from "./DescribeThing.ts";
import { describeThingType } from "./DescribeThingType.ts";
import { detachPolicy } from "./DetachPolicy.ts";
import { getIndexingConfiguration } from "./GetIndexingConfiguration.ts";
import { getPolicy } from "./GetPolicy.ts";
import { getPolicyVersion } from "./GetPolicyVersion.ts";
import { getThingConnectivityData } from "./GetThingConnectivityData.ts";
import { getV2LoggingOptions } from "./GetV2LoggingOptions.ts";
import { listAttachedPolicies } from "./ListAttachedPolicies.ts";
import { listPolicies } from "./ListPolicies.ts";
import { listPolicyVersions } from "./ListPolicyVersions.ts";
import { listTargetsForPolicy } from "./ListTargetsForPolicy.ts";
import { listThingTypes } from "./ListThingTypes.ts";
import { listThings } from "./ListThings.ts";
import { searchIndex } from "./SearchIndex.ts";
import { setDefaultPolicyVersion } from "./SetDefaultPolicyVersion.ts";
import { setV2LoggingOptions } from "./SetV2LoggingOptions.ts";
import { updateIndexingConfiguration } from "./UpdateIndexingConfiguration.ts";
import { updateThing } from "./UpdateThing.ts";
import { invalid } from "./shapes.ts";

/** The control plane of AWS IoT Core. */
export const iot = (account: Account): Service<Principal> => ({
  iamPrefix: "iot",
  protocol: restJson,
  operations: [
    attachPolicy(account),
    createPolicy(account),
    createPolicyVersion(account),
    createThing(account),
    createThingType(account),
    deletePolicy(account),
    deletePolicyVersion(account),
    deleteThing(account),
    deleteThingType(account),
    deprecateThingType(account),
    describeEndpoint(account),
    describeIndex(account),
    describeThing(account),
    describeThingType(account),
    detachPolicy(account),
    getIndexingConfiguration(account),
    getPolicy(account),
    getPolicyVersion(account),
    getThingConnectivityData(account),
    getV2LoggingOptions(account),
    listAttachedPolicies(account),
    listPolicies(account),
    listPolicyVersions(account),
    listTargetsForPolicy(account),
    listThingTypes(account),
    listThings(account),
    searchIndex(account),
    setDefaultPolicyVersion(account),
    setV2LoggingOptions(account),
    updateIndexingConfiguration(account),
    updateThing(account),
  ],
  invalid,
});
