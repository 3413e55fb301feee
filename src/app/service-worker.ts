/** A new version of the console. */
export interface Update {
  /** Starts it, and the page with it. */
  readonly apply: () => void;
  /** Another window has started it: what this page has not loaded yet is there no more. */
  readonly elsewhere: boolean;
}

/** Hears of new versions. Returns the way to stop. */
export type WatchUpdates = (onReady: (update: Update) => void) => () => void;

const lookAgainMs = 60 * 60_000;

/** Installs the service worker, which keeps a copy of the console, and looks for a new version each hour and whenever the page is looked at again. */
export const watchUpdates: WatchUpdates = (onReady) => {
  const { serviceWorker } = navigator;
  const stopping = new AbortController();
  const { signal } = stopping;
  // Only a build has one.
  if (!import.meta.env.PROD || serviceWorker === undefined) return () => {};

  let applied = false;
  const offer = (waiting: ServiceWorker) => {
    onReady({
      elsewhere: false,
      apply: () => {
        applied = true;
        waiting.postMessage("start");
      },
    });
  };
  const hear = (registration: ServiceWorkerRegistration) => {
    // Without a controller it is the first version: there is nothing to replace.
    if (registration.waiting && serviceWorker.controller) offer(registration.waiting);
    const hearInstalling = () => {
      const { installing } = registration;
      installing?.addEventListener("statechange", () => {
        if (installing.state === "installed" && serviceWorker.controller) offer(installing);
      });
    };
    registration.addEventListener("updatefound", hearInstalling, { signal });
    // Offline there is nothing new to be found.
    const look = () => void registration.update().catch(() => {});
    const timer = setInterval(look, lookAgainMs);
    signal.addEventListener("abort", () => clearInterval(timer));
    document.addEventListener("visibilitychange", () => document.visibilityState === "visible" && look(), { signal });
  };
  // A page that nobody asked to start anew is never reloaded.
  const change = () => (applied ? location.reload() : onReady({ elsewhere: true, apply: () => location.reload() }));
  serviceWorker.addEventListener("controllerchange", change, { signal });
  const register = async () => hear(await serviceWorker.register(`${import.meta.env.BASE_URL}sw.js`));
  // Where it is forbidden the console works all the same, only not offline.
  register().catch(() => {});
  return () => stopping.abort();
};
