import { readFileSync, realpathSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";

import { DataProblem } from "./data-problem.ts";
import { isAlive, type KnownProcess, thisProcess } from "./process-life.ts";

/** What this process has open: its own number in a file may also be that of an earlier one, as in a container it always is. */
const held = new Set<string>();

/**
 * Takes `directory` for this process alone; returns the way to let it go. A process that was killed holds nothing.
 * `exclusively` runs its argument while no other process runs one, so that two cannot both find a dead one's lock.
 * @throws DataProblem when a living process has it.
 */
export function lockDirectory(directory: string, exclusively: <T>(act: () => T) => T): () => void {
  const place = realpathSync(directory);
  const file = join(place, "process");
  exclusively(() => {
    const owner = held.has(place) ? thisProcess() : readOwner(file);
    if (owner && (held.has(place) || (owner.pid !== process.pid && isAlive(owner)))) {
      throw new DataProblem(
        `${directory} is in use by process ${owner.pid}. End that, or choose another directory. (If it is no embedded AWS, remove ${file}.)`,
      );
    }
    const { pid, startedAt = "" } = thisProcess();
    writeFileSync(file, `${pid} ${startedAt}\n`);
    held.add(place);
  });
  return () => {
    held.delete(place);
    rmSync(file, { force: true });
  };
}

function readOwner(file: string): KnownProcess | undefined {
  try {
    const [, pid, startedAt] = /^(\d+)(?: (\d+))?\s*$/.exec(readFileSync(file, "utf8")) ?? [];
    return pid === undefined || Number(pid) === 0 ? undefined : { pid: Number(pid), startedAt };
  } catch {
    return undefined;
  }
}
