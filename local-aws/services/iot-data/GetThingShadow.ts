import { type ShadowNeeds, shadowOperation } from "./shadow-operation.ts";

/** @see https://docs.aws.amazon.com/iot/latest/apireference/API_iotdata_GetThingShadow.html */
export const getThingShadow = (needs: ShadowNeeds) =>
  shadowOperation(needs, "GetThingShadow", "get", { method: "GET" });
