import { createRequire } from "node:module";
import { fileURLToPath } from "node:url";

const { resolve } = createRequire(import.meta.url);
const { resolve: resolveBesideCrt } = createRequire(resolve("aws-crt/package.json"));

/** The parts of aws-crt that the console's worker imports, by the narrowest path: the whole is half as large again. */
const parts = ["polyfills", "mqtt5", "mqtt_internal/decoder"].map((name) => `aws-crt/dist.browser/browser/${name}`);

/**
 * What the bundler does to aws-crt (docs/adr/0005): 144 kB gzip of the whole browser build become 66. crypto-js serves only its own URL signer, which
 * the console does not use; and the Buffer of its polyfills serves its streams too, which would bring an older one of their own.
 */
export const awsCrt = {
  alias: [
    { find: /^crypto-js$/, replacement: fileURLToPath(new URL("src/aws/no-crypto-js.ts", import.meta.url)) },
    { find: /^buffer\/?$/, replacement: resolveBesideCrt("buffer/") },
  ],
  // Together, so that the decoder that is patched is the one that the client uses.
  optimizeDeps: { include: parts },
};
