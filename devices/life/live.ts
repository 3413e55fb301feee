import type { Act, Happening, Life, Moment } from "./life.ts";
import { afterClose, afterDrop, afterFailure, connectedAt, drawReason, gone } from "./link.ts";
import { fulfil, hearDelta } from "./obey.ts";
import { measure, report } from "./report.ts";
import { readWishes } from "./settings.ts";
import type { DropReason, Temper } from "./temper.ts";

interface Step {
  readonly life: Life;
  readonly acts: readonly Act[];
}

/** One step of a device's life. Time and chance come from `moment`; nothing else is read and nothing is changed. */
export function live(life: Life, happening: Happening, moment: Moment): Step {
  const { link } = life;
  switch (happening.kind) {
    case "time":
      return passOn(life, moment);
    case "connected":
      return arrive(life, moment);
    case "closed":
      return quietly({ ...life, link: afterClose(link, moment.now, moment.random) });
    case "refused":
      return quietly(
        link.status === "connecting" ? { ...life, link: afterFailure(link, moment.now, moment.random) } : life,
      );
    case "rejected":
      return quietly({ ...life, told: {} });
    case "delta":
      return quietly(hearDelta(life, happening.delta, happening.version, moment));
    case "connect":
      return connect(life);
    case "stop":
      return { life: { ...life, link: gone }, acts: link.status === "away" ? [] : [leave] };
    case "drop":
      return link.status === "connected" ? drop(life, happening.reason, false, moment) : quietly(life);
    case "press":
      return report({ ...life, settings: { ...life.settings, ...Object.fromEntries(readWishes(happening.state)) } });
    case "temper":
    default:
      return change(life, happening.temper);
  }
}

const leave: Act = { kind: "drop", reason: "CLIENT_INITIATED_DISCONNECT" };

function arrive(life: Life, moment: Moment): Step {
  const { link, temper } = life;
  if (link.status !== "connecting") return quietly(life);
  const here = connectedAt(moment.now, link.failures, temper, moment.random);
  return after([{ kind: "ask" }], report(measure({ ...life, link: here, told: {}, version: 0 }, moment)));
}

function connect(life: Life): Step {
  const { status } = life.link;
  if (status === "connected" || status === "connecting") return quietly(life);
  return {
    life: { ...life, link: { status: "connecting", failures: 0 } },
    acts: status === "silent" ? [{ kind: "wake" }, { kind: "connect" }] : [{ kind: "connect" }],
  };
}

function change(life: Life, temper: Temper): Step {
  // What was asked before is asked again, so that the new temper answers it.
  return {
    life: { ...life, temper, wishes: new Map() },
    acts: life.link.status === "connected" ? [{ kind: "ask" }] : [],
  };
}

function passOn(life: Life, moment: Moment): Step {
  const { now, random } = moment;
  const obeyed = fulfil(life, now);
  const isTimeToMeasure = obeyed.link.status === "connected" && obeyed.reportAt <= now;
  const { life: told, acts } = report(isTimeToMeasure ? measure(obeyed, moment) : obeyed);
  const { link, temper } = told;
  if (link.status === "away" && link.connectAt !== undefined && link.connectAt <= now) {
    return after(acts, {
      life: { ...told, link: { status: "connecting", failures: link.failures } },
      acts: [{ kind: "connect" }],
    });
  }
  if (link.status === "connected" && link.dropAt !== undefined && link.dropAt <= now) {
    return after(acts, drop(told, drawReason(temper, random), true, moment));
  }
  if (link.status === "silent" && link.wakesAt <= now) {
    return after(acts, { life: { ...told, link: afterClose(link, now, random) }, acts: [{ kind: "wake" }] });
  }
  return { life: told, acts };
}

function drop(life: Life, reason: DropReason, returns: boolean, { now, random }: Moment): Step {
  return {
    life: { ...life, link: afterDrop(reason, returns, now, life.temper, random) },
    acts: [{ kind: "drop", reason }],
  };
}

function quietly(life: Life): Step {
  return { life, acts: [] };
}

function after(acts: readonly Act[], step: Step): Step {
  return { life: step.life, acts: [...acts, ...step.acts] };
}
