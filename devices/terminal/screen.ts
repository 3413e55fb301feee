import type { FleetEvent, Tell } from "#devices/fleet/events.ts";
import type { Clock } from "#devices/wire/clock.ts";

import type { Style } from "./arguments.ts";
import { count, nothing, sentence, summary } from "./tally.ts";

/** Where the lines go. */
export interface Paper {
  readonly out: (text: string) => void;
  readonly error: (text: string) => void;
  /** Whether a line can be written over. */
  readonly isTerminal: boolean;
}

export interface Screen extends Disposable {
  readonly hear: Tell;
  readonly say: (line: string) => void;
  /** Words for the last thing that went wrong. */
  readonly fail: (message: string, tip: string) => void;
}

const summaryEverySeconds = 30;

export function openScreen(options: {
  readonly style: Style;
  readonly things: number;
  readonly paper: Paper;
  readonly clock: Clock;
}): Screen {
  const { style, things, paper, clock } = options;
  const connected = new Set<string>();
  let tally = nothing;
  let isStarting = true;
  let seconds = 0;

  const line = (text: string) => paper.out(paper.isTerminal ? `\r\u001B[K${text}\n` : `${text}\n`);
  const json = (event: object) =>
    paper.out(`${JSON.stringify({ at: new Date(clock.now()).toISOString(), ...event })}\n`);

  const second = () => {
    seconds++;
    callOff = clock.after(1_000, second);
    if (isStarting && paper.isTerminal) paper.out(`\r\u001B[K${connected.size} of ${things} connected …`);
    else if (isStarting ? seconds % 5 === 0 : seconds % summaryEverySeconds === 0) {
      line(summary(tally, connected.size, things, isStarting ? 5 : summaryEverySeconds));
      tally = nothing;
    }
  };
  let callOff: () => void = style === "summary" || style === "verbose" ? clock.after(1_000, second) : () => {};

  const fail = (message: string, tip: string) => {
    if (style === "json") json({ event: "failed", message, tip });
    else paper.error(`${paper.isTerminal ? "\r\u001B[K" : ""}${message}\n  ${tip}\n`);
  };

  return {
    hear: (event: FleetEvent) => {
      tally = count(tally, event);
      if (event.event === "connected") connected.add(event.thing);
      if (event.event === "dropped" || event.event === "lost") connected.delete(event.thing);
      if (style === "json") json(event);
      else if (event.event === "trouble") fail(event.message, event.tip);
      else if (style === "verbose") line(sentence(event));
    },
    say: (text) => {
      isStarting = false;
      seconds = 0;
      tally = nothing;
      if (style === "summary" || style === "verbose") line(text);
    },
    fail,
    [Symbol.dispose]: () => callOff(),
  };
}
