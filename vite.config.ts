import react from "@vitejs/plugin-react";
import { defineConfig } from "vite";
import { VitePWA } from "vite-plugin-pwa";

import { awsCrt } from "./aws-crt.config.ts";

const icon = (size: number, purpose: "any" | "maskable") => ({
  src: `icons/yagura-${purpose === "maskable" ? "maskable-" : ""}${size}.png`,
  sizes: `${size}x${size}`,
  type: "image/png",
  purpose,
});

/** The words and controls of the first page, which later ones use too. */
const firstPage = /\/src\/(ui\/|words\/(entry|say-trouble|useWords|en\/(common|entry-troubles|sign-in)\.))/;

export default defineConfig({
  plugins: [
    react(),
    VitePWA({
      strategies: "injectManifest",
      srcDir: "src/service-worker",
      filename: "sw.ts",
      // The page registers it itself, without an inline script.
      injectRegister: false,
      injectManifest: {
        rollupFormat: "iife",
        globPatterns: ["**/*.{js,css,html,svg,png}"],
        maximumFileSizeToCacheInBytes: 4_000_000,
        // The worker is a build of its own, which would tell everything a second time.
        buildPlugins: { vite: [{ name: "yagura:quiet", config: () => ({ logLevel: "error" }) }] },
      },
      manifest: {
        name: "Yagura",
        short_name: "Yagura",
        description: "The watchtower of an AWS IoT fleet.",
        lang: "en",
        start_url: "/",
        display: "standalone",
        theme_color: "#26458a",
        background_color: "#f5f4ef",
        icons: [icon(192, "any"), icon(512, "any"), icon(192, "maskable"), icon(512, "maskable")],
      },
    }),
  ],
  resolve: { alias: awsCrt.alias },
  optimizeDeps: awsCrt.optimizeDeps,
  build: {
    // Each of these has light-dark(), popovers, container queries and module workers.
    target: ["chrome125", "edge125", "firefox128", "safari17.5"],
    // Read by scripts/bundle-sizes.ts.
    manifest: true,
    modulePreload: { polyfill: false },
    // The MQTT client is large, and fetched while the operator types a password.
    chunkSizeWarningLimit: 900,
    rolldownOptions: {
      output: {
        // What several screens share comes in one piece with the first: many small pieces pack worse than one.
        codeSplitting: { groups: [{ name: "shell", test: firstPage, minShareCount: 2 }] },
      },
    },
  },
  worker: { format: "es" },
  server: { port: 4173 },
  preview: { port: 4173 },
});
