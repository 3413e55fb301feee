import { type ShadowNeeds, shadowOperation } from "./shadow-operation.ts";

/** @see https://docs.aws.amazon.com/iot/latest/apireference/API_iotdata_UpdateThingShadow.html */
export const updateThingShadow = (needs: ShadowNeeds) =>
  shadowOperation(needs, "UpdateThingShadow", "update", { method: "POST", payload: "payload" });
