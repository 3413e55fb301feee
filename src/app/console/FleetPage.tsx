import { useNavigate, useParams, useRouter, useSearch } from "@tanstack/react-router";
import { useCallback, useMemo, useRef } from "react";

import type { ThingName } from "#domain/thing.ts";
import { isThingName } from "#domain/thing.ts";
import { FleetScreen } from "#features/fleet/FleetScreen.tsx";
import { type FleetView, readFleetView, searchOf } from "#features/fleet/fleet-view.ts";
import { listedThing } from "#features/fleet/listed-thing.ts";
import { ThingScreen } from "#features/thing/ThingScreen.tsx";
import { useMediaQuery } from "#ui/useMediaQuery.ts";
import { useQueryClient } from "@tanstack/react-query";

import { useConsole } from "./console-context.ts";
import styles from "./FleetPage.module.css";
import { useBackToRow } from "./use-back-to-row.ts";
import { useKeptScroll } from "./use-kept-scroll.ts";

/** Room for a thing beside the list. */
const wide = "(min-width: 72rem)";

export function FleetPage() {
  const { access, config, operator, desk, history } = useConsole();
  const queries = useQueryClient();
  const navigate = useNavigate();
  const router = useRouter();
  const search = useSearch({ strict: false });
  const view = useMemo(() => readFleetView(search), [search]);
  const { thingName: name } = useParams({ strict: false });
  const beside = useMediaQuery(wide);
  const scroller = useRef<HTMLDivElement>(null);
  const opened = name !== undefined && isThingName(name) ? name : undefined;

  const setView = useCallback(
    (next: FleetView) => void navigate({ to: ".", search: searchOf(next), replace: true }),
    [navigate],
  );
  const open = useCallback(
    (thingName: ThingName) => void navigate({ to: "/things/$thingName", params: { thingName }, search: true }),
    [navigate],
  );
  const close = useCallback(() => void navigate({ to: "/", search: true }), [navigate]);
  const hrefOf = useCallback(
    (thingName: ThingName) => {
      return router.buildLocation({ to: "/things/$thingName", params: { thingName }, search: searchOf(view) }).href;
    },
    [router, view],
  );
  const listed = useCallback((thingName: ThingName) => listedThing(queries, thingName), [queries]);

  const listShown = beside || name === undefined;
  const scrolledTo = useKeptScroll(scroller, listShown);
  useBackToRow(scroller, name);
  return (
    <div className={styles["page"]} data-open={name !== undefined}>
      {listShown && (
        <main id="content" ref={scroller} className={styles["list"]} tabIndex={-1}>
          <FleetScreen
            registry={access.registry}
            prefix={config.thingNamePrefix}
            groups={operator.groups}
            view={view}
            onView={setView}
            opened={opened}
            onOpen={open}
            hrefOf={hrefOf}
            scroller={scroller}
            scrolledTo={scrolledTo}
          />
        </main>
      )}
      {name !== undefined && (
        <ThingSide key={name} beside={beside}>
          <ThingScreen
            name={name}
            registry={access.registry}
            operator={operator}
            prefix={config.thingNamePrefix}
            desk={desk}
            history={history}
            listed={listed}
            beside={beside}
            onClose={close}
          />
        </ThingSide>
      )}
    </div>
  );
}

/** Beside the list it is a part of the page; in its place it is the page. */
function ThingSide({ beside, children }: { readonly beside: boolean; readonly children: React.ReactNode }) {
  return beside ? (
    <aside className={styles["side"]}>{children}</aside>
  ) : (
    <main id="content" className={styles["side"]} tabIndex={-1}>
      {children}
    </main>
  );
}
