import type { User } from "#local/account/user-pools/users.ts";

interface AttributeShape {
  readonly Name: string;
  readonly Value: string;
}

/** The attributes of a user as a list, `sub` first. */
export function attributeList({ sub, attributes }: User): readonly AttributeShape[] {
  return [{ Name: "sub", Value: sub }, ...Object.entries(attributes).map(([Name, Value]) => ({ Name, Value }))];
}

/** A user as operations answer him. Dates are seconds since the epoch. */
export function userShape(user: User, only?: readonly string[]) {
  return {
    Username: user.username,
    Attributes: attributeList(user).filter(({ Name }) => only === undefined || only.includes(Name)),
    UserCreateDate: user.createdAt / 1000,
    UserLastModifiedDate: user.modifiedAt / 1000,
    Enabled: user.enabled,
    UserStatus: user.status,
  };
}
