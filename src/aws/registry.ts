import {
  DescribeThingCommand,
  GetThingConnectivityDataCommand,
  ListThingsCommand,
  SearchIndexCommand,
} from "@aws-sdk/client-iot";

import type { Registry, ThingPage } from "#domain/ports.ts";
import type { Connectivity, Thing, ThingName } from "#domain/thing.ts";
import { Trouble } from "#domain/trouble.ts";

import type { IotControl } from "./iot-control.ts";
import { readIndexedThing, readRegisteredThing } from "./things.ts";

interface Needs {
  readonly control: IotControl;
  readonly thingNamePrefix: string;
  /** By our clock. */
  readonly now: () => number;
}

type Page = Parameters<Registry["listThings"]>[0];

/** Where the pages come from stands before AWS's own token, so that the next page comes from there too. */
const fromRegistry = "registry:";

/** @see https://docs.aws.amazon.com/iot/latest/apireference/API_SearchIndex.html at most 100; the registry would give 250 */
const pageSize = 100;

/** There is no index, or none for this operator: the registry may still answer. Anything else is a trouble of its own. */
const noIndex: ReadonlySet<Trouble["code"]> = new Set<Trouble["code"]>(["index-not-ready", "not-authorized"]);

/** The fleet as the fleet index tells it, or as the registry does where there is no index, or none for this operator. */
export function openRegistry({ control, thingNamePrefix, now }: Needs): Registry {
  const searchIndex = async ({ nextToken, signal }: Page): Promise<ThingPage> => {
    const queryString = `thingName:${escaped(thingNamePrefix)}*`;
    const command = new SearchIndexCommand({ queryString, maxResults: pageSize, nextToken });
    const found = await control.ask(
      "iot:SearchIndex",
      (client, options) => client.send(command, options).catch(notReadyWhenMissing),
      signal,
    );
    const heardAt = now();
    const things = (found.things ?? []).flatMap((thing) => readIndexedThing(thing, heardAt) ?? []);
    return { things, nextToken: found.nextToken, source: "index" };
  };
  const listRegistry = async ({ nextToken, signal }: Page): Promise<ThingPage> => {
    const command = new ListThingsCommand({ maxResults: pageSize, nextToken });
    const listed = await control.ask("iot:ListThings", (client, options) => client.send(command, options), signal);
    const things = (listed.things ?? []).flatMap((thing) => readRegisteredThing(thing) ?? []);
    return {
      things: things.filter(({ thingName }) => thingName.startsWith(thingNamePrefix)),
      nextToken: listed.nextToken && fromRegistry + listed.nextToken,
      source: "registry",
    };
  };
  const connectivityOf = async (thingName: ThingName, signal?: AbortSignal): Promise<Connectivity | undefined> => {
    const command = new GetThingConnectivityDataCommand({ thingName, includeSocketInformation: false });
    try {
      const known = await control.ask(
        "iot:GetThingConnectivityData",
        (client, options) => client.send(command, options).catch(undefinedWhenMissing),
        signal,
      );
      if (!known) return undefined;
      const { connected, timestamp, disconnectReason } = known;
      // NONE is said of who is connected, UNKNOWN of who never was.
      const reason = disconnectReason === "NONE" || disconnectReason === "UNKNOWN" ? undefined : disconnectReason;
      return {
        connected: connected ?? false,
        at: timestamp?.getTime() || undefined,
        disconnectReason: reason,
        heardAt: now(),
      };
    } catch (error) {
      // Then nothing is known of the connection, and the thing itself still is.
      if (error instanceof Trouble && noIndex.has(error.code)) return undefined;
      throw error;
    }
  };

  return {
    listThings: async ({ nextToken, signal }) => {
      if (nextToken?.startsWith(fromRegistry))
        return listRegistry({ nextToken: nextToken.slice(fromRegistry.length), signal });
      try {
        return await searchIndex({ nextToken, signal });
      } catch (error) {
        if (nextToken !== undefined || !(error instanceof Trouble) || !noIndex.has(error.code)) throw error;
        return listRegistry({ signal });
      }
    },
    describeThing: async (thingName, signal): Promise<Thing | undefined> => {
      const command = new DescribeThingCommand({ thingName });
      const [described, connectivity] = await Promise.all([
        control.ask(
          "iot:DescribeThing",
          (client, options) => client.send(command, options).catch(undefinedWhenMissing),
          signal,
        ),
        connectivityOf(thingName, signal),
      ]);
      return described && readRegisteredThing(described, connectivity);
    },
  };
}

/**
 * Of what a thing name may hold, only these mean something in a query.
 * @see https://docs.aws.amazon.com/iot/latest/developerguide/query-syntax.html
 */
function escaped(prefix: string): string {
  return prefix.replaceAll(/[:-]/g, "\\$&");
}

function undefinedWhenMissing(error: unknown): undefined {
  if (isMissing(error)) return undefined;
  throw error;
}

/** An index that was never switched on is not found. */
function notReadyWhenMissing(error: unknown): never {
  throw isMissing(error) ? new Trouble("index-not-ready", { detail: error.message }, error) : error;
}

function isMissing(error: unknown): error is Error {
  return error instanceof Error && error.name === "ResourceNotFoundException";
}
