import { type ShadowNeeds, shadowOperation } from "./shadow-operation.ts";

/** @see https://docs.aws.amazon.com/iot/latest/apireference/API_iotdata_DeleteThingShadow.html */
export const deleteThingShadow = (needs: ShadowNeeds) =>
  shadowOperation(needs, "DeleteThingShadow", "delete", { method: "DELETE" });
