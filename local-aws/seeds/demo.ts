import type { Account } from "#local/account/account.ts";
import type { Outputs } from "#local/outputs.ts";

export async function seedDemo(_account: Account): Promise<Partial<Outputs>> {
  throw new Error("The demo seed waits for the services that it uses.");
}
