import { habitOf, originOf } from "#devices/life/names.ts";
import { seededRandom } from "#devices/life/random.ts";
import { temperOf } from "#devices/life/temper.ts";
import { openSession } from "#devices/wire/session.ts";
import { Trouble } from "#devices/wire/trouble.ts";

import { type Connector, openConnector } from "./connector.ts";
import { type Device, openDevice } from "./device.ts";
import type { Tell } from "./events.ts";
import { type Fleet, handles } from "./handles.ts";
import { type FleetOptions, type FleetPlan, planFleet } from "./options.ts";
import { openOutcomes, type Outcomes } from "./outcomes.ts";
import { shadowTopics } from "./shadow-topics.ts";
import { adviser, troubleIn } from "./troubles.ts";

/**
 * Starts devices and resolves when each has had its first attempt to connect.
 * @throws Trouble when AWS cannot be reached, refuses the credentials, or refuses the first device; and the reason of
 * `signal` when that is aborted before.
 */
export async function startFleet(options: FleetOptions = {}): Promise<Fleet> {
  const plan = planFleet(options);
  const outcomes = openOutcomes();
  const advise = adviser();
  const tell: Tell = (event) => {
    plan.tell(event);
    outcomes.hear(event);
    const trouble = advise.on(event);
    if (trouble) plan.tell(trouble);
  };
  const session = openSession({ access: plan.access, roleArn: plan.roleArn, now: plan.clock.now });
  await session.pass();

  const connector = openConnector(plan, session, tell);
  const devices = new Map(plan.names.map((name) => [name, bear(name, plan, connector, tell)]));
  const close = async () => {
    connector[Symbol.dispose]();
    await Promise.all([...devices.values()].map((device) => device[Symbol.asyncDispose]()));
  };
  try {
    const attempts = connectAll(devices, outcomes, advise.begin);
    await Promise.race([attempts, ...(options.signal ? [aborted(options.signal)] : [])]);
  } catch (error) {
    await close();
    throw error;
  }
  return { ...handles(devices, outcomes), [Symbol.asyncDispose]: close };
}

function bear(thingName: string, { seed, clock, temper }: FleetPlan, { connectAs }: Connector, tell: Tell): Device {
  const topics = shadowTopics(thingName);
  return openDevice({
    thingName,
    topics,
    temper: temperOf(habitOf(thingName), temper),
    firmware: originOf(thingName, seed).firmware,
    clock,
    random: seededRandom(`${seed}/${thingName}/life`),
    connect: connectAs(thingName, topics.heard),
    tell,
  });
}

/** One goes ahead: what is wrong for it is wrong for all, and then the others need not try. */
async function connectAll(devices: ReadonlyMap<string, Device>, outcomes: Outcomes, isIn: () => void): Promise<void> {
  const begin = ([name, device]: readonly [string, Device]) => {
    const outcome = outcomes.next(name);
    device.happen({ kind: "connect" });
    return outcome;
  };
  const [scout, ...others] = [...devices].toSorted(
    ([a], [b]) => Number(habitOf(a) === "refused") - Number(habitOf(b) === "refused"),
  );
  if (!scout) return;
  const outcome = await begin(scout);
  const trouble = outcome.event === "refused" ? troubleIn(outcome) : undefined;
  if (trouble) throw new Trouble(trouble.message, trouble.tip);
  isIn();
  await Promise.all(others.map(begin));
}

function aborted(signal: AbortSignal): Promise<never> {
  return new Promise((_resolve, reject) => {
    const give = () => reject(signal.reason instanceof Error ? signal.reason : new Error("aborted"));
    if (signal.aborted) give();
    signal.addEventListener("abort", give, { once: true });
  });
}
