import type { Clock } from "#domain/clock.ts";
import { Trouble } from "#domain/trouble.ts";

interface Patience {
  readonly clock: Pick<Clock, "after">;
  readonly ms: number;
  /** Who is asked. */
  readonly host: string;
}

/** For a library that waits for an answer as long as it takes. Rejects with unreachable when there is none in time; the question itself goes on. */
export function openInTime({ clock, ms, host }: Patience) {
  return <Result>(answer: Promise<Result>): Promise<Result> =>
    new Promise((resolve, reject) => {
      const callOff = clock.after(ms, () => reject(new Trouble("unreachable", { host })));
      answer.then(resolve, reject).finally(callOff);
    });
}
