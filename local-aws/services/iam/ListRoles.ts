import * as v from "valibot";

import type { Account } from "#local/account/account.ts";
import { text } from "#local/wire/inputs.ts";
import { operation } from "#local/wire/operation.ts";

import { marker, maxItems, truncatedPage } from "./paging.ts";
import { describeRole } from "./shapes.ts";

/** @see https://docs.aws.amazon.com/IAM/latest/APIReference/API_ListRoles.html */
export const listRoles = ({ roles }: Pick<Account, "roles">) =>
  operation({
    name: "ListRoles",
    input: v.object({ PathPrefix: v.optional(text(1, 512, /^\//), "/"), Marker: marker, MaxItems: maxItems }),
    run: ({ PathPrefix, Marker, MaxItems }) => {
      const wanted = [...roles.byName.values()].filter(({ path }) => path.startsWith(PathPrefix));
      const { page, tail } = truncatedPage(wanted, ({ name }) => name, { Marker, MaxItems });
      return { Roles: page.map(describeRole), ...tail };
    },
  });
