import { readFileSync } from "node:fs";

const folder = new URL("../../infra/policies/", import.meta.url);

interface Placeholders {
  readonly userPoolId: string;
  readonly identityPoolId: string;
}

/** Reads `infra/policies/{name}.json` and puts this account's names into it: the same files from which a real account is made. */
export function policyDocuments(
  { region, accountId }: { readonly region: string; readonly accountId: string },
  { userPoolId, identityPoolId }: Placeholders,
): (name: string) => string {
  const values: Readonly<Record<string, string>> = { region, account: accountId, userPoolId, identityPoolId };
  return (name) =>
    // `${…}` is a variable of AWS's own and stays; a placeholder of ours has no dollar sign.
    readFileSync(new URL(`${name}.json`, folder), "utf8").replaceAll(
      /(?<!\$)\{(\w+)\}/g,
      (found, key: string) => values[key] ?? found,
    );
}
