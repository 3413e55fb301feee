import { createRootRoute, createRoute, createRouter, Outlet } from "@tanstack/react-router";

import { readFleetView, searchOf } from "#features/fleet/fleet-view.ts";

import { ErrorBoundary } from "#app/ErrorBoundary.tsx";
import { FleetPage } from "./FleetPage.tsx";
import { NoSuchPage } from "./NoSuchPage.tsx";
import { Shell } from "./Shell.tsx";

const root = createRootRoute({
  component: () => (
    <Shell>
      <ErrorBoundary>
        <Outlet />
      </ErrorBoundary>
    </Shell>
  ),
  notFoundComponent: NoSuchPage,
});

/** The list, and the thing beside it or in its place: one page, so that the list stays while things are opened. */
const fleet = createRoute({
  getParentRoute: () => root,
  id: "fleet",
  component: FleetPage,
  // What is as usual stays out of the URL.
  validateSearch: (search: Record<string, unknown>) => searchOf(readFleetView(search)),
});

const index = createRoute({ getParentRoute: () => fleet, path: "/" });
const thing = createRoute({ getParentRoute: () => fleet, path: "/things/$thingName" });

const routeTree = root.addChildren([fleet.addChildren([index, thing])]);

export function makeRouter() {
  return createRouter({ routeTree, notFoundMode: "root", defaultPreload: false, scrollRestoration: false });
}

declare module "@tanstack/react-router" {
  interface Register {
    router: ReturnType<typeof makeRouter>;
  }
}
