import { invalid, notFound } from "./shapes.ts";

/**
 * Refuses what a policy cannot be attached to. Whether an identity exists is not asked, as AWS does not ask it either;
 * certificates and thing groups cannot exist here yet.
 * @throws InvalidRequestException, ResourceNotFoundException
 */
export function requireTarget(target: string): void {
  if (/^[\w-]+:[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/.test(target)) return;
  if (/^arn:aws:iot:[\w-]*:\d*:(cert|thinggroup)\/./.test(target))
    throw notFound(`No target with ARN ${target} exists`);
  throw invalid("Invalid principal type");
}
