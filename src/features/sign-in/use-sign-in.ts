import { useState } from "react";

import type { Operator, SignIn, SignInStep } from "#domain/ports.ts";
import { asTrouble, type Trouble } from "#domain/trouble.ts";

export interface SignInDialogue {
  /** What is asked for now. */
  readonly asks: { readonly step: "password" } | { readonly step: "new-password"; readonly username: string };
  readonly busy: boolean;
  readonly trouble: Trouble | undefined;
  readonly signIn: (username: string, password: string) => void;
  readonly chooseNewPassword: (password: string) => void;
  readonly startOver: () => void;
}

/**
 * Leads through the steps until somebody is signed in.
 * @param port may still be on its way: the form is there before the code behind it.
 */
export function useSignIn(port: Promise<SignIn>, onSignedIn: (operator: Operator) => void): SignInDialogue {
  const [asks, setAsks] = useState<SignInDialogue["asks"]>({ step: "password" });
  const [busy, setBusy] = useState(false);
  const [trouble, setTrouble] = useState<Trouble>();

  const take = async (answer: (signIn: SignIn) => Promise<SignInStep>) => {
    setBusy(true);
    setTrouble(undefined);
    try {
      const next = await answer(await port);
      if (next.step === "signed-in") onSignedIn(next.operator);
      else setAsks(next);
    } catch (thrown) {
      const caught = asTrouble(thrown);
      setTrouble(caught);
      // The user pool has forgotten the sign-in: only its start helps.
      if (caught.code === "sign-in-timed-out") setAsks({ step: "password" });
    } finally {
      setBusy(false);
    }
  };

  return {
    asks,
    busy,
    trouble,
    signIn: (username, password) => void take((signIn) => signIn.signIn(username, password)),
    chooseNewPassword: (password) => void take((signIn) => signIn.chooseNewPassword(password)),
    startOver: () => {
      setTrouble(undefined);
      setAsks({ step: "password" });
    },
  };
}
