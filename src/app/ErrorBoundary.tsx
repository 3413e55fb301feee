import { Component, type ReactNode } from "react";

import { Trouble } from "#domain/trouble.ts";
import { Button } from "#ui/Button.tsx";
import * as icons from "#ui/form-icons.ts";
import { sayTrouble } from "#words/say-trouble.ts";
import { useEntryWords } from "#words/useWords.ts";

import styles from "./Plain.module.css";

interface Props {
  readonly children: ReactNode;
}

/** A mistake of our own takes away its part of the page, never silently. */
export class ErrorBoundary extends Component<Props, { readonly error: unknown }> {
  override state: { readonly error: unknown } = { error: undefined };

  static getDerivedStateFromError(error: unknown) {
    return { error };
  }

  override render() {
    return this.state.error === undefined ? this.props.children : <Crashed error={this.state.error} />;
  }
}

function Crashed({ error }: { readonly error: unknown }) {
  const words = useEntryWords();
  const { boot } = words;
  const said = error instanceof Trouble && error.code === "code-missing" ? sayTrouble(words, error) : undefined;
  return (
    <main className={styles["page"]}>
      <h1>{said?.what ?? boot.crashedTitle}</h1>
      <p>{said?.tip ?? boot.crashedText}</p>
      <pre className={styles["detail"]}>{(said?.detail ?? String(error)).slice(0, 600)}</pre>
      <Button kind="primary" icon={icons.retry} label={boot.reload} onPress={() => location.reload()} />
    </main>
  );
}
