import { lazy, Suspense } from "react";

import type { DemoOperator } from "#domain/config.ts";
import type { Operator, SignIn } from "#domain/ports.ts";
import type { Trouble } from "#domain/trouble.ts";
import { Icon } from "#ui/Icon.tsx";
import { TroubleNote } from "#ui/TroubleNote.tsx";
import * as icons from "#ui/form-icons.ts";
import { sayTrouble } from "#words/say-trouble.ts";
import { useEntryWords } from "#words/useWords.ts";

import { PasswordForm } from "./PasswordForm.tsx";
import styles from "./SignInScreen.module.css";
import { useSignIn } from "./use-sign-in.ts";
import { Watchtower } from "./Watchtower.tsx";

// Seldom needed, and never first.
const NewPasswordStep = lazy(async () => ({ default: (await import("./NewPasswordStep.tsx")).NewPasswordStep }));

interface SignInScreenProps {
  readonly port: Promise<SignIn>;
  readonly onSignedIn: (operator: Operator) => void;
  readonly demoOperators: readonly DemoOperator[];
  readonly online: boolean;
  /** Why nobody is signed in any more. */
  readonly ended?: Trouble | undefined;
}

export function SignInScreen({ port, onSignedIn, demoOperators, online, ended }: SignInScreenProps) {
  const words = useEntryWords();
  const dialogue = useSignIn(port, onSignedIn);
  const { asks } = dialogue;
  return (
    <div className={styles["screen"]}>
      <header className={styles["art"]}>
        <Watchtower />
        <p className={styles["brand"]}>
          <Icon path={icons.yagura} size={30} />
          <span>{words.common.product}</span>
        </p>
        <p className={styles["line"]}>{words.common.productLine}</p>
      </header>
      <main className={styles["side"]}>
        <div className={styles["card"]}>
          <h1 className={styles["title"]}>
            {asks.step === "password" ? words.signIn.title : words.signIn.newPasswordTitle}
          </h1>
          {!online && <TroubleNote tone="warn" what={words.offline.title} tip={words.offline.text} />}
          {ended && asks.step === "password" && !dialogue.trouble && (
            <TroubleNote tone="warn" {...sayTrouble(words, ended)} />
          )}
          {asks.step === "password" ? (
            <>
              <p className={styles["intro"]}>{words.signIn.intro}</p>
              <PasswordForm dialogue={dialogue} demoOperators={demoOperators} />
            </>
          ) : (
            <Suspense>
              <NewPasswordStep dialogue={dialogue} username={asks.username} />
            </Suspense>
          )}
        </div>
      </main>
    </div>
  );
}
