/** However busy the page is, it is not waited for longer. */
const atMostMs = 500;

/** Resolves when the page is drawn and has nothing to do: what is not needed at once begins then. */
export function whenIdle(): Promise<void> {
  return new Promise((resolve) => {
    if ("requestIdleCallback" in globalThis) requestIdleCallback(() => resolve(), { timeout: atMostMs });
    else setTimeout(resolve, 50);
  });
}
