import type { Locator } from "@playwright/test";

/** Listens to one place of the screen; gives everything that was ever written there since, however briefly. */
export async function heard(place: Locator): Promise<() => Promise<readonly string[]>> {
  const texts = await place.evaluateHandle((element) => {
    const written: string[] = [];
    const listen = () => void written.push(element.textContent ?? "");
    new MutationObserver(listen).observe(element, { subtree: true, childList: true, characterData: true });
    return written;
  });
  return () => texts.jsonValue();
}
