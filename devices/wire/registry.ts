import { CreateThingCommand, IoTClient } from "@aws-sdk/client-iot";

import { explain } from "./explain.ts";
import { patience } from "./patience.ts";
import type { Pass, Session } from "./session.ts";
import { awsRefusal, type Trouble } from "./trouble.ts";

export interface Registry {
  /** Makes sure that the thing is registered, once in each account it meets. @throws Trouble */
  register(thingName: string, attributes: Readonly<Record<string, string>>): Promise<void>;
}

/** @param turn resolves when the next call may go: AWS allows some ten CreateThing a second. */
export function openRegistry(session: Session, turn: () => Promise<void>): Registry {
  let registered = new Set<string>();
  let account: string | undefined;
  let client: { readonly pass: Pass; readonly iot: IoTClient } | undefined;

  const clientFor = (pass: Pass): IoTClient => {
    if (client?.pass === pass) return client.iot;
    client?.iot.destroy();
    const { region, endpoint } = pass.access;
    const where = endpoint === undefined ? { region } : { region, endpoint };
    const { credentials } = pass;
    client = { pass, iot: new IoTClient({ ...where, credentials, requestHandler: patience, maxAttempts: 5 }) };
    return client.iot;
  };

  return {
    register: async (thingName, attributes) => {
      const pass = await session.pass();
      const { accessKeyId } = pass.access.credentials;
      if (account !== accessKeyId) registered = new Set();
      account = accessKeyId;
      if (registered.has(thingName)) return;
      await turn();
      try {
        await clientFor(pass).send(new CreateThingCommand({ thingName, attributePayload: { attributes } }));
      } catch (error) {
        // The thing is there, with other attributes than ours: whoever made it knows better.
        if (awsRefusal(error)?.name !== "ResourceAlreadyExistsException") throw troubleOf(error, pass);
      }
      registered.add(thingName);
    },
  };
}

function troubleOf(error: unknown, { access }: Pass): Trouble {
  return explain(error, access);
}
