import { Component, type ReactNode } from "react";

import { Button } from "#ui/Button.tsx";
import * as icons from "#ui/form-icons.ts";
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
  const { boot } = useEntryWords();
  return (
    <main className={styles["page"]}>
      <h1>{boot.crashedTitle}</h1>
      <p>{boot.crashedText}</p>
      <pre className={styles["detail"]}>{String(error).slice(0, 600)}</pre>
      <Button kind="primary" icon={icons.retry} label={boot.reload} onPress={() => location.reload()} />
    </main>
  );
}
