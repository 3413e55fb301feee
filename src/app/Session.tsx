import { lazy, Suspense, useCallback, useState } from "react";

import type { Config } from "#domain/config.ts";
import type { SignIn } from "#domain/ports.ts";
import { SignInAgain } from "#features/sign-in/SignInAgain.tsx";
import { SignInScreen } from "#features/sign-in/SignInScreen.tsx";

import { Splash } from "./Splash.tsx";
import { useOnline } from "./use-online.ts";
import { usePrepared } from "./use-prepared.ts";
import { useSession } from "./use-session.ts";
import type { World } from "./world.ts";

const loadConsole = () => import("./console/Console.tsx");
const Console = lazy(async () => ({ default: (await loadConsole()).Console }));

/** Who is at the console: nobody yet, somebody, or somebody whose session ended under their hands. */
export function Session({ world, config }: { readonly world: World; readonly config: Config }) {
  const [entrance] = useState(() => world.openEntrance(config));
  const [port] = useState<Promise<SignIn>>(() => entrance.then(({ signIn }) => signIn));
  const { session, signedIn, signOut } = useSession(port);
  const online = useOnline();
  usePrepared(
    useCallback(async () => {
      await Promise.all([loadConsole(), entrance.then(({ prepareFleet }) => prepareFleet())]);
    }, [entrance]),
  );

  if (session.kind === "restoring") return <Splash />;
  if (session.kind === "nobody") {
    return (
      <SignInScreen
        port={port}
        onSignedIn={signedIn}
        demoOperators={config.demo?.operators ?? []}
        online={online}
        ended={session.why}
      />
    );
  }
  const { operator, ended } = session;
  return (
    <>
      <Suspense fallback={<Splash />}>
        {/* Another operator gets another console; the same one coming back finds it as it was. */}
        <Console
          key={operator.username}
          config={config}
          entrance={entrance}
          operator={operator}
          signedIn={ended === undefined}
          onSignOut={signOut}
        />
      </Suspense>
      {ended && (
        <SignInAgain
          port={port}
          operator={operator}
          ended={ended}
          onSignedIn={signedIn}
          onLeave={() => void signOut()}
        />
      )}
    </>
  );
}
