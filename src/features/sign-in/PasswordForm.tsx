import { useRef, useState } from "react";

import type { DemoOperator } from "#domain/config.ts";
import { Button } from "#ui/Button.tsx";
import { PasswordField } from "#ui/PasswordField.tsx";
import { TextField } from "#ui/TextField.tsx";
import { TroubleNote } from "#ui/TroubleNote.tsx";
import { sayTrouble } from "#words/say-trouble.ts";
import { useEntryWords } from "#words/useWords.ts";

import { DemoOperators } from "./DemoOperators.tsx";
import styles from "./SignInForm.module.css";
import type { SignInDialogue } from "./use-sign-in.ts";

interface PasswordFormProps {
  readonly dialogue: SignInDialogue;
  /** Where the user is known already, nobody else can sign in here. */
  readonly username?: string | undefined;
  readonly demoOperators?: readonly DemoOperator[];
}

export function PasswordForm({ dialogue, username: known, demoOperators }: PasswordFormProps) {
  const words = useEntryWords();
  const [username, setUsername] = useState(known ?? "");
  const [password, setPassword] = useState("");
  const [missing, setMissing] = useState(false);
  const usernameField = useRef<HTMLInputElement>(null);
  const passwordField = useRef<HTMLInputElement>(null);
  const { busy, trouble } = dialogue;

  const submit = () => {
    const empty = username.trim() === "" ? usernameField : password === "" ? passwordField : undefined;
    setMissing(empty !== undefined);
    if (empty) empty.current?.focus();
    else dialogue.signIn(username.trim(), password);
  };

  const fill = (operator: DemoOperator) => {
    setUsername(operator.username);
    setPassword(operator.password);
    setMissing(false);
    passwordField.current?.focus();
  };

  return (
    <>
      <form
        className={styles["form"]}
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          if (!busy) submit();
        }}
      >
        {trouble && <TroubleNote {...sayTrouble(words, trouble)} />}
        <TextField
          ref={usernameField}
          label={words.signIn.username}
          name="username"
          autoComplete="username"
          value={username}
          onChange={setUsername}
          disabled={known !== undefined}
          error={missing && username.trim() === "" ? words.signIn.usernameMissing : undefined}
        />
        <PasswordField
          ref={passwordField}
          label={words.signIn.password}
          name="password"
          autoComplete="current-password"
          value={password}
          onChange={setPassword}
          showLabel={words.signIn.showPassword}
          hideLabel={words.signIn.hidePassword}
          error={missing && password === "" ? words.signIn.passwordMissing : undefined}
        />
        <Button
          kind="primary"
          type="submit"
          wide
          busy={busy}
          label={busy ? words.signIn.submitting : words.signIn.submit}
        />
      </form>
      {demoOperators && demoOperators.length > 0 && <DemoOperators operators={demoOperators} onChoose={fill} />}
    </>
  );
}
