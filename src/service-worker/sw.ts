import { cleanupOutdatedCaches, createHandlerBoundToURL, precacheAndRoute } from "workbox-precaching";
import { NavigationRoute, registerRoute } from "workbox-routing";

import { configFirstFromNetwork, keepConfig } from "./config-file.ts";

declare const self: ServiceWorkerGlobalScope & {
  readonly __WB_MANIFEST: (string | { readonly url: string; readonly revision: string | null })[];
};

// Everything that one build is made of, together: an old page never meets a piece of a new one.
// oxlint-disable-next-line no-underscore-dangle -- the name that the build replaces
precacheAndRoute(self.__WB_MANIFEST);
cleanupOutdatedCaches();
registerRoute(new NavigationRoute(createHandlerBoundToURL("index.html"), { denylist: [/\/config\.json$/] }));
registerRoute(({ url, sameOrigin }) => sameOrigin && url.pathname.endsWith("/config.json"), configFirstFromNetwork);
self.addEventListener("install", (event) =>
  event.waitUntil(keepConfig(new URL("config.json", self.registration.scope))),
);

// A new version waits until the operator says so: a page that is being worked in is never changed under their hands.
self.addEventListener("message", ({ data }) => {
  if (data === "start") void self.skipWaiting();
});
