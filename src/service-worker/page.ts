import { getCacheKeyForURL, matchPrecache } from "workbox-precaching";

const cacheName = "yagura-page";
/** Its name among the files of the build; it is asked for as the folder that it stands in, from where some hosts send whoever asks by name. */
const name = "index.html";
const policy = "content-security-policy";
// A network that swallows everything must not keep the console from opening.
const patienceMs = 3000;

/**
 * The page of this build, under the headers that its host gives it now: the hosts it may speak to stand there, and they change with config.json while
 * the build stays. Another page (a newer build's, a hotel's) is not shown in its place: a newer build waits until the operator starts it.
 */
export async function pageUnderHeadersOfNow(): Promise<Response> {
  const kept = await keptPage();
  const fresh = await fetch("./", { cache: "no-cache", signal: AbortSignal.timeout(patienceMs) }).catch(
    () => undefined,
  );
  if (!kept) return fresh ?? Response.error();
  if (!fresh?.ok || fresh.redirected || (await fresh.clone().text()) !== (await kept.clone().text())) return kept;
  await (await caches.open(cacheName)).put(keyOfBuild(), fresh.clone());
  return fresh;
}

/** A worker speaks to the hosts that its own script's headers name: they are the page's. */
export async function workerUnderHeadersOfPage({ request }: { readonly request: Request }): Promise<Response> {
  const kept = await matchPrecache(request.url);
  if (!kept) return fetch(request);
  const { status, statusText, body } = kept;
  const headers = new Headers(kept.headers);
  const allowed = (await keptPage())?.headers.get(policy);
  if (allowed) headers.set(policy, allowed);
  return new Response(body, { status, statusText, headers });
}

/** What was kept for the builds of before. */
export async function forgetPages(): Promise<void> {
  await caches.delete(cacheName);
}

async function keptPage(): Promise<Response | undefined> {
  const cache = await caches.open(cacheName);
  return (await cache.match(keyOfBuild())) ?? matchPrecache(name);
}

/** Holds the build's own hash: a page of another build is never found under it. */
function keyOfBuild(): string {
  return getCacheKeyForURL(name) ?? name;
}
