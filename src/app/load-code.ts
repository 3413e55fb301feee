import { asTrouble, Trouble } from "#domain/trouble.ts";

/** What an import brings. Rejects with code-missing: there is no network, or a new build has taken the place of this one. */
export async function loadCode<Module>(loading: Promise<Module>): Promise<Module> {
  try {
    return await loading;
  } catch (error) {
    throw new Trouble("code-missing", { detail: String(asTrouble(error).facts["detail"]) }, error);
  }
}
