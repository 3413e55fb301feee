import { invalidParameter } from "./refusals.ts";

/** @see https://docs.aws.amazon.com/cognito/latest/developerguide/user-pool-settings-attributes.html */
export const standardNames: readonly string[] = [
  "address",
  "birthdate",
  "email",
  "email_verified",
  "family_name",
  "gender",
  "given_name",
  "locale",
  "middle_name",
  "name",
  "nickname",
  "phone_number",
  "phone_number_verified",
  "picture",
  "preferred_username",
  "profile",
  "updated_at",
  "website",
  "zoneinfo",
];

const yesOrNo = new Set(["email_verified", "phone_number_verified"]);

export interface CustomAttribute {
  /** With its prefix: `custom:department`. */
  readonly name: string;
  readonly type: "String" | "Number" | "Boolean" | "DateTime";
  readonly mutable: boolean;
  /** Of the length of a text, of the value of a number. */
  readonly min: number | undefined;
  readonly max: number | undefined;
}

/** Which attributes the users of a pool may and must have. */
export interface Schema {
  /** Standard attributes that every user must have. */
  readonly requiredAttributes: readonly string[];
  readonly customAttributes: readonly CustomAttribute[];
}

export type Attributes = Readonly<Record<string, string>>;

/** @throws InvalidParameterException for the first attribute that the schema does not admit. */
export function requireConforming(schema: Schema, attributes: Attributes): void {
  for (const [name, value] of Object.entries(attributes)) {
    const fault = faultOf(schema, name, value);
    if (fault) throw invalidParameter(`Attributes did not conform to the schema: ${name}: ${fault}`);
  }
}

function faultOf(schema: Schema, name: string, value: string): string | undefined {
  if (name === "sub") return "Attribute cannot be set.";
  if (standardNames.includes(name)) {
    if (yesOrNo.has(name) && value !== "true" && value !== "false") return "Attribute must be a boolean.";
    if (name === "email" && !/^[^\s@]+@[^\s@]+$/.test(value)) return "Invalid email address format.";
    // E.164, as every page on Cognito's phone numbers asks for.
    if (name === "phone_number" && !/^\+\d{1,15}$/.test(value)) return "Invalid phone number format.";
    return undefined;
  }
  const custom = schema.customAttributes.find((attribute) => attribute.name === name);
  if (!custom) return "Attribute does not exist in the schema.";
  if (custom.type === "Number" && !/^-?\d{1,30}(\.\d{1,30})?$/.test(value)) return "Attribute must be a number.";
  if (custom.type === "Boolean" && value !== "true" && value !== "false") return "Attribute must be a boolean.";
  const size = custom.type === "Number" ? Number(value) : value.length;
  if (size < (custom.min ?? -Infinity) || size > (custom.max ?? Infinity)) return "Attribute is out of range.";
  return undefined;
}

/** Attributes that the schema requires and `attributes` lack. */
export function missingAttributes(schema: Schema, attributes: Attributes): readonly string[] {
  return schema.requiredAttributes.filter((name) => (attributes[name] ?? "") === "");
}

/** A claim of an ID token: of all attributes only the two `…_verified` are not text. */
export function claimOf(name: string, value: string): string | boolean {
  return yesOrNo.has(name) ? value === "true" : value;
}
