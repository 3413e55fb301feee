import { type MqttLink, openMqttLink, type SessionListener } from "./mqtt-link.ts";

/** The line to a client in a dedicated worker. A worker that cannot be loaded, or breaks, is replaced at the next attempt. */
export function openWorkerLink(): MqttLink {
  let listener: SessionListener | undefined;
  const start = () => {
    const worker = new Worker(new URL("./mqtt-worker.ts", import.meta.url), { type: "module", name: "mqtt" });
    // Later: it still has to say goodbye to the broker, or the operator seems to have been cut off.
    const started = openMqttLink(worker, () => setTimeout(() => worker.terminate(), 1000));
    worker.addEventListener("error", ({ message }) => {
      if (link !== started) return;
      link = undefined;
      started[Symbol.dispose]();
      // Without a message it is the script itself that could not be loaded.
      const detail = message || "the code of the MQTT connection could not be loaded";
      listener?.onEnded({ reasonCode: undefined, reasonString: undefined, detail });
    });
    return started;
  };
  // At once: the code of the client loads while the credentials are asked for.
  let link: MqttLink | undefined = start();
  return {
    open: (order, listening) => {
      listener = listening;
      link ??= start();
      return link.open(order, listening);
    },
    [Symbol.dispose]: () => link?.[Symbol.dispose](),
  };
}
