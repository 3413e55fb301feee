import { createContext, type ReactNode, useCallback, useContext, useState } from "react";

import { VisuallyHidden } from "./VisuallyHidden.tsx";

type Announce = (words: string) => void;

const Announcing = createContext<Announce>(() => undefined);

/** One polite live region for the whole page: what changed and is not where the focus is. */
export function Announcer({ children }: { readonly children: ReactNode }) {
  const [said, setSaid] = useState({ words: "", turn: 0 });
  const announce = useCallback((words: string) => setSaid(({ turn }) => ({ words, turn: turn + 1 })), []);
  return (
    <Announcing value={announce}>
      {children}
      <VisuallyHidden>
        {/* Two regions in turn, so that the same words are read out a second time. */}
        <output>{said.turn % 2 === 0 ? said.words : ""}</output>
        <output>{said.turn % 2 === 1 ? said.words : ""}</output>
      </VisuallyHidden>
    </Announcing>
  );
}

export function useAnnounce(): Announce {
  return useContext(Announcing);
}
