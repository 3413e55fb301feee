import * as v from "valibot";

import { type CustomAttribute, standardNames } from "#local/account/user-pools/attributes.ts";
import type { NewUserPool } from "#local/account/user-pools/pools.ts";
import { invalidParameter } from "#local/account/user-pools/refusals.ts";
import { integerText, text } from "#local/wire/inputs.ts";

const bound = v.optional(integerText(-999_999_999_999, 999_999_999_999));

const schemaAttribute = v.object({
  Name: text(1, 20, /^[\p{L}\p{M}\p{S}\p{N}\p{P}]+$/u),
  AttributeDataType: v.optional(v.picklist(["String", "Number", "DateTime", "Boolean"])),
  DeveloperOnlyAttribute: v.optional(v.literal(false)),
  Mutable: v.optional(v.boolean(), true),
  Required: v.optional(v.boolean(), false),
  StringAttributeConstraints: v.optional(v.object({ MinLength: bound, MaxLength: bound })),
  NumberAttributeConstraints: v.optional(v.object({ MinValue: bound, MaxValue: bound })),
});

/** `Schema`: which standard attributes are required, and which custom ones there are. */
export const schemaInput = v.optional(v.pipe(v.array(schemaAttribute), v.minLength(1), v.maxLength(50)), undefined);

type Asked = v.InferOutput<typeof schemaAttribute>;

/** @throws InvalidParameterException */
export function readSchema(
  asked: readonly Asked[] = [],
): Required<Pick<NewUserPool, "requiredAttributes" | "customAttributes">> {
  const isStandard = ({ Name }: Asked) => standardNames.includes(Name);
  return {
    requiredAttributes: asked.filter((entry) => isStandard(entry) && entry.Required).map(({ Name }) => Name),
    customAttributes: asked.filter((entry) => !isStandard(entry)).map((entry) => custom(entry)),
  };
}

function custom(entry: Asked): CustomAttribute {
  const { Name, AttributeDataType: type = "String", Mutable, Required } = entry;
  if (Required) throw invalidParameter("Required custom attributes are not supported currently.");
  const { StringAttributeConstraints: length, NumberAttributeConstraints: value } = entry;
  const [min, max] = type === "Number" ? [value?.MinValue, value?.MaxValue] : [length?.MinLength, length?.MaxLength];
  return { name: `custom:${Name}`, type, mutable: Mutable, min, max };
}
