import type { World } from "./world.ts";

import { readConfig } from "#aws/config.ts";

import { loadCode } from "./load-code.ts";
import { readConfigFile } from "./read-config-file.ts";
import { tabStorage } from "./tab-storage.ts";

const loadAccess = () => loadCode(import("#aws/fleet-access.ts"));

/** AWS itself, or the one embedded on this machine: config.json says which. */
export const awsWorld: World = {
  loadConfig: () => readConfigFile(readConfig),
  openEntrance: async (config) => {
    const { openSignIn } = await loadCode(import("#aws/sign-in.ts"));
    const signIn = openSignIn(config, tabStorage);
    return {
      signIn,
      prepareFleet: loadAccess,
      openFleet: async () => (await loadAccess()).openFleetAccess(config, signIn),
    };
  },
};
