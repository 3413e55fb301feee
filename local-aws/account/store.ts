import { deserialize, serialize } from "node:v8";

import { open } from "lmdb";

import { lockDirectory } from "./directory-lock.ts";
import { type Database, type DiskWriter, openDiskWriter } from "./disk-writer.ts";

/** One named collection of the account's state. Values are plain data and are replaced, never changed in place. */
export interface Table<V> {
  get(key: string): V | undefined;
  has(key: string): boolean;
  set(key: string, value: V): void;
  delete(key: string): boolean;
  entries(): IterableIterator<[string, V]>;
  keys(): IterableIterator<string>;
  values(): IterableIterator<V>;
  readonly size: number;
}

/** Where the state of the account lives. Reads are from memory; writes are durable once `settled` resolves. */
export interface Store extends AsyncDisposable {
  /** Undefined in memory. */
  readonly directory?: string;
  table<V>(name: string): Table<V>;
  /** Resolves when every write made so far is on disk; at once for a store in memory. Await it before acknowledging. Rejects with a DataProblem. */
  settled(): Promise<void>;
  /** Forgets everything. */
  clear(): Promise<void>;
}

export function memoryStore(): Store {
  const tables: Tables = new Map();
  return {
    table: (name) => tableOf(tables, name),
    settled: async () => {},
    clear: async () => {
      for (const table of tables.values()) table.clear();
    },
    [Symbol.asyncDispose]: async () => {},
  };
}

/**
 * Keeps the state in `directory`, so that a killed process finds all it had acknowledged when it starts again.
 * @throws DataProblem when another process has it.
 */
export function diskStore(directory: string): Store {
  const database: Database = open({
    path: directory,
    // Or lmdb takes a name with a dot for a file's.
    noSubdir: false,
    // Structured cloning keeps every name, also one like __proto__, and bytes as bytes.
    encoder: { encode: serialize, decode: (bytes: Uint8Array) => deserialize(ownCopy(bytes)) },
    // Its own batches leave a promise behind that nobody can catch when the disk is full; the writer makes them instead.
    eventTurnBatching: false,
  });
  const release = lockDirectory(directory, (act) => database.transactionSync(act));
  const writer = openDiskWriter(database, directory);
  const tables: Tables = new Map();
  for (const { key, value } of database.getRange()) tableOf(tables, key[0]).set(key[1], value);

  return {
    directory,
    table: <V>(name: string) => writeThrough<V>(tableOf(tables, name), name, database, writer),
    settled: () => writer.settled(),
    clear: () => {
      for (const table of tables.values()) table.clear();
      return writer.clear();
    },
    [Symbol.asyncDispose]: async () => {
      await writer[Symbol.asyncDispose]();
      release();
    },
  };
}

/** What lmdb hands out is the start of a large buffer that it uses again, and values that are bytes are views of what they were read from. */
function ownCopy(bytes: Uint8Array): Uint8Array {
  return new Uint8Array(bytes.subarray(0, bytes.length));
}

// A table is asked for by one module only, which alone knows its type; the map of all tables cannot.
type Tables = Map<string, Map<string, never>>;

function tableOf<V>(tables: Tables, name: string): Map<string, V> {
  const known = tables.get(name);
  if (known) return known;
  const made = new Map<string, never>();
  tables.set(name, made);
  return made;
}

/** Of lmdb's 1978 bytes, what is left beside the name of the table. */
const longestKeyBytes = 1900;

function writeThrough<V>(memory: Map<string, V>, name: string, database: Database, writer: DiskWriter): Table<V> {
  return {
    get: (key) => memory.get(key),
    has: (key) => memory.has(key),
    set: (key, value) => {
      // Here, where whoever asks can be answered, and not when the batch is written.
      if (Buffer.byteLength(key) > longestKeyBytes) throw new Error(`A key of ${name} is longer than can be kept.`);
      memory.set(key, value);
      writer.write(() => database.put([name, key], value));
    },
    delete: (key) => {
      writer.write(() => database.remove([name, key]));
      return memory.delete(key);
    },
    entries: () => memory.entries(),
    keys: () => memory.keys(),
    values: () => memory.values(),
    get size() {
      return memory.size;
    },
  };
}
