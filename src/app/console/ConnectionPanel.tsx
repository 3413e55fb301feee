import type { ConnectionState } from "#domain/connection.ts";
import { useFeed, useLive, useStatistics } from "#live/useLive.ts";
import { Button } from "#ui/Button.tsx";
import { useAtTime } from "#ui/clock.ts";
import { CopyButton } from "#ui/CopyButton.tsx";
import { Glyph } from "#ui/Glyph.tsx";
import { Time } from "#ui/Time.tsx";
import { TroubleHelp } from "#ui/TroubleHelp.tsx";
import * as icons from "#ui/icons.ts";
import { sayHelp } from "#words/say-help.ts";
import { useFormats, useWords } from "#words/useWords.ts";

import type { ConnectionLook } from "./connection-look.ts";
import styles from "./ConnectionPanel.module.css";
import { useConsole } from "./console-context.ts";
import { Sparkline } from "./Sparkline.tsx";

interface ConnectionPanelProps {
  readonly state: ConnectionState;
  readonly look: ConnectionLook;
}

/** All there is to know of our own connection. */
export function ConnectionPanel({ state, look }: ConnectionPanelProps) {
  const words = useWords();
  const live = useLive();
  const { connection } = words;
  return (
    <div className={styles["panel"]}>
      <h2>{connection.panelTitle}</h2>
      <p className={styles["state"]}>
        <Glyph shape={look.shape} tone={look.tone} size={16} />
        <strong>{connection.state[look.word]}</strong>
        {state.kind === "connected" && <Time at={state.since} press />}
        {(state.kind === "connecting" || state.kind === "waiting") && <span>{connection.attempt(state.attempt)}</span>}
      </p>
      <Stale />
      {look.trouble && <TroubleHelp {...sayHelp(words, look.trouble)} tone={look.tone === "bad" ? "bad" : "warn"} />}
      {state.kind === "connecting" && <Steps current={state.step} />}
      {look.rests && (
        <Button wide kind="primary" icon={icons.retry} label={connection.tryNow} onPress={() => live.connectNow()} />
      )}
      <Facts />
    </div>
  );
}

function Stale() {
  const { connection } = useWords();
  const { clock } = useFormats();
  const feed = useFeed();
  const lost = feed.live ? undefined : feed.since;
  const at = useAtTime((now) => (lost === undefined ? undefined : clock(lost, now)));
  return at === undefined ? null : <p className={styles["quiet"]}>{connection.stale(at)}</p>;
}

const steps = ["credentials", "policy", "socket"] as const;

/** How far this attempt has come. */
function Steps({ current }: { readonly current: (typeof steps)[number] }) {
  const { connection } = useWords();
  const at = steps.indexOf(current);
  return (
    <ol className={styles["steps"]} aria-label={connection.steps}>
      {steps.map((step, index) => {
        const state = index < at ? "done" : index === at ? "current" : "open";
        return (
          <li key={step} data-state={state}>
            <Glyph {...stepSigns[state]} />
            <span>{connection.stepName[step]}</span>
            <span className={styles["quiet"]}>{connection.stepState[state]}</span>
          </li>
        );
      })}
    </ol>
  );
}

const stepSigns = {
  done: { shape: "disc", tone: "ok" },
  current: { shape: "spin", tone: "accent" },
  open: { shape: "dashed", tone: "mute" },
} as const;

/** Smaller differences come from the way there, not from the clock. */
const clockTrustMs = 2000;

function Facts() {
  const { connection } = useWords();
  const { duration } = useFormats();
  const { access, config } = useConsole();
  const { perSecond, seconds, atLimit } = useStatistics();
  const identityId = useAtTime(() => access.identity()?.identityId);
  const left = useAtTime((now) => {
    const expireAt = access.identity()?.credentialsExpireAt;
    if (expireAt === undefined) return undefined;
    return expireAt <= now ? connection.credentialsEnded : connection.credentialsLeft(duration(expireAt - now));
  });
  const clock = useAtTime(() => {
    const offset = access.clockOffset();
    if (Math.abs(offset) < clockTrustMs) return connection.clockRight;
    return offset > 0 ? connection.clockAhead(duration(offset)) : connection.clockBehind(duration(-offset));
  });
  return (
    <dl className={styles["facts"]}>
      {identityId !== undefined && (
        <div>
          <dt>{connection.identity}</dt>
          <dd className={styles["identity"]}>
            <code>{identityId}</code>
            <CopyButton text={identityId} label={connection.copyIdentity} copiedLabel={connection.copiedIdentity} />
          </dd>
        </div>
      )}
      {left !== undefined && (
        <div>
          <dt>{connection.credentials}</dt>
          <dd>{left}</dd>
        </div>
      )}
      <div>
        <dt>{connection.messages}</dt>
        <dd>
          {connection.messagesPerSecond(perSecond)}
          <Sparkline values={seconds} />
          {atLimit && <p className={styles["limit"]}>{connection.nearQuota}</p>}
        </dd>
      </div>
      <div>
        <dt>{connection.clock}</dt>
        <dd>{clock}</dd>
      </div>
      <div>
        <dt>{connection.region}</dt>
        <dd>{config.region}</dd>
      </div>
    </dl>
  );
}
