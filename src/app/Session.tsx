import { lazy, Suspense, useEffect, useState } from "react";

import type { Config } from "#domain/config.ts";
import type { SignIn } from "#domain/ports.ts";
import type { Trouble } from "#domain/trouble.ts";
import { SignInScreen } from "#features/sign-in/SignInScreen.tsx";

import { loadCode } from "./load-code.ts";
import { Splash } from "./Splash.tsx";
import { useLoaded } from "./use-loaded.ts";
import { useOnline } from "./use-online.ts";
import { useSession, wasSignedIn } from "./use-session.ts";
import { whenIdle } from "./when-idle.ts";
import type { Entrance, World } from "./world.ts";

const loadConsole = () => loadCode(import("./console/Console.tsx"));
const loadSignInAgain = () => loadCode(import("#features/sign-in/SignInAgain.tsx"));
const Console = lazy(async () => ({ default: (await loadConsole()).Console }));
const SignInAgain = lazy(async () => ({ default: (await loadSignInAgain()).SignInAgain }));
const UpdateNote = lazy(async () => ({ default: (await import("./UpdateNote.tsx")).UpdateNote }));

/** Who is at the console: nobody yet, somebody, or somebody whose session ended under their hands. */
export function Session({ world, config }: { readonly world: World; readonly config: Config }) {
  const [entrance] = useState<Promise<Entrance>>(async () => {
    // The form can be typed into before the code behind it is there; somebody who comes back waits for nothing else.
    if (!wasSignedIn()) await whenIdle();
    return world.openEntrance(config);
  });
  const opened = useLoaded(entrance);
  const [port] = useState<Promise<SignIn>>(() => {
    const signIn = entrance.then((opening) => opening.signIn);
    // Whoever uses it hears of its failure; until somebody does, it is no mistake that nobody has.
    signIn.catch(() => {});
    return signIn;
  });
  const { session, signedIn, signOut } = useSession(port);
  const online = useOnline();

  // An operator types a password longer than it takes to fetch what comes after it.
  const [idle, setIdle] = useState(false);
  useEffect(() => {
    const prepare = async () => {
      await whenIdle();
      setIdle(true);
      const { prepareFleet } = await entrance;
      await Promise.all([loadConsole(), loadSignInAgain(), prepareFleet()]);
    };
    // Nobody waits for it here; whoever does later hears why it failed.
    prepare().catch(() => {});
  }, [entrance]);
  const updates = (
    <Suspense>
      <UpdateNote />
    </Suspense>
  );

  if (opened.kind === "failed") return <NoEntrance trouble={opened.trouble} />;
  if (session.kind === "restoring") return <Splash />;
  if (session.kind === "nobody") {
    return (
      <>
        <SignInScreen
          port={port}
          onSignedIn={signedIn}
          demoOperators={config.demo?.operators ?? []}
          online={online}
          ended={session.why}
        />
        {idle && updates}
      </>
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
        <Suspense>
          <SignInAgain port={port} operator={operator} ended={ended} onSignedIn={signedIn} onLeave={signOut} />
        </Suspense>
      )}
      {idle && updates}
    </>
  );
}

/** Nobody can sign in, and nothing but a new start helps: the boundary above offers one. */
function NoEntrance({ trouble }: { readonly trouble: Trouble }): never {
  throw trouble;
}
