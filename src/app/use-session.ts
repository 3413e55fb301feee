import { useCallback, useEffect, useState } from "react";

import type { Operator, SignIn } from "#domain/ports.ts";
import { asTrouble, type Trouble } from "#domain/trouble.ts";

import { tabStorage } from "./tab-storage.ts";

export type Session =
  | { readonly kind: "restoring" }
  | { readonly kind: "nobody"; readonly why: Trouble | undefined }
  /** With `ended`, the screen stays and waits for the same operator. */
  | { readonly kind: "somebody"; readonly operator: Operator; readonly ended: Trouble | undefined };

interface UsedSession {
  readonly session: Session;
  readonly signedIn: (operator: Operator) => void;
  readonly signOut: () => void;
}

// Whether somebody was signed in here: then their session is looked for before the form is shown, else the form is shown at once. It lies beside the
// tokens, and comes and goes with them.
const key = "yagura.signed-in";

export function useSession(port: Promise<SignIn>): UsedSession {
  const [session, setSession] = useState<Session>(() => {
    return wasSignedIn() ? { kind: "restoring" } : { kind: "nobody", why: undefined };
  });

  const signedIn = useCallback((operator: Operator) => {
    tabStorage.setItem(key, "1");
    setSession({ kind: "somebody", operator, ended: undefined });
  }, []);
  const signOut = useCallback(() => {
    // Whoever takes the tablet next finds nothing, whether or not there is a network to say goodbye on.
    setSession({ kind: "nobody", why: undefined });
    tabStorage.clear();
    port.then((signIn) => signIn.signOut()).catch(() => {});
  }, [port]);

  const restoring = session.kind === "restoring";
  useEffect(() => {
    if (!restoring) return undefined;
    let left = false;
    const restore = async () => {
      try {
        const operator = await (await port).restore();
        if (left) return;
        if (operator) signedIn(operator);
        else {
          tabStorage.removeItem(key);
          setSession({ kind: "nobody", why: undefined });
        }
      } catch (error) {
        if (!left) setSession({ kind: "nobody", why: asTrouble(error) });
      }
    };
    void restore();
    return () => {
      left = true;
    };
  }, [restoring, port, signedIn]);

  // Without a network nobody can be asked who is here; as soon as there is one, they are.
  const waits = session.kind === "nobody" && session.why?.code === "unreachable" && wasSignedIn();
  useEffect(() => {
    if (!waits) return undefined;
    const again = () => setSession({ kind: "restoring" });
    addEventListener("online", again);
    return () => removeEventListener("online", again);
  }, [waits]);

  useEffect(() => {
    let stop: (() => void) | undefined;
    let left = false;
    const listen = async () => {
      const signIn = await port;
      if (left) return;
      stop = signIn.onEnded((ended) => {
        setSession((known) => (known.kind === "somebody" ? { ...known, ended } : known));
      });
    };
    // Whoever waits for the port hears of its failure.
    listen().catch(() => {});
    return () => {
      left = true;
      stop?.();
    };
  }, [port]);

  return { session, signedIn, signOut };
}

/** Whether somebody was signed in here when the page was left. */
export function wasSignedIn(): boolean {
  return tabStorage.getItem(key) !== null;
}
