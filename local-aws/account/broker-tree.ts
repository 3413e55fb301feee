/**
 * Topic filters, and who stands behind each.
 * `+` is any one level, `#` any number of them at the end; neither matches a first level that begins with `$` (MQTT-4.7.2-1).
 * Against MQTT, `sensor/#` does not match `sensor`.
 * @see https://docs.aws.amazon.com/iot/latest/developerguide/mqtt.html#mqtt-differences
 */
export interface SubscriptionTree<S> {
  /** Adds `subscriber` under `filter`. */
  add(filter: string, subscriber: S): void;
  remove(filter: string, subscriber: S): void;
  /** Calls `found` for each subscriber of each filter that matches; for one with several such filters, several times. */
  match(topic: string, found: (subscriber: S) => void): void;
}

interface Level<S> {
  readonly below: Map<string, Level<S>>;
  readonly here: Set<S>;
}

export function subscriptionTree<S>(): SubscriptionTree<S> {
  const root: Level<S> = openLevel();

  const visit = (level: Level<S>, levels: readonly string[], depth: number, found: (subscriber: S) => void): void => {
    const name = levels[depth];
    if (name === undefined) {
      for (const subscriber of level.here) found(subscriber);
      return;
    }
    const exact = level.below.get(name);
    if (exact) visit(exact, levels, depth + 1, found);
    if (depth === 0 && name.startsWith("$")) return;
    const anyOne = level.below.get("+");
    if (anyOne) visit(anyOne, levels, depth + 1, found);
    const rest = level.below.get("#");
    if (rest) for (const subscriber of rest.here) found(subscriber);
  };

  return {
    add: (filter, subscriber) => {
      let level = root;
      for (const name of filter.split("/")) {
        const next = level.below.get(name) ?? openLevel();
        level.below.set(name, next);
        level = next;
      }
      level.here.add(subscriber);
    },
    remove: (filter, subscriber) => {
      const path: (readonly [parent: Level<S>, name: string, level: Level<S>])[] = [];
      let level = root;
      for (const name of filter.split("/")) {
        const next = level.below.get(name);
        if (!next) return;
        path.push([level, name, next]);
        level = next;
      }
      level.here.delete(subscriber);
      for (const [parent, name, { below, here }] of path.toReversed()) {
        if (below.size > 0 || here.size > 0) return;
        parent.below.delete(name);
      }
    },
    match: (topic, found) => visit(root, topic.split("/"), 0, found),
  };
}

function openLevel<S>(): Level<S> {
  return { below: new Map(), here: new Set() };
}
