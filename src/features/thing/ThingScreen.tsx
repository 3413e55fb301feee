import { type ReactNode, type RefObject, useEffect, useRef } from "react";

import type { Operator, Registry } from "#domain/ports.ts";
import { isThingName, type Thing, type ThingName } from "#domain/thing.ts";
import { Button } from "#ui/Button.tsx";
import { useKeyIn } from "#ui/use-key-in.ts";
import { SafeText } from "#ui/SafeText.tsx";
import { TroubleNote } from "#ui/TroubleNote.tsx";
import * as icons from "#ui/icons.ts";
import { useWords } from "#words/useWords.ts";

import type { Desk } from "./desk.ts";
import { isExpectedRefusal } from "./may-change.ts";
import type { PresenceHistory } from "./presence-history.ts";
import { PresenceSection } from "./PresenceSection.tsx";
import { RegistrySection } from "./RegistrySection.tsx";
import { ShadowSection } from "./ShadowSection.tsx";
import styles from "./ThingScreen.module.css";
import { useThing } from "./use-thing.ts";

export interface ThingScreenProps {
  /** From the URL: anybody may have written it. */
  readonly name: string;
  readonly registry: Registry;
  readonly operator: Operator;
  /** Only things whose names start with it can be changed. */
  readonly prefix: string;
  readonly desk: Desk;
  readonly history: PresenceHistory;
  /** What the list knows already, until the registry has answered. */
  readonly listed: (thingName: ThingName) => Thing | undefined;
  /** Beside the list, or in its place. */
  readonly beside: boolean;
  readonly onClose: () => void;
}

/** What is it doing, and what did we ask of it? Give it the name as its key: another thing is another screen. */
export function ThingScreen(props: ThingScreenProps) {
  const { name } = props;
  const words = useWords();
  const heading = useRef<HTMLHeadingElement>(null);
  const place = useRef<HTMLElement>(null);
  // Whoever opens a thing wants to be there, and a screen reader to say where that is.
  useEffect(() => heading.current?.focus({ preventScroll: true }), []);
  return isThingName(name) ? (
    <KnownName {...props} thingName={name} heading={heading} place={place} />
  ) : (
    <Frame {...props} heading={heading} place={place}>
      <TroubleNote what={words.thing.notAName} tip={words.thing.notANameTip} />
    </Frame>
  );
}

interface Refs {
  readonly heading: RefObject<HTMLHeadingElement | null>;
  /** The whole screen of the thing. */
  readonly place: RefObject<HTMLElement | null>;
}

function KnownName(props: ThingScreenProps & Refs & { readonly thingName: ThingName }) {
  const { thingName, registry, operator, prefix, desk, history, listed, place } = props;
  const words = useWords();
  const { thing, missing, trouble } = useThing(registry, thingName, listed(thingName));
  return (
    <Frame {...props}>
      {missing && <TroubleNote tone="warn" what={words.thing.unregistered} tip={words.thing.unregisteredTip} />}
      <PresenceSection thingName={thingName} thing={thing} history={history} />
      <ShadowSection thingName={thingName} operator={operator} prefix={prefix} desk={desk} place={place} />
      {!missing && (
        <RegistrySection
          thing={thing}
          trouble={trouble}
          notShown={isExpectedRefusal(trouble, thingName, prefix) ? words.thing.notShown.registry : undefined}
        />
      )}
    </Frame>
  );
}

function Frame({
  name,
  beside,
  onClose,
  heading,
  place,
  children,
}: ThingScreenProps & Refs & { readonly children: ReactNode }) {
  const words = useWords();
  const Heading = beside ? "h2" : "h1";
  useKeyIn(place, "Escape", onClose);
  return (
    <section ref={place} className={styles["thing"]} aria-labelledby="thing-name">
      <header className={styles["header"]}>
        {!beside && <Button kind="quiet" icon={icons.back} label={words.thing.back} onPress={onClose} />}
        <div className={styles["name"]}>
          <p>{words.thing.kind}</p>
          <Heading id="thing-name" ref={heading} tabIndex={-1}>
            <SafeText text={name} longest={128} />
          </Heading>
        </div>
        {beside && <Button kind="quiet" iconOnly icon={icons.close} label={words.thing.close} onPress={onClose} />}
      </header>
      {children}
    </section>
  );
}
