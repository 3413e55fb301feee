/** Hears that the world may have changed: the network is back, or somebody looks at the page again. Returns the way to stop. */
export function onWake(listener: () => void): () => void {
  const lookAgain = () => {
    if (document.visibilityState === "visible") listener();
  };
  globalThis.addEventListener("online", listener);
  globalThis.addEventListener("pageshow", lookAgain);
  document.addEventListener("visibilitychange", lookAgain);
  return () => {
    globalThis.removeEventListener("online", listener);
    globalThis.removeEventListener("pageshow", lookAgain);
    document.removeEventListener("visibilitychange", lookAgain);
  };
}
