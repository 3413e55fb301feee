const cacheName = "yagura-config";
// A network that swallows everything must not keep the console from opening.
const patienceMs = 4000;

/** Keeps config.json as it is now: the page that installs this worker has read it before there was one. */
export async function keepConfig(url: URL): Promise<void> {
  // Without it the console needs the network to open, once more.
  await configFirstFromNetwork({ request: new Request(url, { cache: "no-cache" }) }).catch(() => {});
}

/**
 * config.json as it is now; where the network does not give it, as it was when it last came. A page that stands in its place (a hotel's, a proxy's) and
 * a server in trouble do not give it; a server that says it has none is believed.
 */
export async function configFirstFromNetwork({ request }: { readonly request: Request }): Promise<Response> {
  const cache = await caches.open(cacheName);
  const key = new URL(request.url).pathname;
  try {
    const response = await fetch(request, { signal: AbortSignal.timeout(patienceMs) });
    if (isConfig(response)) await cache.put(key, response.clone());
    else if (response.status !== 404) return (await cache.match(key)) ?? response;
    return response;
  } catch (error) {
    const kept = await cache.match(key);
    if (kept) return kept;
    throw error;
  }
}

function isConfig({ ok, headers }: Response): boolean {
  return ok && headers.get("content-type")?.includes("json") === true;
}
