const cacheName = "yagura-config";
// A network that swallows everything must not keep the console from opening.
const patienceMs = 4000;

/** Keeps config.json as it is now: the page that installs this worker has read it before there was one. */
export async function keepConfig(url: URL): Promise<void> {
  // Without it the console needs the network to open, once more.
  await configFirstFromNetwork({ request: new Request(url, { cache: "no-cache" }) }).catch(() => {});
}

/** config.json as it is now; where the network does not give it, as it was when it last came. */
export async function configFirstFromNetwork({ request }: { readonly request: Request }): Promise<Response> {
  const cache = await caches.open(cacheName);
  const key = new URL(request.url).pathname;
  try {
    const response = await fetch(request, { signal: AbortSignal.timeout(patienceMs) });
    if (response.ok) await cache.put(key, response.clone());
    return response;
  } catch (error) {
    const kept = await cache.match(key);
    if (kept) return kept;
    throw error;
  }
}
