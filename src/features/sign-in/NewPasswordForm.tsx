import { useEffect, useRef, useState } from "react";

import { Button } from "#ui/Button.tsx";
import { PasswordField } from "#ui/PasswordField.tsx";
import { TroubleNote } from "#ui/TroubleNote.tsx";
import { sayTrouble } from "#words/say-trouble.ts";
import { useWords } from "#words/useWords.ts";

import { PasswordRules } from "./PasswordRules.tsx";
import styles from "./SignInForm.module.css";
import type { SignInDialogue } from "./use-sign-in.ts";

export interface NewPasswordFormProps {
  readonly dialogue: SignInDialogue;
  readonly username: string;
}

/** The step NEW_PASSWORD_REQUIRED: the temporary password was right, now the user chooses one of their own. */
export function NewPasswordForm({ dialogue, username }: NewPasswordFormProps) {
  const words = useWords();
  const [password, setPassword] = useState("");
  const [again, setAgain] = useState("");
  const [differ, setDiffer] = useState(false);
  const first = useRef<HTMLInputElement>(null);
  const { busy, trouble } = dialogue;
  const show = { showLabel: words.signIn.showPassword, hideLabel: words.signIn.hidePassword };
  useEffect(() => first.current?.focus(), []);

  return (
    <form
      className={styles["form"]}
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        setDiffer(password !== again);
        if (!busy && password === again && password !== "") dialogue.chooseNewPassword(password);
      }}
    >
      <p>{words.newPassword.intro(username)}</p>
      {trouble && <TroubleNote {...sayTrouble(words, trouble)} />}
      {/* Password managers want to know whose new password this is. */}
      <input type="text" name="username" autoComplete="username" value={username} readOnly hidden />
      <PasswordField
        {...show}
        ref={first}
        label={words.newPassword.password}
        name="new-password"
        autoComplete="new-password"
        value={password}
        onChange={setPassword}
      />
      <PasswordRules password={password} />
      <PasswordField
        {...show}
        label={words.newPassword.passwordAgain}
        name="new-password-again"
        autoComplete="new-password"
        value={again}
        onChange={setAgain}
        error={differ && password !== again ? words.newPassword.passwordsDiffer : undefined}
      />
      <Button kind="primary" type="submit" wide busy={busy} label={words.newPassword.submit} />
      <Button kind="quiet" wide label={words.newPassword.backToStart} onPress={dialogue.startOver} />
    </form>
  );
}
