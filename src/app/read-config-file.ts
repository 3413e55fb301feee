import type { Config } from "#domain/config.ts";
import { Trouble } from "#domain/trouble.ts";

/**
 * Reads config.json from the console's own origin.
 * @throws Trouble config-invalid, also when what came is no JSON; unreachable when nothing came.
 */
export async function readConfigFile(read: (json: unknown) => Config): Promise<Config> {
  // Beside the page that everything began with, whatever the page in the address bar is.
  const url = new URL(`${import.meta.env.BASE_URL}config.json`, location.origin);
  const response = await fetch(url, { cache: "no-cache" }).catch((error: unknown) => {
    throw new Trouble("unreachable", { host: url.host }, error);
  });
  const isJson = response.headers.get("content-type")?.includes("json") === true;
  // Many a host answers for a file that it does not have with the page itself.
  if (!response.ok || !isJson) throw new Trouble("config-invalid", { status: response.status });
  const json: unknown = await response.json().catch((error: unknown) => {
    throw new Trouble("config-invalid", { field: "config.json", problem: "config.json is not JSON" }, error);
  });
  return read(json);
}
