import process from "node:process";

/** `npm run bench -- NAME`: measures one thing and prints what it found as JSON. Nothing here fails for being slow. */

interface Bench {
  readonly what: string;
  load(): Promise<{ run(args: readonly string[]): Promise<unknown> }>;
}

const benches: Readonly<Record<string, Bench>> = {
  broker: {
    what: "the message broker: connecting, 2,000 idle clients, QoS 1 messages from 1,000 publishers",
    load: () => import("./broker.ts"),
  },
  "first-load": {
    what: "bytes and times until the sign-in form and until the fleet can be used",
    load: () => import("./first-load.ts"),
  },
  "presence-storm": {
    what: "the running console under 100, 1,000 and 5,000 messages a second, beside a floor page",
    load: () => import("./presence-storm.ts"),
  },
};

const [name = "", ...args] = process.argv.slice(2);
const bench = Object.hasOwn(benches, name) ? benches[name] : undefined;
if (bench) {
  const found = await bench.load();
  try {
    process.stdout.write(`${JSON.stringify(await found.run(args), undefined, 2)}\n`);
  } catch (error) {
    if (!(error instanceof Error && "code" in error && error.code === "ERR_PARSE_ARGS_UNKNOWN_OPTION")) throw error;
    process.stderr.write(`${error.message}\n`);
    process.exitCode = 2;
  }
} else {
  const list = Object.entries(benches).map(([known, { what }]) => `  ${known.padEnd(16)} ${what}`);
  process.stderr.write(`npm run bench -- NAME\n\n${list.join("\n")}\n`);
  process.exitCode = name === "" ? 0 : 2;
}
