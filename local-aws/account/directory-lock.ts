import { readFileSync, realpathSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";

import { DataProblem } from "./data-problem.ts";

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
    const owner = held.has(place) ? process.pid : readOwner(file);
    if (owner !== undefined && (held.has(place) || (owner !== process.pid && isAlive(owner)))) {
      throw new DataProblem(
        `${directory} is in use by process ${owner}. End that, or choose another directory. (If it is no embedded AWS, remove ${file}.)`,
      );
    }
    writeFileSync(file, `${process.pid}\n`);
    held.add(place);
  });
  return () => {
    held.delete(place);
    rmSync(file, { force: true });
  };
}

function readOwner(file: string): number | undefined {
  try {
    const pid = Number(readFileSync(file, "utf8"));
    return Number.isInteger(pid) && pid > 0 ? pid : undefined;
  } catch {
    return undefined;
  }
}

function isAlive(pid: number): boolean {
  try {
    // Signal 0 is not sent: it only asks whether it could be.
    return process.kill(pid, 0);
  } catch (error) {
    return error instanceof Error && "code" in error && error.code === "EPERM";
  }
}
