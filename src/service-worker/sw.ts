import { cleanupOutdatedCaches, precacheAndRoute } from "workbox-precaching";
import { NavigationRoute, registerRoute } from "workbox-routing";

import { configFirstFromNetwork, keepConfig } from "./config-file.ts";
import { forgetPages, pageUnderHeadersOfNow, workerUnderHeadersOfPage } from "./page.ts";

declare const self: ServiceWorkerGlobalScope & {
  readonly __WB_MANIFEST: (string | { readonly url: string; readonly revision: string | null })[];
};

// Before the build's own route, which would give them as they were when they were installed.
registerRoute(new NavigationRoute(pageUnderHeadersOfNow, { denylist: [/\/config\.json$/] }));
registerRoute(({ request, sameOrigin }) => sameOrigin && request.destination === "worker", workerUnderHeadersOfPage);
// Everything that one build is made of, together: an old page never meets a piece of a new one.
// oxlint-disable-next-line no-underscore-dangle -- the name that the build replaces
precacheAndRoute(self.__WB_MANIFEST);
cleanupOutdatedCaches();
registerRoute(({ url, sameOrigin }) => sameOrigin && url.pathname.endsWith("/config.json"), configFirstFromNetwork);
self.addEventListener("install", (event) =>
  event.waitUntil(keepConfig(new URL("config.json", self.registration.scope))),
);

self.addEventListener("activate", (event) => event.waitUntil(forgetPages()));

// A new version waits until the operator says so: a page that is being worked in is never changed under their hands.
self.addEventListener("message", ({ data }) => {
  if (data === "start") void self.skipWaiting();
});
