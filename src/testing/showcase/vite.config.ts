import { fileURLToPath } from "node:url";

import react from "@vitejs/plugin-react";
import { defineConfig } from "vite";

/** The console in front of a fake world, to look at: `npx vite --config src/testing/showcase/vite.config.ts`. No part of any build. */
export default defineConfig({
  root: fileURLToPath(new URL("../../..", import.meta.url)),
  plugins: [
    react(),
    {
      name: "yagura:showcase",
      transformIndexHtml: {
        order: "pre",
        handler: (html) => html.replace("/src/main.tsx", "/src/testing/showcase/main.tsx"),
      },
    },
  ],
  build: { outDir: ".cache/showcase", target: "chrome125", modulePreload: { polyfill: false } },
  server: { port: 4174 },
  preview: { port: 4174 },
});
