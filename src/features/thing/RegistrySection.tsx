import type { Thing } from "#domain/thing.ts";
import type { Trouble } from "#domain/trouble.ts";
import { SafeText } from "#ui/SafeText.tsx";
import { TroubleHelp } from "#ui/TroubleHelp.tsx";
import { sayHelp } from "#words/say-help.ts";
import { useWords } from "#words/useWords.ts";

import { Facts } from "./Facts.tsx";
import styles from "./Section.module.css";

/** What the registry says of the thing: its type and its attributes. */
export function RegistrySection({
  thing,
  trouble,
  notShown,
}: {
  readonly thing: Thing | undefined;
  readonly trouble: Trouble | undefined;
  /** What is said in place of a trouble that was to be expected. */
  readonly notShown: string | undefined;
}) {
  const words = useWords();
  const { common } = words;
  if (!thing && notShown !== undefined) {
    return (
      <section className={styles["section"]} aria-label={words.thing.registryTitle}>
        <h2>{words.thing.registryTitle}</h2>
        <p className={styles["quiet"]}>{notShown}</p>
      </section>
    );
  }
  if (!thing) return trouble ? <TroubleHelp {...sayHelp(words, trouble)} /> : null;
  const { thingTypeName, attributes } = thing;
  return (
    <section className={styles["section"]} aria-label={words.thing.registryTitle}>
      <h2>{words.thing.registryTitle}</h2>
      <Facts
        facts={[
          [
            words.thing.type,
            thingTypeName === undefined ? words.thing.noType : <SafeText key="type" text={thingTypeName} />,
          ],
        ]}
      />
      {Object.keys(attributes).length === 0 ? (
        <p className={styles["quiet"]}>{words.thing.noAttributes}</p>
      ) : (
        <dl className={styles["attributes"]}>
          {Object.entries(attributes).map(([name, value]) => (
            <div key={name}>
              <dt>
                <SafeText text={name} longest={128} />
              </dt>
              <dd>
                <SafeText text={value} longest={200} more={common.showAll} />
              </dd>
            </div>
          ))}
        </dl>
      )}
    </section>
  );
}
