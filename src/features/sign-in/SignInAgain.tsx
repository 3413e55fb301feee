import type { Operator, SignIn } from "#domain/ports.ts";
import type { Trouble } from "#domain/trouble.ts";
import { Button } from "#ui/Button.tsx";
import { Dialog } from "#ui/Dialog.tsx";
import { TroubleNote } from "#ui/TroubleNote.tsx";
import { AllWords } from "#words/AllWords.tsx";
import { sayTrouble } from "#words/say-trouble.ts";
import { useWords } from "#words/useWords.ts";

import { NewPasswordForm } from "./NewPasswordForm.tsx";
import { PasswordForm } from "./PasswordForm.tsx";
import styles from "./SignInForm.module.css";
import { useSignIn } from "./use-sign-in.ts";

interface SignInAgainProps {
  readonly port: Promise<SignIn>;
  readonly operator: Operator;
  readonly ended: Trouble;
  readonly onSignedIn: (operator: Operator) => void;
  /** Gives up what is on the screen. */
  readonly onLeave: () => void;
}

/** The session ended under somebody's hands: the same operator signs in again over the screen, which stays as it is. */
export function SignInAgain(props: SignInAgainProps) {
  return (
    <AllWords>
      <Again {...props} />
    </AllWords>
  );
}

function Again({ port, operator, ended, onSignedIn, onLeave }: SignInAgainProps) {
  const words = useWords();
  const dialogue = useSignIn(port, onSignedIn);
  return (
    <Dialog title={words.signInAgain.title}>
      <div className={styles["form"]}>
        {!dialogue.trouble && <TroubleNote tone="warn" {...sayTrouble(words, ended)} />}
        <p>{words.signInAgain.text(operator.username)}</p>
        {dialogue.asks.step === "password" ? (
          <PasswordForm dialogue={dialogue} username={operator.username} />
        ) : (
          <NewPasswordForm dialogue={dialogue} username={operator.username} />
        )}
        <Button kind="quiet" wide label={words.signInAgain.someoneElse} onPress={onLeave} />
      </div>
    </Dialog>
  );
}
