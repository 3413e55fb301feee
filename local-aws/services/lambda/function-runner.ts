/** Runs in the function's own process: loads its module and answers one message for each event. */

type Handler = (event: unknown) => unknown;

const file = process.argv[2] ?? "";
const loaded = import(file).then(({ handler }: { readonly handler?: Handler }) => {
  if (typeof handler !== "function") throw new Error(`${file} exports no function 'handler'.`);
  return handler;
});

process.on("message", ({ call, event }: { readonly call: number; readonly event: unknown }) => {
  loaded
    .then((handler) => handler(event))
    .then(
      (result) => process.send?.({ call, result }),
      (error: unknown) => process.send?.({ call, error: error instanceof Error ? error.message : String(error) }),
    );
});
// The embedded AWS may be killed without a word; its functions go with it.
process.on("disconnect", () => process.kill(process.pid));
