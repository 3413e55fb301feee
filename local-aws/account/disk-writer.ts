import type { RootDatabase } from "lmdb";

import { isRecord } from "#local/wire/record.ts";

import { DataProblem } from "./data-problem.ts";

export type Database = RootDatabase<unknown, [string, string]>;

/** Writes what was changed in one turn of the event loop at once: after a crash all of it is there, or nothing. */
export interface DiskWriter extends AsyncDisposable {
  write(change: () => unknown): void;
  /** Resolves when all that was written so far is on disk; rejects with a DataProblem when it never will be. */
  settled(): Promise<void>;
  /** Forgets everything. */
  clear(): Promise<void>;
}

export function openDiskWriter(database: Database, directory: string): DiskWriter {
  let changes: (() => unknown)[] = [];
  let turn: Promise<void> = Promise.resolve();
  let committed: Promise<unknown> = Promise.resolve();
  let problem: DataProblem | undefined;
  const waiting = new Set<(problem: DataProblem) => void>();

  // Memory is ahead of the disk then, and nobody knows by how much: nothing is acknowledged any more.
  const fail = (cause: unknown) => {
    // lmdb prints the cause, and keeps it in a promise of its own.
    if (isRecord(cause) && cause["commitError"] instanceof Promise) cause["commitError"].catch(() => {});
    problem ??= new DataProblem(
      `${directory} cannot be written any more. Is its disk full? Make room and start again: what was not acknowledged is lost.`,
    );
    changes = [];
    for (const reject of waiting) reject(problem);
    waiting.clear();
  };
  const commit = (act: () => unknown) => {
    committed = (async () => act())().catch(fail);
  };
  const settled = () =>
    new Promise<void>((resolve, reject) => {
      if (problem) {
        reject(problem);
        return;
      }
      waiting.add(reject);
      const end = () => {
        waiting.delete(reject);
        resolve();
      };
      // After a failed commit `flushed` never comes, which is why `fail` answers those who wait.
      void turn
        .then(() => committed)
        .then(() => database.flushed)
        .then(end, fail);
    });

  return {
    write: (change) => {
      if (problem || changes.push(change) > 1) return;
      turn = new Promise((resolve) => {
        setImmediate(() => {
          const batch = changes;
          changes = [];
          commit(() => database.batch(() => batch.forEach((act) => act())));
          resolve();
        });
      });
    },
    settled,
    clear: () => {
      changes = [];
      commit(() => database.clearAsync());
      return settled();
    },
    [Symbol.asyncDispose]: async () => {
      try {
        await settled();
      } catch {
        // Whoever waited has been told, and lmdb would wait for ever.
        return;
      }
      await database.close();
    },
  };
}
